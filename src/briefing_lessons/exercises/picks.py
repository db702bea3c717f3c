"""Lesson 03, Who is speaking?: quotations of each sort to read, who said what, and how do we know."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import pairwise, product, starmap

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.english.wordclasses import VERBS, is_person_noun, listed
from briefing_lessons.english.words import given_names
from briefing_lessons.exercises.answers import (
    as_text,
    cited,
    is_slip,
    plain_answer,
    said_aloud,
    without_reason,
)
from briefing_lessons.exercises.devices import meet
from briefing_lessons.exercises.excerpts import first_line, is_left_alone, line_before, lines_of, note_on
from briefing_lessons.exercises.model import Mistake, Values, asks, exit_line
from briefing_lessons.exercises.written import ways_to_say
from briefing_lessons.people.entities import place_names
from briefing_lessons.people.names import (
    BODIES,
    COURTESY,
    DEMONYM,
    GENDERED,
    ORGANISATIONS,
    gender_of_role,
    split_role,
)
from briefing_lessons.spans import Quote, Span, Speaker, shorten
from briefing_lessons.tables import Table
from briefing_lessons.topics.stopwords import load_stop_words

_is_slip = partial(is_slip, of_a_name=True)
_PRONOUNS = ("he", "she", "they", "i", "we")
_MARKED = re.compile(r"[\"“][^\"”]*[\"”]?")
_NAIVE = re.compile(r"\b([A-Z]\w+)\b[^.]*?\b(?:said|says|told|replied|added|asked|stressed|noted)\b")


def is_continued(quote: Quote, briefing: Briefing) -> bool:
    """Say whether a full quotation goes on after another one, without a reporting expression of its own."""
    found = quote.attribution
    return quote.kind == "direct" and found.cue is None and found.speaker is not None and not briefing.turns


def is_by_pronoun(quote: Quote, briefing: Briefing) -> bool:
    """Say whether a pronoun stands for a source with a name."""
    mention, name = quote.attribution.mention, quote.speaker or ""
    return bool(mention and name[:1].isupper() and mention.text.lower() in _PRONOUNS)


def is_by_description(quote: Quote, briefing: Briefing) -> bool:
    """Say whether the source is described by an office, not named."""
    mention, name = quote.attribution.mention, quote.speaker
    if not (name and mention) or mention.text.lower() in (*_PRONOUNS, "who", "which", "that"):
        return False
    return not set(mention.text.split()) & set(name.split())


def is_full(quote: Quote, briefing: Briefing) -> bool:
    """Say whether a full quotation has its own reporting expression."""
    return quote.kind == "direct" and bool(quote.attribution.cue and quote.speaker)


def is_partial(quote: Quote, briefing: Briefing) -> bool:
    """Say whether a fragment is quoted inside of the reporter's clause."""
    return quote.kind == "mixed" and quote.speaker is not None


def is_paraphrase(quote: Quote, briefing: Briefing) -> bool:
    """Say whether words are reported without quotation marks."""
    return quote.kind == "indirect" and quote.speaker is not None and not re.search(r"[\"“«„]", quote.text)


#: What lesson 03 tells apart.
KINDS: tuple[Callable[[Quote, Briefing], bool], ...] = (is_full, is_partial, is_paraphrase)


def first_quote(briefing: Briefing, sort: Callable[[Quote, Briefing], bool]) -> Quote | None:
    """Return the first quotation of one sort: one the reader is sure of and a short one, if there is one."""
    sorts = (quote for quote in _placed(briefing) if sort(quote, briefing))
    found = sorted(sorts, key=lambda quote: not quote.attribution.sure)
    return next((q for q in found if len(q.text.split()) <= 40), found[0] if found else None)


def _placed(briefing: Briefing) -> list[Quote]:
    """Return the quotations, without those on lines that no rule placed."""
    hidden = {line.number for line in briefing.coverage.unplaced}
    return [quote for quote in briefing.quotes if briefing.line_number(quote) not in hidden]


