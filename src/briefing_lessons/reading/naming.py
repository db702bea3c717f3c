"""From labels to people: one key for all spellings of a label, and the name it stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from briefing_lessons.reading.labels import Labels, clean, is_generic, is_outlet, label_key, unscanned
from briefing_lessons.reading.lexicon import (
    ADDRESSES,
    ANSWERERS,
    ASKERS,
    MODERATORS,
    OFFICES,
    PARTICLES,
    PRESIDING,
    UNNAMED,
    WARNINGS,
)
from briefing_lessons.reading.lines import LINE
from briefing_lessons.reading.names import (
    LabelName,
    NameIndex,
    Offices,
    found_by_part,
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
    near: dict[str, list[str]] = {}
    for key, count in counts.most_common():
        bucket = near.setdefault(key[:1], [])
        model = next((o for o in bucket if one_letter_apart(key, o) or unscanned(key) == unscanned(o)), key)
        if count * 2 <= counts[model] and key not in corrected:
            meant[key] = model
        elif model == key and len(bucket) < 20:
            bucket.append(key)
    return [meant.get(label.key, label.key) for label in labels], [
        WARNINGS["misprint"].format(label=shown[key], model=shown[model]) for key, model in meant.items()
    ]


def usual_forms(labels: Labels, keys: list[str]) -> dict[str, str]:
    """Return how each label is printed most often."""
    forms: dict[str, Counter[str]] = {}
    for label, key in zip(labels, keys, strict=True):
        # programs know people as "Ruiz, Ana"
        name, *office = [LINE["voice_turned"].sub(r"\2 \1", label.name) if label.stamped else label.name]
        if label.form == "name_and_office":
            name, *office = map(clean, re.split(r"(?:\s+(?:--|[–—]))+\s+", label.printed))
        name = name if is_generic(label_key(name).split()) else ", ".join((name, *office))
        forms.setdefault(key, Counter())[name] += 1
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
    offices: Offices


def find_names(shown: dict[str, str], printed: Printed) -> tuple[Named, list[str]]:
    """Return who stands behind each key of `shown`, a label as usually printed; and what to check."""
    in_brackets = printed.in_brackets
    legend = {"the court": office_holder("Judge", printed.headers), **printed.legend}
    shown = {key: legend.get(key) or label for key, label in shown.items()} | _given_first(shown)
    parts = {key: split_label(label) for key, label in shown.items() if not _is_part(label)}
    full_labels = (" ".join(part.name) for part in parts.values() if _is_full(part.name))
    printed = replace(printed, headers=(*printed.headers, *dict.fromkeys(full_labels)))
    holders, warnings = _office_holders(parts, shown, printed)
    above = (*printed.headers, *in_brackets.values())
    index = NameIndex(_surnames(parts, holders), above, printed.text, printed.offices)
    found: Named = {}
    for key, label in shown.items():
        part = parts.get(key)
        if part is None:
            voice = _voice(key, label, printed.headers)
            found[key] = LabelHolder(voice and in_brackets.get(key, voice), None)
        elif not part.name:
            holder = in_brackets.get(key) or holders.get(key)
            holder = holder or (label if len(label) <= 3 else proper(label))
            found[key] = LabelHolder(index.full(holder), part.office)
        elif _is_full(part.name):
            name = proper(" ".join(part.name))
            found[key] = LabelHolder(name, part.office or index.office(name))
        elif key in PRESIDING or not (full := index.find(part.name[-1])):
            found[key] = LabelHolder(_name_as_printed(label, part, printed), part.office)
        else:
            found[key] = LabelHolder(full.name, part.office or full.office)
            if full.rivals:
                names = " or ".join((full.name, *full.rivals))
                warnings.append(WARNINGS["rivals"].format(label=label, names=names))
    return _keep_namesakes_apart(found, parts, shown, warnings), warnings


def _surnames(parts: dict[str, LabelName], holders: dict[str, str | None]) -> set[str]:
    return {part.name[-1] for part in parts.values() if part.name} | {
        name.split()[-1] for name in holders.values() if name
    }


def _given_first(shown: dict[str, str]) -> dict[str, str]:
    """Return labels that begin with a surname the other way: "OKORO, Nadia", or most "Okoro, Nadia"."""
    fits = {
        key: match for key, label in shown.items()
        if (match := LINE["surname_first"].fullmatch(label))
        and not (is_outlet(label_key(match["given"]).split()) or split_label(match["given"]).office)
    }  # fmt: skip
    alike = len({match["given"] for match in fits.values()}) * 2 > max(4, len(shown))  # parties come back
    return {
        key: proper(f"{match['given']} {match['surname']}".upper()) + (match["office"] or "")
        for key, match in fits.items()
        if alike or (match["surname"].isupper() and not match["given"].isupper())
    }  # fmt: skip


def _voice(key: str, label: str, headers: tuple[str, ...]) -> str | None:
    """Return who speaks under a label that names a part: "Speaker 2", the guest of an interview, nobody."""
    if key not in UNNAMED and not set(key.split()) & (ASKERS | ANSWERERS):
        return proper(label) or None
    asks, answers = who_talks(headers)
    return answers if key in ANSWERERS else asks if key in ASKERS else None


def _office_holders(
    parts: dict[str, LabelName], shown: dict[str, str], printed: Printed
) -> tuple[dict[str, str | None], list[str]]:
    """Return who holds the office of each label without a name: by the top, other labels, or the text."""
    holders: dict[str, str | None] = {}
    warnings = []
    for key, part in parts.items():
        if part.name or not part.office:
            continue
        same = {
            " ".join(other.name) for other in parts.values() if other.name and other.office == part.office
        }
        other = same.pop() if len(same) == 1 else None
        holders[key] = office_holder(part.office, printed.headers) or other
        guess = not (holders[key] or same or key in printed.in_brackets)
        if guess and (holder := holder_in_text(part.office, printed.text)):
            holders[key] = holder
            warnings.append(WARNINGS["holder"].format(label=shown[key], name=holder))
    return holders, warnings


def _name_as_printed(label: str, part: LabelName, printed: Printed) -> str:
    """Return a surname, an agency ("AFP") or initials of which the text gives no full name."""
    name, word = " ".join(part.name), part.name[0]
    agency = name == word.upper() and len(word) <= 5 and not part.office and not part.address
    agency = agency and not re.search(rf"\b{re.escape(word.capitalize())}\b", printed.text)
    return found_by_part(label, printed.headers) or (word if agency else proper(name))


def _is_part(label: str) -> bool:
    key = label_key(label)
    return label[:1] in ("", "+") or (
        key not in PRESIDING | (OFFICES & MODERATORS) and is_generic(key.split())
    )


def _is_full(words: tuple[str, ...]) -> bool:
    """Say whether a label gives more than a surname: "VAN DER BERG" does not."""
    return (
        len([word for word in words if len(word.rstrip(".")) > 1 and word.casefold() not in PARTICLES]) >= 2
    )


def _keep_namesakes_apart(
    found: Named, parts: dict[str, LabelName], shown: dict[str, str], warnings: list[str]
) -> Named:
    """Tell "MR. SMITH" from "MS. SMITH", and say where two labels were read as one person."""
    counts = Counter(found[key].name for key in parts)
    for name in [name for name, count in counts.items() if name and count > 1]:
        keys = [key for key in parts if found[key].name == name]
        labels = " and ".join(shown[key] for key in keys)
        if len({_GENDERS.get(parts[key].address or "") for key in keys} - {None}) > 1:
            for key in keys:
                address = (parts[key].address or "").capitalize()
                found[key] = LabelHolder(f"{address} {name.split()[-1]}".strip(), found[key].office)
            warnings.append(f"{labels} share a surname and are kept apart.")
        elif label_key(name) not in keys and not (
            " " in name and any(label_key(name) in key for key in keys)
        ):
            warnings.append(WARNINGS["one_person"].format(labels=labels, name=name))
    return found
