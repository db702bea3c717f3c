"""Which candidates are labels: gathered from every line, then judged together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing_lessons.reading.label_forms import (
    FORMS,
    LONG_LINE,
    WEAK,
    bold_by_format,
    inside,
    label_at,
)
from briefing_lessons.reading.labels import Label, clean, label_key, shape_of, unscanned
from briefing_lessons.reading.lexicon import OPENERS
from briefing_lessons.reading.line_rules import date_or_number
from briefing_lessons.reading.lines import RawLine, ends_like_a_sentence

_LEAD = re.compile(r"(?:[>*_#•]+[ \u00a0]*|(?:[-–—][ \u00a0]+)|§[ \u00a0]*)*")


def gather(
    lines: tuple[RawLine, ...],
    skip: dict[int, str],
    bolds: tuple[tuple[int, int], ...] = (),
    given: frozenset[int] = frozenset(),
) -> list[Label]:
    """Return every candidate label of the lines not in `skip`, in order.

    Parameters
    ----------
    lines
        All lines of the page.
    skip
        Indices of lines that are page furniture.
    bolds
        Offsets (start, end) that the file format sets in bold, rising.
    given
        Offsets where the file format says that a label begins.
    """
    found: list[Label] = []
    for index, line in enumerate(lines):
        if not line.core or index in skip:
            continue
        if line.core[0].islower() and len(line.core) <= LONG_LINE:
            continue  # no label begins with a small letter
        if date_or_number(line.core):
            continue
        lead = _LEAD.match(line.core[:200])
        label = label_at(index, line, lead.end() if lead else 0)
        if label is None or (label.form in ("dash", "alone") and bolds):
            label = bold_by_format(index, line, bolds) or label
        if label is not None and label.start in given:
            label = replace(label, given=True)
        if label is not None:
            found.append(label)
        if len(line.core) > LONG_LINE:
            after = label.end if label is not None and label.form != "dash" else line.start
            found.extend(inside(index, line, after))
    return found


def cut_to_known(candidates: list[Label], lines: tuple[RawLine, ...]) -> list[Label]:
    """Cut words off the head of a label: "Garden Room Secretary Osei" where "Secretary Osei" returns."""
    counts = Counter(label.key for label in candidates)
    done = []
    for label in candidates:
        words = label.name.split()
        long = len(lines[label.line].core) > LONG_LINE
        if long and counts[label.key] == 1 and len(words) > 1:
            for place in range(1, len(words)):
                rest = " ".join(words[place:])
                if counts[label_key(rest)] >= 2 and rest in label.printed:
                    start = label.start + label.printed.index(rest)
                    printed = label.printed[start - label.start :]
                    shape = shape_of(rest) or label.shape
                    label = replace(
                        label, start=start, printed=printed, name=rest, shape=shape, form="inside"
                    )
                    break
        done.append(label)
    return done


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the candidates say together."""

    counts: Counter[str]  #: key of a label -> candidates
    forms: Counter[str]  #: form -> candidates
    in_capitals: bool  #: the labels of this text are printed in capitals
    names_alone: bool  #: two or more names come back, each alone on its line: headings do not


def weigh(candidates: list[Label]) -> Evidence:
    """Count keys and forms, and see how labels are printed."""
    counts = Counter(label.key for label in candidates)
    plain = [label for label in candidates if label.form not in WEAK and counts[label.key] >= 2]
    capitals = sum(label.name.isupper() and len(label.name) > 1 for label in plain)
    named = sum(len(label.name) > 1 for label in plain)
    forms = Counter(label.form for label in candidates)
    alone = Counter(label.key for label in candidates if label.form == "alone" and label.shape != "capitals")
    back = sum(count >= 2 for count in alone.values())
    return Evidence(counts, forms, capitals * 10 > 8 * named > 0, back >= 2 and sum(alone.values()) >= 5)


def accept(candidates: list[Label], lines: tuple[RawLine, ...], wrapped: bool) -> tuple[Label, ...]:
    """Return the candidates that are labels, judged together.

    One line with a colon proves nothing; a name that comes back, or stands among other labels, does.
    """
    candidates = cut_to_known(candidates, lines)
    evidence = weigh(candidates)
    counts = evidence.counts
    sure = [label for label in candidates if is_sure(label, evidence)]
    known = {label.key for label in sure}
    known |= set(_persons(candidates, known, lines, wrapped, evidence))
    if any(label.form == "alone" for label in sure):
        alone = [label for label in candidates if label.form == "alone"]
        places = {label.line for label in alone}
        speaks = [label for label in alone if _next_line(label, lines) not in places]
        known |= {label.key for label in speaks if _joins(label, evidence)}
    known |= set(_misprints(candidates, known, counts))
    if "q" not in counts:
        known.discard("a")
    kept = [
        label
        for label in candidates
        if label.key in known and (label.form not in WEAK or _weak_form_holds(label, lines, evidence))
    ]
    marked = sum(label.form not in WEAK for label in kept)
    if marked > sum(label.form == "alone" for label in kept):
        kept = [label for label in kept if label.form != "alone"]  # a line of the letterhead that comes back
    if kept and not marked and all(label.form == "alone" for label in kept):
        generic = any(label.shape == "generic" for label in kept)
        returning = {label.key for label in kept if counts[label.key] >= 2}
        if not generic and len(returning) < 2:
            return ()  # a heading that comes back, not a conversation
    return tuple(kept)


