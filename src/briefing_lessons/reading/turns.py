"""Turns: from each label to the next; who speaks in them, by name and office, and what everybody does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from briefing_lessons.reading.corrections import Corrections
from briefing_lessons.reading.document import Person
from briefing_lessons.reading.labels import FORMS, Label, Labels, is_generic, is_outlet, label_key
from briefing_lessons.reading.lexicon import (
    ANSWERERS,
    ASKERS,
    MODERATORS,
    OFFICES,
    OUTLETS,
    PRESIDING,
    UNNAMED,
)
from briefing_lessons.reading.lines import LINE, Lines
from briefing_lessons.reading.names import proper, split_label
from briefing_lessons.reading.naming import LabelHolder, Named, Printed, find_keys, find_names, usual_forms
from briefing_lessons.reading.page import OTHER_TEXT, Page
from briefing_lessons.reading.placing import Reading
from briefing_lessons.spans import Paragraph, Turn, TurnRole

_ROLES: tuple[TurnRole, TurnRole] = ("answer", "question")
Texts = tuple[str, ...]
Stated = Mapping[str, TurnRole]
Roles = list[TurnRole | None]  # of each turn


def find_roles(
    voices: list[str], bodies: Texts, stated: Stated, officials: Set[str], nobody: Set[str] = frozenset()
) -> Roles:
    """Say for each turn whether its speaker asks, answers or leads; a role belongs to a person.

    >>> bodies = ("The lake is low.", "How low?", "Very low.")
    >>> find_roles(["Lee", "Ana Ruiz", "Lee"], bodies, {}, frozenset({"Lee"}))
    ['answer', 'question', 'answer']

    Parameters
    ----------
    voices
        Who speaks in each turn, in order.
    bodies
        The words of each turn.
    stated
        Voice -> the role that its label states: "QUESTION", "MODERATOR".
    officials
        Voices with an office.
    nobody
        Voices that may be somebody else in each turn ("Unidentified speaker"): the turn itself decides.
    """
    said: dict[str, list[str]] = {}
    for name, body in zip(voices, bodies, strict=True):
        said.setdefault(name, []).append(body)
    total = sum(map(len, bodies)) or 1
    calls, asked = _floor(voices, bodies, stated)
    heard = {
        name: Voice(
            name, texts, sum(map(len, texts)) / total, name in officials,
            asking=sum(map(_asks, texts)) / len(texts),
            handing_over=sum(map(_ends_asking, texts)) / len(texts),
            calling=calls[name] / len(texts), asked=asked[name] / len(texts),
        )
        for name, texts in said.items()
    }  # fmt: skip
    roles = {**stated, **_open_roles(voices, heard, stated)}
    settled = [
        _ROLES[_asks(body)] if name in nobody and name not in stated else roles.get(name)
        for name, body in zip(voices, bodies, strict=True)
    ]
    _hear_questions(settled, voices, bodies, stated)
    whole = range(len(voices)) if len(heard) > 2 else ()
    for order in (whole, whole[::-1]):  # who opens or closes a talk of several asks nothing there
        for place in order:
            asks = settled[place] == "question" and _puts(bodies[place])
            if asks or settled[place] == "answer" or voices[place] in stated:
                break
            settled[place] = "moderator"
    return settled


def _hear_questions(settled: Roles, voices: list[str], bodies: Texts, stated: Stated) -> None:
    """Make questions of turns that ask and are answered, and an answer of what an asker is asked."""
    for place, (role, following) in enumerate(pairwise(settled)):
        other = place and voices[place] not in {voices[place - 1], *stated}
        if other and settled[place - 1] == role == "question" and _ends_asking(bodies[place - 1]):
            settled[place] = _ROLES[_puts(bodies[place])]
        last = bodies[place][-200:]
        others = place and voices[place] not in (voices[place - 1], voices[place + 1])
        among = others and settled[place - 1] == role == "answer" and _asks(last)
        leads = role == "moderator" and (_ends_asking(last) or (place and LINE["bids"].search(last)))
        if following == "answer" and (among or leads):
            settled[place] = "question"


def _open_roles(voices: list[str], heard: Mapping[str, Voice], stated: Stated) -> dict[str, TurnRole]:
    """Return the roles of those whose labels state none."""
    still_open = [voice for name, voice in heard.items() if name not in stated]
    if not still_open:
        return {}
    leading = (voice.name for voice in still_open if len(heard) > 2 and _leads(voice, voices))
    roles: dict[str, TurnRole] = dict.fromkeys(leading, "moderator")
    loudest = max(still_open, key=lambda voice: (voice.name not in roles, voice.asking < 0.5, voice.share))
    after = Counter(pairwise(one for one in voices if "moderator" not in (stated.get(one), roles.get(one))))
    calm = {v.name for v in still_open if v.asking < 0.25 and (v.official or v.share > 0.15)}
    answerers = {loudest.name} | calm | {name for name, role in stated.items() if role == "answer"}
    for voice in still_open:  # of two who talk, one may hand over with a question as a rule
        interviews = len(heard) == 2 and voice.handing_over >= 0.4 and loudest.handing_over <= 0.1
        asks = interviews or _leans_to_asking(voice, after, answerers)
        roles.setdefault(voice.name, _ROLES[asks and voice is not loudest])
    return roles


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks, and what shows in all that is said."""

    name: str
    texts: list[str]  #: the words of each turn
    share: float  #: of all words of the transcript
    official: bool  #: has an office
    asking: float  #: the share of turns that ask
    handing_over: float  #: the share of turns that end with a question
    calling: float  #: the share of turns that give somebody else the floor
    asked: float  #: the share of turns right after somebody else's question


