"""The quotation explorer: who said what, by whose word we know, and where a reader disagrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from typing import Any

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.charts.words import plot_counts
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.readers import closest_name
from briefing_lessons.exercises.switches import hand_sources, rules_in_use, switch_off
from briefing_lessons.html import plural
from briefing_lessons.spans import NO_SOURCE, Quote, shorten
from briefing_lessons.tables import Table
from briefing_lessons.topics.counting import say_quotes
from briefing_lessons.widgets.explorer import Button, Control, Explorer, Number, Pick, State, View
from briefing_lessons.widgets.keeping import remember
from briefing_lessons.widgets.markup import notes_of, surroundings

ALL = "all"
UNREAD = "not chosen yet"
KINDS = ("direct", "mixed", "indirect", "term")
PER_PAGE = 6
#: (number of a quotation from 1, its source as the reader sees it)
Mine = tuple[tuple[int, str], ...]


class Readings(Explorer):
    """An explorer in which a reader gives quotations another source, by number; what is recorded is kept."""

    def __init__(
        self,
        title: str,
        draw: Callable[..., View],
        text: Briefing,
        controls: Sequence[Control],
        names: Iterable[str],
        record: str,
        forget: Button,
    ) -> None:
        offered = ((UNREAD, ""), *((name, name) for name in names))
        buttons = (Button("record", record, self._record, "Keep the source you chose", main=True), forget)
        controls = (*controls, Pick("instead", "Its source, as I read it", offered, ""))
        super().__init__(title, draw, controls, buttons, corrections=())
        self._last = len(text.quotes)
        numbers = {f"{quote.kind}@{quote.start}": number for number, quote in enumerate(text.quotes, 1)}
        remember(self, "corrections", text.source, numbers)

    def _record(self, state: State) -> State:
        """Keep the reader's source for the chosen quotation, if there is one and a source was chosen."""
        if state["number"] is None:
            raise BriefingError("Nothing was recorded: choose a quotation first.")
        if not 1 <= state["number"] <= self._last:
            last = f"they are numbered from 1 to {self._last}"
            raise BriefingError(f"There is no quotation {state['number']}: {last}.")
        if not state["instead"]:
            raise BriefingError("Nothing was recorded: choose the source you read first.")
        others = tuple(pair for pair in state["corrections"] if pair[0] != state["number"])
        return {"corrections": (*others, (state["number"], state["instead"]))}


