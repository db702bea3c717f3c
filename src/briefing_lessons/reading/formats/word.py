"""Word (.docx): one line a paragraph, as Word shows it, with headings and bold words as hints."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.document import Source
from briefing_lessons.reading.formats.styled import StyledLine, usable_title, write_styled
from briefing_lessons.reading.lexicon import refusal

MAX_UNPACKED = 200_000_000  #: bytes of all parts together
MAX_PART = 60_000_000  #: bytes of one part that is read
MAX_RATIO = 200  #: unpacked to packed, of the text part
#: elements whose words Word does not show: deleted, moved away, the second form of a text box
_NOT_SHOWN = {"del": "deleted passages", "moveFrom": "", "Fallback": "", "rt": "", "pPr": "", "rPr": ""}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "Footnote", "endnoteReference": "Endnote"}
#: what is raised on damaged archives and broken XML
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, ValueError, RuntimeError)
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
            styles = _read_styles(_tree(archive, "word/styles.xml"))
            notes = {
                kind + _value(note, "id"): _words(note, styles)
                for kind in _NOTES.values()
                for note in _tree(archive, f"word/{kind.lower()}s.xml")
            }
            lines = _lines(_tree(archive, main), styles, notes, left_out)
            edges = [part for part in archive.namelist() if re.match(r"word/(?:header|footer)", part)]
            edges = [_words(_tree(archive, part), styles) for part in edges]
            stated = _tree(archive, "docProps/core.xml").findtext("{*}title")
    except _DAMAGE as error:
        if isinstance(error, BriefingError):
            raise
        raise refusal("damaged_word", name, reason=type(error).__name__) from None
    text, hints = write_styled(lines)
    edges = [words for words in dict.fromkeys(edges) if any(map(str.isalpha, words))]
    out = [f"{what} ({count})" for what, count in left_out.items()]
    out += [f"the header or footer “{words[:60]}”" for words in edges]
    titles = (line.words.strip() for line in lines if line.size)
    return Source(
        name=name, text=text, encoding="docx", format="docx", hints=hints,
        title=next(filter(None, titles), usable_title(stated)),
        metadata={f"edge {number}": words for number, words in enumerate(edges)},
        warnings=(f"Not in the text: {', '.join(out)}. Copy into it what you need.",) if out else (),
    )  # fmt: skip


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    """Return the path of the part that holds the text; refuse what is no Word file or unpacks to too much."""
    parts = archive.infolist()
    main = next((part for part in parts if re.fullmatch(r"word/document\d*\.xml", part.filename)), None)
    if main is None:
        raise refusal("archive", name)
    unpacked = sum(part.file_size for part in parts)
    most = min(MAX_PART, max(5_000_000, MAX_RATIO * main.compress_size))
    if unpacked > MAX_UNPACKED or main.file_size > most:
        raise refusal("unpacks", name, size=unpacked / 1e6)
    return main.filename


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


def _traits(tag: Element, styles: Styles) -> frozenset[str]:
    """Return what a style, a run or a paragraph says by itself and through its style."""
    style = _value(tag.find("{*}pPr/{*}pStyle")) or _value(tag.find("{*}rPr/{*}rStyle"))
    set_on = (*tag.findall("{*}rPr/{*}b"), *tag.findall("{*}rPr/{*}vanish"))
    found = {_name(child) for child in set_on if _value(child) not in ("0", "false", "off")}
    level = _value(tag.find("{*}pPr/{*}outlineLvl"))
    found |= {"heading"} if level and level in "012345678" else set()
    return styles.get(style, frozenset()) | found


def _read_styles(root: Element) -> Styles:
    """Return what each style says, and the styles that it is based on."""
    written = {_value(style, "styleId"): style for style in root.findall("{*}style")}

    def traits(style: Element | None, depth: int = 9) -> frozenset[str]:
        if style is None or not depth:
            return frozenset()
        called = _value(style.find("{*}name")).casefold()
        named = {"title"} & {called} | ({"heading"} if called.startswith(("heading", "title")) else set())
        return _traits(style, {}) | named | traits(written.get(_value(style.find("{*}basedOn"))), depth - 1)

    return {name: traits(style) for name, style in written.items()}


def _words(root: Element, styles: Styles) -> str:
    """Return the words of a note or a header on one line."""
    return " ".join(" ".join(line.words for line in _lines(root, styles, {}, Counter())).split())


def _lines(
    root: Element, styles: Styles, notes: Mapping[str, str], left_out: Counter[str]
) -> list[StyledLine]:
    """Return the paragraphs that are shown; what hangs on one (a text box, a note) follows it."""
    found: list[StyledLine] = []
    writing: list[StyledLine] = []
    numbers: Counter[str] = Counter()
    bold = False
    for tag, opens in _shown(root, styles, left_out):
        name = _name(tag)
        if name == "p" and opens:
            traits = _traits(tag, styles)
            writing.append(StyledLine([], "heading" in traits, size=float("title" in traits)))
            found.append(writing[-1])
        elif name == "p":
            writing.pop()
        elif not opens or not writing:
            continue
        elif name == "r":
            bold = "b" in _traits(tag, styles)
        elif name == "t":
            writing[-1].parts.append(((tag.text or "").replace("\r", ""), bold))
        elif name in _CHARACTERS and _value(tag, "type") not in ("page", "column"):
            writing[-1].parts.append((_CHARACTERS[name], bold))
        elif kind := _NOTES.get(name):
            numbers[kind] += 1
            note = notes.get(kind + _value(tag, "id"), "")
            found.append(StyledLine([(f"[{kind} {numbers[kind]}: {note}]", False)]))
        elif name == "commentReference":
            left_out["comments"] += 1
    return found


def _shown(root: Element, styles: Styles, left_out: Counter[str]) -> Iterator[tuple[Element, bool]]:
    """Yield every element that is shown as it opens and as it closes; depth costs no stack."""
    opened: list[tuple[Element, Iterator[Element]]] = [(root, iter(root))]
    while opened:
        tag = next(opened[-1][1], None)
        if tag is None:
            yield opened.pop()[0], False
            continue
        hidden = _name(tag) in ("r", "p") and "vanish" in _traits(tag, styles)
        reason = "hidden words" if hidden else _NOT_SHOWN.get(_name(tag))
        if reason is None:
            yield tag, True
            opened.append((tag, iter(tag)))
        elif reason:
            left_out[reason] += 1