def _end(text: str) -> str:
    """Return the last words of a turn, without who is called on behind them."""
    end = LINE["tail"].sub("", text.rstrip(' \n*_”"')[-80:])
    return LINE["called"].sub("", end) if end.endswith("?") else end


def _asks(text: str) -> bool:
    return _has_question(text[:-80]) or _has_question(_end(text))


def _has_question(text: str) -> bool:
    return "?" in text or "？" in text or "؟" in text or LINE["asks"].match(text) is not None


def _puts(text: str) -> bool:
    return _has_question(text) or LINE["puts"].search(text.casefold()) is not None


def _ends_asking(text: str) -> bool:
    return _end(text).endswith(("?", "？", "؟"))


def _leans_to_asking(voice: Voice, after: Counter[tuple[str, str]], answerers: set[str]) -> bool:
    """Weigh question marks and who speaks next against an office and a large share of the words."""
    before = sum(after[voice.name, name] for name in answerers) / len(voice.texts)
    weight = voice.asking + before - 2 * voice.share - 0.5 * voice.official
    return weight >= 0.6 and any(map(_puts, voice.texts))


def _leads(voice: Voice, voices: list[str]) -> bool:
    """Say whether somebody gives others the floor and is asked little, or asks and has both ends."""
    hosts = voice.handing_over >= 0.4 and not voice.official and voices[0] == voices[-1] == voice.name
    calls = voice.calling >= 0.5 and voice.asked <= 0.25 and voice.asking <= 0.5
    return hosts or (calls and len(voice.texts) >= 2)


def _floor(voices: list[str], bodies: Texts, stated: Stated) -> tuple[dict[str, float], Counter[str]]:
    """Count for each voice the turns that give somebody the floor, and those right after a question."""
    calls, asked = dict.fromkeys(voices, 0.0), Counter[str]()
    for place, (name, body) in enumerate(zip(voices, bodies, strict=True)):
        following, third = (*voices[place + 1 : place + 3], name, name)[:2]
        parts = following.removeprefix("The ").split() if following != name else ()
        named = any(part[0].isupper() and part in body[-60:] for part in parts) and not _ends_asking(body)
        floor = named or LINE["gives_floor"].search(body[-250:].casefold())
        calls[name] += 1 if floor else (len({name, following, third}) == 3 and _puts(bodies[place + 1])) / 2
        asked[following] += following != name and (stated.get(name) == "question" or _ends_asking(body))
    return calls, asked


