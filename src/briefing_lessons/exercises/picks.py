"""Lesson 03, Who is speaking?: quotations of each sort to read, who said what, and how do we know."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import partial
from itertools import pairwise

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.english.wordclasses import VERBS, is_person_noun, listed
from briefing_lessons.exercises.answers import as_text, plain_answer
from briefing_lessons.exercises.devices import meet
from briefing_lessons.exercises.excerpts import first_line, is_left_alone, line_before, lines_of, note_on
from briefing_lessons.exercises.model import Mistake, Values, asks, exit_line
from briefing_lessons.people.entities import place_names
from briefing_lessons.people.names import BODIES, DEMONYM, GENDERED, ORGANISATIONS, split_role
from briefing_lessons.spans import Quote, Span, Speaker, shorten
from briefing_lessons.tables import Table

_PRONOUNS = ("he", "she", "they", "i", "we")
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


def describes(briefing: Briefing, name: str, words: str) -> bool:
    """Say whether words give the office that the text gives to one source, and to nobody else.

    >>> from briefing_lessons import load_briefing
    >>> transcript, ferry = map(load_briefing, ("000_95b79719e875266d.txt", "001_ferry_report.txt"))
    >>> describes(transcript, "Sergei Lavrov", "the foreign minister of Russia")
    True
    >>> [describes(ferry, "Bruno Tasker", words) for words in ("Brack mayor", "mayor of Halvern", "Tasker")]
    [True, False, False]
    """
    known = set(re.findall(r"\w+", briefing.text.casefold()))
    return [who.name for who in briefing.speakers if _has_office(briefing, who, words, known)] == [name]


def is_somebody_else(briefing: Briefing, name: str, words: str) -> bool:
    """Say whether words have a title that does not go with a source's pronoun, or the office of another one.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> [is_somebody_else(ferry, "Katja Orsolin", f"{title} Orsolin") for title in ("Mr", "mayor", "Ms")]
    [True, True, False]
    """
    given = set(re.findall(r"\w+", words.casefold()))
    mentions = (quote.attribution.mention for quote in briefing.quotes if quote.speaker == name)
    called = {GENDERED.get(mention.text.casefold()) for mention in mentions if mention}
    titled = {split_role((word, ""))[1] for word in given}
    mistitled = any({one, other} == {"f", "m"} for one in called for other in titled)
    heads = {who.name: set((who.role or "").casefold().split()) & given for who in briefing.speakers}
    others = set().union(*(found for other, found in heads.items() if other != name))
    return mistitled or any(map(is_person_noun, others - heads.get(name, set())))


def _has_office(briefing: Briefing, who: Speaker, words: str, known: set[str]) -> bool:
    """Say whether words have the last word of somebody's office and none that the text has not beside it.

    A word that is not `known` to the text may be a slip.
    """
    role = re.sub(r"^(?:the|an?) ", "", (who.role or "").casefold())
    held = re.findall(rf"\w+(?=['’]s {re.escape(role)}\b)", briefing.text, re.I)
    said = (quote.attribution for quote in briefing.quotes if quote.speaker == who.name)
    called = [found.mention.text for found in said if found.mention]  # "the former detective"
    titles = (words.casefold() for words in (role, *called))
    offices = (re.split(r" (?:of|for|in|at) |,", words)[0].split()[-1:] for words in titles)
    heads = {word for last in offices for word in last if is_person_noun(word)}
    own = re.findall(r"\w+", " ".join([role, who.name, *who.aliases, *held, *called]).casefold())
    given = set(re.findall(r"\w+", words.casefold())) - {"the", "a", "an", "of", "for", "in", "at", "s"}
    given = {word if word in known else _spelt(word, own) for word in given}
    return bool(heads & given) and all(any(_akin(one, other) for other in own) for one in given)


def _spelt(word: str, known: list[str]) -> str:
    """Return the known word that is misspelt by a letter or two, else the word: Austria is not Australia.

    >>> _spelt("forign", ["foreign", "minister"]), _spelt("australia", ["austria"])
    ('foreign', 'australia')
    """
    near = get_close_matches(word, known, 1, 0.85)
    return near[0] if near and near[0][0] == word[0] and abs(len(near[0]) - len(word)) < 2 else word


def _akin(one: str, other: str) -> bool:
    """Say whether two words are one, or a place and its people: Russia and Russian."""
    people = any(DEMONYM.fullmatch(word.capitalize()) for word in (one, other))
    stem = max(4, min(len(one), len(other)) - 1)
    return one == other or (people and one[:stem] == other[:stem])


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
        naive = _NAIVE.search(re.sub(r"[\"“][^\"”]*[\"”]", " … ", line.text))
        if naive and quote.speaker and naive[1] not in quote.speaker and quote.kind != "term":
            rows.setdefault(line.number, (line.number, shorten(naive[0], 90), naive[1], quote.speaker))
    caption = f"Lines of {briefing.source} where the simple rule and ours differ."
    return Table(("line", "words up to the verb", "simple rule", "our rules"), rows.values(), caption)


#: passives that report, after "it", or before what is reported of their subject
_UNOWNED = re.compile(
    r"\b(?:[Ii]t\s+(?:is|was|(?:has|had)\s+been)\s+(?:\w+ly\s+)?(\w+)\s+that"
    r"|(?:is|are|was|were)\s+(?:said|reported|alleged|believed|thought|understood|feared|expected)"
    r"\s+to\s+(?:have|be))\b"
)
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
    noted = note_on(briefing, "inner")
    inner = noted or _nested(briefing)
    if inner is None:
        return None
    speaker, other = inner["speaker"], inner["other"]
    own = tuple(quote for quote in briefing.quotes if briefing.line_number(quote) == inner["line"])
    asked = {"inner": inner, "words": shorten(inner["words"], 80), "last_name": other.split()[-1]}
    also = (*names_of(briefing, speaker), speaker.split()[-1])
    right = {"expected": speaker, "also": also, "accept": partial(describes, briefing, speaker)}
    right["refuse"] = partial(is_somebody_else, briefing, speaker)
    hand = {"typist": "The person who typed the text"} if briefing.turns else {"reporter": "The reporter"}
    return {**asked, **right, **hand, "rests_on": () if noted else own}


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
        **{"line": line, "word": word, "where": briefing.quotes.index(quote), "expected": name},
        "also": tuple(a for a in names_of(briefing, name) if plain_answer(a) != plain_answer(word)),
        "accept": lambda said: plain_answer(said) != plain_answer(word) and describes(briefing, name, said),
        "refuse": partial(is_somebody_else, briefing, name),
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
    return {**asked, **right, "accept": partial(describes, briefing, name), "other": others[:2]}


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
    return {**values, "rests_on": (quote, named[-1])}


@asks("who.6")
def _place_that_speaks(briefing: Briefing) -> Values:
    """Ask who speaks where a place or a body is the grammatical subject."""
    place = note_on(briefing, "place")
    if place is None:
        return _body_that_speaks(briefing)
    return {"form": "noted", **place, "mistakes": tuple(Mistake(*m) for m in place["mistakes"])}


def _body_that_speaks(briefing: Briefing) -> Values:
    """Return where a ministry or another body stands beside a verb of saying."""
    for cue, mention in ((quote.attribution.cue, quote.attribution.mention) for quote in briefing.quotes):
        if not cue or not mention or not (words := plain_answer(mention.text)):
            continue
        head = re.split(r" (?:of|for|in|at|by|from|on|with) ", words)[0].split()[-1]
        body = {head, f"{head}s"} & _BODIES or words in place_names()
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
    line = briefing.line_number(found) if found else 0
    return {"where": f"Line {line} reports {found.speaker}" if found else "A line reports somebody"}
