"""The quotation explorer: who said what, by whose word we know, and where a reader disagrees."""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from html import escape
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.words import plot_counts
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.baseline import closest_name, hand_sources, rules_in_use, switch_off
from briefing_lessons.html import plural
from briefing_lessons.spans import NO_SOURCE, Quote, shorten
from briefing_lessons.tables import Table
from briefing_lessons.topics.counting import say_quotes
from briefing_lessons.widgets.explorer import Button, Explorer, Number, Pick, State, View
from briefing_lessons.widgets.keeping import remember
from briefing_lessons.widgets.markup import no_such_quote, notes_of, parts_near, surroundings

ALL = "all"
UNREAD = "not chosen yet"
KINDS = ("direct", "mixed", "indirect", "term")
PER_PAGE = 6
#: (number of a quotation from 1, its source as the reader sees it)
Mine = tuple[tuple[int, str], ...]


class Quotations(Explorer):
    """An explorer whose list follows the number that is entered, and whose number follows the list."""

    def __init__(self, text: Briefing, *named: Any) -> None:
        super().__init__(*named)
        self.text = text

    def set(self, **values: Any) -> View:
        """Move controls; a number turns to its page, filters off; one that no quotation has is refused."""
        number = int(values.get("number", 0))
        if 1 <= number <= self.state["last"]:
            values |= {"page": -(-number // PER_PAGE), "speaker": ALL, "kind": ALL}
        elif values.keys() & {"speaker", "kind", "page"}:
            shown, *_ = page_of_quotes(self.text, **self.state | values)
            values |= {"number": shown[0][0]} if shown else {}
        super().set(**values)
        self.refused = no_such_quote(self.state["number"], self.state["last"]) if number else ""
        return self.view


def _source_pick(names: Iterable[str]) -> Pick:
    """Return the control with which a reader gives the chosen quotation another source."""
    return Pick("instead", "Its source, as I read it", ((UNREAD, ""), *((name, name) for name in names)), "")


def _record_button(label: str) -> Button:
    return Button("record", label, record_source, "Keep the source you chose", main=True)


def _remembered(explorer: Explorer, text: Briefing) -> Explorer:
    explorer.state |= {"corrections": (), "last": len(text.quotes)}
    numbers = {f"{quote.kind}@{quote.start}": number for number, quote in enumerate(text.quotes, 1)}
    return remember(explorer, "corrections", text.source, numbers)


def record_source(state: State) -> State:
    """Keep the reader's source for the chosen quotation, if there are both."""
    number, name = state["number"], state["instead"]
    if not number:
        raise BriefingError("Nothing was recorded: choose a quotation first.")
    if missing := no_such_quote(number, state["last"]):
        raise BriefingError(missing)
    if not name:
        raise BriefingError("Nothing was recorded: choose the source you read first.")
    return {"corrections": (*forget_correction(state)["corrections"], (number, name))}


def explore_quotes(briefing: Briefing) -> Explorer:
    """Open the quotation explorer: filter by source and kind, see the evidence, and disagree.

    >>> from briefing_lessons import load_briefing
    >>> explorer = explore_quotes(load_briefing("000_95b79719e875266d.txt"))
    >>> explorer.set(kind="term").said
    'Showing ... quotations, ... reports and ... terms (kind: term). Page 1 of 1.'
    """
    pages = -(-max(1, len(briefing.quotes)) // PER_PAGE)
    counted = Counter({NO_SOURCE: 0, **Counter(quote.speaker or NO_SOURCE for quote in briefing.quotes)})
    sources = [(f"{name} ({n})", name) for name, n in counted.most_common()]
    controls = (
        Pick("speaker", "Source", (("all sources", ALL), *sources), ALL),
        Pick("kind", "Kind", (("all kinds", ALL), *((kind, kind) for kind in KINDS)), ALL),
        Number("page", "Page", 1, 1, pages),
        Number("number", "Quotation number", 1, 1, 99_999),  # a wrong one is refused, not put right
        _source_pick(counted),
    )
    forget = Button("forget", "Forget it", forget_correction, "Go back to the machine's answer")
    buttons, draw = (_record_button("Record my reading"), forget), partial(format_quotes, briefing)
    return _remembered(Quotations(briefing, "Quotation explorer", draw, controls, buttons), briefing)


def page_of_quotes(
    briefing: Briefing, *, speaker: str, kind: str, page: int, **_: Any
) -> tuple[list[tuple[int, Quote]], int, int]:
    """Return what a page shows of the quotations that pass the filter, how many pass, and the last page."""
    wanted = list(enumerate(briefing.quotes, 1))
    wanted = [(n, q) for n, q in wanted if speaker in (ALL, q.speaker or NO_SOURCE) and kind in (ALL, q.kind)]
    pages = max(1, -(-len(wanted) // PER_PAGE))
    end = min(page, pages) * PER_PAGE
    return wanted[end - PER_PAGE : end], len(wanted), pages


def format_quotes(
    briefing: Briefing, *, speaker: str, kind: str, page: int, corrections: Mine, **_: Any
) -> View:
    """Return the quotations that pass the filter, each with its evidence.

    Parameters
    ----------
    briefing
        The text.
    speaker, kind
        A canonical name or "no source found", and a kind; "all" for no filter.
    page
        Page of the result from 1; a page too high shows the last one.
    corrections
        (number of the quotation from 1, name) where the reader disagrees.
    """
    mine = dict(corrections)
    shown, count, pages = page_of_quotes(briefing, speaker=speaker, kind=kind, page=page)
    items = "\n".join(f"<li>{format_quote(briefing, q, n, mine.get(n))}</li>" for n, q in shown)
    filters = [f"{name}: {value}" for name, value in (("source", speaker), ("kind", kind)) if value != ALL]
    those, only = (str(count), f" ({', '.join(filters)})") if filters else ("all", "")
    said = f"Showing {those} of the {say_quotes(briefing.quotes)}{only}. Page {min(page, pages)} of {pages}."
    if mine:
        changed = sum((briefing.quotes[n - 1].speaker or NO_SOURCE) != name for n, name in mine.items())
        differ = "1 differs" if changed == 1 else f"{changed} differ"
        last = f"the last for No. {corrections[-1][0]}"
        said += f" You recorded {plural(len(mine), 'reading')}, {last}; {differ} from the machine."
    if items:
        return View(f'<ol class="bl-list">\n{items}\n</ol>', said)
    empty = "The reader found no quotation and no report in this text. If you find one, cite its line."
    if briefing.quotes:
        empty = f"None of them fits ({', '.join(filters)}). Choose “all” in one of the lists."
    return View(f"<p>{escape(empty)}</p>", said)


def format_quote(briefing: Briefing, quote: Quote, number: int, reading: str | None = None) -> str:
    """Return one quotation in its surroundings, with its source and the rule that found it."""
    found, chain = quote.attribution, ""
    words = surroundings(briefing, parts_near(quote), notes_of(quote))
    if len(found.chain) > 1:
        chain = f' <span class="bl-note">({escape(" → ".join(link.text for link in found.chain))})</span>'
    mine = f"<br>My reading: <strong>{escape(reading)}</strong>" if reading else ""
    silent = "none, for a term is named and not uttered" if quote.kind == "term" else NO_SOURCE
    return (
        f'<span class="bl-line">No. {number}, line {briefing.line_number(quote)}</span> '
        f'<span class="bl-tag">{quote.kind}</span>'
        f"<blockquote>{words}</blockquote>"
        f"<p>Source: <strong>{escape(quote.speaker or silent)}</strong>{chain}{mine}<br>"
        f'<span class="bl-note">Why: {escape(found.rule)}</span></p>'
    )


def forget_correction(state: State) -> State:
    """Drop the reader's source for the chosen quotation."""
    return {"corrections": tuple(pair for pair in state["corrections"] if pair[0] != state["number"])}


ON = "none"


def mend_sources(briefing: Briefing) -> Explorer:
    """Open the mending bench: who is given which words, how many are right, and what one rule does.

    >>> from briefing_lessons.exercises.baseline import trap_text
    >>> bench = mend_sources(trap_text())
    >>> bench.set(rule="continues quotation").said[:41]
    'Rule off: continues quotation. 1 rescued,'

    Parameters
    ----------
    briefing
        The text. Only one with labels by hand has a score.
    """
    said = {number: quote for number, quote in enumerate(briefing.quotes, 1) if quote.kind != "term"}
    if not said:
        nothing = View("<p>Nobody is quoted here.</p>", "No quotation to mend in this text.")
        return Explorer("Mend the sources", lambda: nothing)
    found = (speaker.name for speaker in briefing.speakers)
    names = dict.fromkeys([*found, *hand_sources(briefing).values(), NO_SOURCE])
    numbers = ((f"{number}: {shorten(quote.text, 40)}", number) for number, quote in said.items())
    rules = ((ON, ON), *((rule, rule) for rule, *_ in rules_in_use(briefing)))
    undone = {"corrections": (), "rule": ON}
    forget = Button("forget", "Undo all", lambda _: undone, "Go back to the machine's answers")
    controls = (
        Pick("rule", "Rule switched off", rules, ON),
        Pick("number", "Quotation", ((UNREAD, 0), *numbers), 0),
        _source_pick(names),
    )
    buttons, draw = (_record_button("Mend it"), forget), partial(format_bench, briefing, said)
    return _remembered(Explorer("Mend the sources", draw, controls, buttons), briefing)


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
    told = f"{say_quotes(tuple(said.values()))}, {plural(len(mine), 'mended source')}."
    for number, name in corrections[-1:]:
        told = f"Mended: {number} is now {name}. {told}"
    if rule != ON:
        found = Counter(what for *_, what in rows)  # what is mended is neither rescued nor lost
        does = f"{found['rescued']} rescued, {found['lost']} lost, {found['–']} wrong both times."
        if not (changes and hand):
            does = f"{plural(len(changes), 'source')} changed." if changes else "Another rule steps in."
        told = f"Rule off: {rule}. {does} {told}"
    score = f"Right by the labels: {right} of {judged} ({100 * right / judged:.0f} %)." if judged else ""
    told += f" {score or 'Nobody has labelled this text, so there is no score.'}"
    table = Table(("number", "line", "words", "source", "changed"), rows, f"Sources in {briefing.source}.")
    counts = Counter(source for *_, source, _ in rows if source != NO_SOURCE)
    chart = plot_counts(counts, title="Who is given the words", things="rows", names="sources")
    return View(f"{table._repr_html_()}\n{chart._repr_html_()}", told)