_PARTS: dict[TurnRole, frozenset[str]] = {"answer": ANSWERERS, "moderator": MODERATORS, "question": ASKERS}


def find_cast(
    page: Page, labels: Labels, bodies: Texts, headers: Texts, corrections: Corrections
) -> tuple[tuple[Person, ...], list[tuple[str | None, TurnRole | None]], tuple[str, ...]]:
    """Return everybody in a transcript, the name and the role in each turn, and warnings.

    Parameters
    ----------
    page
        The page with the whole text, which is searched for full names.
    labels
        The label of each turn, in order.
    bodies
        The words of each turn.
    headers
        Title, metadata, and the lines before the first turn: names stand there in full.
    corrections
        What a reader has put right, applied over the rules.
    """
    text = page.source.text
    corrected = {label_key(label.label): label for label in corrections.labels}
    if LINE["presided"].search(text):  # a House has an office of this name
        labels = tuple(
            replace(label, name="The Speaker") if label.key == "speaker" else label for label in labels
        )
    keys, mended = find_keys(labels, corrected)
    in_brackets = _by_key(keys[::-1], bodies[::-1], _presented) | _by_key(keys, labels, _in_remark)
    shown = usual_forms(labels, keys)
    offices = {row.name: row.office for row in page.roster if row.office} | _below(page, labels)
    named, warnings = find_names(shown, Printed(headers, text, in_brackets, page.legend, offices))
    given: dict[str, TurnRole] = _by_key(keys, labels, lambda label: _role_beside(label, offices, text))
    for key in corrected.keys() & named.keys():
        named[key] = LabelHolder(corrected[key].name, corrected[key].office or named[key].office)
        if role := corrected[key].role:
            given[key] = role
    shown_as = {other: group[0] for group in corrections.people for other in group}
    named = {key: replace(who, name=shown_as.get(who.name or "", who.name)) for key, who in named.items()}
    lines, asking = _examining(keys, text)
    roles = _roles(keys, bodies, shown, named, asking | given)
    sworn = _examined(labels, keys, named, lines)
    parts = []
    for printed, key, body, role in zip(labels, keys, bodies, roles, strict=True):
        speaker = sworn.get(printed.start) or named[key].name or _in_remark(printed)
        lends = _is_numbered(printed, text) or {"interpreter", "translator"} & set(key.split())
        parts.append((speaker, "question" if lends and "?" in body else role))
    return _people(labels, keys, named, roles), parts, (*mended, *warnings)


def _examining(keys: list[str], text: str) -> tuple[list[re.Match[str]], dict[str, TurnRole]]:
    """Return the lines that name who is heard by whom, and by key the role of who asks under a name."""
    court = {"the court", "the witness"} & set(keys) or {"q", "a"} <= set(keys) or "xamined by M" in text
    lines = list(LINE["examination"].finditer(text)) if court else []
    asking = [key for line in lines if (key := label_key(line["asks"] or "")) in keys and "q" not in keys]
    return lines, dict.fromkeys(asking, "question")


def _examined(labels: Labels, keys: list[str], named: Named, lines: list[re.Match[str]]) -> dict[int, str]:
    """Return, by where a turn begins, who asks and who answers in court: "BY MS. ABEL:", "LUND, sworn"."""
    found: dict[int, str] = {}
    # "I do." comes before "sworn"
    said = {"asks": "", "answers": next((line["answers"] for line in lines if line["answers"]), "")}
    under_label = not any(line["asks"] for line in lines)  # counsel who asks, then goes on as "Q."
    for label, key, following in zip(labels, keys, [*keys[1:], ""], strict=True):
        if under_label and following in ("a", "the witness") and _stated_role(key) is None:
            said["asks"] = label.name
        while lines and lines[0].start() < label.start:
            said |= {part: name for part, name in lines.pop(0).groupdict().items() if name}
        part = "asks" if key == "q" else "answers" if key in ("a", "the witness") else ""
        if name := said.get(part):
            who = named.get(label_key(name))
            found[label.start] = (who and who.name) or proper(" ".join(split_label(name).name))
    return found


