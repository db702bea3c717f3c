"""Everybody who speaks in a transcript: names, offices, and what each does in every turn."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefing_lessons.reading.corrections import Corrections
from briefing_lessons.reading.document import Person
from briefing_lessons.reading.labels import Label, label_key
from briefing_lessons.reading.names import split_label
from briefing_lessons.reading.naming import LabelHolder, find_keys, find_names, usual_forms
from briefing_lessons.reading.roles import find_roles
from briefing_lessons.spans import TurnRole

_NAME = r"[A-ZÀ-Þ][\w'’\-]+(?: (?:[A-ZÀ-Þ][\w'’\-]+|[A-Z]\.|de|van|von|al|el|bin)){1,3}"
_INTRODUCTION = re.compile(
    r"(?:^|[.!?,:;—–] +|\b(?:this is|I am|I[’']m|[Mm]y name is|[Ii]t[’']s) )"
    rf"(?P<name>{_NAME})"
    r"(?:,? (?:here )?(?:with|from|at|for|of) (?:the )?(?=[A-Z0-9])|, (?:the )?"
    r"(?=(?:[A-Z][\w'’&\-]* ?){0,4}\b(?:Radio|News|TV|Television|Times|Post|Press|Reuters|Journal|"
    r"Agency|Daily|Globe|Herald|"
    r"Broadcasting|Magazine|Tribune|Network|Media|Gazette|Guardian|Telegraph|Courier|Standard|Mail|Bloomberg|Politico|Axios|"
    r"Mirror|Star|Sun|Chronicle|Wire|Weekly|Today|Observer|Review|Voice|Service|[A-Z]{2,6})\b))"
)
_SELF = re.compile(
    r"\b(?:I am|I[’']m|[Mm]y name is) "
    rf"(?P<name>{_NAME})"
    r"(?=[.,;!?]| and\b)"
)
_REMARK = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
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
    """
    keys, mended = find_keys(labels)
    in_brackets = {key: name for label, key in zip(labels, keys, strict=True) if (name := _in_remark(label))}
    for key, body in zip(keys, bodies, strict=True):
        if (name := _presented(body)) is not None:
            in_brackets.setdefault(key, name)
    shown = usual_forms(labels, keys)
    named, warnings = find_names(shown, headers, text, in_brackets)
    corrected = {label_key(label.label): label for label in corrections.labels}
    corrected = {key: label for key, label in corrected.items() if key in named}
    for key, label in corrected.items():
        named[key] = LabelHolder(label.name, label.office or named[key].office)
    shown_as = {other: group[0] for group in corrections.people for other in group}
    named = {key: replace(who, name=shown_as.get(who.name or "", who.name)) for key, who in named.items()}
    roles = find_roles(keys, bodies, {key: _official(shown[key], who) for key, who in named.items()})
    roles.update({key: label.role for key, label in corrected.items() if label.role})
    taken = {who.name.casefold() for who in named.values() if who.name}
    parts = []
    for printed, key, body in zip(labels, keys, bodies, strict=True):
        speaker = named[key].name
        if speaker is None and roles.get(key) == "question":
            speaker = _in_remark(printed) or _introduced(body, taken)
        parts.append((speaker, roles.get(key)))
    return CastList(_people(labels, keys, named, roles), tuple(parts), (*mended, *warnings))


def _official(label: str, who: LabelHolder) -> bool:
    return who.office is not None or split_label(label).address in ("mr", "ms", "mrs", "dr", "sir")


def _in_remark(label: Label) -> str | None:
    """Return the name in "QUESTION (Ana Ruiz, Coastline Radio):"."""
    for remark in _REMARK.findall(label.printed):
        name = remark.split(",")[0].strip()
        if _FULL_NAME.match(name) and not re.search(
            r"(?i)interpret|translat|inaudible|off[- ]mi|via|video|phone", remark
        ):
            return str(name)
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
    labels: tuple[Label, ...], keys: list[str], named: dict[str, LabelHolder], roles: dict[str, TurnRole]
) -> tuple[Person, ...]:
    """Gather the labels of each person, in order of first turn."""
    printed: dict[str, dict[str, None]] = {}
    offices: dict[str, str | None] = {}
    does: dict[str, TurnRole | None] = {}
    for label, key in zip(labels, keys, strict=True):
        who = named[key]
        if who.name is None:
            continue
        printed.setdefault(who.name, {})[label.name] = None
        if who.office and len(who.office) > len(offices.get(who.name) or ""):
            offices[who.name] = who.office
        does.setdefault(who.name, roles.get(key))
    return tuple(Person(name, tuple(forms), offices.get(name), does[name]) for name, forms in printed.items())
