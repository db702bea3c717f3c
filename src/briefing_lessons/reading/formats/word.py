"""Word (.docx): one line a paragraph, as Word shows it, with headings and bold words as hints."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.document import Hint, Source
from briefing_lessons.reading.formats.titles import usable_title

MAX_UNPACKED = 200_000_000  #: bytes of all parts together
MAX_PART = 60_000_000  #: bytes of one part that is read
MAX_RATIO = 200  #: unpacked to packed, of the text part
#: elements whose words Word does not show: deleted, moved elsewhere, the second form of a text box, ruby
_NOT_SHOWN = {"del": "deleted passages", "moveFrom": "", "Fallback": "", "rt": "", "pPr": "", "rPr": ""}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "Footnote", "endnoteReference": "Endnote"}
_DAMAGE = (
    ElementTree.ParseError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
)  # fmt: skip
Styles = Mapping[str, frozenset[str]]  #: id of a style -> "heading", "title", "b" (bold), "vanish" (hidden)


def read(data: bytes, name: str) -> Source:
    """Return what a .docx file shows, in its order; what it does not show is named in a warning.

    Raises
    ------
    BriefingError
        When the file is damaged, no Word file, or unpacks to far more than it should.
    """
    left_out: Counter[str] = Counter()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            main = _main_part(archive, name)
            folder = posixpath.dirname(main)
            styles = _read_styles(_tree(archive, f"{folder}/styles.xml"))
            notes = {
                kind + _value(note, "id"): " ".join(_words(note, styles))
                for kind in _NOTES.values()
                for note in _tree(archive, f"{folder}/{kind.lower()}s.xml")
            }
            body = _paragraphs(_tree(archive, main), styles, notes, left_out)
            edges = [
                " ".join(_words(_tree(archive, part), styles))
                for part in archive.namelist()
                if part.startswith((f"{folder}/header", f"{folder}/footer"))
            ]
            stated = _tree(archive, "docProps/core.xml").findtext("{*}title")
    except BriefingError:
        raise
    except _DAMAGE as error:
        raise BriefingError(
            f"{name} is damaged or no Word file ({type(error).__name__}). Save it again as .docx."
        ) from None
    hints: list[Hint] = []
    at = 0
    for paragraph in body:
        hints += paragraph.hints(at)
        at += len(paragraph.words) + 1
    titles = (paragraph.words.strip() for paragraph in body if "title" in paragraph.traits)
    edges = [words for words in dict.fromkeys(edges) if any(map(str.isalpha, words))]
    out = [f"{what} ({count})" for what, count in left_out.items()]
    out += [f"the header or footer “{words[:60]}”" for words in edges]
    return Source(
        name=name, text="\n".join(paragraph.words for paragraph in body), encoding="docx", format="docx",
        title=next(filter(None, titles), usable_title(stated)), hints=tuple(hints),
        metadata={f"edge {number}": words for number, words in enumerate(edges)},
        warnings=(f"Not in the text: {', '.join(out)}. Copy into it what you need.",) if out else (),
    )  # fmt: skip


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    """Return the path of the part that holds the text; refuse what is no Word file or unpacks to too much."""
    parts = {part.filename: part for part in archive.infolist()}
    stated = [
        target.get("Target", "").lstrip("/")
        for target in _tree(archive, "_rels/.rels")
        if target.get("Type", "").endswith("/officeDocument")
    ]
    main = next((part for part in [*stated, "word/document.xml"] if part in parts), None)
    if main is None:
        raise BriefingError(f"{name} is a zip archive, not a Word file. Unpack it, or give a .docx file.")
    unpacked = sum(part.file_size for part in parts.values())
    large = max(5_000_000, MAX_RATIO * parts[main].compress_size)
    if unpacked > MAX_UNPACKED or parts[main].file_size > min(large, MAX_PART):
        raise BriefingError(
            f"{name} unpacks to {unpacked / 1e6:,.0f} MB, far more than a text. It was not opened."
        )
    return main


def _tree(archive: zipfile.ZipFile, part: str) -> Element:
    """Return one part of the archive; a part that is missing, or far too large, holds nothing."""
    if part not in archive.namelist() or archive.getinfo(part).file_size > MAX_PART:
        return Element("nothing")
    data = archive.read(part)
    if b"<!DOCTYPE" in data.replace(b"\0", b""):  # Word writes none, and its entities could grow without end
        raise ValueError(part)
    return ElementTree.XML(data)


def _name(tag: Element) -> str:
    return tag.tag.rpartition("}")[2]


def _value(tag: Element | None, name: str = "val") -> str:
    """Return an attribute whatever namespace it stands in: transitional and strict files differ."""
    found = {key.rpartition("}")[2]: value for key, value in tag.attrib.items()} if tag is not None else {}
    return found.get(name, "")


def _traits(tag: Element) -> frozenset[str]:
    """Return what the properties of a style, a run or a paragraph say: "b", "vanish", "heading"."""
    on = {
        _name(child)
        for child in (*tag.findall("{*}rPr/{*}b"), *tag.findall("{*}rPr/{*}vanish"))
        if _value(child) not in ("0", "false", "off")
    }
    level = _value(tag.find("{*}pPr/{*}outlineLvl"))
    return frozenset(on | ({"heading"} if level and level in "012345678" else set()))


def _read_styles(root: Element) -> Styles:
    """Return what each style says, and the styles that it is based on."""
    written = {_value(style, "styleId"): style for style in root.findall("{*}style")}

    def traits(style: Element | None, depth: int = 9) -> frozenset[str]:
        if style is None or not depth:
            return frozenset()
        called = _value(style.find("{*}name")).casefold()
        named = {"title"} if called == "title" else set()
        named |= {"heading"} if called.startswith(("heading", "title")) else set()
        based = written.get(_value(style.find("{*}basedOn")))
        return _traits(style) | named | traits(based, depth - 1)

    return {name: traits(style) for name, style in written.items()}


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph being written."""

    traits: frozenset[str] = frozenset()
    parts: list[tuple[str, bool]] = field(default_factory=list)  #: words, and whether they are bold
    after: list[_Paragraph] = field(default_factory=list)  #: text boxes and notes that hang on it

    @property
    def words(self) -> str:
        """Everything on one line."""
        return "".join(words for words, _ in self.parts)

    def hints(self, at: int) -> Iterator[Hint]:
        """Yield where a paragraph that begins at offset `at` is a heading or bold."""
        if "heading" in self.traits and self.words.strip():
            yield Hint(at, at + len(self.words), "heading")
        for bold, parts in groupby(self.parts, key=lambda part: part[1]):
            run = "".join(words for words, _ in parts)
            if bold and run.strip():
                yield Hint(at, at + len(run.rstrip()), "bold")
            at += len(run)


