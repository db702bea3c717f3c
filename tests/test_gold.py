"""What is read today, on texts that strangers wrote and labelled, on every fixture text, and on grids.

`gold/README.md` says who wrote the texts and how they are labelled. Every labelled quotation and turn has to
be read rightly, but for those in `gold/known_misses.txt`: one that is read rightly now comes off that list.
`gold/readings.txt` keeps, for each text and room, a digest of what is read, and `gold/shown.txt`, for a few
texts, of what is measured, drawn and asked: so that nothing of it changes unnoticed.

    python tests/test_gold.py --write             # the lists anew, when a change was meant
    python tests/test_gold.py --show NAME ROOM    # what stands behind a digest; compare it before and after
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.journal import use_journal
from briefing_lessons.files import data_folder, seed_names
from briefing_lessons.reading import Source, parse_source, read_source, source_from_bytes
from briefing_lessons.spans import Quote, Span
from grids import grids
from shown import SHOWN
from test_reading_files import pdf_file, word_file
from test_reading_layouts import FOLDER as LAYOUTS
from test_reading_layouts import load_case

TESTS = Path(__file__).resolve().parent
GOLD = TESTS / "gold"
MISSES, READINGS, SHOWN_NOW = (GOLD / f"{name}.txt" for name in ("known_misses", "readings", "shown"))
REWRITE = "`python tests/test_gold.py --write` writes the list anew"
_MARKUP = re.compile(r"⟦(\w+)\|([^|⟧]*)(?:\|([^|⟧]*)\||⟧)|⟧")


# Labels -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Label:
    """One labelled quotation; or a turn, of which the beginning alone is labelled."""

    kind: str  #: of a quotation; the role of a turn
    speaker: str
    cue: str | None  #: `None`: a turn
    start: int
    end: int


def labelled(path: Path) -> tuple[str, list[Label]]:
    """Return the text of a file in the guide's markup, without it, and what it labels, in order."""
    marked = path.read_text(encoding="utf-8")
    text, at = "", 0
    opened: list[tuple[str, str, str, int]] = []
    labels: list[Label] = []
    for mark in _MARKUP.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1] and mark[3] is not None:
            opened.append((mark[1], mark[2], mark[3], len(text)))
        elif mark[1]:
            labels.append(Label(mark[1], mark[2], None, len(text), len(text)))
        else:
            *words, start = opened.pop()
            labels.append(Label(*words, start, len(text)))
    return text + marked[at:], sorted(labels, key=lambda label: (label.start, -label.end))


def words_of(text: str | None) -> list[str]:
    """Return words folded, without what stands before a name."""
    found = re.findall(r"\w+", (text or "").casefold())
    return [
        word for word in found if word not in ("the", "mr", "mrs", "ms", "dr", "sir", "dame", "professor")
    ]


def is_same_source(read: str | None, label: str) -> bool:
    """Say whether a name is the labelled one; for one of the `~others` a word in common will do."""
    got, wanted = words_of(read), words_of(label)
    if label.startswith("~") and {w for w in got if len(w) > 3} & {w for w in wanted if len(w) > 3}:
        return True
    return got == wanted or bool(got and got[-1] in wanted)


