"""The people behind the labels: full names, offices, and whether they ask, answer or lead."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefing_lessons.reading.document import Person
from briefing_lessons.reading.labels import Label, is_generic, label_key, unscanned
from briefing_lessons.reading.lexicon import ADDRESSES, ANSWERERS, ASKERS, MODERATORS, OFFICES, PRESIDING
from briefing_lessons.reading.names import NameIndex, office_holder, proper, split_label
from briefing_lessons.spans import TurnRole

_INTRODUCTION = re.compile(
    r"(?:^|[.!?,:;—–] +|\b(?:this is|I am|I[’']m|[Mm]y name is|[Ii]t[’']s) )"
    r"(?P<name>[A-ZÀ-Þ][\w'’\-]+(?: (?:[A-ZÀ-Þ][\w'’\-]+|[A-Z]\.|de|van|von|al|el|bin)){1,3})"
    r"(?:,? (?:here )?(?:with|from|at|for|of) (?:the )?(?=[A-Z0-9])|, (?:the )?"
    r"(?=(?:[A-Z][\w'’&\-]* ?){0,4}\b(?:Radio|News|TV|Television|Times|Post|Press|Reuters|Journal|"
    r"Agency|Daily|Globe|Herald|"
    r"Broadcasting|Magazine|Tribune|Network|Media|Gazette|Guardian|Telegraph|Courier|Standard|Mail|Bloomberg|Politico|Axios|"
    r"Mirror|Star|Sun|Chronicle|Wire|Weekly|Today|Observer|Review|Voice|Service|[A-Z]{2,6})\b))"
)
_REMARK = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_FULL_NAME = re.compile(r"^[A-ZÀ-Þ][\w'’\-]+(?: (?:[A-ZÀ-Þ][\w'’\-]+|[A-Z]\.|de|van|von|al|el|bin)){1,3}$")
GREETINGS = frozenset("thank thanks hi hello good just follow the and".split())
_ASKS = re.compile(r"[?？؟]")


@dataclass(frozen=True, slots=True)
class Part:
    """What the reader knows about one turn: who, and what the turn does."""

    speaker: str | None
    role: TurnRole | None


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who speaks."""

    people: tuple[Person, ...]
    parts: tuple[Part, ...]  #: one for each turn
    warnings: tuple[str, ...]