def is_sure(label: Label, evidence: Evidence) -> bool:
    """Say whether a candidate is a label whatever stands around it: what its row of the table asks for."""
    form, back, stand = FORMS[label.form], evidence.counts[label.key], evidence.forms[label.form]
    if label.given or (label.name == "Q" and (back >= 2 or evidence.in_capitals or not form.weak)):
        return True
    if label.shape == "titled" and evidence.in_capitals and not label.stamped and form.name == "colon":
        return back >= 2  # "Mr. President: we …" inside a speech
    if label.form == "time_stamp_first" and not label.printed.endswith((":", "：")):
        return back >= 2  # a time stamp before one word of speech
    if stand < form.least or (label.shape in form.unsure and not evidence.names_alone):
        return False
    return label.stamped or label.shape in form.sure or back >= form.returns or stand >= form.many


def _next_line(label: Label, lines: tuple[RawLine, ...]) -> int | None:
    """Return the index of the next written line, where it is near."""
    near = range(label.line + 1, min(label.line + 4, len(lines)))
    return next((index for index in near if lines[index].core), None)


def _joins(label: Label, evidence: Evidence) -> bool:
    """Say whether a name alone on its line is one more speaker, in a record where speakers stand alone."""
    if label.shape == "generic":
        return True
    plain = label.name.split()
    named = len(plain) >= 2 and not {"of", "and", "on", "for"} & set(label.name.split())
    return evidence.names_alone and named and label.shape in ("person", "titled")


def _persons(
    candidates: list[Label],
    known: set[str],
    lines: tuple[RawLine, ...],
    wrapped: bool,
    evidence: Evidence,
) -> Iterator[str]:
    """Yield keys of names in small letters that come back, or stand among labels of the same style."""
    persons = [label for label in candidates if label.shape in ("person", "other") and label.form not in WEAK]
    least = 3 if evidence.in_capitals else 2
    returning = {label.key for label in persons if evidence.counts[label.key] >= least}
    often = max((evidence.counts[key] for key in returning), default=0)
    if len(known) < 1 + (not returning) and len(returning) < 2 and often < 3:
        return
    together = returning | known
    surnames = {key.split()[-1] for key in together if key}
    for label in persons:
        many = len(label.key.split()) >= 2 or label.shape == "other" or label.key in surnames
        stands = _opens_a_paragraph(label, lines, wrapped) and not evidence.in_capitals
        if label.key in returning or (stands and (many or _answered(label, candidates, together))):
            yield label.key


def _answered(label: Label, candidates: list[Label], known: set[str]) -> bool:
    """Say whether one word and a colon ("AFP:") stands between two known labels, as a question does."""
    if label.form != "colon" or label.key in OPENERS:
        return False
    place = bisect_left(candidates, label.start, key=lambda other: other.start)
    near = [other for other in candidates[max(0, place - 1) : place + 2] if other is not label]
    return len(near) == 2 and all(other.key in known for other in near)


def _weak_form_holds(label: Label, lines: tuple[RawLine, ...], evidence: Evidence) -> bool:
    count = evidence.counts[label.key]
    if label.form == "alone":
        return _next_line(label, lines) is not None and (
            label.shape != "person" or count >= 3 or evidence.names_alone
        )
    if label.form == "dash":
        return evidence.forms["dash"] >= 4
    if label.form == "full_stop_one_space" and count >= 3:
        return True  # the same label stands elsewhere with its usual two spaces
    return evidence.forms[label.form] >= 2 or (label.name == "Q" and evidence.in_capitals)


def _opens_a_paragraph(label: Label, lines: tuple[RawLine, ...], wrapped: bool) -> bool:
    if not wrapped or label.line == 0:
        return True
    before = lines[label.line - 1].core
    return not before or ends_like_a_sentence(before)


def _misprints(candidates: list[Label], known: set[str], counts: Counter[str]) -> Iterator[str]:
    """Yield keys that differ from a frequent label only as scanned letters do ("MR PRlCE", "QUESTI0N")."""
    frequent = {unscanned(key) for key in known if counts[key] >= 2}
    for label in candidates:
        if label.key not in known and unscanned(label.key) in frequent and label.form not in WEAK:
            yield label.key


_MISPUNCTUATED = re.compile(r"(?P<name>[^\W_][\w.'’ \u00a0\-]{2,60}?)[ \u00a0]*[;.,:]{1,2}(?=[ \u00a0])")


def mend_punctuation(
    lines: tuple[RawLine, ...], labels: tuple[Label, ...], skip: dict[int, str]
) -> tuple[Label, ...]:
    """Add labels that lost or changed their mark: `MR PRICE; Yes`, `MR. PRlCE. Yes`, `QUESTION Thank you`."""
    colons = [label for label in labels if label.form == "colon" and len(label.name) >= 4]
    counts = Counter(unscanned(label.key) for label in colons)
    frequent = {
        unscanned(label.key) for label in colons if label.name.isupper() and counts[unscanned(label.key)] >= 2
    }
    names = {label.name for label in colons if label.name.isupper() and unscanned(label.key) in frequent}
    if not names or len(names) > 200:
        return labels
    spelled = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    bare = re.compile(rf"(?P<name>{spelled})(?=[ \u00a0]+[A-Z“\"(])")
    taken = {label.line for label in labels}
    added = []
    for index, line in enumerate(lines):
        if index in taken or index in skip or not line.core or not line.core[0].isupper():
            continue
        match = _MISPUNCTUATED.match(line.core)
        shouted = match is not None and sum(map(str.islower, match["name"])) * 5 < len(match["name"])
        if match is None or not shouted or unscanned(label_key(match["name"])) not in frequent:
            match = bare.match(line.core)
        if match:
            end = line.core_start + match.end()
            name = clean(match["name"])
            added.append(Label(index, line.core_start, end, match.group(), name, "colon", "capitals"))
    return tuple(sorted([*labels, *added], key=lambda label: label.start)) if added else labels
