"""Which candidates are labels: gathered from every line, then judged together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing_lessons.reading.label_forms import FORMS, LONG_LINE, WEAK, bold_by_format, inside
from briefing_lessons.reading.labels import Label, clean, unscanned
from briefing_lessons.reading.line_rules import date_or_number
from briefing_lessons.reading.lines import RawLine, ends_like_a_sentence, starts_small

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
        if not line.core or index in skip or date_or_number(line.core):
            continue
        lead = _LEAD.match(line.core[:200])
        shift = lead.end() if lead else 0
        core, base = line.core[shift : shift + 400], line.core_start + shift
        label = next((label for form in FORMS if (label := form(index, line, core, base))), None)
        if label is None or (label.form in ("dash", "alone") and bolds):
            label = bold_by_format(index, line, bolds) or label
        if label is not None and label.start in given:
            label = replace(label, given=True)
        if label is not None and not (label.form == "alone" and shift + len(core) < len(line.core)):
            found.append(label)
        if len(line.core) > LONG_LINE:
            after = label.end if label is not None and label.form != "dash" else line.start
            found.extend(inside(index, line, after))
    return found


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the candidates say together."""

    counts: Counter[str]  #: key of a label -> candidates
    forms: Counter[str]  #: form -> candidates
    in_capitals: bool  #: the labels of this text are printed in capitals


def weigh(candidates: list[Label]) -> Evidence:
    """Count keys and forms, and see how labels are printed."""
    counts = Counter(label.key for label in candidates)
    plain = [label for label in candidates if label.form not in WEAK and counts[label.key] >= 2]
    capitals = sum(label.name.isupper() and len(label.name) > 1 for label in plain)
    named = sum(len(label.name) > 1 for label in plain)
    return Evidence(counts, Counter(label.form for label in candidates), capitals * 10 > 8 * named > 0)


def accept(candidates: list[Label], lines: tuple[RawLine, ...], wrapped: bool) -> tuple[Label, ...]:
    """Return the candidates that are labels, judged together.

    One line with a colon proves nothing; a name that comes back, or stands among other labels, does.
    """
    evidence = weigh(candidates)
    counts = evidence.counts
    sure = [label for label in candidates if is_sure(label, evidence)]
    known = {label.key for label in sure}
    known |= set(_persons(candidates, known, lines, wrapped, evidence))
    if any(label.form == "alone" for label in sure):
        titled = (label for label in candidates if label.form == "alone")
        known |= {label.key for label in titled if label.shape in ("generic", "titled")}
    known |= set(_misprints(candidates, known, counts))
    if "q" not in counts:
        known.discard("a")
    kept = [
        label
        for label in candidates
        if label.key in known and (label.form not in WEAK or _weak_form_holds(label, lines, evidence))
    ]
    if kept and all(label.form == "alone" for label in kept):
        generic = any(label.shape == "generic" for label in kept)
        returning = {label.key for label in kept if counts[label.key] >= 2}
        if not generic and len(returning) < 2:
            return ()  # a heading that comes back, not a conversation
    return tuple(kept)


def is_sure(label: Label, evidence: Evidence) -> bool:
    """Say whether a candidate is a label whatever stands around it."""
    returns = evidence.counts[label.key] >= 2
    if label.given:
        return True
    if label.form in ("alone", "bold", "dash"):
        person = label.shape == "person" and label.form != "bold"
        return evidence.forms[label.form] >= 3 and returns and not person
    if label.form in WEAK:
        return evidence.forms[label.form] >= 3 and returns and label.shape != "person"
    if label.form == "inside":
        return label.shape in ("generic", "capitals") or evidence.counts[label.key] >= 3
    if label.form == "question_letter":
        return label.name == "Q" or returns
    if label.form == "full_stop":
        return returns or evidence.forms["full_stop"] >= 4
    if label.shape == "titled" and evidence.in_capitals and not label.stamped:
        return returns  # "Mr. President: we …" inside a speech
    return label.stamped or label.shape in ("generic", "capitals", "titled")


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
    surnames = {key.split()[-1] for key in known | returning if key}
    for label in persons:
        many = len(label.key.split()) >= 2 or label.shape == "other"
        stands = _opens_a_paragraph(label, lines, wrapped) and not evidence.in_capitals
        if label.key in returning or (stands and (many or label.key in surnames)):
            yield label.key


def _weak_form_holds(label: Label, lines: tuple[RawLine, ...], evidence: Evidence) -> bool:
    count = evidence.counts[label.key]
    if label.form == "alone":
        following = next((line.core for line in lines[label.line + 1 : label.line + 4] if line.core), "")
        return bool(following) and not (label.shape == "person" and count < 3)
    if label.form == "dash":
        return evidence.forms["dash"] >= 4
    if label.form == "full_stop_one_space" and count >= 3:
        return True  # the same label stands elsewhere with its usual two spaces
    return evidence.forms[label.form] >= 2


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


def mend_punctuation(
    lines: tuple[RawLine, ...], labels: tuple[Label, ...], skip: dict[int, str]
) -> tuple[Label, ...]:
    """Add labels that lost or changed their mark: `MR PRICE; Yes`, `MR. PRICE. Yes`, `QUESTION Thank you`."""
    colons = [label for label in labels if label.form == "colon" and len(label.name) >= 4]
    counts = Counter(unscanned(label.key) for label in colons)
    names = {label.name for label in colons if counts[unscanned(label.key)] >= 2 and label.name.isupper()}
    if not names or len(names) > 200:
        return labels
    spelled = "|".join(
        re.escape(name).replace(r"\.", r"[.,]?").replace(r"\ ", r"[ \u00a0]*")
        for name in sorted(names, key=lambda name: (-len(name), name))
    )
    pattern = re.compile(
        rf"(?P<name>{spelled})[ \u00a0]*[;.,:]{{1,2}}(?=[ \u00a0])|(?P<bare>{spelled})(?=[ \u00a0][A-Z“\"(])"
    )
    taken = {label.line for label in labels}
    added = []
    for index, line in enumerate(lines):
        if index in taken or index in skip or not line.core or starts_small(line.core):
            continue
        if match := pattern.match(line.core):
            name = clean(match["name"] or match["bare"])
            end = line.core_start + match.end()
            added.append(Label(index, line.core_start, end, match.group(), name, "colon", "capitals"))
    return tuple(sorted([*labels, *added], key=lambda label: label.start)) if added else labels