def find_cast(
    labels: tuple[Label, ...],
    bodies: tuple[str, ...],
    headers: tuple[str, ...],
    text: str,
    named: dict[str, tuple[str, str | None, TurnRole | None]] | None = None,
) -> Cast:
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
    named
        Corrections: key of a label -> (name, office, role).
    """
    named = named or {}
    keys, mended = _keys(labels)
    in_brackets = {key: name for label, key in zip(labels, keys, strict=True) if (name := _in_remark(label))}
    shown = _shown(labels, keys)
    resolved, warnings = _names(shown, keys, headers, text, in_brackets)
    for key in resolved:
        if key in named:
            resolved[key] = (named[key][0], named[key][1] or resolved[key][1])
    roles = _roles(keys, resolved, shown, bodies)
    roles.update({key: entry[2] for key, entry in named.items() if entry[2] and key in resolved})
    known = {name.casefold() for name, _ in resolved.values() if name}
    parts = []
    for label, key, body in zip(labels, keys, bodies, strict=True):
        name = resolved[key][0]
        if name is None and roles[key] == "question":
            name = _in_remark(label) or _introduced(body, known)
        parts.append(Part(name, roles[key]))
    return Cast(_people(labels, keys, resolved, roles), tuple(parts), (*mended, *warnings))


def _keys(labels: tuple[Label, ...]) -> tuple[list[str], list[str]]:
    """Return the key of each label, that of its model for a misprint; and what was mended."""
    counts = Counter(label.key for label in labels)
    shown = {label.key: label.name for label in labels}
    meant: dict[str, str] = {}
    scanned: dict[str, str] = {}
    near: dict[tuple[str, ...], list[str]] = {}
    for key, count in counts.most_common():
        words = key.split() or [""]
        first, last = words[0], words[-1]
        buckets = [(*words[:-1], last[:1])]
        if first not in ADDRESSES | OFFICES:  # "mk price" may be "mr price", but "ms price" is somebody else
            buckets.append(("", *words[1:]))
        model = scanned.setdefault(unscanned(key), key)
        if model == key:
            like = (other for bucket in buckets for other in near.get(bucket, ()))
            model = next((other for other in like if one_letter_apart(key, other)), key)
        if count * 2 <= counts[model]:
            meant[key] = model
        elif model == key:
            for bucket in ((*words[:-1], last[:1]), ("", *words[1:])):
                if len(near.setdefault(bucket, [])) < 20:
                    near[bucket].append(key)
    warnings = [
        f"The label {shown[key]} is read as a misprint of {shown[model]}. "
        "If they are two people, write a correction."
        for key, model in meant.items()
    ]
    return [meant.get(label.key, label.key) for label in labels], warnings


def _shown(labels: tuple[Label, ...], keys: list[str]) -> dict[str, str]:
    """Return how each label is printed most often, misprints left aside."""
    forms: dict[str, Counter[str]] = {}
    for label, key in zip(labels, keys, strict=True):
        forms.setdefault(key, Counter())[label.name] += 2 if label.key == key else 1
    return {key: counts.most_common(1)[0][0] for key, counts in forms.items()}


def one_letter_apart(one: str, other: str) -> bool:
    """Say whether two long words differ by one letter put in, left out or changed.

    >>> one_letter_apart("minister taven", "minister tavan"), one_letter_apart("ms lee", "ms leo")
    (True, False)
    """
    if len(one) > len(other):
        one, other = other, one
    first = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    long = min(len(one.split()[-1]), len(other.split()[-1])) >= 5 if one and other else False
    rest = other[first + 1 :]
    return (
        long
        and one != other
        and (one[first:] == rest or (len(one) == len(other) and one[first + 1 :] == rest))
    )


def _names(
    shown: dict[str, str], keys: list[str], headers: tuple[str, ...], text: str, in_brackets: dict[str, str]
) -> tuple[dict[str, tuple[str | None, str | None]], list[str]]:
    """Return key -> (canonical name or None, office or None), and what should be checked by the reader."""
    order = list(dict.fromkeys(keys))
    parts = {key: split_label(shown[key]) for key in order if not is_generic(key.split())}
    surnames = {part.name[-1] for part in parts.values() if part.name}
    holders = {
        key: office_holder(part.office, headers)
        for key, part in parts.items()
        if not part.name and part.office
    }
    surnames |= {name.split()[-1] for name in holders.values() if name}
    index = NameIndex(surnames, headers, text)
    found: dict[str, tuple[str | None, str | None]] = {}
    warnings = []
    for key in order:
        if key not in parts:
            found[key] = (_generic_name(shown[key], key), None)
            continue
        part = parts[key]
        words = part.name
        if not words:
            holder = in_brackets.get(key) or holders.get(key)
            full = index.find(holder.split()[-1], part.office) if holder and " " not in holder else None
            found[key] = (full.name if full else holder or proper(shown[key]), part.office)
        elif len([word for word in words if len(word.rstrip(".")) > 1]) >= 2:
            name = proper(" ".join(words))
            found[key] = (name, part.office or index.office(name))
        else:
            full = index.find(words[-1], part.office)
            if full and full.rivals:
                warnings.append(
                    f"The label {shown[key]} may stand for {full.name} or {' or '.join(full.rivals)}: "
                    "compare the text, and write a correction if the name is wrong."
                )
            found[key] = (
                full.name if full else proper(words[-1]),
                part.office or (full.office if full else None),
            )
    return _keep_namesakes_apart(
        found, {key: part.address for key, part in parts.items()}, shown, warnings
    ), warnings


def _keep_namesakes_apart(
    found: dict[str, tuple[str | None, str | None]],
    addresses: dict[str, str | None],
    shown: dict[str, str],
    warnings: list[str],
) -> dict[str, tuple[str | None, str | None]]:
    """Tell "MR. SMITH" from "MS. SMITH", and say where two labels were read as one person."""
    gender = {
        "mr": "m",
        "sir": "m",
        "herr": "m",
        "lord": "m",
        "mrs": "f",
        "ms": "f",
        "miss": "f",
        "madam": "f",
        "dame": "f",
        "lady": "f",
    }
    by_name: dict[str, list[str]] = {}
    for key, (name, _) in found.items():
        if name and key in addresses:
            by_name.setdefault(name, []).append(key)
    for name, keys in by_name.items():
        kinds = {gender.get(addresses[key] or "") for key in keys} - {None}
        if len(kinds) > 1:
            for key in keys:
                found[key] = (
                    f"{(addresses[key] or '').capitalize()} {name.split()[-1]}".strip(),
                    found[key][1],
                )
            warnings.append(f"{' and '.join(shown[key] for key in keys)} share a surname and are kept apart.")
        elif len(keys) > 1 and not all(label_key(name) in key for key in keys):
            warnings.append(
                f"The labels {' and '.join(shown[key] for key in keys)} are read as one person, {name}. "
                "If they are two, write a correction."
            )
    return found


def _generic_name(shown: str, key: str) -> str | None:
    """Return a name for "Speaker 2" and "MODERATOR", who are one voice each; none for "QUESTION"."""
    words = key.split()
    if set(words) & MODERATORS:
        return proper(shown)
    if len(words) > 1 and (words[-1].isdigit() or len(words[-1]) == 1) and not set(words) & ASKERS:
        return proper(shown)
    return None


def _roles(
    keys: list[str],
    resolved: dict[str, tuple[str | None, str | None]],
    shown: dict[str, str],
    bodies: tuple[str, ...],
) -> dict[str, TurnRole]:
    """Say for each label whether it asks, answers or leads."""
    said: dict[str, list[str]] = {}
    for key, body in zip(keys, bodies, strict=True):
        said.setdefault(key, []).append(body)
    roles: dict[str, TurnRole] = {}
    for key in said:
        words = set(key.split())
        if is_generic(key.split()):
            if words & ANSWERERS:
                roles[key] = "answer"
            elif words & MODERATORS:
                roles[key] = "moderator"
            elif words & ASKERS:
                roles[key] = "question"
    askers_labelled = "question" in roles.values()
    total = sum(map(len, bodies)) or 1
    share = {key: sum(map(len, texts)) / total for key, texts in said.items()}
    loudest = max(share, key=lambda key: (key not in roles, share[key]))
    followers = _followers(keys)
    for key, texts in said.items():
        if key in roles:
            continue
        asking = sum(bool(_ASKS.search(text)) for text in texts) / len(texts)
        office = resolved[key][1] is not None or split_label(shown[key]).address in (
            "mr",
            "ms",
            "mrs",
            "dr",
            "sir",
        )
        if (key in PRESIDING and share[key] < 0.3) or _only_calls(
            texts, share[key], followers[key], roles, said
        ):
            roles[key] = "moderator"
        elif askers_labelled:
            guest = not office and share[key] < 0.15
            roles[key] = "question" if guest and asking >= 0.5 else "answer"
        elif key == loudest or (office and asking < 0.8) or (share[key] > 0.25 and asking < 0.6):
            roles[key] = "answer"
        else:
            roles[key] = "question" if asking >= 0.4 or followers[key][loudest] * 2 > len(texts) else "answer"
    return roles


def _followers(keys: list[str]) -> dict[str, Counter[str]]:
    """Count who speaks after whom."""
    after: dict[str, Counter[str]] = {key: Counter() for key in keys}
    for key, following in pairwise(keys):
        after[key][following] += 1
    return after


def _only_calls(
    texts: list[str],
    share: float,
    followers: Counter[str],
    roles: dict[str, TurnRole],
    said: dict[str, list[str]],
) -> bool:
    """Say whether somebody only gives others the floor: short turns, few questions, many followers."""
    if share > 0.1 or median(map(len, texts)) > 260:
        return False
    called = sum(
        count for key, count in followers.items()
        if roles.get(key) == "question" or len(said[key]) <= max(3, len(texts) // 2)
    )  # fmt: skip
    asks = sum(len(text) > 60 and bool(_ASKS.search(text)) for text in texts)
    return len(texts) >= 2 and called * 2 > len(texts) and asks * 3 <= len(texts) and share < 0.06


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


def _people(
    labels: tuple[Label, ...],
    keys: list[str],
    resolved: dict[str, tuple[str | None, str | None]],
    roles: dict[str, TurnRole],
) -> tuple[Person, ...]:
    printed: dict[str, dict[str, None]] = {}
    offices: dict[str, str | None] = {}
    does: dict[str, TurnRole | None] = {}
    for label, key in zip(labels, keys, strict=True):
        name, office = resolved[key]
        if name is None:
            continue
        printed.setdefault(name, {})[label.name] = None
        if office and len(office) > len(offices.get(name) or ""):
            offices[name] = office
        does.setdefault(name, roles[key])
    return tuple(Person(name, tuple(forms), offices.get(name), does[name]) for name, forms in printed.items())
