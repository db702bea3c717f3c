"""From labels to people: one key for all spellings of a label, and the name it stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from briefing_lessons.reading.labels import Labels, is_generic, label_key, unscanned
from briefing_lessons.reading.lexicon import (
    ADDRESSES,
    ANSWERERS,
    ASKERS,
    MODERATORS,
    OFFICES,
    PARTICLES,
    PRESIDING,
)
from briefing_lessons.reading.names import (
    FullName,
    LabelName,
    NameIndex,
    found_by_letters,
    holder_in_text,
    office_holder,
    proper,
    split_label,
    who_talks,
)

#: form of address -> what it says of the person; only its difference counts
_GENDERS = {
    **dict.fromkeys(("mr", "sir", "herr", "lord"), "m"),
    **dict.fromkeys(("mrs", "ms", "miss", "madam", "dame", "lady"), "f"),
}


@dataclass(frozen=True, slots=True)
class LabelHolder:
    """Who stands behind a label."""

    name: str | None  #: canonical; `None` for "QUESTION"
    office: str | None


Named = dict[str, LabelHolder]  # by key of a label


def find_keys(labels: Labels, corrected: Collection[str] = ()) -> tuple[list[str], list[str]]:
    """Return the key of each label, that of its model for a misprint; and what was mended.

    What a reader has `corrected` is no misprint.
    """
    counts = Counter(label.key for label in labels)
    shown = {label.key: label.name for label in labels}
    meant: dict[str, str] = {}
    scanned: dict[str, str] = {}
    near: dict[tuple[str, int], list[str]] = {}
    for key, count in counts.most_common():
        bucket = near.setdefault((key[:1], len(key.split())), [])
        model = scanned.setdefault(unscanned(key), key)
        if model == key:
            model = next((other for other in bucket if one_letter_apart(key, other)), key)
        if count * 2 <= counts[model] and key not in corrected:
            meant[key] = model
        elif model == key and len(bucket) < 20:
            bucket.append(key)
    warnings = [
        f"The label {shown[key]} is read as a misprint of {shown[model]}. "
        "If they are two people, write a correction."
        for key, model in meant.items()
    ]
    return [meant.get(label.key, label.key) for label in labels], warnings


def usual_forms(labels: Labels, keys: list[str]) -> dict[str, str]:
    """Return how each label is printed most often, misprints left aside."""
    forms: dict[str, Counter[str]] = {}
    for label, key in zip(labels, keys, strict=True):
        name, *office = [label.name]
        if label.form == "name_and_office":
            name, *office = re.split(r"(?:\s+(?:--|[–—]))+\s+", label.printed)
        name = name if is_generic(label_key(name).split()) else ", ".join((name, *office))
        forms.setdefault(key, Counter())[name] += 2 if label.key == key else 1
    return {key: counts.most_common(1)[0][0] for key, counts in forms.items()}


def one_letter_apart(one: str, other: str) -> bool:
    """Say whether two labels differ by one letter in a long word: put in, left out, changed, or two turned.

    A short surname is long enough behind a given name.

    >>> one_letter_apart("minister taven", "minister tavan"), one_letter_apart("coach harlow", "coach halrow")
    (True, True)
    >>> one_letter_apart("ms lee", "ms leo"), one_letter_apart("ana lund", "ana lunt")
    (False, True)
    """
    one, other = sorted((one, other), key=len)
    first = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    turned = one[first + 1 : first + 2] + one[first : first + 1] + one[first + 2 :]
    if one == other:
        return False
    if other[first:] != turned and other[first + 1 :] not in (one[first:], one[first + 1 :]):
        return False
    given, word = one[:first].split(), one[one.rfind(" ", 0, first) + 1 :].partition(" ")[0]
    named = len(given) > (one[first - 1 : first] != " ") and not set(given) & (OFFICES | ADDRESSES)
    return len(word) >= (4 if named else 5)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a file prints about names."""

    headers: tuple[str, ...]  #: title, metadata, the lines above the first turn, and labels in full
    text: str  #: the whole text
    in_brackets: Mapping[str, str]  #: key -> name printed in brackets after the label
    legend: Mapping[str, str]  #: key -> name and office in a list at the top


def find_names(shown: dict[str, str], printed: Printed) -> tuple[Named, list[str]]:
    """Return who stands behind each key of `shown`, a label as usually printed; and what to check."""
    in_brackets = printed.in_brackets
    shown = {key: printed.legend.get(key, label) for key, label in shown.items()}
    parts = {key: split_label(label) for key, label in shown.items() if not _is_part(label)}
    parts |= dict(_with_office(shown))
    printed = _with_labels_in_full(printed, parts)
    holders, warnings = _office_holders(parts, shown, printed)
    index = _index(parts, holders, printed)
    found: Named = {}
    for key, label in shown.items():
        part = parts.get(key)
        if part is None:
            voice = _voice(key, label, printed.headers)
            found[key] = LabelHolder(voice and in_brackets.get(key, voice), None)
        elif not part.name:
            holder = in_brackets.get(key) or holders.get(key)
            holder = holder or (label if len(label) <= 3 else proper(label))
            full = index.find(holder) if " " not in holder else None
            found[key] = LabelHolder(full.name if full else holder, part.office)
        elif _is_full(part.name):
            name = proper(" ".join(part.name))
            found[key] = LabelHolder(name, part.office or index.office(name))
        else:
            full = None if key in PRESIDING else index.find(part.name[-1])
            name = full.name if full else _name_as_printed(label, part, printed)
            found[key] = LabelHolder(name, part.office or (full.office if full else None))
            warnings += _rivals(label, full) if full else ()
    return _keep_namesakes_apart(found, parts, shown, warnings), warnings


