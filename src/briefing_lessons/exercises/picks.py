"""Choosing spans to read: one quotation of each sort, so that a short lesson meets them all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.english.wordclasses import is_person_noun
from briefing_lessons.exercises.seed_notes import LEFT_ALONE
from briefing_lessons.people.names import DEMONYM
from briefing_lessons.spans import Quote, Speaker, shorten
from briefing_lessons.tables import Table

_PRONOUNS = ("he", "she", "they", "i", "we")
_SAYING = r"(?:said|says|told|replied|added|asked|stressed|noted)"


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
    found = [quote for quote in _placed(briefing) if sort(quote, briefing)]
    found.sort(key=lambda quote: not quote.attribution.sure)
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
    return (
        briefing if any(first_quote(briefing, kind) for kind in KINDS) else read_seed("001_ferry_report.txt")
    )


def example_quote(briefing: Briefing) -> Quote | None:
    """Return a quotation to explain: by a pronoun, if there is another one than exercise who.4 asks for.

    >>> from briefing_lessons import load_briefing
    >>> example_quote(load_briefing("002_school_meals.txt")).speaker
    'Mirel Tavan'
    """
    alone = LEFT_ALONE.get(briefing.source, ())
    later = [quote for quote in briefing.quotes if is_by_pronoun(quote, briefing)][1:]
    later = [quote for quote in later if briefing.line_number(quote) not in alone]
    found = (first_quote(briefing, kind) for kind in (is_full, is_paraphrase, is_partial))
    return later[-1] if later else next(filter(None, found), None)


def pick_quotes(briefing: Briefing, number: int = 6) -> tuple[Quote, ...]:
    """Return up to `number` quotations in reading order: one of each kind, then of as many sources as it can.

    >>> from briefing_lessons import load_briefing
    >>> [quote.speaker for quote in pick_quotes(load_briefing("001_ferry_report.txt"))][3:]
    ['Costrel official', 'Bruno Tasker', 'baker']
    """
    alone = LEFT_ALONE.get(briefing.source, ())
    placed = [quote for quote in _placed(briefing) if quote.kind != "term"]
    heard = {(around(briefing, quote), quote.speaker) for quote in placed}
    one_voice = Counter(sentence for sentence, _ in heard)  # of two sources in a sentence, which is meant?
    placed = [quote for quote in placed if one_voice[around(briefing, quote)] == 1] or placed
    others = [quote for quote in placed if briefing.line_number(quote) not in alone]
    sources = {quote.speaker: quote for quote in reversed(others) if quote.speaker}
    new = sorted(sources.values(), key=lambda quote: quote.start)
    picked: list[Quote] = []
    for quote in (*(first_quote(briefing, kind) for kind in KINDS), *new, *others):
        apart = quote and all(quote.end <= other.start or other.end <= quote.start for other in picked)
        known = quote in new and quote.speaker in {other.speaker for other in picked}
        if quote and apart and not known and len(picked) < number:
            picked.append(quote)
    return tuple(sorted(picked, key=lambda quote: quote.start))


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
    return [who.name for who in briefing.speakers if _has_office(briefing, who, words)] == [name]


def _has_office(briefing: Briefing, who: Speaker, words: str) -> bool:
    """Say whether words have the last word of somebody's office and none that the text has not beside it."""
    role = re.sub(r"^(?:the|an?) ", "", (who.role or "").casefold())
    held = re.findall(rf"\w+(?=['’]s {re.escape(role)}\b)", briefing.text, re.I)
    said = (quote.attribution for quote in briefing.quotes if quote.speaker == who.name)
    called = [found.mention.text for found in said if found.mention]  # "the former detective"
    offices = (
        re.split(r" (?:of|for|in|at) |,", words.casefold())[0].split()[-1:] for words in (role, *called)
    )
    heads = {word for last in offices for word in last if is_person_noun(word)}
    own = re.findall(r"\w+", " ".join([role, who.name, *who.aliases, *held, *called]).casefold())
    given = set(re.findall(r"\w+", words.casefold())) - {"the", "a", "an", "of", "for", "in", "at", "s"}
    return bool(heads & given) and all(any(_akin(one, other) for other in own) for one in given)


def _akin(one: str, other: str) -> bool:
    """Say whether two words are one, or a place and its people: Russia and Russian."""
    people = any(DEMONYM.fullmatch(word.capitalize()) for word in (one, other))
    stem = max(4, min(len(one), len(other)) - 1)
    return one == other or (people and one[:stem] == other[:stem])


def show_quotes(briefing: Briefing, number: int | str = 6, *, reveal: bool = False) -> Table:
    """List a few quotations to judge by hand; with `reveal`, what the machine says about each.

    >>> from briefing_lessons import load_briefing
    >>> show_quotes(load_briefing("001_ferry_report.txt"), 2)["sentence"][1]
    'She added that Halvern had paid its half of the repair “to the last coin”.'

    Parameters
    ----------
    number
        How many; or a name, for all rows of one source.
    reveal
        Show kind, source and reason in place of the sentence.
    """
    if isinstance(number, str):
        from briefing_lessons.exercises.lesson10 import quotes_table

        return quotes_table(briefing, number)
    quotes = pick_quotes(briefing, number)
    start = [(i, briefing.line_number(quote)) for i, quote in enumerate(quotes, 1)]
    if not reveal:
        shown = ((*row, around(briefing, quote)) for row, quote in zip(start, quotes, strict=True))
        return Table(("span", "line", "sentence"), shown, f"Words of {briefing.source} to judge by hand.")
    rows = (
        (*row, shorten(quote.text, 70), quote.kind, quote.speaker, quote.attribution.rule)
        for row, quote in zip(start, quotes, strict=True)
    )
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


def naive_speaker(text: str) -> str | None:
    """Name the first capitalised word before a reporting verb: a rule that is too simple.

    >>> naive_speaker("When asked about the boat, Velk replied that it was late.")
    'When'
    """
    return _naive_reading(text).partition(" ")[0] or None


def _naive_reading(text: str) -> str:
    """Return the words that the rule looks at, from the capital to the verb; none where it finds nothing."""
    outside = re.sub(r"[\"“][^\"”]*[\"”]", " … ", text)
    found = re.search(rf"\b[A-Z]\w+\b[^.]*?\b{_SAYING}\b", outside)
    return " ".join(found[0].split()) if found else ""


def compare_naive(briefing: Briefing) -> Table:
    """List the lines where the naive rule names another source than we do.

    >>> from briefing_lessons import load_briefing
    >>> compare_naive(load_briefing("001_ferry_report.txt"))[0]
    (7, 'The minister noted', 'The', 'Katja Orsolin')
    """
    rows: dict[int, tuple[int, str, str, str]] = {}
    for quote in briefing.quotes:
        number = briefing.line_number(quote)
        words = _naive_reading(briefing.line(number).text)
        naive = words.partition(" ")[0]
        if naive and quote.speaker and naive not in quote.speaker and quote.kind != "term":
            shown = (
                words
                if len(words) < 70
                else f"{words[:30].rsplit(' ', 1)[0]} … {words[-35:].partition(' ')[2]}"
            )
            rows.setdefault(number, (number, shown, naive, quote.speaker))
    caption = f"Lines of {briefing.source} where the simple rule and ours differ."
    if not rows:
        caption = f"In {briefing.source} the simple rule and ours name the same, or nobody."
    return Table(("line", "words", "simple rule", "our rules"), rows.values(), caption)