def quoted_text(briefing: Briefing) -> Briefing:
    """Return `briefing`, where somebody is quoted or reported in it; else our invented ferry.

    >>> from briefing_lessons import parse_briefing
    >>> quoted_text(parse_briefing("The boat is late. Nobody says why.")).source
    '001_ferry_report.txt'
    """
    quoted = any(first_quote(briefing, kind) for kind in KINDS)
    return briefing if quoted else read_seed("001_ferry_report.txt")


def example_quote(briefing: Briefing) -> Quote | None:
    """Return a quotation to explain: by a pronoun, if there is another one than exercise who.4 asks for.

    >>> from briefing_lessons import load_briefing
    >>> example_quote(load_briefing("002_school_meals.txt")).speaker
    'Mirel Tavan'
    """
    later = [quote for quote in briefing.quotes if is_by_pronoun(quote, briefing)][1:]
    later = [quote for quote in later if not is_left_alone(briefing, quote)]
    found = (first_quote(briefing, kind) for kind in (is_full, is_paraphrase, is_partial))
    return later[-1] if later else next(filter(None, found), None)


def pick_quotes(briefing: Briefing, number: int = 6) -> tuple[Quote, ...]:
    """Return up to `number` quotations in reading order: one of each kind, then of as many sources as it can.

    >>> from briefing_lessons import load_briefing
    >>> [quote.speaker for quote in pick_quotes(load_briefing("001_ferry_report.txt"))][3:]
    ['Costrel official', 'Bruno Tasker', 'baker']
    """
    placed = [quote for quote in _placed(briefing) if quote.kind != "term"]
    heard = {(around(briefing, quote), quote.speaker) for quote in placed}
    one_voice = Counter(sentence for sentence, _ in heard)  # of two sources in a sentence, which is meant?
    placed = [quote for quote in placed if one_voice[around(briefing, quote)] == 1] or placed
    others = [quote for quote in placed if not is_left_alone(briefing, quote)]
    sources = {quote.speaker: quote for quote in reversed(others) if quote.speaker}
    new = sorted(sources.values(), key=lambda quote: quote.start)
    picked: list[Quote] = []
    for quote in filter(None, (*(first_quote(briefing, kind) for kind in KINDS), *new, *others)):
        known = quote in new and quote.speaker in {other.speaker for other in picked}
        if not known and not any(meet(quote, other) for other in picked):
            picked.append(quote)
    return tuple(sorted(picked[:number], key=lambda quote: quote.start))


def names_of(briefing: Briefing, name: str) -> tuple[str, ...]:
    """Return the spellings of one source: no pronouns."""
    aliases = next((who.aliases for who in briefing.speakers if who.name == name), ())
    return tuple(alias for alias in aliases if alias.lower() not in _PRONOUNS)


def described(briefing: Briefing, words: str) -> set[str]:
    """Return whom words describe as the text does, by office or as a man, and whose label has them.

    Who asks may be called a reporter; where more than one is described, nobody is.

    >>> from briefing_lessons import load_briefing
    >>> transcript, ferry = map(load_briefing, ("000_95b79719e875266d.txt", "001_ferry_report.txt"))
    >>> described(transcript, "the foreign minister of Russia")
    {'Sergei Lavrov'}
    >>> [described(ferry, f"the {who}") for who in ("man with the rolls", "mayor of Halvern")]
    [{'Bruno Tasker'}, set()]
    """
    given = set(re.findall(r"\w+", words.casefold()))
    people, more = given & _ANYBODY.keys(), given - _SMALL - _ANYBODY.keys()
    slips = given.difference(re.findall(r"\w+", briefing.text.casefold()))
    told = [(name, *known) for name, known in _told(briefing).items()]
    fit = [one for one in told if _agrees(one[3], people) and _has(one[2], more, slips)]
    office = [one for one, heads, *_ in fit if any(_is_slip(word, head) for word in given for head in heads)]
    fit_people = [one for one, *_, genders, _ in fit if people and more and genders]
    labelled = [one for one, *_, labels in told if given - _SMALL and given - _SMALL <= labels]
    return {found[0] for found in (office or fit_people, labelled) if len(found) == 1}


