"""Turns: from each label to the next; who speaks in them, by name and office, and what everybody does."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from briefing_lessons.reading.corrections import Corrections
from briefing_lessons.reading.document import Person, Source
from briefing_lessons.reading.labels import FORMS, Label, Labels, is_generic, is_outlet, label_key
from briefing_lessons.reading.lexicon import ANSWERERS, ASKERS, MODERATORS, OFFICES, OUTLETS, PRESIDING
from briefing_lessons.reading.lines import Lines
from briefing_lessons.reading.names import proper, split_label
from briefing_lessons.reading.naming import LabelHolder, Named, Printed, find_keys, find_names, usual_forms
from briefing_lessons.reading.page import Page
from briefing_lessons.reading.placing import Reading
from briefing_lessons.spans import Paragraph, Turn, TurnRole

_QUESTION = re.compile(r"[?？؟]|^To ask\b")
_PUTS = re.compile(
    r"(?i)\b(?:questions?|ask(?:ing)?|wonder(?:ing)?|curious|comment on|tell (?:us|me)|explain|elaborate)\b"
)

_FLOOR = re.compile(
    r"(?i)\b(?:(?:next|last|first|final|more|your) questions?\b|floor\b|go ahead|over to\b|next is\b|"
    r"(?:start|begin) with\b|questions?,? please|welcome to\b|(?:take|have) (?:some|a few|your|time for) )"
)
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
    heard = {
        name: Voice(name, texts, sum(map(len, texts)) / total, name in officials)
        for name, texts in said.items()
    }
    crowd = any(heard[name].asking > 0.3 for name in nobody if stated.get(name) == "question")
    roles = {**stated, **_open_roles(voices, heard, stated, crowd)}
    if "question" not in roles.values():  # the host of a talk asks
        hosts = (name for name in heard if heard[name].asking >= 0.5 and roles[name] == "moderator")
        roles |= dict.fromkeys(hosts, "question")
    return [
        _ROLES[_asks(body)] if name in nobody and name not in stated else roles.get(name)
        for name, body in zip(voices, bodies, strict=True)
    ]


def _open_roles(voices: list[str], heard: Voices, stated: Stated, crowd: bool) -> dict[str, TurnRole]:
    """Return the roles of those whose labels state none, in a `crowd` of unnamed reporters or not."""
    still_open = [voice for name, voice in heard.items() if name not in stated]
    if not still_open:
        return {}
    loudest = max(still_open, key=lambda voice: (voice.asking < 0.5, voice.share))
    after = _followers(voices)
    others = [voice for voice in still_open if voice is not loudest]
    before = _followers(voices[::-1])
    calling = (
        voice.name
        for voice in others
        if _only_calls(voice, before[voice.name], after[voice.name], stated, heard)
    )
    roles: dict[str, TurnRole] = dict.fromkeys(calling, "moderator")
    known = {**stated, **roles}
    after = _followers([name for name in voices if known.get(name) != "moderator"])
    answerers = {loudest.name} | {voice.name for voice in still_open if voice.is_calm}
    answerers |= {name for name, role in stated.items() if role == "answer"}
    for voice in still_open:
        if crowd:
            asks = voice.stands_out(loudest)
        else:
            two = len(heard) == 2 and _interviews(voice.texts, loudest.texts)
            asks = two or _leans_to_asking(voice, after.get(voice.name, Counter()), answerers)
            asks = asks and voice is not loudest and not voice.only_tells
        roles.setdefault(voice.name, _ROLES[asks])
    return roles


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks, and what shows in all that is said."""

    name: str
    texts: list[str]  #: the words of each turn
    share: float  #: of all words of the transcript
    official: bool  #: has an office

    @property
    def asking(self) -> float:
        """The share of turns that ask."""
        return sum(map(_asks, self.texts)) / len(self.texts)

    @property
    def is_calm(self) -> bool:
        """Whether somebody who matters hardly ever asks."""
        return self.asking < 0.25 and (self.official or self.share > 0.15)

    def stands_out(self, loudest: Voice) -> bool:
        """Say whether somebody asks among unnamed reporters, where who has a name answers as a rule."""
        return not self.official and self.share < max(0.15, loudest.share / 2) and self.asking >= 0.5

    @property
    def only_tells(self) -> bool:
        """Whether nothing is asked at some length: "I have the bakery on Quay Lane. To be short: …"."""
        long = len(self.texts) > 1 or len(self.texts[0]) > 150
        return long and not self.asking and not any(map(_PUTS.search, self.texts))


Voices = Mapping[str, Voice]


def _asks(text: str) -> bool:
    return bool(_QUESTION.search(text))


def _leans_to_asking(voice: Voice, after: Counter[str], answerers: set[str]) -> bool:
    """Weigh question marks and who speaks next against an office and a large share of the words."""
    before = sum(count for name, count in after.items() if name in answerers) / max(1, after.total())
    return voice.asking + before - 2 * voice.share - 0.5 * voice.official >= 0.6


