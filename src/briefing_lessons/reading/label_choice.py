"""Which candidates are labels: gathered from every line, then judged together."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from briefing_lessons.reading import lines as rules
from briefing_lessons.reading.labels import (
    FORMS,
    TITLES,
    Label,
    Labels,
    clean,
    is_outlet,
    label_key,
    shape_of,
    unscanned,
)
from briefing_lessons.reading.lexicon import ASKERS, OPENERS, PRESIDING
from briefing_lessons.reading.lines import LINE, Lines, RawLine

NAMES = ("person", "titled", "capitals")  #: shapes of labels that name somebody


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the candidates say together."""

    candidates: list[Label]
    lines: Lines
    wrapped: bool  #: lines end at a margin
    counts: Counter[str]  #: key of a label -> candidates
    forms: Counter[str]  #: form -> candidates
    in_capitals: bool  #: the labels of this text are printed in capitals
    names_alone: bool  #: two or more names come back, each alone on its line: headings do not


def weigh(candidates: list[Label], lines: Lines, wrapped: bool) -> Evidence:
    """Count keys and forms, and see how labels are printed."""
    counts = Counter(label.key for label in candidates)
    back = [label for label in candidates if counts[label.key] >= 2]
    plain = [label.name for label in back if FORMS[label.form].stand == 1 and len(label.name) > 2]
    in_capitals = 10 * sum(map(str.isupper, plain)) > 8 * len(plain)
    alone = Counter(label.key for label in back if label.form == "alone" and label.shape != "capitals")
    names_alone = sum(count >= 2 for count in alone.values()) >= 2
    forms = Counter(label.form for label in candidates)
    arrows = (label for label in candidates if lines[label.line].core[:2] == ">>" and label.form != "arrow")
    forms["arrow"] += sum(1 for _ in arrows)
    return Evidence(candidates, lines, wrapped, counts, forms, in_capitals, names_alone)


def accept(candidates: list[Label], lines: Lines, wrapped: bool) -> Labels:
    """Return the candidates that are labels, judged together.

    One line with a colon proves nothing; a name that comes back, or stands among other labels, does.
    """
    alone = {label.line for label in candidates if FORMS[label.form].own_line}
    candidates = [
        label for label in _with_houses(candidates, lines, alone)
        if not (wrapped and _breaks_a_sentence(label, lines))
    ]  # fmt: skip
    evidence = weigh(candidates, lines, wrapped)
    known = {label.key for label in candidates if is_sure(label, evidence)}
    known |= _joining(evidence, known)
    known = known | {"a"} if "q" in known else known - {"a"}
    scanned = set(map(unscanned, known))  # "MR PRlCE", "QUESTI0N"
    kept = [label for label in candidates if unscanned(label.key) in scanned and _stands(label, evidence)]
    return _below_the_head(list(_with_speech(kept, evidence)), evidence)


def _below_the_head(labels: list[Label], evidence: Evidence) -> Labels:
    """Drop what only looks like turns above the first: "Moderator: Ana Ruiz", "Roads Committee: Evidence"."""
    for place, label in enumerate(labels):
        line = evidence.lines[label.line]
        said = line.text[label.end - line.start :].strip(" *_")
        below = evidence.lines[label.line + 1 : label.line + 2]
        goes_on = line.core[:2] == ">>" or (evidence.wrapped and any(other.core for other in below))
        given = LINE["roster_entry"].fullmatch(said)  # "Guest: Ana Ruiz, the keeper of a lock."
        spoken = not said or goes_on or said[-1] == "," or (rules.ends_like_a_sentence(said) and not given)
        back = evidence.counts[label.key] > 1 and not presents(said)
        spoken = spoken and (evidence.in_capitals or not said.isupper())  # "LOW WATER: ARE WE READY?"
        if spoken or back or label.given or label.form != "colon":
            return tuple(labels[place:])
    return ()


def with_opening(labels: Labels, lines: Lines, skip: Mapping[int, str]) -> Labels:
    """Add the turn, without a label, of who gives a briefing as a line above says, or answers first."""
    above = [line for line in lines[: labels[0].line] if line.number - 1 not in skip] if labels else []
    given = [line for line in above if LINE["given_by"].search(line.core)]
    named = label_key(" ".join(line.core for line in given)).split()
    openers = [label for label in labels if label.shape != "generic"]
    givers = [label for label in openers if not {*label.key.split()[-1:]}.isdisjoint(named)]
    first = _opening_line(above[above.index(given[-1]) + 1 :] if given else above, bool(givers))
    if first is None or not openers or not (givers or set(labels[0].key.split()) & ASKERS):
        return labels
    at = first.core_start
    return replace((givers or openers)[0], line=first.number - 1, start=at, end=at, printed=""), *labels