def tell_mistaken(briefing: Briefing, name: str, words: str) -> str:
    """Return what shows that words mean another source than `name`, or may; nothing where they do not.

    That is a title that does not go with its pronoun, the office of another one, or a shared last name.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> [tell_mistaken(ferry, "Katja Orsolin", f"{title} Orsolin")[:15] for title in ("Mr", "Mayor", "Ms")]
    ['“Mr Orsolin” is', '“Mayor Orsolin”', '']
    >>> tell_mistaken(ferry, "Ida Velk", "Velk said")
    'More than one source is called Velk here. Write the first name, too.'
    """
    said, (*first, last) = said_aloud(without_reason(words, "name")), name.casefold().split()
    given = set(re.findall(r"\w+", said))
    told, slips = {**_told(briefing)}, given.difference(re.findall(r"\w+", briefing.text.casefold()))
    heads, own, genders, labels = told.pop(name, (set(), [], set(), set()))
    alike = any(last in who.casefold().split() and _agrees(told[who][2], given) for who in told)
    named = heads & given or any(starmap(_is_slip, product(given, (*first, *(one[0] for one in first)))))
    if alike and first and last in given and not named:
        return f"More than one source is called {name.split()[-1]} here. Write the first name, too."
    title, *after = re.split(rf"\b(?:{'|'.join(map(re.escape, (*first, last)))})\b", said)
    strange = after and heads & {*title.split()} and not _has(own, {*re.findall(r"\w+", title)}, slips)
    others = set().union(*(known[0] for known in told.values())) - heads - labels  # "MINISTER ABEL:"
    doctors = (word for word in given & COURTESY.keys() if not COURTESY[word])  # "Dr Rehm" may be none
    others |= {w for w in doctors if not re.search(rf"\b{w}\.? (?:\w+ )?{last}\b", briefing.text, re.I)}
    if strange or not _agrees(genders, given) or others & given:
        return f"{cited(words)} is somebody else, as we read it. Read once more who is called so."
    return ""


_SMALL = {"s", *load_stop_words("function")} - {"no", "not", "never", "or"}
#: how anybody may be called whose gender is known
_ANYBODY = {"man": "m", "guy": "m", "woman": "f", "lady": "f", "person": None, "one": None}


def _agrees(genders: set[str | None], words: Iterable[str]) -> bool:
    """Say whether no word is for a woman where a source is a man, or the other way round."""
    told = {_ANYBODY.get(word) or split_role((word, ""))[1] or gender_of_role(word) for word in words}
    return not any({one, other} == {"f", "m"} for one in genders for other in told)


def _has(own: list[str], words: set[str], slips: set[str]) -> bool:
    """Say whether a text has these words for a source; one that it has nowhere may be a slip."""
    return all(
        any(_akin(word, other) or (word in slips and _is_slip(word, other)) for other in own)
        for word in words - _SMALL - _ANYBODY.keys() - COURTESY.keys()
    )


@lru_cache(maxsize=2)
def _told(briefing: Briefing) -> dict[str, tuple[set[str], list[str], set[str | None], set[str]]]:
    """Return what a text tells of each source and speaker, as `_told_of`, and the words of the labels.

    Who asks may be called a reporter.
    """
    bare = [_MARKED.sub(" ", sentence.text) for sentence in briefing.sentences]
    whom = {str(turn.speaker): Speaker(str(turn.speaker), (), None) for turn in briefing.turns}
    whom |= {who.name: who for who in briefing.speakers}
    labels = {name: set[str]() for name in whom}
    for turn in briefing.turns:
        called = f"{turn.label} a reporter, a journalist" if turn.role == "question" else turn.label
        labels[str(turn.speaker)].update(re.findall(r"\w+", called.casefold()))
    first = {name: next((words for words in bare if name in words), "") for name in whom}
    return {name: (*_told_of(briefing, who, first[name]), labels[name]) for name, who in whom.items()}