def _interviews(texts: list[str], answers: list[str]) -> bool:
    """Of two who talk, one hands over with a question as a rule, and the other all but never does."""
    asked, returned = (
        sum(text.rstrip(' \n*_”"').endswith("?") for text in part) / len(part) for part in (texts, answers)
    )
    return asked >= 0.4 and returned <= 0.1


def _followers(voices: list[str]) -> dict[str, Counter[str]]:
    """Count who speaks after whom."""
    after: dict[str, Counter[str]] = {name: Counter() for name in voices}
    for name, following in pairwise(voices):
        after[name][following] += 1
    return after


def _only_calls(
    voice: Voice, before: Counter[str], followers: Counter[str], roles: Stated, heard: Voices
) -> bool:
    """Say whether somebody only gives others the floor: short turns, few questions, many followers."""
    turns = len(voice.texts)
    calls = sum(bool(_FLOOR.search(text[-250:])) for text in voice.texts)
    if turns >= 2 and voice.share < 0.3 and calls * 2 >= turns:
        return True
    if turns < 2 or voice.share >= 0.06 or median(map(len, voice.texts)) > 260:
        return False
    if sum(count for name, count in before.items() if roles.get(name) == "question") * 3 > turns:
        return False  # who speaks after questions answers them
    called = sum(
        count for name, count in followers.items()
        if roles.get(name) == "question" or len(heard[name].texts) <= max(3, turns // 2)
    )  # fmt: skip
    asks = sum(len(text) > 60 and _asks(text) for text in voice.texts)
    return called * 2 > turns and asks * 3 <= turns


_NAME = r"[A-ZÀ-Þ][\w'’\-]+(?: (?:[A-ZÀ-Þ][\w'’\-]+|[A-Z]\.|de|van|von|al|el|bin)){1,3}"
_INTRODUCTION = re.compile(
    r"(?:^|[.!?,:;—–] +|\b(?:this is|I am|I[’']m|[Mm]y name is|[Ii]t[’']s) )"
    rf"(?P<name>{_NAME})"
    r"(?:,? (?:here )?(?:with|from|at|for|of) (?:the )?(?=[A-Z0-9])|, (?:the )?"
    rf"(?=(?:[A-Z][\w'’&\-]* ?){{0,4}}\b(?:{'|'.join(sorted(map(str.title, OUTLETS)))}|[A-Z]{{2,6}})\b))"
)
_SELF = re.compile(rf"\b(?:I am|I[’']m|[Mm]y name is) (?P<name>{_NAME})(?=[.,;!?]| and\b)")
_REMARK = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_REMARKS = re.compile(r"(?i)interpret|translat|inaudible|off[- ]mi|via|video|phone|speaks")
_EXAMINATION = re.compile(
    r"(?m)^[ \t]*BY (?P<asks>(?:MR|MRS|MS|MISS|DR)\.? [A-ZÀ-Þ][A-ZÀ-Þ'’ \-]+):?[ ]*$"
    r"|^[ \t(]*(?P<answers>[A-ZÀ-Þ][A-ZÀ-Þ'’. \-]+[A-ZÀ-Þ]),[^\n]{0,100}(?:\n[^\n]{0,100})?"
    r"\b(?i:sworn|affirmed)\b"
)
_PRESIDED = re.compile(r"\b(?:Mr|Mrs|Ms|Madam|The)\.? Speaker\b(?!\s*\d)")
_NUMBERED = re.compile(r"\bQ\d{1,4}[ \t\u00a0]+$")
_FULL_NAME = re.compile(rf"^{_NAME}$")
_PARTS: dict[TurnRole, frozenset[str]] = {"answer": ANSWERERS, "moderator": MODERATORS, "question": ASKERS}
INTERPRETERS = frozenset({"interpreter", "translator"})  # they say what others say
GREETINGS = frozenset("thank thanks hi hello good just follow the and".split())


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
    keys, mended = find_keys(labels, corrected)
    labels, keys = _with_speaker(labels, keys, text)
    in_brackets = _by_key(keys[::-1], bodies[::-1], _presented) | _by_key(keys, labels, _in_remark)
    shown = usual_forms(labels, keys)
    named, warnings = find_names(shown, Printed(headers, text, in_brackets, page.legend))
    given: dict[str, TurnRole] = _by_key(keys, labels, lambda label: _role_beside(label, text))
    for key in corrected.keys() & named.keys():
        named[key] = LabelHolder(corrected[key].name, corrected[key].office or named[key].office)
        if role := corrected[key].role:
            given[key] = role
    shown_as = {other: group[0] for group in corrections.people for other in group}
    named = {key: replace(who, name=shown_as.get(who.name or "", who.name)) for key, who in named.items()}
    roles = _roles(keys, bodies, shown, named, given)
    sworn = _examined(labels, keys, named, text)
    taken = {who.name.casefold() for who in named.values() if who.name}
    parts = []
    for printed, key, body, role in zip(labels, keys, bodies, roles, strict=True):
        speaker = sworn.get(printed.start) or named[key].name
        if speaker is None and role == "question":
            speaker = _in_remark(printed) or _introduced(body, taken)
        lends = _is_numbered(printed, text) or set(key.split()) & INTERPRETERS
        asks = "?" in body and lends  # so does a chair, at times
        parts.append((speaker, "question" if asks else role))
    return _people(labels, keys, named, roles), parts, (*mended, *warnings)


def _with_speaker(labels: Labels, keys: list[str], text: str) -> tuple[Labels, list[str]]:
    """Return labels and keys with "SPEAKER" as an office, where a House has one."""
    if not _PRESIDED.search(text):
        return labels, keys
    meant = (replace(label, name="The Speaker") if label.key == "speaker" else label for label in labels)
    return tuple(meant), ["the speaker" if key == "speaker" else key for key in keys]


def _examined(labels: Labels, keys: list[str], named: Named, text: str) -> dict[int, str]:
    """Return, by where a turn begins, who asks and who answers in court: "BY MS. ABEL:", "LUND, sworn"."""
    found: dict[int, str] = {}
    said = {"asks": "", "answers": ""}
    lines = list(_EXAMINATION.finditer(text)) if "the court" in keys or "the witness" in keys else []
    for label, key in zip(labels, keys, strict=True):
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
    nobody = {key for key, who in named.items() if who.name is None}
    return find_roles([voice[key] for key in keys], bodies, stated, officials, nobody)


def _officials(named: Named, shown: dict[str, str], asked: bool) -> set[str]:
    """Return the keys of labels with an office, or a form of address where others have none."""
    addressed = {key for key in named if split_label(shown[key]).address}
    bare = {key for key, who in named.items() if who.name and not who.office} - addressed
    offices = Counter(office for _, office in {(who.name, who.office) for who in named.values()})
    # "Deputy" and "Justice" tell nothing where several people are called so
    titled = {key for key, who in named.items() if who.office and offices[who.office] == 1}
    return titled | addressed if bare or asked else titled


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
        said = set(words[:1]) if len(words) > 1 and not OFFICES & set(words[:2]) else set()
    return next((role for role, parts in _PARTS.items() if said & parts), None)


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


def _people(labels: Labels, keys: list[str], named: Named, roles: Roles) -> tuple[Person, ...]:
    """Gather the labels of each person, in order of first turn."""
    people: dict[str, Person] = {}
    for label, key, role in zip(labels, keys, roles, strict=True):
        who = named[key]
        if who.name is not None:
            known = people.get(who.name, Person(who.name, (), None, role))
            office = max(known.office or "", who.office or "", key=len) or None
            forms = tuple(dict.fromkeys((*known.labels, label.name)))
            people[who.name] = Person(who.name, forms, office, known.role)
    return tuple(people.values())


def merge_repeated(reading: Reading, lines: Lines) -> Reading:
    """Drop labels that only repeat the speaker under a new time stamp, as some transcripts do each minute."""
    kept: list[Label] = []
    leads = dict(reading.leads)
    for label in reading.labels:
        again = label.stamped or FORMS[label.form].repeats
        if kept and again and kept[-1].key == label.key and kept[-1].form == label.form:
            alone = reading.placing.roles[label.line]
            if alone is not None and not label.form.startswith("inside"):
                reading.placing.place(label.line, "turn", "repeats the label under a new time stamp")
                leads[label.line] = label.end - lines[label.line].core_start
            continue
        kept.append(label)
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
    for place, label in enumerate(labels):
        limit = labels[place + 1].start if place + 1 < len(labels) else len(text)
        end = label.start + len(text[label.start : limit].rstrip())
        first, after = bisect_left(starts, label.end), bisect_left(starts, limit)
        body = label.end, label.end
        if first < after:
            body = paragraphs[first].start, paragraphs[after - 1].end
        spans.append((label, end, _with_stage(page, reading, body, end)))
    bodies = tuple(text[start:end] for _, _, (start, end) in spans)
    headers = _headers(page, labels[0], title)
    people, parts, warnings = find_cast(page, labels, bodies, headers, known)
    turns = []
    for (label, end, body), (speaker, role) in zip(spans, parts, strict=True):
        end = max(end, body[1], label.end)
        words = text[label.start : end]
        turns.append(Turn(label.start, end, words, label.printed, speaker, role, *body))
    return tuple(turns), people, warnings


def _with_stage(page: Page, reading: Reading, body: tuple[int, int], end: int) -> tuple[int, int]:
    """Let the body of a turn end with the stage directions that follow it."""
    start, last = body
    line = bisect_right(page.lines, last, key=lambda raw: raw.start)
    while line < len(page.lines) and page.lines[line].start < end:
        role = reading.placing.roles[line]
        if role is None or role[0] not in ("stage", "blank"):
            break
        if role[0] == "stage":
            start = page.lines[line].core_start if start == last else start
            last = page.lines[line].core_end
        line += 1
    return start, last


def _headers(page: Page, first: Label, title: str | None) -> tuple[str, ...]:
    """Return the places where names stand in full: title, metadata, and the lines above the first turn."""
    source: Source = page.source
    lines = [line.core for line in page.lines[: first.line] if line.core and len(line.core) < 400]
    given = [title or "", source.title or "", *source.people, *source.metadata.values()]
    return tuple(dict.fromkeys(header for header in [*given, *lines] if header))