class Quotations(Readings):
    """An explorer whose list follows the number that is entered."""

    def set(self, **values: Any) -> View:
        """Move controls; a number turns to the page on which that quotation stands, filters off."""
        if "number" in values and int(values["number"]) >= 1:
            values |= {
                "page": -(-int(values["number"]) // PER_PAGE),
                "speaker": ALL,
                "kind": ALL,
                "section": ALL,
            }
        return super().set(**values)


def explore_quotes(briefing: Briefing | None = None) -> Explorer:
    """Open the quotation explorer: filter by source, kind and section, see the evidence, and disagree.

    >>> from briefing_lessons import load_briefing
    >>> explorer = explore_quotes(load_briefing("000_95b79719e875266d.txt"))
    >>> explorer.set(kind="term").said
    'Showing ... quotations, ... reports and ... terms: kind term. Page 1 of 1.'
    """
    text = briefing or latest_briefing()
    pages = -(-max(1, len(text.quotes)) // PER_PAGE)
    counted = {NO_SOURCE: 0} | dict(quotes_by_source(text.quotes))
    sources = [(f"{name} ({n})", name) for name, n in sorted(counted.items(), key=lambda pair: -pair[1])]
    sections = ((section_title(text, index), index) for index in range(len(text.sections)))
    return Quotations(
        "Quotation explorer",
        partial(format_quotes, text),
        text,
        [
            Pick("speaker", "Source", (("all sources", ALL), *sources), ALL),
            Pick("kind", "Kind", (("all kinds", ALL), *((kind, kind) for kind in KINDS)), ALL),
            Pick("section", "Section", (("all sections", ALL), *sections), ALL),
            Number("page", "Page", 1, 1, pages),
            Number("number", "Quotation number", 1, 1, 99_999),  # a wrong one is refused, not put right
        ],
        counted,
        "Record my reading",
        Button("forget", "Forget it", forget_correction, "Go back to the machine's answer for this number"),
    )


def format_quotes(
    briefing: Briefing, *, speaker: str, kind: str, section: int | str, page: int, corrections: Mine, **_: Any
) -> View:
    """Return the quotations that pass the filter, each with its evidence.

    Parameters
    ----------
    briefing
        The text.
    speaker, kind, section
        A canonical name or "no source found", a kind, the index of a section from 0; "all" for no filter.
    page
        Page of the result from 1; a page too high shows the last one.
    corrections
        (number of the quotation from 1, name) where the reader disagrees.
    """
    wanted = [
        (number, quote)
        for number, quote in enumerate(briefing.quotes, 1)
        if speaker in (ALL, quote.speaker or NO_SOURCE)
        and kind in (ALL, quote.kind)
        and (section == ALL or section == section_of(briefing, quote))
    ]
    pages = max(1, -(-len(wanted) // PER_PAGE))
    page = min(page, pages)
    shown = wanted[(page - 1) * PER_PAGE : page * PER_PAGE]
    mine = dict(corrections)
    items = "\n".join(f"<li>{format_quote(briefing, q, n, mine.get(n))}</li>" for n, q in shown)
    filters = [
        words
        for words, value in (
            (f"source {speaker}", speaker),
            (f"kind {kind}", kind),
            (f"section {section_title(briefing, section)}", section),
        )
        if value != ALL
    ]
    said = (
        f"Showing {len(wanted) if filters else 'all'} of the {say_quotes(briefing.quotes)}"
        f"{': ' + ', '.join(filters) if filters else ''}. Page {page} of {pages}."
    )
    if mine:
        changed = sum(1 for n, name in mine.items() if (briefing.quotes[n - 1].speaker or NO_SOURCE) != name)
        said += f" You recorded {plural(len(mine), 'reading')}; {changed} differ from the machine."
    empty = "The reader found no quotation and no report in this text. If you find one, cite its line."
    if briefing.quotes:
        empty = f"None of them is of {' and of '.join(filters)}. Choose “all” in one of the lists."
    return View(f'<ol class="bl-list">\n{items}\n</ol>' if items else f"<p>{escape(empty)}</p>", said)


def format_quote(briefing: Briefing, quote: Quote, number: int, reading: str | None = None) -> str:
    """Return one quotation in its surroundings, with its source and the rule that found it."""
    found = quote.attribution
    parts = [span for span in (quote, found.mention, found.cue) if span is not None and near(quote, span)]
    words = surroundings(briefing, parts, notes_of(quote))
    chain = (
        f' <span class="bl-note">({escape(" → ".join(link.text for link in found.chain))})</span>'
        if len(found.chain) > 1
        else ""
    )
    mine = f"<br>My reading: <strong>{escape(reading)}</strong>" if reading else ""
    return (
        f'<span class="bl-line">No. {number}, line {briefing.line_number(quote)}</span> '
        f'<span class="bl-tag">{quote.kind}</span>'
        f"<blockquote>{words}</blockquote>"
        f"<p>Source: <strong>{escape(quote.speaker or NO_SOURCE)}</strong>{chain}{mine}<br>"
        f'<span class="bl-note">Why: {escape(found.rule)}</span></p>'
    )


def near(quote: Quote, span: Any, reach: int = 400) -> bool:
    """Say whether `span` is close enough to be shown with the quotation."""
    return bool(span.start < quote.end + reach and span.end > quote.start - reach)


def quotes_by_source(quotes: Sequence[Quote]) -> list[tuple[str, int]]:
    """Return (name, number of quotations), most first."""
    counts: dict[str, int] = {}
    for quote in quotes:
        if quote.kind != "term" or quote.speaker:
            name = quote.speaker or NO_SOURCE
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items(), key=lambda item: -item[1])


def section_title(briefing: Briefing, index: int | str) -> str:
    """Return the heading of a section, shortened."""
    if not isinstance(index, int):
        return str(index)
    heading = briefing.sections[index].heading
    return shorten(heading.text, 48) if heading else f"(no heading, section {index + 1})"


def section_of(briefing: Briefing, quote: Quote) -> int | None:
    """Return the index of the section that holds `quote`."""
    return next((i for i, s in enumerate(briefing.sections) if s.start <= quote.start < s.end), None)


def forget_correction(state: State) -> State:
    """Drop the reader's source for the chosen quotation."""
    kept = tuple(pair for pair in state["corrections"] if pair[0] != state["number"])
    return {"corrections": kept}


ON = "none"


def mend_sources(briefing: Briefing | None = None) -> Explorer:
    """Open the mending bench: who is given which words, how many are right, and what one rule does.

    >>> from briefing_lessons.exercises.baseline import trap_text
    >>> bench = mend_sources(trap_text())
    >>> bench.set(rule="continues quotation").said[:41]
    'Rule off: continues quotation. 1 rescued,'

    Parameters
    ----------
    briefing
        The text; the briefing loaded last unless given. Only one with labels by hand has a score.
    """
    text = briefing or latest_briefing()
    said = {number: quote for number, quote in enumerate(text.quotes, 1) if quote.kind != "term"}
    if not said:
        nothing = View("<p>Nobody is quoted here.</p>", "No quotation to mend in this text.")
        return Explorer("Mend the sources", lambda: nothing)
    names = dict.fromkeys(
        [*(speaker.name for speaker in text.speakers), *hand_sources(text).values(), NO_SOURCE]
    )
    numbers = ((f"{number}: {shorten(quote.text, 40)}", number) for number, quote in said.items())
    rules = ((ON, ON), *((rule, rule) for rule, *_ in rules_in_use(text)))
    forget = Button("forget", "Undo all", lambda _: {"corrections": ()}, "Go back to the machine's answers")
    return Readings(
        "Mend the sources",
        partial(format_bench, text, said),
        text,
        [
            Pick("rule", "Rule switched off", rules, ON),
            Pick("number", "Quotation", (("not chosen yet", None), *numbers)),
        ],
        names,
        "Mend it",
        forget,
    )


def format_bench(
    briefing: Briefing, said: dict[int, Quote], *, rule: str, corrections: Mine, **_: Any
) -> View:
    """Return the quotations and reports with their sources, a bar for each source, and how many are right.

    Parameters
    ----------
    briefing, said
        The text, and its quotations and reports by their number.
    rule
        The rule that is switched off; "none" for all rules on.
    corrections
        (number, name) where the reader mended the source.
    """
    changes = switch_off(briefing, rule).changes if rule != ON else ()
    changed = {(change.start, change.text): change for change in changes}
    mine, hand = dict(corrections), hand_sources(briefing)
    rows, right, judged = [], 0, 0
    for number, quote in said.items():
        change = changed.get((quote.start, quote.text))
        now = mine.get(number) or (change.after if change else quote.speaker or NO_SOURCE)
        what = "mended" if number in mine else change.verdict if change else ""
        rows.append((number, briefing.line_number(quote), shorten(quote.text, 50), now, what))
        name = hand.get((quote.start, quote.end))
        judged += name is not None
        right += name is not None and closest_name(now, (name,)) == name
    told = f"{plural(len(said), 'quotation')}, {plural(len(mine), 'mended source')}."
    if rule != ON:
        found = Counter(change.verdict for change in changes)
        does = f"{found['rescued']} rescued, {found['lost']} lost, {found['–']} wrong both times."
        if not (changes and hand):
            does = f"{plural(len(changes), 'source')} changed." if changes else "Another rule steps in."
        told = f"Rule off: {rule}. {does} {told}"
    score = f"Right by the labels: {right} of {judged} ({100 * right / judged:.0f} %)." if judged else ""
    told += f" {score or 'Nobody has labelled this text, so there is no score.'}"
    table = Table(("number", "line", "words", "source", "changed"), rows, told)
    counts = Counter(source for *_, source, _ in rows)
    chart = plot_counts(counts, title="Who is given the words", things="quotations", names="sources")
    return View(f"{table._repr_html_()}\n{chart._repr_html_()}", told)
