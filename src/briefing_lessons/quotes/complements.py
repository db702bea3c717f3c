"""Read on from a reporting verb: whom it addresses, and what kind of content follows."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from briefing_lessons.english.phrases import Phrase, phrase_after
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import CLASS_OF, NOUNS, TIMES, VERBS, classes, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import word_list
from briefing_lessons.people.names import BODIES
from briefing_lessons.quotes.nominal_cues import Cue

Kind = Literal["quote", "that", "whether", "to", "bare", "thing", "none"]

#: After these whatever has more than a noun phrase is a clause.
_SAYING = frozenset(["say", "tell", "think", "believe"])
#: Words that make the clause they open depend on another one; so does what was put to somebody.
_SUBORDINATORS = word_list("depending clauses") | {"asked", "when"}


class Complement(NamedTuple):
    """What follows a reporting verb."""

    kind: Kind
    first: int  #: first unit of the content
    hearer: tuple[int, int] | None = None  #: units of the addressee that follows the verb at once


def complement_of(units: Units, cue: Cue) -> Complement:
    """Return what `cue` introduces to its right."""
    high, tags = cue.sentence[1], units.tags
    takes = cue.expression.takes
    hearer = _hearer(units, cue, cue.end, high) if takes & {"person", "that"} else None
    k = _behind_name(units, hearer[1] if hearer else cue.end, high)
    if cue.shape == "noun":
        # "the claim by Abel, mayor of Ardal, that", "the claim by the mayor, Anna Abel, that"
        described = pattern(", (?:[^,]* ,)? (?=THAT)").match(tags, k, high)
        k = described.end() if described else k
        k += tags[k : k + 1] == W.AUX
    if cue.inverted:
        k += units.low[k : k + 1] == ["there"]  # "said a doctor there who was tired"
        # in “No,” said Abel, who owns two boats, “never” the quotation goes on behind the description
        described = pattern(", [DET NOUN NAME WH] [^,]* (?=, QUOTE)").match(tags, k, high)
        k = described.end() if described else k
    k = _skip_adverbials(units, k, high, stop_at_infinitive=bool(takes & {"to", "to-person"}))
    k = _behind_cleft(units, cue, k, high)
    if k + 1 < high and tags[k] == W.PREP and units.low[k + 1] in ("whether", "how", "why"):
        k += 1  # "pressed on whether", "questioned about how"
    kind = _kind(units, cue, k, high)
    denied = kind == "to" and k > cue.after and units.low[k - 1] in ("not", "never")
    return Complement(kind, k - denied, hearer)  # "warned drivers not to try"


def _behind_name(units: Units, k: int, high: int) -> int:
    """Step over the name in "ordered the owner, Abel, to" and "asked by the judge, Abel, whether"."""
    named = _NAMED.match(units.tags, k, high) if units.tags[k : k + 1] == "," else None
    return named.end() if named else k


_NAMED = pattern(", (?: [DET NOUN ED NAME]* NAME | [ED VERB] [^, QUOTE]{1,9} ) , (?=[THAT TO WH])")


def _behind_cleft(units: Units, cue: Cue, k: int, high: int) -> int:
    """In "What he told us, and often, was that" the content stands behind the form of "be"."""
    # "what she said", "the first thing she said", but not "the man she told"
    if cue.shape != "finite" or units.low[cue.begin - 1] not in word_list("opening clefts"):
        return k
    copulas = (j for j in range(k, high - 1) if units.low[j] in ("is", "was", "'s"))
    return next((j + 1 for j in copulas if pattern("[THAT HE TO] | [,:]? QUOTE").match(units.tags, j + 1)), k)


def _hearer(units: Units, cue: Cue, k: int, high: int) -> tuple[int, int] | None:
    person = phrase_after(units, k, high, whole=cue.expression.lemma == "tell")
    if person is None:
        return None
    behind = _behind_name(units, person.after, high)
    following = units.tags[behind : min(behind + 1, high)] or "."
    if "person" not in cue.expression.takes:  # "informed the court that"
        head = person.head[1] - 1
        hears = units.tags[head] in classes("NAME HIM") or units.low[head] in BODIES
        return (k, person.after) if hears and following == W.THAT else None
    told = cue.expression.lemma in word_list("hearer first") or units.tags[k] == W.HIM
    told = told or following in classes("THAT TO QUOTE WH")
    return (k, person.after) if told or _CONTENT_AHEAD.match(units.tags, person.after, high) else None


#: "told Abel by letter to go", "told Abel: “…”"
_CONTENT_AHEAD = pattern("(?:PREP DET? [NOUN ED NAME TIME]+ | ADV | TIME) [TO THAT] | [,:] [QUOTE THAT]")


def _skip_adverbials(units: Units, k: int, high: int, stop_at_infinitive: bool) -> int:
    """Step over adverbs, times and prepositional phrases: "said on Tuesday in an interview"."""
    while k < high and (after := _adverbial(units, k, high, stop_at_infinitive)) is not None:
        k = after
    return k


def _adverbial(units: Units, k: int, high: int, stop_at_infinitive: bool) -> int | None:
    """Return the unit after the adverbial that begins at unit `k`, if one does."""
    tags, word = units.tags, units.low[k]
    tag, following = tags[k], tags[k + 1 : min(k + 2, high)]
    if (tag in classes("ADV TIME") and following != "'") or (word == "before" and following == W.THAT):
        return k + 1  # "told the House before that"
    second = units.low[k + 1] if following else ""
    spoken_mark = tag in ",-" and second == "quote"  # "he said, quote, “…”"
    more = word in ("more", "most") and following == W.ADV
    if spoken_mark or more or (word in ("this", "last", "next", "that") and second in TIMES):
        return k + 2
    if tag == W.PREP or (tag == W.TO and not stop_at_infinitive):
        return _prepositional(units, k, high)
    if _LATER.fullmatch(" ".join(units.low[k : k + 3])):
        return k + 3
    inserted = _INSERTED.match(tags, k, high) if tag in ",-" else None
    return inserted.end() if inserted else None


_LATER = re.compile(
    r"\S+ (?:second|moment|minute|hour|day|night|week|month|year)s? (?:later|earlier|ago|before)"
)


#: An adverbial between commas before the content: ", in an interview, that".
_INSERTED = pattern(
    ", [PREP ADV TIME ING SAYING BECAUSE] [^,]{,11} , (?=[THAT QUOTE WH]) | - [^-]{,11} - (?=THAT)"
)


def _prepositional(units: Units, k: int, high: int) -> int | None:
    following = units.tags[k + 1 : min(k + 2, high)]
    if following in (W.ADV, W.TIME):
        return k + 2
    doing = following in (W.ING, W.SAYING)
    phrase = phrase_after(units, k + 1 + doing, high, whole=False)
    if phrase is None:
        return k + 2 if doing else None
    return phrase.after


def _kind(units: Units, cue: Cue, k: int, high: int) -> Kind:
    takes, tags = cue.expression.takes, units.tags
    tag = tags[k : min(k + 1, high)] or "."
    if pattern("[COMMA COLON DASH]? QUOTE").match(tags, k, high):
        return "quote"
    if tag == ":" and k + 2 < high:
        return "bare"
    if tag == W.WH:
        return _kind_of_question(units, cue, k, high)
    if takes & {"to", "to-person"} and pattern("TO [^DET NAME HIM NUM HE]").match(tags, k, high):
        cited = " ".join(units.low[k + 1 : k + 3]) in ("be named", "be identified", "be quoted")
        return "none" if cited else "to"  # "an official who asked not to be named" says how to cite him
    if _PRONOUN_ALONE.match(tags, k, high) or (tag == W.THAT and _is_pronoun(units, k, high)):
        return "thing"  # "has confirmed it, and he knew", "recalls it in the voice of one who has told it"
    if tag == W.THAT and takes & {"that", "bare"}:
        return "that"
    if "bare" in takes and (tag in _OPENS_CLAUSE or units.low[k : k + 1] == ["having"]):
        return "bare" if _has_clause(units, cue, k, high) else "thing"
    return "none"


_PRONOUN_ALONE = pattern("[HE HIM] [COMMA STOP SEMICOLON PREP]")
_OPENS_CLAUSE = classes("DET HE HIM NOUN NAME NUM PREP TIME ING BECAUSE ED ADV POSSESSIVE OPEN")


def _kind_of_question(units: Units, cue: Cue, k: int, high: int) -> Kind:
    word, verb = units.low[k], cue.expression
    # "asked him when he had left", but “Ready?” she asked when he came
    asked = verb.lemma == "ask" and W.QUOTE not in units.tags[max(cue.sentence[0] - 1, 0) : cue.sentence[1]]
    if (word == "when" and not asked) or (cue.inverted and word in ("who", "which", "whose")):
        return "none"  # “No,” she replied when it was read to her, sighed the ranger who had been on duty
    if (word == "what" and verb.lemma == "say") or (
        word in ("who", "which", "where") and verb.lemma in _SAYING
    ):
        return "none"  # "I said what I believed"
    if word == "what" and _NAMED_AS.match(units.tags, k, high):
        return "thing"  # "welcomed what she described as “a first step”"
    return "whether" if verb.takes & {"whether", "that", "bare"} else "none"


#: "what she described as"
_NAMED_AS = pattern("WH (?:HE | DET? [NOUN ED NAME]+) AUX* ADV? SAID PREP? QUOTE")


def _is_pronoun(units: Units, k: int, high: int) -> bool:
    """In "she knows that; …" and "considers that question premature" no clause follows "that"."""
    rest = units.tags[k + 1 : high]
    # or nothing at all; "dismissed that as “noise”"
    if pattern("[STOP SEMICOLON CLOSE] | $ | PREP QUOTE (?! [DET HE NOUN NAME] )").match(rest):
        return True
    if units.low[k - 1] in NOUNS and pattern("AUX | ADV? [VERB SAID ED] (?!AUX)").match(rest):
        return True  # "phrases that cannot be beaten", "a statement that also blames"
    if (quoted := _NOUNS_QUOTE.match(rest)) and _opens_with_verb(units, k + 1 + quoted.end()):
        return False  # "warns that trains “cannot be made safe”"
    return not units.low[k + 1].endswith("s") and _NOUN_ALONE.match(rest) is not None


_NOUNS_QUOTE = pattern("[ADV ED]? NOUN{1,3} (?=QUOTE)")
_NOUN_ALONE = pattern(
    "[ADV ED]? NOUN{1,3} ADV? (?: PREP TIME [, STOP] |[; STOP PREP QUOTE]+$ | [; STOP] | $)"
)


def _has_clause(units: Units, cue: Cue, k: int, high: int) -> bool:
    """Say whether a subject and a finite verb follow, before the comma where the cue's own clause depends."""
    tags = units.tags
    if tags[k] in classes("PREP ADV BECAUSE TIME") and tags[k + 1 : k + 2] != W.POSSESSIVE:
        return False  # but "claimed July’s wages had come late"
    depends = units.low[cue.sentence[0]] in _SUBORDINATORS  # "When she asked for it, …"
    # "The clerk who found the note, a slip of paper, says"
    depends = depends or (cue.subject is not None and tags[cue.subject.first] == W.WH)
    limit = tags.find("," if depends else ";", k, high)
    limit = high if limit < 0 else limit
    if cue.expression.lemma in _SAYING and (subject := phrase_after(units, k, high)) is not None:
        return _goes_on(units, subject, limit, high)
    ahead = (found.lastgroup for found in _AHEAD.finditer(tags, k + 1, limit))
    return next((group == "verb" for group in ahead if group), False)