def _by_key(keys: Sequence[str], things: Sequence[Any], rule: Callable[[Any], Any]) -> dict[str, Any]:
    """Return by key what `rule` finds in the last of its things in which it finds anything."""
    return {key: found for key, thing in zip(keys, things, strict=True) if (found := rule(thing))}


def _roles(keys: list[str], bodies: Texts, shown: dict[str, str], named: Named, given: Stated) -> Roles:
    """Return the role of each turn: the labels of one person have one role."""
    voice = {key: who.name or key for key, who in named.items()}
    stated = {voice[key]: role for key, role in given.items()}
    stated |= {voice[key]: role for key in named if key not in given and (role := _stated_role(key))}
    officials = {voice[key] for key in _officials(named, shown, "question" in stated.values())}
    nobody = {voice[key] for key, who in named.items() if who.name is None or set(key.split()) <= UNNAMED}
    return find_roles([voice[key] for key in keys], bodies, stated, officials, nobody)


def _officials(named: Named, shown: dict[str, str], asked: bool) -> set[str]:
    """Return the keys of labels with an office, or a form of address where others have none."""
    addressed = {key for key in named if split_label(shown[key]).address}
    titled = {key for key, who in named.items() if who.office}
    return titled | addressed if asked or named.keys() - addressed else titled


def _stated_role(key: str) -> TurnRole | None:
    """Return the role that a label states: "QUESTION", "A", "MODERATOR", "Coastline Radio"."""
    words = key.split()
    if key in PRESIDING:
        return "moderator"
    if is_outlet(words):
        return "question"
    if is_generic(words):
        said = set(words[words[0] in ("a", "an", "the") and len(words) > 1 :])
    else:  # "Moderator Ana Ruiz" has a name as well
        said = set() if OFFICES & set(words[:2]) else set(words[:1]) - {"a"}  # "A juror"
    return next((role for role, parts in _PARTS.items() if said & parts), None)


def _role_beside(label: Label, offices: Mapping[str, str], text: str) -> TurnRole | None:
    """Return the role printed beside a label or in a list: "Ana Ruiz (moderator)", "Q103 Ana Ruiz"."""
    beside = LINE["remark_words"].findall(label.printed) + LINE["works_for"].split(label.name)[1:]
    remarks = [label_key(remark).split() for remark in (*beside, offices.get(label.name, ""))]
    if any(MODERATORS & set(remark) for remark in remarks):
        return "moderator"
    asks = any(map(is_outlet, remarks)) or _is_numbered(label, text)
    return "question" if asks and label.key not in PRESIDING else None


def _is_numbered(label: Label, text: str) -> bool:
    return bool(LINE["numbered_question"].search(text, max(0, label.start - 40), label.start))


def _below(page: Page, labels: Labels) -> dict[str, str]:
    """Return by name the house or the office on the line below: "Coastline Radio", "Governor"."""
    under = (label for label in labels if label.form == "above_a_house")
    return {label.name: page.core(label.line + 1).strip("()[]:") for label in under}


def _in_remark(label: Label) -> str | None:
    """Return the name in "QUESTION (Ana Ruiz, Coastline Radio):" or "The Minister for Lakes (Ms. Osei):"."""
    if split_label(label.name).name and not is_generic(label.key.split()):
        return None  # "Mr. REYES (Port Liss):" is from there
    for remark in LINE["remark_words"].findall(label.printed):
        name, _, house = remark.strip().removeprefix("from ").partition(",")
        inner = split_label(name)
        full = inner.address or LINE["full_name"].fullmatch(name) or is_outlet(label_key(house).split())
        person = inner.name and full and not LINE["no_person"].search(remark)
        if person and not OUTLETS & set(name.casefold().split()):
            return proper(" ".join(inner.name))
    return None


def _presented(body: str) -> str | None:
    """Return the name in "Good morning, I am Ana Ruiz." """
    match = LINE["says_own_name"].search(body[:260])
    return " ".join(match["name"].split()) if match and not split_label(match["name"]).office else None