def misread_quotes(briefing: Briefing, labels: list[Label]) -> Iterator[str]:
    """Yield what is read otherwise than labelled, a line for each quotation and feature."""
    left = list(briefing.quotes)
    pairs: list[tuple[Label, Quote | None]] = []
    for label in sorted(labels, key=lambda one: one.end - one.start):
        best = max(left, key=lambda quote: (overlap(quote, label), quote.kind == label.kind), default=None)
        if best and overlap(best, label) >= 0.5:
            left.remove(best)
        else:
            best = None
        pairs.append((label, best))
    for label, quote in sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end)):
        if quote is None:
            yield named(briefing, label, "is not found")
            continue
        cue = quote.attribution.cue
        if (quote.start, quote.end) != (label.start, label.end):
            yield named(briefing, label, f"other words: {excerpt(quote.text)}")
        if quote.kind != label.kind:
            yield named(briefing, label, f"{quote.kind} for {label.kind}")
        if not is_same_source(quote.speaker, label.speaker):
            yield named(briefing, label, f"{quote.speaker or 'nobody'} for {label.speaker or 'nobody'}")
        said, wanted = words_in(cue.text if cue else ""), words_in(label.cue or "")
        if said != wanted[: len(said) or 99]:  # whom it is told to is labelled too
            yield named(briefing, label, f"cue: {' '.join(said) or '-'} for {label.cue or '-'}")
    for quote in left:
        yield named(briefing, quote, f"not labelled: {quote.kind}, {quote.speaker or 'nobody'}")


def misread_turns(briefing: Briefing, labels: list[Label], text: str) -> Iterator[str]:
    """Yield what is read otherwise than labelled, a line for each turn."""
    bodies = [words_in(briefing.text[turn.body_start : turn.body_start + 120])[:3] for turn in briefing.turns]
    at = 0
    for label in labels:
        opens = words_in(text[label.start : label.start + 120])[:3]
        hit = next((k for k in range(at, len(bodies)) if bodies[k] == opens), None)
        if hit is None:
            yield f"{label.start}: turn {' '.join(opens)} is not found"
            continue
        at, turn = hit + 1, briefing.turns[hit]
        if not is_same_source(turn.speaker, label.speaker):
            yield f"{label.start}: {turn.speaker or 'nobody'} for {label.speaker or 'nobody'}"
        if label.kind in ("question", "answer") and (turn.role == "question") != (label.kind == "question"):
            yield f"{label.start}: {turn.role} for {label.kind}"
    if len(bodies) > len(labels):
        yield f"{len(bodies)} turns for {len(labels)}"


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"\n\n\d+\n\S+ --> \S+|<[^>]*>", " ", text.casefold()))


def overlap(one: Span, other: Label) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) < 60 else f"{words[:30]} … {words[-26:]}"


def named(briefing: Briefing, where: Span | Label, what: str) -> str:
    return f"{where.start}: {excerpt(briefing.text[where.start : where.end])} | {what}"


# Readings ---------------------------------------------------------------------------------------------------