def _opening_line(lines: Sequence[RawLine], given: bool) -> RawLine | None:
    """Return the line that greets; where somebody `given` says "I" instead, the first sentence."""
    greeting = next((line for line in lines if LINE["greets"].match(line.core)), None)
    if greeting is None and given and any(LINE["first_person"].search(line.core) for line in lines):
        return next((line for line in lines if rules.ends_like_a_sentence(line.core)), None)
    return greeting


def presents(said: str) -> bool:
    """Say whether words are a name, or a name and an office: "Ana Ruiz, Deputy Spokesperson"."""
    name = said.partition(",")[0]
    return len(name.split()) >= 2 and shape_of(name) in NAMES


def presented(candidates: list[Label], labels: Labels, lines: Lines) -> dict[str, str]:
    """Return, by key, whom lines above the first turn give for a part: "Moderator: Ana Ruiz"."""
    first = labels[0].line if labels else 0
    parts = {label.key.removeprefix("the "): label.key for label in labels}
    above = (
        label
        for label in candidates
        if label.line < first and (label.shape == "generic" or label.key in TITLES)
    )
    said = {label.key: clean(lines[label.line].core.partition(":")[2]) for label in above}
    return {parts.get(key, key): words for key, words in said.items() if presents(words)}


def unread(candidates: list[Label], labels: Labels, lines: Lines) -> tuple[int, ...]:
    """Return the lines that begin like turns ("Okoro: We will ask.") where no turn was read."""
    begun = (label.line for label in candidates if label.form == "colon" and label.shape in NAMES)
    return () if labels else tuple(line for line in begun if rules.ends_like_a_sentence(lines[line].core))


def is_sure(label: Label, evidence: Evidence) -> bool:
    """Say whether a candidate is a label whatever stands around it: what its row of the table asks for."""
    form, stand = FORMS[label.form], evidence.forms[label.form]
    common = stand >= form.stand and (not form.most or stand * 2 >= len(evidence.candidates))
    said = evidence.lines[label.line].core.partition(":")[2]
    chairs = presents(said) and rules.ends_openly(said) and "," not in said  # "IN THE CHAIR: ANA RUIZ"
    sure = common and ((label.shape in form.sure and not chairs) or evidence.counts[label.key] >= 2)
    return sure or label.given or label.name == "Q"


def _joining(evidence: Evidence, known: set[str]) -> set[str]:
    """Return the keys of names that come once, where labels of their form are settled."""
    settled = [label for label in evidence.candidates if label.key in known]
    if len(settled) < 2 and not any(FORMS[label.form].most for label in settled):
        return set()
    alike = {_printed_as(label, evidence) for label in settled}
    short = {key.split()[-1] for key in known if key} | PRESIDING | TITLES
    others = (label for label in evidence.candidates if _printed_as(label, evidence) in alike)
    return {label.key for label in others if _joins(label, evidence, known, short)}


def _joins(label: Label, evidence: Evidence, known: set[str], short: set[str]) -> bool:
    """Say whether a name that comes once is one more label, in the form that the labels of this text have."""
    words, said = label.key.split(), evidence.lines[label.line].core.partition(":")[2]
    if rules.ends_openly(said) and 0 < len(said.split()) <= 3:
        return False  # "Cobble Creek: Signs"
    if label.form == "alone":
        under = "".join(line.core for line in evidence.lines[label.line + 1 : label.line + 2])
        topic = {"of", "and", "on", "for"} & set(words) or any(map(str.isdigit, label.key))
        named = evidence.names_alone and len(words) >= 2 and label.shape in ("person", "titled")
        return label.shape == "generic" or rules.stage_direction(under) or (named and not topic)
    if evidence.in_capitals and label.shape != "capitals" and not stands_for(label.key, known):
        return False
    several = len(words) >= FORMS[label.form].words or label.key in short
    return several or label.shape == "other" or _answered(label, evidence, known)


def stands_for(key: str, known: Set[str]) -> bool:
    """Say whether a full name has known initials: "Ana Ruiz" above "AR".

    >>> stands_for("ana ruiz", {"ar", "ob"}), stands_for("ana", {"a"})
    (True, False)
    """
    words = key.split()
    return len(words) > 1 and "".join(word[0] for word in words) in known


def _printed_as(label: Label, evidence: Evidence) -> tuple[str, str]:
    """Say how a label is printed, and at which level; a full stop with one space or two is one form."""
    form, head = FORMS[label.form], evidence.lines[label.line].core.partition(" ")[0]
    return "on a line of its own" if form.own_line else form.described, head if head[0] == "#" else ""


