"""How sure and how binding: hedges, boosters and words of duty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from briefing_lessons.rhetoric.passages import Passages
from briefing_lessons.rhetoric.words import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    TIMES,
    is_number,
)
from briefing_lessons.spans import Mark

_Strength = Literal["strong", "weak"]
_WEAK_HEDGES = frozenset(
    ("no doubt", "hardly", "i hope", "we hope", "should", "alleged", "we expect", "i expect")
)
_WEAK_BOOSTERS = frozenset("always never ever frankly quite simply".split()) | {"no doubt"}
#: what the senses and the hands do: after could, an ability rather than a chance
_ABILITY = frozenset(
    """
    see hear feel smell taste hardly barely scarcely only afford remember understand not
    """.split()
)
_PERMITTING = frozenset("go leave enter ask sit begin start speak".split())


def hedge(passages: Passages) -> Iterator[Mark]:
    """Mark what tones a statement down: may, perhaps, roughly, I think.

    Marked are epistemic may, might and could, adverbs of chance, adjectives such as likely and possible,
    first-person opinion, and approximators before numbers. Not marked: the month of May, permission,
    past ability ("could not get home"), a preposition ("about nurses"), "a likely spot".

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in hedge(cut_sentence("I believe about 40 may come in May."))]
    ['I believe', 'about', 'may']
    >>> [mark.text for mark in hedge(cut_sentence("Nurses could not get home, and nobody talked about it."))]
    []

    Source: Hyland (1998) *Hedging in Scientific Research Articles*; Channell (1994) *Vague Language*.
    """
    for first, last, entry in passages.lexicons["hedges"].find(passages):
        if not _hedges(passages, first, last, entry.text, entry.kind):
            continue
        strength: _Strength = "weak" if entry.text in _WEAK_HEDGES else "strong"
        why = f"{passages.quoted(first, last)} ({entry.kind}) tones the statement down"
        yield passages.mark("hedge", first, last, why, entry.kind, strength)


def _hedges(passages: Passages, first: int, last: int, entry: str, kind: str) -> bool:
    before, after = passages.before(first), passages.after(last - 1)
    if kind == "modal":
        return _chance(passages, first, entry, before, after)
    if kind == "expectation":
        return _expected(passages, first)
    if kind == "approximator":
        return _approximates(passages, first, last, entry, before, after)
    if kind == "opinion":
        return _opinion(passages, first, last, entry, before, after)
    if entry in ("likely", "unlikely"):
        return (
            after == "to"
            or before in BE | {"most", "more", "less", "very", "highly", "not", "seems", "it"}
            or (not after or not passages.joined(last - 1) or after in PREPOSITIONS | SUBJECTS)
        )
    if entry == "possible":
        return before not in ("as", "if", "where", "when", "wherever", "best") and after != "only"
    if entry in ("sort of", "kind of"):
        return before not in DETERMINERS | {"same", "different", "right", "wrong", "new", "one", "of", "only"}
    if entry in ("a little", "a bit"):
        return after not in {"", "of", "and", "or"} | PREPOSITIONS and passages.joined(last - 1)
    if entry in ("rather", "fairly", "reasonably"):
        return (
            after not in {"", "than", "and", "but"} | PREPOSITIONS | DETERMINERS
            and before not in MODALS | {"or"}
            and passages.joined(last - 1)
        )
    if entry in ("mostly", "partly", "largely", "generally", "broadly") and before in ("more", "speaking"):
        return False
    if entry == "in a way":
        return after not in ("that", "which", "of", "to")
    if entry in ("seem", "seems", "seemed") and before == "it":
        return False  # the longer entry has it
    if entry == "hopefully":
        return passages.opens(first) or passages.gap(last - 1).strip()[:1] == ","
    if entry == "hardly":
        return after not in ("ever", "any", "anyone", "anything")
    return True


def _chance(passages: Passages, at: int, word: str, before: str, after: str) -> bool:
    """Say whether may, might or could weighs a chance."""
    printed = passages.raw(at)
    if word == "may":
        capital = printed == "May"
        if capital and (
            not passages.opens(at) or after in SUBJECTS or is_number(after) or not passages.joined(at)
        ):
            return False  # a month, a name, a permission asked or a wish
        if capital and passages.raw(at + 1)[:1].isupper():
            return False
        if is_number(after) or (is_number(before) and capital):
            return False
        if before in ("if", "as") and passages.before(at, 2) in ("if", "you"):
            return False
        if (
            after in ("i", "we")
            or (before == "i" and not after)
            or (before == "i" and passages.before(at, 2) == "if")
        ):
            return False
        if before in ("you", "i", "we") and after in _PERMITTING:
            return False
        return True
    if word == "might":
        return before not in DETERMINERS | {"military", "and", "full"} - {
            "this",
            "that",
            "these",
            "those",
            "what",
            "some",
            "all",
            "it",
        }
    if after in ("you", "i") or (passages.opens(at) and after in SUBJECTS):
        return False  # could you …: a request
    if after == "not":
        nearby = passages.after(at, 2)
        return nearby in ("have", "be") and before in ("it", "this", "that")
    if after in _ABILITY:
        return False
    if before in ("as", "they", "he", "she", "i", "we", "who", "nobody", "everyone") and not _tentative(
        passages, at
    ):
        return False
    return True


def _tentative(passages: Passages, at: int) -> bool:
    """Say whether could after a person looks forward rather than back."""
    sentence = passages.sentence(at)
    words = passages.words[sentence.first : sentence.last]
    if passages.after(at) in ("be", "have", "well", "still", "also", "yet", "face", "lose", "become", "soon"):
        return True
    return bool({"if", "would", "will", "may", "might", "tomorrow", "next", "soon", "perhaps"} & set(words))


def _expected(passages: Passages, at: int) -> bool:
    """Say whether should names what is to be expected: it should be here by Friday.

    The subject is no person, and a point of time follows in the same clause.
    """
    number = at - 1
    first = passages.sentence(at).first
    while (
        number >= first and passages.joined(number) and passages.words[number] not in ("and", "that", "but")
    ):
        if passages.words[number] in PERSONS:
            return False
        number -= 1
    if number == at - 1 or passages.words[at - 1] in PERSONS or passages.after(at) == "not":
        return False
    stop = passages.sentence(at).last
    for number in range(at + 1, min(stop, at + 9)):
        word = passages.words[number]
        if word in ("by", "within", "before", "in") and any(
            w in TIMES or w in ("hours", "days", "weeks", "months", "minutes", "hour")
            for w in passages.words[number + 1 : min(stop, number + 4)]
        ):
            return True
        if word in ("soon", "shortly", "tomorrow", "tonight"):
            return True
        if not passages.joined(number):
            break
    return False


def _approximates(passages: Passages, first: int, last: int, entry: str, before: str, after: str) -> bool:
    if entry in ("something like", "something like that", "give or take"):
        return True
    if entry in ("or so", "or thereabouts"):
        back = [passages.before(first, k) for k in (1, 2, 3)]
        return any(is_number(word) for word in back) or back[0] in (
            "hour",
            "week",
            "day",
            "month",
            "year",
            "dozen",
        )
    following = (
        [after, passages.after(last - 1, 2)] if after in ("a", "an", "at", "the", "another") else [after]
    )
    numeral = passages.joined(last - 1) and any(is_number(word) for word in following)
    if after in ("a", "an") and following[-1] not in (
        "third",
        "quarter",
        "half",
        "dozen",
        "hundred",
        "thousand",
        "million",
    ):
        numeral = numeral and False
    if entry == "some":
        return numeral and after not in ("one", "half", "third") and before != "of"
    if entry in ("nearly", "almost"):
        return passages.joined(last - 1) and bool(after) and before not in ("very", "not")
    if entry in ("about", "around"):
        return numeral and before not in (
            "talk",
            "talked",
            "spoke",
            "know",
            "think",
            "all",
            "out",
            "are",
            "is",
        )
    if entry in ("roughly", "approximately"):
        return bool(after) and passages.joined(last - 1)
    return numeral


def _opinion(passages: Passages, first: int, last: int, entry: str, before: str, after: str) -> bool:
    if entry.endswith("believe") and after == "in":
        return False
    if entry.split()[-1] in ("feel", "trust", "expect", "assume", "suspect", "imagine"):
        return after in SUBJECTS | DETERMINERS | {"that"} and before not in MODALS
    if entry.endswith("think") and after in ("of", "about"):
        return after == "about" and is_number(passages.after(last))
    return before not in MODALS | {"do", "did", "does", "what", "how", "as"} or before == "as"


def booster(passages: Passages) -> Iterator[Mark]:
    """Mark what turns a statement up: of course, clearly, absolutely, completely.

    Universals (never, always) are marked weak. Not marked: even, so, too, superlatives, "the very man",
    "speak clearly".

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in booster(cut_sentence("Of course it is absolutely the very man we saw clearly."))]
    ['Of course', 'absolutely']

    Source: Hyland (2005) *Metadiscourse*; Biber (1988) on amplifiers; Quirk et al. (1985) §8.104.
    """
    for first, last, entry in passages.lexicons["boosters"].find(passages):
        if not _boosts(passages, first, last, entry.text):
            continue
        strength: _Strength = "weak" if entry.text in _WEAK_BOOSTERS else "strong"
        why = f"{passages.quoted(first, last)} ({entry.kind}) turns the statement up"
        yield passages.mark("booster", first, last, why, entry.kind, strength)


def _boosts(passages: Passages, first: int, last: int, entry: str) -> bool:
    before, after = passages.before(first), passages.after(last - 1)
    if entry == "very":
        return before not in ("the", "this", "that", "these", "those", "not") or after in (
            "first",
            "last",
            "same",
            "best",
        )
    if entry in ("clearly", "plainly"):
        return (
            passages.opens(first)
            or before in BE | MODALS | HAVE
            or (before in SUBJECTS and bool(after) and passages.joined(last - 1))
            or (after in BE | MODALS | HAVE | {"not", "a", "the"})
        )
    if entry == "no doubt":
        return before not in ("is", "have", "be", "has", "was")
    if entry == "ever":
        return after != "since" and before not in ("for", "than", "hardly", "if")
    if entry == "quite":
        return after not in ("", "a", "an", "the")
    if entry == "simply":
        return after not in PREPOSITIONS and bool(after)
    if entry in ("exactly", "precisely") and before in ("not", "know", "say"):
        return before != "not"
    if entry in ("deeply", "highly") and before in ("more", "too"):
        return True
    if entry == "in fact" and after == "of":
        return False
    if entry == "at all":
        return after not in (
            "times",
            "levels",
            "costs",
            "hours",
            "stations",
            "schools",
            "points",
            "ages",
            "stages",
        ) and (not after or not passages.joined(last - 1) or after in PREPOSITIONS | SUBJECTS)
    if entry == "much more":
        return after not in ("", "than", "money", "time", "of")
    return True


def deontic(passages: Passages) -> Iterator[Mark]:
    """Mark words of duty: must, should, need to, has to, supposed to.

    Not marked: the noun ("a must", "the need to"), what is to be expected ("should be here by Friday"),
    what is inferred ("must have been"), and should for if ("should the river rise").

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in deontic(cut_sentence("Life jackets are a must, and every deckhand has to wear one."))]
    ['has to']
    >>> [mark.text for mark in deontic(cut_sentence("The vaccine should be here by the weekend."))]
    []

    Source: Palmer (2001) *Mood and Modality*; Quirk et al. (1985) §4.51-4.56.
    """
    for first, last, entry in passages.lexicons["deontics"].find(passages):
        if _binds(passages, first, last, entry.text):
            strength: _Strength = "weak" if entry.kind == "no obligation" or last - first > 3 else "strong"
            why = f"{passages.quoted(first, last)} names an {entry.kind}"
            yield passages.mark(
                "deontic",
                first,
                last,
                why.replace("an no ", "no ").replace("an proh", "a proh"),
                entry.kind,
                strength,
            )


def _binds(passages: Passages, first: int, last: int, entry: str) -> bool:
    before, after = passages.before(first), passages.after(last - 1)
    if entry in ("must", "must not"):
        if before in DETERMINERS - PRONOUNS - {
            "all",
            "both",
            "each",
            "some",
            "many",
            "few",
            "most",
            "several",
        }:
            return False
        return not (after == "have" and passages.after(last - 1, 2) not in DETERMINERS | {""})
    if entry == "should":
        if (
            passages.opens(first)
            and after in SUBJECTS | DETERMINERS | PRONOUNS
            and not _asking(passages, first)
        ):
            return False  # should you need help, …
        return not _expected(passages, first)
    if entry in ("need to", "needs to"):
        return before not in DETERMINERS - PRONOUNS | POSSESSIVE_NOUNS and before not in (
            "no",
            "great",
            "urgent",
            "pressing",
        )
    if entry == "needed to":
        return before not in BE
    if entry in ("have to", "has to", "had to", "having to"):
        return after != "do" or passages.after(last - 1, 2) != "with"
    return True


def _asking(passages: Passages, at: int) -> bool:
    sentence = passages.sentence(at)
    return "?" in passages.text[passages.ends[sentence.last - 1] : sentence.end]


POSSESSIVE_NOUNS = frozenset("my your his her its our their the a any no".split())