def _with_labels_in_full(printed: Printed, parts: dict[str, LabelName]) -> Printed:
    full = (" ".join(part.name) for part in parts.values() if _is_full(part.name))
    return replace(printed, headers=(*printed.headers, *dict.fromkeys(full)))


def _rivals(label: str, full: FullName) -> Iterator[str]:
    if full.rivals:
        yield (
            f"The label {label} may stand for {full.name} or {' or '.join(full.rivals)}: "
            "compare the text, and write a correction if the name is wrong."
        )


def _index(parts: dict[str, LabelName], holders: dict[str, str | None], printed: Printed) -> NameIndex:
    """Return every full name for the surnames in labels, in brackets, and of those who hold an office."""
    surnames = {part.name[-1] for part in parts.values() if part.name}
    surnames |= {name.split()[-1] for name in (*holders.values(), *printed.in_brackets.values()) if name}
    return NameIndex(surnames, [*printed.headers, *printed.in_brackets.values()], printed.text)


def _voice(key: str, label: str, headers: tuple[str, ...]) -> str | None:
    """Return who speaks under a label that names a part: "Speaker 2", the guest of an interview, nobody."""
    asks, answers = who_talks(headers)
    name = _name_of_part(label, label_key(label))
    return name or (answers if key in ANSWERERS else asks if key in ASKERS else None)


def _office_holders(
    parts: dict[str, LabelName], shown: dict[str, str], printed: Printed
) -> tuple[dict[str, str | None], list[str]]:
    """Return who holds the office of each label without a name: by the top, other labels, or the text."""
    holders: dict[str, str | None] = {}
    warnings = []
    for key, part in parts.items():
        if part.name or not part.office:
            continue
        holders[key] = office_holder(part.office, printed.headers)
        same = {other.name for other in parts.values() if other.name and other.office == part.office}
        if holders[key] is None and same:
            holders[key] = " ".join(same.pop()) if len(same) == 1 else None
        elif holders[key] is None and key not in printed.in_brackets:
            holders[key] = holder_in_text(part.office, printed.text)
            if holders[key]:
                warnings.append(
                    f"The label {shown[key]} is read as {holders[key]}, whom the text gives this office. "
                    "If it is somebody else, write a correction."
                )
    return holders, warnings


def _name_as_printed(label: str, part: LabelName, printed: Printed) -> str:
    """Return a surname, an agency or initials of which the text gives no full name."""
    if label.casefold() == f"the {' '.join(part.name)}".casefold():  # "THE COURT"
        return proper(label)
    named = found_by_letters(label, printed.headers) or _acronym(part, printed.text)
    return named or proper(" ".join(part.name))


def _with_office(shown: dict[str, str]) -> Iterator[tuple[str, LabelName]]:
    """Yield the parts of labels that begin with another: "City Clerk" and "City Clerk Ana Ruiz"."""
    offices = {key for key in shown if set(key.split()) & (OFFICES | MODERATORS)}
    for key, label in shown.items():
        office = max((other for other in offices if key.startswith(f"{other} ")), key=len, default="")
        words = label.split()
        size = len(office.split())
        if office and label_key(" ".join(words[:size])) == office and 2 <= len(words) - size <= 3:
            yield office, LabelName(proper(shown[office]), (), None)
            yield key, LabelName(proper(shown[office]), tuple(words[size:]), None)


def _is_part(label: str) -> bool:
    key = label_key(label)
    return not label or (key not in PRESIDING | (OFFICES & MODERATORS) and is_generic(key.split()))


def _is_full(words: tuple[str, ...]) -> bool:
    """Say whether a label gives more than a surname: "VAN DER BERG" does not."""
    return (
        len([word for word in words if len(word.rstrip(".")) > 1 and word.casefold() not in PARTICLES]) >= 2
    )


def _acronym(part: LabelName, text: str) -> str | None:
    """Return a short label in capitals as it stands when it is an agency ("AFP"), not a surname."""
    word = part.name[0]
    if len(part.name) > 1 or len(word) > 5 or not word.isupper() or part.office or part.address:
        return None
    return None if re.search(rf"\b{re.escape(word.capitalize())}\b", text) else word


def _keep_namesakes_apart(
    found: Named, parts: dict[str, LabelName], shown: dict[str, str], warnings: list[str]
) -> Named:
    """Tell "MR. SMITH" from "MS. SMITH", and say where two labels were read as one person."""
    by_name: dict[str, list[str]] = {}
    for key, named in found.items():
        if named.name and key in parts:
            by_name.setdefault(named.name, []).append(key)
    for name, keys in by_name.items():
        if len(keys) < 2:
            continue
        labels = " and ".join(shown[key] for key in keys)
        if len({_GENDERS.get(parts[key].address or "") for key in keys} - {None}) > 1:
            for key in keys:
                address = (parts[key].address or "").capitalize()
                found[key] = LabelHolder(f"{address} {name.split()[-1]}".strip(), found[key].office)
            warnings.append(f"{labels} share a surname and are kept apart.")
        elif label_key(name) not in keys and not (
            " " in name and all(label_key(name) in key for key in keys)
        ):
            warnings.append(
                f"The labels {labels} are read as one person, {name}. If they are two, write a correction."
            )
    return found


def _name_of_part(shown: str, key: str) -> str | None:
    """Return a name for "Speaker 2" and "MODERATOR", who are one voice each; none for "QUESTION"."""
    words = key.split()
    if set(words) & MODERATORS or words[-1:] == ["members"]:
        return proper(shown)
    numbered = len(words) > 1 and (words[-1].isdigit() or len(words[-1]) == 1)
    return proper(shown) if numbered and not set(words) & ASKERS else None