def _words(root: Element, styles: Styles) -> list[str]:
    """Return the words of a note or a header, by paragraph."""
    paragraphs = _paragraphs(root, styles, {}, Counter())
    return [words for paragraph in paragraphs if (words := " ".join(paragraph.words.split()))]


def _paragraphs(
    root: Element, styles: Styles, notes: Mapping[str, str], left_out: Counter[str]
) -> list[_Paragraph]:
    """Return the paragraphs that are shown; what hangs on one (a text box, a note) follows it."""
    finished: list[_Paragraph] = []
    writing: list[_Paragraph] = []
    numbers: Counter[str] = Counter()
    traits: frozenset[str] = frozenset()
    for tag, opens in _shown(root, styles, left_out):
        name = _name(tag)
        if name == "p" and opens:
            style = _value(tag.find("{*}pPr/{*}pStyle"))
            writing.append(_Paragraph(_traits(tag) | styles.get(style, frozenset())))
        elif name == "p":
            paragraph = writing.pop()
            (writing[-1].after if writing else finished).extend((paragraph, *paragraph.after))
        elif not opens or not writing:
            continue
        elif name == "r":
            traits = _run_traits(tag, styles)
        elif name == "t":
            writing[-1].parts.append(((tag.text or "").replace("\r", ""), "b" in traits))
        elif name in _CHARACTERS and _value(tag, "type") not in ("page", "column"):
            writing[-1].parts.append((_CHARACTERS[name], "b" in traits))
        elif kind := _NOTES.get(name):
            numbers[kind] += 1
            note = notes.get(kind + _value(tag, "id"), "")
            writing[-1].after.append(_Paragraph(parts=[(f"[{kind} {numbers[kind]}: {note}]", False)]))
        left_out.update(["comments"] if name == "commentReference" else [])
    return finished


def _run_traits(run: Element, styles: Styles) -> frozenset[str]:
    return _traits(run) | styles.get(_value(run.find("{*}rPr/{*}rStyle")), frozenset())


def _shown(root: Element, styles: Styles, left_out: Counter[str]) -> Iterator[tuple[Element, bool]]:
    """Yield every element that is shown as it opens and as it closes; depth costs no stack."""
    opened: list[tuple[Element, Iterator[Element]]] = [(root, iter(root))]
    while opened:
        tag = next(opened[-1][1], None)
        if tag is None:
            yield opened.pop()[0], False
        elif _name(tag) in _NOT_SHOWN:
            left_out.update(filter(None, [_NOT_SHOWN[_name(tag)]]))
        elif _name(tag) == "r" and "vanish" in _run_traits(tag, styles):
            left_out.update(["hidden words"])
        else:
            yield tag, True
            opened.append((tag, iter(tag)))
