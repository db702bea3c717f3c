"""Choosing spans to read: one quotation of each sort, so that a short lesson meets them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing_lessons.briefing import Briefing
from briefing_lessons.spans import Quote, Speaker, shorten
from briefing_lessons.tables import Table

_PRONOUNS = ("he", "she", "they", "i", "we")
_SAYING = r"(?:said|says|told|replied|added|asked|stressed|noted)"


def is_continued(quote: Quote, briefing: Briefing) -> bool:
    """Say whether a full quotation goes on after another one, without a reporting expression of its own."""
    found = quote.attribution
    return quote.kind == "direct" and found.cue is None and found.speaker is not None and not briefing.turns


def is_by_pronoun(quote: Quote, briefing: Briefing) -> bool:
    """Say whether a pronoun stands for the source."""
    mention = quote.attribution.mention
    return bool(quote.speaker and mention and mention.text.lower() in _PRONOUNS)


def is_by_description(quote: Quote, briefing: Briefing) -> bool:
    """Say whether the source is described by an office, not named."""
    mention, name = quote.attribution.mention, quote.speaker
    if not (name and mention) or is_by_pronoun(quote, briefing):
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


#: One of each sort, in the order in which lesson 03 meets them.
SORTS: tuple[Callable[[Quote, Briefing], bool], ...] = (
    is_full,
    is_partial,
    is_paraphrase,
    is_continued,
    is_by_pronoun,
    is_by_description,
)


def first_quote(briefing: Briefing, sort: Callable[[Quote, Briefing], bool]) -> Quote | None:
    """Return the first quotation of one sort: one the reader is sure of and a short one, if there is one."""
    hidden = {line.number for line in briefing.coverage.unplaced}
    found = [q for q in briefing.quotes if sort(q, briefing) and briefing.line_number(q) not in hidden]
    found.sort(key=lambda quote: not quote.attribution.sure)
    return next((q for q in found if len(q.text.split()) <= 40), found[0] if found else None)


def example_quote(briefing: Briefing) -> Quote | None:
    """Return a quotation to explain: by a pronoun, if there is another one than exercise who.4 asks for.

    >>> from briefing_lessons import load_briefing
    >>> example_quote(load_briefing("002_school_meals.txt")).speaker
    'Mirel Tavan'
    """
    later = [quote for quote in briefing.quotes if is_by_pronoun(quote, briefing)][1:]
    return later[-1] if later else first_quote(briefing, is_full) or first_quote(briefing, is_paraphrase)


def pick_quotes(briefing: Briefing, number: int = 6) -> tuple[Quote, ...]:
    """Return up to `number` quotations, one of each sort first, in reading order."""
    picked: list[Quote] = []
    for quote in _candidates(briefing):
        apart = all(quote.end <= other.start or other.end <= quote.start for other in picked)
        if len(picked) < number and apart:
            picked.append(quote)
    return tuple(sorted(picked, key=lambda quote: quote.start))


def _candidates(briefing: Briefing) -> Iterator[Quote]:
    for sort in SORTS:
        quote = first_quote(briefing, sort)
        if quote:
            yield quote
    yield from (quote for quote in briefing.quotes if quote.kind != "term")


def names_of(briefing: Briefing, name: str) -> tuple[str, ...]:
    """Return the spellings, offices and descriptions of one source that name it: no pronouns."""
    who = next((speaker for speaker in briefing.speakers if speaker.name == name), None)
    if who is None:
        return ()
    others = {office for other in briefing.speakers if other != who for office in _offices(other)}
    offices = [office for office in _offices(who) if office not in others]
    held = [f for o in offices for f in re.findall(rf"\w+['’]s {re.escape(o)}\b", briefing.text, re.I)]
    return (*(alias for alias in who.aliases if alias.lower() not in _PRONOUNS), *offices, *held)


def _offices(who: Speaker) -> list[str]:
    """Return a source's office, in full and shorter: "the mayor of Lower Brack" is the mayor as well."""
    role = re.sub(r"^(?:the|an?) ", "", (who.role or "").casefold())
    head = re.split(r" (?:of|for|in|at) ", role)[0].split()
    return [form for form in (role, *(" ".join(head[i:]) for i in range(len(head)))) if form]


def show_quotes(briefing: Briefing, number: int | str = 6, *, reveal: bool = False) -> Table:
    """List a few quotations to judge by hand; with `reveal`, what the machine says about each.

    >>> from briefing_lessons import load_briefing
    >>> show_quotes(load_briefing("001_ferry_report.txt"), 2)["words"][1]
    '“to the last coin”'

    Parameters
    ----------
    number
        How many; or a name, for all rows of one source.
    reveal
        Also show kind, source and reason.
    """
    if isinstance(number, str):
        from briefing_lessons.exercises.lesson10 import quotes_table

        return quotes_table(briefing, number)
    quotes = pick_quotes(briefing, number)
    start = ((i, briefing.line_number(quote), shorten(quote.text, 70)) for i, quote in enumerate(quotes, 1))
    if not reveal:
        return Table(("span", "line", "words"), start, f"Spans of {briefing.source} to judge by hand.")
    rows = (
        (*row, quote.kind, quote.speaker, quote.attribution.rule)
        for row, quote in zip(start, quotes, strict=True)
    )
    columns = ("span", "line", "words", "kind", "source", "because")
    return Table(columns, rows, f"The same spans of {briefing.source}, as the machine reads them.")


def naive_speaker(text: str) -> str | None:
    """Name the first capitalised word before a reporting verb: a rule that is too simple.

    >>> naive_speaker("When asked about the boat, Velk replied that it was late.")
    'When'
    """
    outside = re.sub(r"[\"“][^\"”]*[\"”]", " ", text)
    found = re.search(rf"\b([A-Z]\w+)\b[^.]*?\b{_SAYING}\b", outside)
    return found[1] if found else None


def compare_naive(briefing: Briefing) -> Table:
    """List the lines where the naive rule names another source than we do.

    >>> from briefing_lessons import load_briefing
    >>> compare_naive(load_briefing("001_ferry_report.txt"))[0]
    (7, 'The', 'Katja Orsolin')
    """
    rows: dict[int, tuple[int, str, str]] = {}
    for quote in briefing.quotes:
        number = briefing.line_number(quote)
        naive = naive_speaker(briefing.line(number).text)
        if naive and quote.speaker and naive not in quote.speaker and quote.kind != "term":
            rows.setdefault(number, (number, naive, quote.speaker))
    caption = f"Lines of {briefing.source} where the simple rule and ours differ."
    return Table(("line", "simple rule", "our rules"), rows.values(), caption)