#: Behind an object: a name in apposition, which says nothing; what shows that no clause comes; its verb.
#: "the position that", "songs in which", "the visit but would not", "a question, which is", "this, and he"
_AHEAD = pattern(
    """, NAME+ , | (?P<none> (?<=NOUN) THAT | (?<=PREP) WH | [AND BUT] (?: ADV* [AUX VERB SAID] | ADV+ ED )
    | , (?: [WH BUT AUX BECAUSE] | [AND PREP] HE ))
    | (?P<verb> [AUX VERB SAID] | (?<=HE) POSSESSIVE | (?<! [DET POSSESSIVE] ) ED )"""
)


def _goes_on(units: Units, subject: Phrase, limit: int, high: int) -> bool:
    """Say whether the words after "said" and a noun phrase make a clause of it."""
    tags, k = units.tags, subject.after
    following = tags[k : min(k + 1, high)]
    it = units.low[subject.first] == "it"
    if it and following not in classes("AUX VERB SAID ED ADV POSSESSIVE QUOTE"):
        return False
    if following == W.QUOTE:  # "said she “fully understood”", "said the guests “would rather wait”"
        return (tags[k - 1] == W.HE and not it) or _opens_with_verb(units, k)
    if following == W.TO:
        # but "said sorry to the guests"
        return pattern("[AUX VERB SAID ED]").search(tags, k, limit) is not None
    ends = following in classes("OTHER HIM") + ",.;:-)"  # so does the end of the sentence
    return not ends or pattern(", [^,]{1,18} , [AUX VERB SAID]").match(tags, k, high) is not None


def _opens_with_verb(units: Units, quotation: int) -> bool:
    """Say whether a quotation tells what somebody does: “would wait”, “at least does none”, “meets all”."""
    words = re.findall("[a-z]+", units.words(quotation, quotation + 1))[:3]
    tags = "".join(W.SAID if word in VERBS else CLASS_OF.get(word, W.NOUN) for word in words)
    agrees = tags[:1] == W.NOUN and words[0].endswith("s") and len(words) > 2
    return agrees or pattern("[AUX VERB SAID] | [ADV PREP] [DET ADV]? AUX | NOUN DET").match(tags) is not None