def _told_of(briefing: Briefing, who: Speaker, first: str) -> tuple[set[str], list[str], set[str | None]]:
    """Return the nouns of somebody's offices, the words that a text has for the person, the gender.

    `first` is the first sentence with the name.
    """
    role = re.sub(r"^(?:the|an?) ", "", (who.role or "").casefold())
    held = re.findall(rf"\w+(?=['’]s {re.escape(role)}\b)", briefing.text, re.I) if role else []
    said = (quote.attribution for quote in briefing.quotes if quote.speaker == who.name)
    called = [found.mention.text.casefold() for found in said if found.mention]  # "the former detective"
    for at in re.finditer(rf"\b{re.escape(who.name)}\b(?! and\b| or\b)", briefing.text):
        before = _OFFICE_BEFORE.search(briefing.text[: at.start()][-90:])
        beside = [found[1].casefold() for found in (before, _OFFICE.match(briefing.text, at.end())) if found]
        called += [words for words in beside if is_person_noun("".join(_HEAD.findall(words)[:1]))]
    heads = {word for words in (role, *called) for word in _HEAD.findall(words)[:1] if is_person_noun(word)}
    # who is named later may be described before: "The transport minister of Marland closed the bridge"
    above = briefing.text.partition(who.name)[0].casefold() if heads else ""
    fuller = set(re.findall(rf"\bthe (\w+ (?:{'|'.join(heads)})(?: (?:of|for) \w+)?)", above))
    called += fuller if len(fuller) == 1 else ()
    words = re.findall(r"\w+", " ".join([role, who.name, *who.aliases, *held, *called]).casefold())
    # a name there may be another one's, and so may an office
    small = [w for w in re.findall(r"\b[a-z]\w*", first) if w.endswith("s") or not is_person_noun(w)]
    by_name = [given_names().get(who.name.split()[0].casefold())]
    ways = (map(GENDERED.get, called), by_name, map(GENDERED.get, small))
    return heads, [*words, *small], next(filter(None, (set(way) - {None} for way in ways)), set())


#: what stands beside a name, as in “the director of the board, Mr Emil Stroud”
_OFFICE_BEFORE = re.compile(r"\b[Tt]he ((?:(?! and the )[^,.;:]){3,60}), (?:\w+\.? )?$")
_OFFICE = re.compile(", (?:the|an?) ([^,.;:]+)")
#: the noun of an office: “director” of “the director of the board”
_HEAD = re.compile(r"\w+(?= (?:of|for|in|at|who) |,|$)")


def _akin(one: str, other: str) -> bool:
    """Say whether two words are one, or a place and its people: Russia and Russian, island and islander."""
    stem = max(4, min(len(one), len(other)) - 1)
    people = (DEMONYM.fullmatch(word.capitalize()) or word.endswith("er") for word in (one, other))
    return one == other or (one[:stem] == other[:stem] and any(people))


def show_quotes(briefing: Briefing, number: int = 6, *, reveal: bool = False) -> Table:
    """List a few quotations to judge by hand; with `reveal`, what the machine says about each.

    >>> from briefing_lessons import load_briefing
    >>> show_quotes(load_briefing("001_ferry_report.txt"), 2)["sentence"][1]
    'She added that Halvern had paid its half of the repair “to the last coin”.'

    Parameters
    ----------
    number
        How many.
    reveal
        Show kind, source and reason in place of the sentence.
    """
    quotes = pick_quotes(briefing, number)
    found = [(number, briefing.line_number(quote), quote) for number, quote in enumerate(quotes, 1)]
    if not reveal:
        shown = ((number, line, around(briefing, quote)) for number, line, quote in found)
        return Table(("span", "line", "sentence"), shown, f"Words of {briefing.source} to judge by hand.")
    rows = ((n, line, shorten(q.text, 70), q.kind, q.speaker, q.attribution.rule) for n, line, q in found)
    columns = ("span", "line", "words", "kind", "source", "because")
    return Table(columns, rows, f"The same words of {briefing.source}, as the machine reads them.")


