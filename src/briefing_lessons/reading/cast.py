"""Everybody who speaks in a transcript: names, offices, and what each does in every turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefing_lessons.reading.corrections import Corrections
from briefing_lessons.reading.document import Person
from briefing_lessons.reading.labels import Label, is_generic, is_outlet, label_key
from briefing_lessons.reading.lexicon import ANSWERERS, ASKERS, MODERATORS, OUTLETS, PRESIDING
from briefing_lessons.reading.names import proper, split_label
from briefing_lessons.reading.naming import LabelHolder, find_keys, find_names, usual_forms
from briefing_lessons.reading.roles import find_roles
from briefing_lessons.spans import TurnRole

_NAME = r"[A-ZÀ-Þ][\w'’\-]+(?: (?:[A-ZÀ-Þ][\w'’\-]+|[A-Z]\.|de|van|von|al|el|bin)){1,3}"
_INTRODUCTION = re.compile(
    r"(?:^|[.!?,:;—–] +|\b(?:this is|I am|I[’']m|[Mm]y name is|[Ii]t[’']s) )"
    rf"(?P<name>{_NAME})"
    r"(?:,? (?:here )?(?:with|from|at|for|of) (?:the )?(?=[A-Z0-9])|, (?:the )?"
    rf"(?=(?:[A-Z][\w'’&\-]* ?){{0,4}}\b(?:{'|'.join(sorted(map(str.title, OUTLETS)))}|[A-Z]{{2,6}})\b))"
)
_SELF = re.compile(
    r"\b(?:I am|I[’']m|[Mm]y name is) "
    rf"(?P<name>{_NAME})"
    r"(?=[.,;!?]| and\b)"
)
_REMARK = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_REMARKS = re.compile(r"(?i)interpret|translat|inaudible|off[- ]mi|via|video|phone|speaks")
_NUMBERED = re.compile(r"\bQ\d{1,4}[ \u00a0]+$")
_FULL_NAME = re.compile(rf"^{_NAME}$")
GREETINGS = frozenset("thank thanks hi hello good just follow the and".split())


@dataclass(frozen=True, slots=True)
class CastList:
    """Everybody who speaks."""

    people: tuple[Person, ...]
    parts: tuple[tuple[str | None, TurnRole | None], ...]  #: name and role of each turn
    warnings: tuple[str, ...]


def find_cast(
    labels: tuple[Label, ...],
    bodies: tuple[str, ...],
    headers: tuple[str, ...],
    text: str,
    corrections: Corrections,
    legend: Mapping[str, str],
) -> CastList:
    """Name everybody in a transcript and say what they do.

    Parameters
    ----------
    labels
        The label of each turn, in order.
    bodies
        The words of each turn.
    headers
        Title, metadata, and the lines before the first turn: names stand there in full.
    text
        The whole text, searched for full names.
    corrections
        What a reader has put right, applied over the rules.
    legend
        Key of a label -> what a list at the top says of it: "TW   Tarika Wessel, Communications".
    """
    corrected = {label_key(label.label): label for label in corrections.labels}
    keys, mended = find_keys(labels, corrected)
    in_brackets = {key: name for label, key in zip(labels, keys, strict=True) if (name := _in_remark(label))}
    for key, body in zip(keys, bodies, strict=True):
        if (name := _presented(body)) is not None:
            in_brackets.setdefault(key, name)
    shown = usual_forms(labels, keys)
    named, warnings = find_names(shown, headers, text, in_brackets, legend)
    corrected = {key: label for key, label in corrected.items() if key in named}
    for key, label in corrected.items():
        named[key] = LabelHolder(label.name, label.office or named[key].office)
    shown_as = {other: group[0] for group in corrections.people for other in group}
    named = {key: replace(who, name=shown_as.get(who.name or "", who.name)) for key, who in named.items()}
    given = {
        key: role for label, key in zip(labels, keys, strict=True) if (role := _role_beside(label, text))
    }
    given |= {key: role for key, label in corrected.items() if (role := label.role)}
    roles = _roles(keys, bodies, shown, named, given)
    taken = {who.name.casefold() for who in named.values() if who.name}
    parts = []
    for printed, key, body, role in zip(labels, keys, bodies, roles, strict=True):
        speaker = named[key].name
        if speaker is None and role == "question":
            speaker = _in_remark(printed) or _introduced(body, taken)
        asks = "?" in body and _is_numbered(printed, text)  # so does a chair, at times
        parts.append((speaker, "question" if asks else role))
    return CastList(_people(labels, keys, named, roles), tuple(parts), (*mended, *warnings))


def _roles(
    keys: list[str],
    bodies: tuple[str, ...],
    shown: dict[str, str],
    named: dict[str, LabelHolder],
    given: dict[str, TurnRole],
) -> list[TurnRole | None]:
    """Return the role of each turn: the labels of one person have one role."""
    voice = {key: who.name or key for key, who in named.items()}
    stated = {voice[key]: role for key, role in given.items()}
    stated |= {voice[key]: role for key in named if key not in given and (role := _stated_role(key))}
    addressed = {key for key in named if split_label(shown[key]).address}
    bare = any(stated.get(key) == "question" for key in named) or any(
        key not in addressed and named[key].name and not named[key].office for key in named
    )
    offices = Counter(office for _, office in {(who.name, who.office) for who in named.values()})
    officials = {  # "Deputy" and "Justice" tell nothing where several people are called so
        voice[key]
        for key, who in named.items()
        if (who.office and offices[who.office] == 1) or (bare and key in addressed)
    }
    nobody = frozenset(key for key, who in named.items() if who.name is None)
    return find_roles([voice[key] for key in keys], bodies, stated, frozenset(officials), nobody)


def _stated_role(key: str) -> TurnRole | None:
    """Return the role that a label states: "QUESTION", "A", "MODERATOR", "Coastline Radio"."""
    words = set(key.split())
    if key in PRESIDING:
        return "moderator"
    if not is_generic(key.split()):
        return "question" if is_outlet(key.split()) else None
    if words & ANSWERERS:
        return "answer"
    if words & MODERATORS:
        return "moderator"
    return "question" if words & ASKERS else None


def _role_beside(label: Label, text: str) -> TurnRole | None:
    """Return the role printed beside a label: "Ana Ruiz (moderator)", "Q103 Ana Ruiz"."""
    if any(set(label_key(remark).split()) & MODERATORS for remark in _REMARK.findall(label.printed)):
        return "moderator"
    return "question" if _is_numbered(label, text) and label.key not in PRESIDING else None


def _is_numbered(label: Label, text: str) -> bool:
    return bool(_NUMBERED.search(text, max(0, label.start - 10), label.start))


def _in_remark(label: Label) -> str | None:
    """Return the name in "QUESTION (Ana Ruiz, Coastline Radio):" or "The Minister for Lakes (Ms. Osei):"."""
    part = split_label(label.name)
    if part.name and not is_generic(label.key.split()):
        return None  # "Mr. REYES (Port Liss):" is from there
    for remark in _REMARK.findall(label.printed):
        name = remark.split(",")[0].strip()
        inner = split_label(name)
        person = (inner.address or _FULL_NAME.match(name)) and inner.name and not _REMARKS.search(remark)
        if person and not OUTLETS & set(name.casefold().split()):
            return proper(" ".join(inner.name))
    return None


def _introduced(body: str, known: set[str]) -> str | None:
    """Return the name in "Soledad Ibarra, Coastline Radio. Why …?"."""
    for match in _INTRODUCTION.finditer(body[:260]):
        name = " ".join(match["name"].split())
        part = split_label(name)
        person = part.office is None and part.address is None and len(part.name) >= 2
        if person and name.casefold() not in known and part.name[0].casefold() not in GREETINGS:
            return name
    return None


def _presented(body: str) -> str | None:
    """Return the name in "Good morning, I am Ana Ruiz." """
    match = _SELF.search(body[:260])
    return " ".join(match["name"].split()) if match and not split_label(match["name"]).office else None


def _people(
    labels: tuple[Label, ...],
    keys: list[str],
    named: dict[str, LabelHolder],
    roles: list[TurnRole | None],
) -> tuple[Person, ...]:
    """Gather the labels of each person, in order of first turn."""
    printed: dict[str, dict[str, None]] = {}
    offices: dict[str, str | None] = {}
    does: dict[str, TurnRole | None] = {}
    for label, key, role in zip(labels, keys, roles, strict=True):
        who = named[key]
        if who.name is None:
            continue
        printed.setdefault(who.name, {})[label.name] = None
        if who.office and len(who.office) > len(offices.get(who.name) or ""):
            offices[who.name] = who.office
        does.setdefault(who.name, role)
    return tuple(Person(name, tuple(forms), offices.get(name), does[name]) for name, forms in printed.items())