def place(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def reading_of(briefing: Briefing) -> Iterator[object]:
    document = briefing.document
    yield briefing.layout, document.layout_reason, briefing.title, briefing.coverage.warnings
    yield from ((line.number, line.role, line.rule) for line in briefing.lines)
    yield from ((place(turn), turn.label, turn.speaker, turn.role, turn.body_start, turn.body_end)
                for turn in briefing.turns)  # fmt: skip
    yield from map(place, (*briefing.headings, *briefing.boilerplate))
    yield from (paragraph.pieces for paragraph in briefing.paragraphs)
    yield from document.cast
    yield sorted(document.hyphens.items())


def english_of(briefing: Briefing) -> Iterator[object]:
    yield from map(place, briefing.sentences)
    yield from ((analysis.units.tags, analysis.words) for analysis in briefing.english.values())
    yield from ((place(token), token.norm, token.voice) for token in briefing.tokens)


def people_of(briefing: Briefing) -> Iterator[object]:
    yield from briefing.speakers


def quotes_of(briefing: Briefing) -> Iterator[object]:
    for quote in briefing.quotes:
        found = quote.attribution
        yield (
            quote.kind,
            place(quote),
            place(quote.content),
            quote.speaker,
            found.rule,
            found.sure,
            found.stance,
        )
        yield place(found.mention), place(found.cue), found.chain, found.tried


def marks_of(briefing: Briefing) -> Iterator[object]:
    yield from ((m.device, place(m), m.speaker, m.voice, m.category, m.strength) for m in briefing.marks)


ROOMS: dict[str, Callable[[Briefing], Iterator[object]]] = {
    "reading": reading_of,
    "english": english_of,
    "people": people_of,
    "quotes": quotes_of,
    "rhetoric": marks_of,
}


def digest(briefings: list[Briefing], room: str) -> str:
    """Return a few letters that stand for all that one room reads, or shows, in the texts of one name."""
    find = {**ROOMS, **SHOWN}[room]
    found = (repr(one) for briefing in briefings for one in find(briefing))
    return sha256("\n".join(found).encode()).hexdigest()[:8]


# Texts ------------------------------------------------------------------------------------------------------


def _layout(path: Path) -> Source:
    case = load_case(path)
    return source_from_bytes(case.data, case.name)


def _file(name: str, text: str) -> Source:
    """Return what is read of a text of a grid, in the format that its title names."""
    data = text.encode()
    if name.endswith(".pdf"):
        data = pdf_file([page.splitlines() for page in text.split("¦")])
    elif name.endswith(".docx"):
        data = word_file(text)
    return source_from_bytes(data, name)


def _texts() -> Iterator[tuple[str, Callable[[], Source]]]:
    for path in sorted((*GOLD.glob("*/*.txt"), *GOLD.glob("*/*.md"), *GOLD.glob("*/*.vtt"))):
        yield path.stem, lambda path=path: source_from_bytes(labelled(path)[0].encode(), path.name)
    for name in seed_names():
        yield name, lambda name=name: read_source(data_folder("seeds") / name)
    for folder in ("truth", "check", "documents", "documents/briefings"):
        for path in sorted((TESTS / "fixtures" / folder).glob("*.txt")):
            yield f"{folder}/{path.name}", lambda path=path: read_source(path)
    for path in sorted(LAYOUTS.glob("*.txt")):
        yield path.stem, lambda path=path: _layout(path)
    for name, text in _cases():
        yield name, lambda name=name, text=text: Source(name, text, "utf-8")


def _cases() -> Iterator[tuple[str, str]]:
    """Yield the cases of each chapter of a fixture as one text, without what they expect."""
    chapters = {"quotes.md": "^# ", "people.txt": "^## ", "rhetoric.md": "^## "}
    for file, begins in chapters.items():
        fixture = (TESTS / "fixtures" / file).read_text(encoding="utf-8")
        for number, chapter in enumerate(re.split(begins, fixture, flags=re.MULTILINE)[1:], 1):
            lines = chapter.splitlines()[1:]
            if file == "quotes.md":
                lines = [line[2:] if line.startswith("> ") else "" for line in lines if line[:1] in "> "]
            elif file == "people.txt":
                lines = [line.partition(" → ")[0] for line in lines]
            else:
                lines = [
                    re.sub("[⟦⟧]|^speech: |^page: |^report: ", "", line) for line in lines if ": " in line
                ]
            text = re.sub("\n{3,}", "\n\n", "\n".join(lines) if file == "quotes.md" else "\n\n".join(lines))
            if text.strip():
                yield f"{file}/{number}", text.replace("¶", "\n\n")


#: by name: the texts that one line of the list of readings stands for
TEXTS = {name: [make] for name, make in _texts()}
TEXTS |= {
    f"grids.txt/{title}": [partial(_file, title, text) for text in texts] for title, texts in grids().items()
}
#: what is shown of a report, of a small transcript, and some of it of a long one
SHOWN_HERE = [
    *product(("001_ferry_report.txt", "04_colon_labels"), SHOWN),
    *product(("caldmoor_long_morning_2030-11-03",), ("measures", "key", "lessons", "sheets")),
    *product(("grids.txt/small_texts",), ("measures", "key", "lessons", "corrected", "sheets")),
    *product(("grids.txt/many_voices",), ("measures", "charts", "lessons", "pages", "explorers")),
]
LABELLED = {path.stem: path for path in sorted(GOLD.glob("*/*"))}


@cache
def known_misses() -> dict[str, list[str]]:
    """Return the lines of the list of misses below each text's name."""
    blocks = re.split(r"^# ", MISSES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {name: rest for name, *rest in (block.strip("\n").split("\n") for block in blocks)}


@cache
def digests() -> dict[str, list[str]]:
    """Return the digests of each text, one for each room."""
    return {
        name: rest for name, *rest in map(str.split, READINGS.read_text(encoding="utf-8").splitlines()[1:])
    }


def misses_of(name: str, briefing: Briefing) -> list[str]:
    """Return what is read otherwise than labelled in one of the labelled texts."""
    text, labels = labelled(LABELLED[name])
    if labels[0].cue is None:
        return list(misread_turns(briefing, labels, text))
    return list(misread_quotes(briefing, labels))


def read(name: str) -> list[Briefing]:
    briefings = []
    for make in TEXTS[name]:
        with suppress(BriefingError):  # a table without speakers, in a grid
            briefings.append(Briefing(parse_source(make())))
    return briefings


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_as_labelled_and_as_before(name: str) -> None:
    briefings = read(name)
    if name in LABELLED:
        known, misses = known_misses().get(name, []), misses_of(name, briefings[0])
        new = [miss for miss in misses if miss not in known]
        assert not new, f"read wrongly now; if it was not labelled better before, {REWRITE}"
        mended = [miss for miss in known if miss not in misses]
        assert not mended, f"right by now; {REWRITE}"
    changed = [
        room for room, was in zip(ROOMS, digests()[name], strict=True) if digest(briefings, room) != was
    ]
    assert not changed, (
        f"`python tests/test_gold.py --show {name} {changed[0]}` shows it; if meant, {REWRITE}"
    )


@pytest.mark.parametrize(
    ("name", "room"),
    [
        pytest.param(*shown, marks=() if shown[0] == "001_ferry_report.txt" else pytest.mark.slow)
        for shown in SHOWN_HERE
    ],
)
def test_a_text_is_shown_as_before(name: str, room: str) -> None:
    kept = dict(line.rsplit(" ", 1) for line in SHOWN_NOW.read_text(encoding="utf-8").splitlines())
    shown = f"`python tests/test_gold.py --show {name} {room}` shows it; if meant, {REWRITE}"
    assert kept[f"{name} {room}"] == digest(read(name), room), shown


def test_lists_have_no_texts_that_are_gone() -> None:
    assert list(digests()) == list(TEXTS)
    assert known_misses().keys() <= LABELLED.keys() <= TEXTS.keys()


def test_most_labels_are_read_rightly() -> None:
    """The list of misses stays the smaller part: every quotation has four features, every turn two."""
    labels = [label for path in LABELLED.values() for label in labelled(path)[1]]
    features = sum(2 if label.cue is None else 4 for label in labels)
    assert len(labels) >= 700
    assert sum(map(len, known_misses().values())) < features / 5


def write() -> None:
    """Write both lists anew."""
    misses, readings = [], [" ".join(["text", *ROOMS])]
    for name in TEXTS:
        briefings = read(name)
        readings.append(" ".join([name, *(digest(briefings, room) for room in ROOMS)]))
        if name in LABELLED and (wrong := misses_of(name, briefings[0])):
            misses += [f"# {name}", *wrong]
    shown = []
    for name, room in SHOWN_HERE:
        with TemporaryDirectory() as folder:
            use_journal(folder)
            shown.append(f"{name} {room} {digest(read(name), room)}")
    SHOWN_NOW.write_text("\n".join(shown) + "\n", encoding="utf-8", newline="\n")
    MISSES.write_text("\n".join(misses) + "\n", encoding="utf-8", newline="\n")
    READINGS.write_text("\n".join(readings) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    elif sys.argv[1:2] == ["--show"] and len(sys.argv) == 4:
        for briefing in read(sys.argv[2]):
            print(*{**ROOMS, **SHOWN}[sys.argv[3]](briefing), sep="\n")
    else:
        sys.exit(__doc__)