def around(briefing: Briefing, quote: Quote) -> str:
    """Return a quotation in its sentence, or sentences, with what names its source in the same line.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> around(ferry, ferry.quotes[4])
    'The minister noted that the ramp had passed its inspection in May.'
    """
    found, line = quote.attribution, briefing.line_number(quote)
    parts = [quote, *(p for p in (found.mention, found.cue) if p and briefing.line_number(p) == line)]
    first, last = min(part.start for part in parts), max(part.end for part in parts)
    within = [s.text for s in briefing.sentences if s.end > first and s.start < last]
    return " ".join((" ".join(within) or briefing.line(line).text).split())


def compare_naive(briefing: Briefing) -> Table:
    """List the lines where a rule that is too simple names another source than we do.

    It takes the first word with a capital before a reporting verb.

    >>> from briefing_lessons import load_briefing
    >>> compare_naive(load_briefing("001_ferry_report.txt"))[0][2:]
    ('The', 'Katja Orsolin')
    """
    rows: dict[int, tuple[int, str, str, str]] = {}
    for quote in briefing.quotes:
        line = briefing.line(briefing.line_number(quote))
        naive = _NAIVE.search(_MARKED.sub(" … ", line.text))
        if naive and quote.speaker and naive[1] not in quote.speaker and quote.kind != "term":
            rows.setdefault(line.number, (line.number, shorten(naive[0], 90), naive[1], quote.speaker))
    caption = f"Lines of {briefing.source} where the simple rule and ours differ."
    return Table(("line", "words up to the verb", "simple rule", "our rules"), rows.values(), caption)


#: passives that report, after "it", or before what is reported of their subject
_UNOWNED = ways_to_say("picks")["unowned"]
#: with nouns for many who speak as one, and for a place where news is read
_BODIES = ORGANISATIONS | BODIES | listed("cabinet crown embassy jury opposition prosecution website")


@asks("who.1")
def _what_marks_promise(briefing: Briefing) -> Values:
    """Take up from lesson 01 what a text alone can prove: here, its quotation marks."""
    marked = next((q for q in briefing.quotes if q.kind == "direct"), None)
    return {"where": f"Line {briefing.line_number(marked)} has" if marked else "Some texts have"}


@asks("who.3")
def _voice_inside_voice(briefing: Briefing) -> Values | None:
    """Ask who utters words that belong to, or imitate, somebody else."""
    if not (inner := (noted := note_on(briefing, "inner")) or _nested(briefing)):
        return None
    speaker, other = inner["speaker"], inner["other"]
    own = tuple(quote for quote in briefing.quotes if briefing.line_number(quote) == inner["line"])
    who = f"The {speaker}" if speaker.islower() else speaker
    asked = {"inner": inner, "words": shorten(inner["words"], 80), "last_name": other.split()[-1], "who": who}
    hand = {"typist": "The person who typed the text"} if briefing.turns else {"reporter": "The reporter"}
    return {**asked, **_who_is_meant(briefing, speaker), **hand, "rests_on": () if noted else own}


def _who_is_meant(briefing: Briefing, name: str, word: str = "") -> Values:
    """Return which answers mean a source: its names, the last one alone, an office; and not `word`."""
    also = [one for one in (*names_of(briefing, name), name.split()[-1]) if plain_answer(one) != word]
    right = {"expected": name, "also": also, "refuse": partial(tell_mistaken, briefing, name)}
    return {**right, "accept": lambda said: plain_answer(said) != word and name in described(briefing, said)}


