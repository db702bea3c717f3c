"""Labelled turns: a transcript that says before each turn who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from briefing_lessons.reading import lines as rules
from briefing_lessons.reading.label_choice import presents
from briefing_lessons.reading.labels import FORMS, Label, Labels, is_outlet, label_at, label_key, shape_of
from briefing_lessons.reading.lexicon import ASKERS, LISTS, OPENERS, PARTICLES, WARNINGS
from briefing_lessons.reading.page import OTHER_TEXT, Page
from briefing_lessons.reading.placing import Placing, Reading, place_end, place_metadata, place_what_is_plain
from briefing_lessons.reading.roster import LISTED
from briefing_lessons.spans import LineRole

_SHORT_ABOVE = "a short line above the first turn"
_MINUTED = "what the minutes record"


def labelled_turns(page: Page) -> Reading | None:
    """Read a transcript whose turns begin with labels."""
    page = _with_answers(with_questions(page) if page.labels else page)
    labels = page.labels
    if not labels or not (labels[-1].form == "attributed" or _is_transcript(page, labels)):
        return None
    placing = place_what_is_plain(page)
    for row in page.roster:
        placing.place(row.line, "metadata", LISTED)
    _place_turns(page, placing, labels)
    topics = _place_topics(page, placing, labels)
    _place_closing(page, placing, labels)
    _place_preamble(page, placing, labels, topics)
    forms = Counter(label.form for label in labels)
    names = len({label.key for label in labels})
    form = FORMS[forms.most_common(1)[0][0]].described
    place = ", on hard-wrapped pages" if page.wrapping.wrapped else ""
    if forms["inside"] + forms["inside_stop"]:
        place = ", several on one line"
    reason = f"{len(labels)} speaker labels of {names} kinds ({form}){place}"
    warnings = [WARNINGS["unnamed_voices"]] if all(label.form == "arrow" for label in labels) else []
    if not any(label.printed for label in labels):
        warnings.append(WARNINGS["in_bold"])
    elif not labels[0].printed and labels[0].shape != "generic":
        warnings.append(WARNINGS["opened"].format(line=labels[0].line + 1, name=labels[0].name))
    return Reading("labelled turns", reason, placing, labels, tuple(warnings))


def unprinted(page: Page, index: int, part: str) -> Label:
    """Return the label, printed nowhere, of who asks or answers in a line."""
    at = page.lines[index].core_start
    return Label(index, at, at, "", part, "bold", "generic", given=True)


def with_questions(page: Page) -> Page:
    """Add labels where questions stand in bold: above answers of people who are named, or where nobody is."""
    shapes = {label.line: label.shape for label in reversed(page.labels)}
    asked = [
        unprinted(page, index, "Question")
        for index, below in pairwise(page.content())
        if index in page.bold
        and index not in shapes
        and rules.ends_like_a_sentence(page.core(index).rstrip("*_"))
        if not shapes or (shapes.get(below, "generic") != "generic" and rules.asks(page.core(index)))
    ]
    questions = sum(rules.asks(page.core(label.line)) for label in asked)
    labels = sorted((*page.labels, *asked), key=lambda label: label.start)
    enough = questions >= (2 if shapes else 3) and questions * 2 > len(asked)
    return replace(page, labels=tuple(labels)) if enough else page


def _with_answers(page: Page) -> Page:
    """Add labels below questions where nothing else is labelled: "Q. Why?" above "Because it rained."."""
    asked = {label.line for label in page.labels if set(label.key.split()) <= ASKERS}
    if len(asked) < max(3, len(page.labels)):
        return page
    who, answers = "Answer", list(page.labels)
    for above, index in pairwise(page.content()):
        words, bold = page.core(index).strip("#*_ "), index in page.bold
        ruled = "ruler" in map(page.furniture.get, range(above, index))  # below one the house speaks
        ends = asked <= page.bold or (rules.asks(page.core(above)) and not page.core(index - 1))
        if (bold or page.core(index)[0] == "#") and rules.LINE["full_name"].fullmatch(words):
            who = words if _is_met(words, page.source.text) else "Answer"  # whose answers stand below
        elif above in asked and index not in asked and not bold and ends and not ruled:
            answers.append(_answer(page, index, who))
    return replace(page, labels=tuple(sorted(answers, key=lambda label: label.start)))


def _answer(page: Page, index: int, who: str) -> Label:
    """Return the label of an answer of `who`, or of somebody else whom it names: "Ana Ruiz: Yes."."""
    label = label_at(index, page.lines[index], 2 * page.core(index).startswith("**"))
    if label and ":" in label.printed and presents(label.name):
        return label
    return replace(unprinted(page, index, who), shape=shape_of(who) or "generic")


def _is_met(name: str, text: str) -> bool:
    """Say whether a text speaks of somebody in mid-sentence by a name or a part of it: "with Hale there"."""
    first, last = map(re.escape, (name.split()[0], name.split()[-1]))
    inside = rf"(?<=[a-zß-ÿ,:] )(?:{first}|(?<!{first} ){last})\b"
    return bool(re.search(rf"{inside}|{re.escape(name)}(?:, | and | met | said | told | spoke )", text))


def _is_transcript(page: Page, labels: Labels) -> bool:
    """Weigh the labels: a few quoted statements in a report are no transcript."""
    if _are_statements(page, labels):
        return False
    if len(labels) == 1:
        early = page.lines[labels[0].line].number <= max(15, len(page.lines) // 3)
        plain = labels[0].shape in ("generic", "capitals", "titled")
        # "KOLVAR: A seller told a court …" opens a report: there paragraphs open with quotation marks
        return early and plain and sum(line.core[:1] in ('"', "“", "‘", "'") for line in page.lines) <= 1
    several = len(labels) >= 3 or any(label.shape == "generic" for label in labels)
    return several or labels[0].start * 2 < page.lines[-1].end


def _are_statements(page: Page, labels: Labels) -> bool:
    """Say whether the labels introduce quotations, one each: "What they are saying"."""
    heads = (page.source.text[label.end : label.end + 6].lstrip(" *\u00a0\n")[:1] for label in labels)
    quoted = sum(bool(head) and head in '“"„«‘' for head in heads)
    once = sum(count == 1 for count in Counter(label.key for label in labels).values())
    return quoted * 10 >= 7 * len(labels) and once * 10 >= 7 * len({label.key for label in labels})


def _place_turns(page: Page, placing: Placing, labels: Labels) -> None:
    by_line = {label.line: label for label in reversed(labels)}
    current: Label | None = None
    for match in rules.LINE["broken_stage"].finditer(page.source.text, labels[0].end):
        for index in range(page.line_at(match.start("words")), page.line_at(match.end("words")) + 1):
            placing.place(index, "stage", "in brackets, on more than one line")
    minutes = noted = False  # minutes are kept; they go on where the turns stopped at a numbered heading
    for index, line in enumerate(page.lines):
        if index in by_line:
            current, noted = by_line[index], False
            inside = current.start > line.core_start + 12 and current.form.startswith("inside")
            how = "holds" if inside else "begins with" if current.printed else "begins without"
            placing.place(index, "turn", f"{how} the label {current.name}")
        elif placing.open(index) and current is not None:
            speech: tuple[LineRole, str] = "paragraph", f"speech after the label {current.name}"
            role, rule = _role_in_turn(page, index, by_line.get(index - 1), noted) or speech
            minutes |= rule == _MINUTED
            if role == "heading":
                placing.place_heading(page, index, rule)
            else:
                placing.place(index, role, rule)
        elif placing.role(index) == "heading" and rules.LINE["listed"].match(line.core.lstrip("#* ")):
            noted = minutes


def _role_in_turn(page: Page, index: int, above: Label | None, noted: bool) -> tuple[LineRole, str] | None:
    """Return what a line below a label is, and the rule; nothing where somebody speaks on.

    `above` is the label on the line before; `noted` where minutes go on.
    """
    core = page.core(index)
    under = above and FORMS[above.form].own_line and not rules.ends_like_a_sentence(core)
    if (above and above.form == "above_a_house") or (under and is_outlet(label_key(core).split())):
        return "metadata", "the house of who speaks"
    if rules.stage_direction(core):
        return "stage", "wholly in brackets"
    if rules.LINE["examines"].fullmatch(core):
        return "heading", "names who examines"
    if page.source.hints and index in page.bold and rules.short_without_full_stop(core):
        return "heading", "a line of its own in bold"
    listed = f"{page.core(index - 1)} {core}" if page.core(index - 1)[-1:] == ":" else core  # "In favour:"
    if noted or rules.LINE["minuted"].fullmatch(listed):
        return "metadata", _MINUTED
    pulled = rules.LINE["pull_quote"].fullmatch(core)
    if pulled and page.source.text.count(pulled["words"]) > page.source.text.count(core):
        return "boilerplate", "repeats words of the text"
    rule = None if page.core(index - 1) else rules.date_or_number(core)
    return ("metadata", rule) if rule else None


def _place_topics(page: Page, placing: Placing, labels: Labels) -> bool:
    """Make lines headings that stand between two turns; say whether there are any."""
    found: list[int] = []
    for before, label in pairwise(labels):
        above = _headings_above(page, placing, label.line, before.line, True)
        # verse, an address, a list
        found += () if len(above) > 2 and above[0] - above[-1] < len(above) else above
    for index in found:
        placing.place_heading(page, index, "a short line without full stop between two turns")
    return bool(found)


def _headings_above(page: Page, placing: Placing, line: int, top: int, headed: bool) -> list[int]:
    """Return the short lines that stand alone above `line` and below `top`, the last first.

    Above the first turn they are headings where topics follow, or where running words stand there.
    """
    found: list[int] = []
    words = ("open",) if top < 0 else ("open", "paragraph")
    near = {line}  # lines that end what stands above them: the turn, headings, directions
    for index in filter(page.core, range(line - 1, top, -1)):
        core, below, role = page.core(index), page.core(index + 1), placing.role(index)
        ends = index + 1 in near or rules.date_or_number(below) or rules.LINE["listed"].match(core)
        if _leads_to_turn(core, role, top):
            near.add(index)
            headed = True
        elif role in words and (not below or ends) and _is_topic(core):
            found.append(index)
            near.add(index)
        elif top < 0 or role in (*words, "heading"):
            break
    while found and not _begins_alone(page, found[-1], top):
        found.pop()  # the last line of a paragraph
    return found if headed and (top < 0 or len(found) < 4) else []


def _begins_alone(page: Page, index: int, top: int) -> bool:
    """Say whether nothing, or furniture, stands above a line; where no line is blank, a sentence may."""
    above = page.core(index - 1)
    tight = top >= 0 and not (page.wrapping.spaced or page.wrapping.wrapped) and " " in page.core(index)
    return not above or index - 1 in page.furniture or (tight and rules.ends_like_a_sentence(above))


def _leads_to_turn(core: str, role: str, top: int) -> bool:
    """Say whether a line may stand between a heading and a turn: a direction, an introduction, minutes."""
    introduces = top < 0 and role == "open" and _plain_role(core, False) is not None
    return introduces or role == "stage" or (role == "metadata" and top >= 0)


def _is_topic(core: str) -> bool:
    plain = rules.LINE["last_remark"].sub("", core.strip('“”"‘’')).rstrip(":")
    short = rules.short_without_full_stop(plain, 90) and not rules.LINE["no_topic"].match(core)
    return short and set(core.casefold().split()).isdisjoint(LISTS["spoken"])


def _place_closing(page: Page, placing: Placing, labels: Labels) -> None:
    """Take closing lines off the end of the last turn, and another text that begins below it."""
    first, end = labels[-1].line + 1, len(page.lines)
    times = [i for i, line in enumerate(page.lines) if rules.LINE["clock"].fullmatch(line.core)]
    before, after = bisect_left(times, labels[0].line), bisect_left(times, first)
    # on a live page one post of many holds all turns
    posts = times[after:] if 0 < before == after and len(times) > 2 else []
    topics = _heads_turns(page, placing, labels)
    others = (i for i in range(first, end) if i in posts or _begins_another(page, placing, i, topics))
    other = next(others, end)
    for index in filter(page.core, range(other, end)) if posts or (end - other) * 2 < other else ():
        kept = index in page.furniture or (posts and placing.role(index) == "heading")
        if not kept and not rules.date_or_number(page.core(index)):
            placing.place(index, "paragraph" if posts else "boilerplate", OTHER_TEXT)
    place_end(page, placing, first)


def _heads_turns(page: Page, placing: Placing, labels: Labels) -> bool:
    """Say whether what the file marks as headings stands right above turns: one below them heads no turn."""
    marked = [index for index in placing.headings if labels[0].line < index < labels[-1].line]
    below = (next(filter(page.core, range(index + 1, len(page.lines))), 0) for index in marked)
    return 0 < len(marked) <= 2 * len({*below} & {label.line for label in labels})


def _begins_another(page: Page, placing: Placing, index: int, topics: bool) -> bool:
    """Say whether a line stands under the end, or is a heading under a ruler, above an index, or spaced.

    Where headings are `topics` of turns, one that the file marks below the last turn begins another text.
    """
    core = page.core(index)
    noted = rules.LINE["italic_line"].fullmatch(core) is not None  # by the house
    heading = noted or placing.role(index) == "heading" or rules.in_capitals(core)
    above = next(filter(page.core, range(index - 1, -1, -1)), 0)
    indexed = page.furniture.get(index + 1) == "page number" and not page.core(index - 1)
    marked = topics and "marked" in placing.rule(index)
    apart = indexed or marked or page.furniture.get(above) == "ruler" or rules.LINE["spaced"].match(core)
    return bool(rules.LINE["ending"].fullmatch(page.core(above)) or (heading and apart))


def _may_be_title(core: str) -> bool:
    """“Ferry Fares” may be one; “Anna Abel, spokesperson” and “Host: Anna Abel” name who takes part."""
    name = re.split(r",| [–—] |;", core)[0]
    head, _, named = core.partition(": ")
    names = (
        rules.LINE["spaced"].match(core) is not None
        or rules.LINE["stamped"].match(core) is not None
        or (len(name.split()) <= 3 and name != core and not rules.LINE["numbered_part"].search(core))
        or (len(head.split()) <= 2 and presents(named))
    )
    ends = core.split()[-1] not in OPENERS | PARTICLES
    says = names or rules.LINE["met"].match(core) or "://" in core or "    " in core
    return ends and not says and rules.short_without_full_stop(core.rstrip("?"), 160)


def _may_name(page: Page, index: int) -> bool:
    """Say whether a line can name the occasion: no part of a sentence, and more than a kind of text."""
    core = page.core(index)
    below = page.core(index + 1)
    broken = rules.starts_small(below) or rules.ends_like_a_sentence(core) or rules.stage_direction(core)
    return not broken and not rules.LINE["kind"].fullmatch(core.partition(",")[0])


def _place_preamble(page: Page, placing: Placing, labels: Labels, topics: bool) -> None:
    """Place the lines above the first turn."""
    first = labels[0].line
    headings = [index for index in placing.headings if index < first]
    titled = bool(headings) and not any(map(placing.open, range(headings[0])))
    above = list(filter(placing.open, range(first)))
    titled |= _place_properties(page, placing, above)
    block = {i for i in _headings_above(page, placing, first, -1, topics) if not page.core(i)[-4:].isdigit()}
    for index in filter(placing.open, above):
        core = page.core(index)
        if not titled and rules.names_an_occasion(core) and _may_name(page, index):
            placing.place_heading(page, index, "names the briefing")
            placing.title = index
            titled = True
        elif plain := _plain_role(core, index == above[0]):
            placing.place(index, *plain)
        elif index in block and (titled or index != above[0] or rules.LINE["listed"].match(core)):
            placing.place_heading(page, index, "a short line without full stop above the first turn")
        elif sum(heading < index for heading in placing.headings) >= 2:
            placing.place(index, "paragraph", "stands under the headings above the first turn")
        else:
            placing.place(index, "metadata", _SHORT_ABOVE)
    if not titled:
        short = [index for index in above if placing.rule(index) == _SHORT_ABOVE]
        _place_title(page, placing, short, block & placing.headings.keys())


def _place_properties(page: Page, placing: Placing, above: list[int]) -> bool:
    """Place what is said of the text above it, and furniture; say whether its subject is given."""
    place_metadata(page, placing, above)
    for index in filter(placing.open, above):
        if furniture := rules.notice(page.core(index)) or page.worded.get(index):
            placing.place(index, "boilerplate", furniture)
    return any(placing.rule(index) == "gives the subject" for index in above)


def _plain_role(core: str, first: bool) -> tuple[LineRole, str] | None:
    """Return the role of a line above the first turn that is a remark in brackets or running words."""
    if rules.stage_direction(core):
        return "stage", "wholly in brackets"
    sentence = rules.ends_like_a_sentence(core) and len(core.split()) > 6
    sentence = sentence and not (first and core[-1] == "?" and len(core) < 70)  # a title may ask
    running = sentence or len(core) > 140 or core[-1] == ","
    return ("paragraph", "introduction above the first turn") if running else None


def _place_title(page: Page, placing: Placing, short: list[int], headings: set[int]) -> None:
    """Make the one heading above running words the title, or the fullest short line above the first turn."""
    below = next(filter(page.core, range(min(headings, default=0) + 1, len(page.lines))), 0)
    if len(headings) == 1 and placing.role(below) == "paragraph":
        placing.title = min(headings)  # "New lock opens"
        return
    full = 0.8 * page.wrapping.width if page.wrapping.wrapped else 1000  # words of a full line run on below
    named = [i for i in short if _may_be_title(page.core(i)) and len(page.core(i - 1)) <= full]
    clock = rules.LINE["clock"].fullmatch  # below it stands the heading of a post
    named = [i for i in named if not clock(page.core(i - 1) or page.core(i - 2))] or named
    if len(short) > 1:  # "Capital City" may be anything
        named = [i for i in named if len(page.core(i).split()) >= 3]
    if named:
        placing.title = max(named, key=lambda i: _fullness(page.core(i)))
        placing.place_heading(page, placing.title, "the fullest short line above the first turn")


def _fullness(core: str) -> tuple[bool, int]:
    """Rank what may be a title: letterheads are in capitals, and a title says more than a letterhead."""
    return not core.isupper() and not rules.LINE["kind"].fullmatch(core), min(8, len(core.split()))
