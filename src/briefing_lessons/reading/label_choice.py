"""Which candidates are labels: gathered from every line, then judged together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import islice

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
from briefing_lessons.reading.lexicon import OPENERS, PRESIDING
from briefing_lessons.reading.lines import (
    Lines,
    ends_like_a_sentence,
    ends_openly,
    stage_direction,
    starts_small,
)

_WORDS = re.compile(r"\S+(?=\s+[^\W\d_a-z]|\s+[“\"(])")  # a capital or a quotation follows

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
    plain = [label for label in candidates if FORMS[label.form].stand == 1 and counts[label.key] >= 2]
    capitals = sum(label.name.isupper() and len(label.name) > 1 for label in plain)
    named = sum(len(label.name) > 1 for label in plain)
    forms = Counter(label.form for label in candidates)
    forms["arrow"] += sum(
        lines[label.line].core[:2] == ">>" and label.form != "arrow" for label in candidates
    )
    alone = Counter(label.key for label in candidates if label.form == "alone" and label.shape != "capitals")
    back = sum(count >= 2 for count in alone.values())
    names_alone = back >= 2 and sum(alone.values()) >= 5
    return Evidence(candidates, lines, wrapped, counts, forms, capitals * 10 > 8 * named > 0, names_alone)


def accept(candidates: list[Label], lines: Lines, wrapped: bool) -> Labels:
    """Return the candidates that are labels, judged together.

    One line with a colon proves nothing; a name that comes back, or stands among other labels, does.
    """
    if wrapped:
        candidates = [label for label in candidates if not _breaks_a_sentence(label, lines)]
    evidence = weigh(candidates, lines, wrapped)
    known = {label.key for label in candidates if is_sure(label, evidence)}
    known |= set(_returning(evidence, known))
    known |= _joining(evidence, known)
    frequent = {unscanned(key) for key in known if evidence.counts[key] >= 2}  # "MR PRlCE", "QUESTI0N"
    known |= {
        label.key for label in candidates if _stands(label, evidence) and unscanned(label.key) in frequent
    }
    known = known | {"a"} if "q" in known else known - {"a"}
    kept = [label for label in candidates if label.key in known and _stands(label, evidence)]
    return _below_the_head(list(_with_speech(kept, evidence)), evidence)


def _below_the_head(labels: list[Label], evidence: Evidence) -> Labels:
    """Drop what only looks like turns above the first: "Moderator: Ana Ruiz", "Roads Committee: Evidence"."""
    for place, label in enumerate(labels):
        said = evidence.lines[label.line].text[label.end - evidence.lines[label.line].start :].strip(" *_")
        goes_on = evidence.wrapped and any(
            line.core for line in evidence.lines[label.line + 1 : label.line + 2]
        )
        spoken = not said or goes_on or len(said.split()) > 16 or ends_like_a_sentence(said)
        if spoken or label.given or label.form != "colon" or len(labels) - place < 3:
            return tuple(labels[place:])
        if evidence.counts[label.key] > 1 and not presents(said):
            return tuple(labels[place:])
    return ()


def presents(said: str) -> bool:
    """Say whether words are a name, or a name and an office: "Ana Ruiz, Deputy Spokesperson"."""
    name = said.partition(",")[0]
    return len(name.split()) >= 2 and shape_of(name) in NAMES


def presented(candidates: list[Label], labels: Labels, lines: Lines) -> dict[str, str]:
    """Return, by key, whom lines above the first turn give for a part: "Moderator: Ana Ruiz"."""
    first = labels[0].line if labels else 0
    above = (label for label in candidates if label.line < first and label.shape == "generic")
    said = {label.key: lines[label.line].core.partition(":")[2].strip(" *_") for label in above}
    return {key: words for key, words in said.items() if presents(words)}


def unread(candidates: list[Label], labels: Labels, lines: Lines) -> tuple[int, ...]:
    """Return the lines that begin like turns ("Okoro: We will ask.") where no turn was read."""
    if labels:
        return ()
    named = (label for label in candidates if label.form == "colon" and label.shape in NAMES)
    spoken = (label for label in named if ends_like_a_sentence(lines[label.line].core))
    return tuple(label.line for label in spoken)


def is_sure(label: Label, evidence: Evidence) -> bool:
    """Say whether a candidate is a label whatever stands around it: what its row of the table asks for."""
    form, back, stand = FORMS[label.form], evidence.counts[label.key], evidence.forms[label.form]
    if label.given or (label.name == "Q" and (back >= 2 or evidence.in_capitals or form.stand == 1)):
        return True
    if label.shape == "titled" and evidence.in_capitals and not label.stamped and form.name == "colon":
        return back >= 2  # "Mr. President: we …" inside a speech
    if label.form == "time_stamp_first" and not label.printed.endswith((":", "：")):
        return back >= 2  # a time stamp before one word of speech
    if form.most and stand * 2 < len(evidence.candidates):
        return False
    if stand < form.least or (label.shape in form.unsure and not evidence.names_alone):
        return False
    return label.stamped or label.shape in form.sure or back >= form.returns or stand >= form.many


def _returning(evidence: Evidence, known: set[str]) -> Iterator[str]:
    """Yield keys of names in small letters that come back."""
    least = 3 if evidence.in_capitals else 2
    persons = (label for label in evidence.candidates if label.shape in ("person", "other"))
    plain = {label.key for label in persons if FORMS[label.form].stand == 1}
    back = {key for key in plain if evidence.counts[key] >= (2 if is_outlet(key.split()) else least)}
    if known or len(back) >= 2 or any(evidence.counts[key] >= 3 for key in back):
        yield from back


def _joining(evidence: Evidence, known: set[str]) -> set[str]:
    """Return the keys of names that come once, where labels of their form are settled."""
    candidates = evidence.candidates
    settled = any(FORMS[label.form].most for label in candidates if label.key in known)
    if not settled and sum(evidence.counts[key] for key in known) < 3 and len(known) < 2:
        return set()
    alike = {_printed_as(label) for label in candidates if label.key in known}
    surnames = {key.split()[-1] for key in known if key}
    others = (label for label in candidates if label.key not in known and _printed_as(label) in alike)
    return {label.key for label in others if _joins(label, evidence, known, surnames)}


def _joins(label: Label, evidence: Evidence, known: set[str], surnames: set[str]) -> bool:
    """Say whether a name that comes once is one more label, in the form that the labels of this text have."""
    if label.form == "alone":
        named = len(label.name.split()) >= 2 and not {"of", "and", "on", "for"} & set(label.name.split())
        below = evidence.lines[label.line + 1 : label.line + 2]
        held = label.shape == "titled" and bool(below) and stage_direction(below[0].core)
        named = named and evidence.names_alone and label.shape in ("person", "titled")
        return label.shape == "generic" or held or named
    if evidence.in_capitals and label.shape != "capitals" and not stands_for(label.key, known):
        return False
    several = len(label.key.split()) >= FORMS[label.form].words or label.key in surnames
    several = several or is_outlet(label.key.split()) or label.key in PRESIDING | TITLES
    return several or label.shape == "other" or _answered(label, evidence, known)


def stands_for(key: str, known: Set[str]) -> bool:
    """Say whether a full name has known initials: "Ana Ruiz" above "AR".

    >>> stands_for("ana ruiz", {"ar", "ob"}), stands_for("ana", {"a"})
    (True, False)
    """
    words = key.split()
    return len(words) > 1 and "".join(word[0] for word in words) in known


def _printed_as(label: Label) -> str:
    """Say how a label is printed: a full stop with one space or two is one form."""
    form = FORMS[label.form]
    return "on a line of its own" if form.own_line else form.described


def _answered(label: Label, evidence: Evidence, known: set[str]) -> bool:
    """Say whether one word and a colon ("AFP:") stands between two known labels, as a question does."""
    if label.form != "colon" or label.key in OPENERS:
        return False
    place = bisect_left(evidence.candidates, label.start, key=lambda other: other.start)
    near = [other for other in evidence.candidates[max(0, place - 1) : place + 2] if other is not label]
    first = label is evidence.candidates[0] and place < 2
    return len(near) == 2 - first and all(other.key in known for other in near)


def _stands(label: Label, evidence: Evidence) -> bool:
    """Say whether the form of a label is common enough in this text to be one."""
    form, count = FORMS[label.form], evidence.counts[label.key]
    lonely = label.form == "alone" and label.shape == "person" and count < 3
    if lonely and not evidence.names_alone and evidence.forms["name_and_office"] < 3:
        return False
    enough = evidence.forms[label.form] >= form.stand or (label.name == "Q" and evidence.in_capitals)
    return enough or (label.form == "full_stop_one_space" and count >= 3)  # elsewhere it has its two spaces


def _breaks_a_sentence(label: Label, lines: Lines) -> bool:
    """Say whether a sentence runs on from the line before ("may it please the / Court: …") or to the next."""
    before = lines[label.line - 1].core if label.line else ""
    if FORMS[label.form].own_line:
        below = lines[label.line + 1].core if label.line + 1 < len(lines) else ""
        return starts_small(below)
    loose = label.shape in ("person", "titled") and FORMS[label.form].stand == 1 and not label.given
    return loose and len(before) > 20 and (ends_openly(before) or before[-1] in ",;")


def _with_speech(kept: list[Label], evidence: Evidence) -> Iterator[Label]:
    """Yield labels without the lines alone that nobody speaks under: lists of names, cells of a table."""
    alone = {label.line for label in evidence.candidates if FORMS[label.form].own_line}
    said = {label: _below(label, evidence.lines, alone) for label in kept if label.line in alone}
    bare = {label: words for label, words in said.items() if words}
    marked = Counter(label.key for label in kept if label.line not in alone)
    if marked.total() > len(bare) or not _is_talk(bare, marked.total(), evidence.counts):
        bare = {}
    for label in kept:
        stray = len(bare) >= 3 and marked[label.key] == 1 and label.shape != "generic"
        if label in bare if label.line in alone else not stray:
            yield label


def _is_talk(bare: dict[Label, str], marked: int, counts: Counter[str]) -> bool:
    """Say whether names alone on their lines are labels: no cells of a table, no heading that comes back."""
    sentences = sum(len(words) > 60 or ends_like_a_sentence(words) for words in bare.values())
    if marked:
        return marked <= 2 or sentences * 2 >= len(bare)
    back = {label.key for label in bare if counts[label.key] >= 2}
    return len(back) >= 2 or any(label.shape == "generic" for label in bare)


def _below(label: Label, lines: Lines, alone: set[int]) -> str:
    """Return the words under a name that stands alone on its line; "" in a list of such names."""
    near = range(label.line + 1, min(label.line + 4, len(lines)))
    below = next((index for index in near if lines[index].core), None)
    above = (index for index in range(label.line - 1, max(-1, label.line - 9), -1) if lines[index].core)
    listed = label.line - 1 in alone or sum(index in alone for index in islice(above, 2)) == 2
    return "" if below is None or below in alone or listed else lines[below].core


def mend_punctuation(lines: Lines, labels: Labels, skip: dict[int, str]) -> Labels:
    """Add labels that lost or changed their mark: `MR PRICE; Yes`, `MR. PRlCE. Yes`, `QUESTION Thank you`."""
    frequent = _shouted(labels)
    taken = {label.line for label in labels} | skip.keys()
    added = []
    for index, line in enumerate(lines if 0 < len(frequent) <= 200 else ()):
        if index in taken or not line.core or any(map(str.islower, line.core[:3])):
            continue
        heads = (line.core[: match.end()] for match in _WORDS.finditer(line.core[:80]))
        head = next((head for head in heads if unscanned(label_key(head)) in frequent), "")
        if head and sum(map(str.islower, head)) * 5 < len(head):
            end = line.core_start + len(head)
            added.append(Label(index, line.core_start, end, head, clean(head), "colon", "capitals"))
    return tuple(sorted([*labels, *added], key=lambda label: label.start)) if added else labels


def _shouted(labels: Labels) -> set[str]:
    """Return the keys of labels in capitals that come back."""
    colons = [(label.name, unscanned(label.key)) for label in labels if label.form == "colon"]
    counts = Counter(key for name, key in colons if len(name) >= 4)
    return {key for name, key in colons if name.isupper() and counts[key] >= 2}