def _people(labels: Labels, keys: list[str], named: Named, roles: Roles) -> tuple[Person, ...]:
    """Gather the labels of each person, in order of first turn."""
    said: dict[str, list[tuple[str, str, TurnRole | None]]] = {}
    for label, key, role in zip(labels, keys, roles, strict=True):
        if (name := named[key].name) is not None:
            said.setdefault(name, []).append((label.name, named[key].office or "", role))
    people = []
    for name, turns in said.items():
        forms, offices, done = zip(*turns, strict=True)
        usual: TurnRole | None = "moderator" if "moderator" in done else Counter(done).most_common(1)[0][0]
        people.append(Person(name, tuple(dict.fromkeys(forms)), max(offices, key=len) or None, usual))
    return tuple(people)


def merge_repeated(reading: Reading, lines: Lines) -> Reading:
    """Drop labels that only repeat the speaker under a new time stamp, as some transcripts do each minute."""
    kept: list[Label] = []
    leads = dict(reading.leads)
    for label in reading.labels:
        again = label.stamped or FORMS[label.form].repeats
        if not (kept and again and kept[-1].key == label.key):
            kept.append(label)
        elif not label.form.startswith("inside"):
            reading.placing.place(label.line, "turn", "repeats the label under a new time stamp")
            leads[label.line] = label.end - lines[label.line].core_start
    return replace(reading, labels=tuple(kept), leads=leads)


def build_turns(
    page: Page, reading: Reading, paragraphs: tuple[Paragraph, ...], title: str | None, known: Corrections
) -> tuple[tuple[Turn, ...], tuple[Person, ...], Texts]:
    """Return the turns of a labelled transcript, who speaks in them, and warnings."""
    labels, text = reading.labels, page.source.text
    if not labels:
        return (), (), ()
    starts = [paragraph.start for paragraph in paragraphs]
    spans = []
    below = page.lines[labels[-1].line + 1 :]
    after = (line.start for line in below if reading.placing.rule(line.number - 1) == OTHER_TEXT)
    limits = [*(label.start for label in labels[1:]), next(after, len(text))]
    for label, limit in zip(labels, limits, strict=True):
        end = label.start + len(text[label.start : limit].rstrip())
        said = paragraphs[bisect_left(starts, label.end) : bisect_left(starts, limit)]
        body = (said[0].start, said[-1].end) if said else _directions(page, reading, label.end, end)
        spans.append((label, end, body))
    bodies = tuple(text[start:end] for _, _, (start, end) in spans)
    headers = _headers(page, labels[0], title)
    if any(label.key == "answer" and not label.printed for label in labels):  # "Ms Ruiz, why?"
        headers += bodies[0][:60], bodies[-1].rpartition("\n")[2]
    people, parts, warnings = find_cast(page, labels, bodies, headers, known)
    turns = []
    for (label, end, body), (speaker, role) in zip(spans, parts, strict=True):
        end = max(end, body[1], label.end)
        turns.append(Turn(label.start, end, text[label.start : end], label.printed, speaker, role, *body))
    return tuple(turns), people, warnings


def _directions(page: Page, reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return the (start, end) of the stage directions that are all there is of a turn."""
    first, after = (bisect_left(page.lines, at, key=lambda raw: raw.start) for at in (start, end))
    lines = [line for line in page.lines[first:after] if reading.placing.role(line.number - 1) == "stage"]
    return (lines[0].core_start, lines[-1].core_end) if lines else (start, start)


def _headers(page: Page, first: Label, title: str | None) -> tuple[str, ...]:
    """Return the places where names stand in full: title, metadata, and the lines above the first turn."""
    rows = {row.line: f"{row.name}, {row.office}".strip(", ") for row in page.roster}
    above = (line for line in page.lines[: first.line] if len(line.core) < 400)
    lines = [line.core for line in above if line.number - 1 not in rows]
    given = [title, page.source.title, *page.source.people, *page.source.metadata.values()]
    return tuple(dict.fromkeys(filter(None, [*given, *lines, *rows.values()])))