def _nested(briefing: Briefing) -> Values | None:
    """Return the first quotation inside of another one, or inside of a turn."""
    marked = [quote for quote in briefing.quotes if quote.kind in ("direct", "mixed")]
    pairs = [(a.speaker, b, as_text(a.attribution.cue or "")) for a, b in pairwise(marked) if a.contains(b)]
    for turn in briefing.turns:
        inside = (q for q in marked if turn.body_start <= q.start and q.end <= turn.body_end)
        pairs += [(turn.speaker, quote, turn.label.rstrip(": ")) for quote in inside]
    for speaker, quote, clue in pairs:
        if speaker and quote.speaker and speaker != quote.speaker:
            line = briefing.line(briefing.line_number(quote))
            named = next((name for name in names_of(briefing, speaker) if name in line.text), speaker)
            other = f"the {quote.speaker}" if quote.speaker.islower() else quote.speaker
            values = {"line": line.number, "words": quote.content.text.rstrip(", "), "speaker": speaker}
            return {**values, "other": other, "clue": clue or named}
    return None


@asks("who.4")
def _resolve_mention(briefing: Briefing) -> Values | None:
    """Ask whom a pronoun or a description of an office stands for; in a transcript, whose turn it is."""
    quote = first_quote(briefing, is_by_pronoun) or first_quote(briefing, is_by_description)
    if quote is None or quote.attribution.mention is None:
        return _whose_turn(briefing)
    mention, name = quote.attribution.mention, str(quote.speaker)
    word, line = mention.text, briefing.line_number(mention)
    said = (q for q in briefing.quotes if q.speaker == name)
    return {
        **{"line": line, "word": word, "where": briefing.quotes.index(quote)},
        **_who_is_meant(briefing, name, plain_answer(word)),
        "rests_on": tuple(q for q in said if briefing.line_number(q) == line),
        "other": [speaker.name for speaker in briefing.speakers if speaker.name != name][:1],
    }