def _answered(label: Label, evidence: Evidence, known: set[str]) -> bool:
    """Say whether one word and a colon ("AFP:") stands between two known labels, as a question does."""
    if label.form != "colon" or label.key in OPENERS or evidence.lines[label.line].core[0] == "#":
        return False
    place = bisect_left(evidence.candidates, label.start, key=lambda other: other.start)
    near = [other for other in evidence.candidates[max(0, place - 1) : place + 2] if other is not label]
    first = label is evidence.candidates[0] and place < 2
    return len(near) == 2 - first and all(other.key in known for other in near)


def _stands(label: Label, evidence: Evidence) -> bool:
    """Say whether the form of a label is common enough in this text to be one."""
    form, count = FORMS[label.form], evidence.counts[label.key]
    lonely = label.form == "alone" and label.shape == "person" and count < 3 and not label.given
    lonely = lonely and not evidence.names_alone and evidence.forms["name_and_office"] < 3
    enough = evidence.forms[label.form] >= form.stand or (label.name == "Q" and evidence.in_capitals)
    return not lonely and (enough or count >= 3)


def _with_houses(candidates: list[Label], lines: Lines, alone: set[int]) -> Iterator[Label]:
    """Yield candidates without houses or offices on the line below a name: "(Daily Globe)", "Governor"."""
    heads = _two_line_heads(candidates, lines, alone)
    for label in candidates:
        below = [line.core for line in lines[label.line + 1 : label.line + 3]]
        said = below[1:] and rules.ends_like_a_sentence(below[1])
        if label.line in heads or (
            label.form == "alone" and said and is_outlet(label_key(below[0].strip("()[]")).split())
        ):
            label = replace(label, form="above_a_house")
        if label.line - 1 not in heads and not (label.line - 1 in alone and is_outlet(label.key.split())):
            yield label


def _two_line_heads(candidates: list[Label], lines: Lines, alone: set[int]) -> dict[int, tuple[str, str]]:
    """Return the lines of names above one more line and a blank one, where such pairs come back."""
    heads = {
        label.line: (label.key, lines[label.line + 1].core)
        for label in candidates
        if label.form == "alone" and label.shape in NAMES and label.line + 3 not in alone
        and [bool(line.core) for line in lines[label.line + 1 : label.line + 4]] == [True, False, True]
        and not rules.ends_like_a_sentence(lines[label.line + 1].core)
    }  # fmt: skip
    return heads if sum(count >= 2 for count in Counter(heads.values()).values()) >= 2 else {}


def _breaks_a_sentence(label: Label, lines: Lines) -> bool:
    """Say whether a sentence runs on from the line before ("may it please the / Court: …") or to the next."""
    before = lines[label.line - 1].core if label.line else ""
    if FORMS[label.form].own_line:
        return label.line + 1 < len(lines) and rules.starts_small(lines[label.line + 1].core)
    loose = label.shape in ("person", "titled") and not label.given
    return loose and len(before) > 20 and rules.ends_openly(before)


def _with_speech(kept: list[Label], evidence: Evidence) -> Iterator[Label]:
    """Yield labels without the lines alone that nobody speaks under: lists of names, cells of a table."""
    alone = {label.line for label in evidence.candidates if FORMS[label.form].own_line}
    said = {label: _below(label, evidence.lines, alone) for label in kept if label.line in alone}
    bare = {label: words for label, words in said.items() if words}
    marked = Counter(label.key for label in kept if label.line not in alone)
    if marked.total() > len(bare) or not _is_talk(bare, marked.total(), evidence.counts):
        bare = {}
    for label in kept:
        sure = label.shape == "generic" or label.form == "above_a_house"
        # who asks may be printed before the question, and who answers above the answer
        sure |= label.shape in NAMES and " " in label.key and "?" in evidence.lines[label.line].core
        stray = len(bare) >= 3 and marked[label.key] == 1 and not sure
        if label in bare if label.line in alone else not stray:
            yield label


def _is_talk(bare: dict[Label, str], marked: int, counts: Counter[str]) -> bool:
    """Say whether names alone on their lines are labels: no cells of a table, no heading that comes back."""
    sentences = sum(len(words) > 60 or rules.ends_like_a_sentence(words) for words in bare.values())
    if marked:
        return sentences * 2 >= len(bare)
    back = {label.key for label in bare if counts[label.key] >= 2}
    return len(back) >= 2 or any(label.shape == "generic" for label in bare)


def _below(label: Label, lines: Lines, alone: set[int]) -> str:
    """Return the words under a name that stands alone on its line; "" in a list of such names."""
    near = range(label.line + 1, min(label.line + 4, len(lines)))
    below = next((index for index in near if lines[index].core), None)
    return "" if below is None or below in alone else lines[below].core