def _whose_turn(briefing: Briefing) -> Values | None:
    turns = [turn for turn in briefing.turns if turn.speaker]
    turns = [turn for turn in turns if turn.role != "question"] or turns  # who asks may be a house
    if not turns:
        return None
    turn = turns[len(turns) // 2]
    name, line = str(turn.speaker), briefing.line_number(turn)
    others = list(dict.fromkeys(str(other.speaker) for other in turns if other.speaker != name))
    asked = {"form": "turn", "line": line, "label": turn.label, "where": briefing.turns.index(turn)}
    right = {"expected": name, "also": (turn.label, *names_of(briefing, name))}
    return {**asked, **right, "accept": lambda said: name in described(briefing, said), "other": others[:2]}


def _evidence(briefing: Briefing, quotes: Iterable[Quote]) -> Iterator[Span]:
    """Yield the words that show who speaks, such as “Lavrov told reporters”."""
    for found in (quote.attribution for quote in quotes if quote.attribution.cue):
        spans = [span for span in (found.cue, found.mention) if span]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        yield Span(start, end, briefing.text[start:end])


@asks("who.5")
def _quotation_goes_on(briefing: Briefing) -> Values | None:
    """Ask which words tell who speaks a quotation without a verb of its own."""
    quote = first_quote(briefing, is_continued)
    cued = [q for q in briefing.quotes if q.kind == "direct" and q.attribution.cue]
    named = [q for q in cued if quote and q.end <= quote.start]
    if quote is None or not named:
        return None
    start, evidence = shorten(quote.content.text, 40), next(_evidence(briefing, named[-1:])).text
    values = {"line": briefing.line_number(quote), "start": start, "evidence": evidence}
    mistaken = partial(tell_mistaken, briefing, str(quote.speaker))
    # where the text itself has no more than a shared last name, nobody has to write more
    refuse = None if mistaken(evidence) else mistaken
    return {**values, "refuse": refuse, "rests_on": (quote, named[-1])}


@asks("who.6")
def _place_that_speaks(briefing: Briefing) -> Values:
    """Ask who speaks where a place or a body is the grammatical subject."""
    place = note_on(briefing, "place")
    if place is None:
        return _body_that_speaks(briefing)
    return {"form": "noted", **place, "mistakes": tuple(Mistake(*m) for m in place["mistakes"])}


def head_of(name: str) -> str:
    """Return the noun that a name in words is about, in small letters.

    >>> head_of("Visitors on the bridge"), head_of("Costrel official")
    ('visitors', 'official')
    """
    return re.split(r" (?:of|for|in|at|by|from|on|with) ", name.casefold())[0].split()[-1]


def _body_that_speaks(briefing: Briefing) -> Values:
    """Return where a ministry or another body stands beside a verb of saying."""
    for quote in briefing.quotes:
        cue, mention = quote.attribution.cue, quote.attribution.mention
        meant = quote.speaker if mention and mention.text.lower() in _PRONOUNS else None
        if not cue or not mention or not (words := plain_answer(meant or mention.text)):
            continue
        body = {head_of(words), f"{head_of(words)}s"} & _BODIES or words in place_names()
        if body and not is_person_noun(words.split()[-1]):
            named = {"body": shorten(mention.text, 40), "verb": shorten(cue.text, 40)}
            return {"line": briefing.line_number(mention), **named}
    silent = {x.number for x in briefing.lines if x.role == "paragraph" and x.rule}
    silent -= {*lines_of(briefing, briefing.quotes)}
    return {"form": "none", "line": min(silent, default=first_line(briefing))}


def _held_by_nobody(briefing: Briefing) -> Iterator[Span]:
    """Yield “it is believed that” and “is said to have”, where no source is told whose words they may be."""
    told = [quote for quote in briefing.quotes if quote.speaker or quote.kind == "direct"]
    for found in () if briefing.turns else _UNOWNED.finditer(briefing.text):
        span, verb = Span(found.start(), found.end(), found[0]), VERBS.get(found[1] or "said")
        running = briefing.line(briefing.line_number(span)).role == "paragraph"
        if running and verb and "person" not in verb.takes and not any(q.contains(span) for q in told):
            yield span


@asks("who.7")
def _line_without_source(briefing: Briefing) -> Values | None:
    """Ask for a line that reports somebody's thoughts and names no source."""
    noted = note_on(briefing, "no_source")
    lost = [q for q in briefing.quotes if q.kind != "term" and q.speaker is None and not noted]
    unsourced = [quote for quote in lost if quote.attribution.mention is None]
    lines = (noted,) if noted else lines_of(briefing, (*unsourced, *_held_by_nobody(briefing)))
    if not lines or not (noted or any(quote.speaker for quote in briefing.quotes)):
        return None  # where no report has a source, it is the reader that finds none
    found = (quote.attribution.cue for quote in briefing.quotes if quote.speaker)
    cues = {briefing.line_number(cue): cue for cue in found if cue}
    near = sorted(cues.keys() - lines, key=lambda n: (abs(n - lines[0]), n))
    names = "Line {} names its source: find “{}”. Look at the lines beside it."
    wrong = tuple(Mistake(n, names.format(n, shorten(cues[n].text, 30))) for n in near[:2])
    asked = {"line": lines[0], "near": line_before(briefing, lines[0])}
    return {**asked, "expected": lines, "rests_on": tuple(unsourced), "mistakes": wrong}


@asks("who.exit")
def _exit_of_sources(briefing: Briefing) -> Values:
    named = (quote for quote in briefing.quotes if quote.attribution.mention)
    return exit_line("who.exit", briefing, _evidence(briefing, named))


@asks("who.vote")
def _whose_words(briefing: Briefing) -> Values:
    found = first_quote(briefing, is_paraphrase)
    where = f"Line {briefing.line_number(found)} reports words" if found else ""
    return {"where": where or "A line reports words"}
