"""Open a file of any kind that a teacher brings, or say in one sentence why it cannot be used."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.document import Source

#: byte-order marks -> codec that reads the bytes after it
_MARKS = (
    ((codecs.BOM_UTF8,), "utf-8-sig"),
    ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
    ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:\-]+)""")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_NEWLINES = re.compile(r"\r\n?")
#: bytes that Windows-1252 leaves undefined; browsers read them as the Latin-1 controls
_GAPS = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
#: control characters that no written text holds (tab, line feed, form feed, return and escape may stand)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


Decoded = tuple[str, str, str]  # a text, its encoding, and a warning or ""


def decode(data: bytes, name: str = "the file") -> Source:
    r"""Return the text of `data`, decoded by its byte-order mark, as UTF-8, as declared, or as Windows-1252.

    >>> decode(b"\xef\xbb\xbfGood morning.\r\n").text
    'Good morning.\n'
    >>> decode(b"\x93Yes,\x94 she said.").warnings[0]
    'The encoding is not stated; it was read as Windows-1252. If letters look wrong, save the file as UTF-8.'

    Raises
    ------
    BriefingError
        When the bytes are no text.
    """
    text, encoding, doubt = next(found for rule in RULES if (found := rule(data)))
    text = _NEWLINES.sub("\n", text.removeprefix("\ufeff"))
    if len(_CONTROL.findall(text)) > max(2, len(text) // 200) or text.count("\0") > len(text) // 4 > 0:
        raise BriefingError(
            f"{name} is not a text: it holds bytes that are no letters. "
            "Give a .txt, .md, .html, .docx or .pdf file."
        )
    return Source(name, text, encoding, warnings=(doubt,) if doubt else ())


def by_mark(data: bytes) -> Decoded | None:
    """Believe a byte-order mark."""
    for marks, codec in _MARKS:
        if data.startswith(marks):
            return data.decode(codec, "replace"), codec, ""
    return None


def as_utf16_without_mark(data: bytes) -> Decoded | None:
    """Take every second byte being zero for UTF-16 that lost its mark."""
    head = data[:4000]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    for codec, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.7 * len(head) / 2 > others:
            return data.decode(codec, "replace"), codec, _guessed("UTF-16")
    return None


def as_utf8(data: bytes) -> Decoded | None:
    """Read as UTF-8 when every byte fits."""
    try:
        return data.decode("utf-8"), "utf-8", ""
    except UnicodeDecodeError:
        return None


def as_declared(data: bytes) -> Decoded | None:
    """Believe the encoding that a web page or an XML file declares in its first lines, where it fits."""
    head = data[:2000]
    declared = _DECLARED.search(head) if b"<" in head else None
    if declared is None:
        return None
    try:
        codec = codecs.lookup(declared[1].decode("ascii")).name
        return None if codec in ("utf-8", "iso8859-1", "ascii") else (data.decode(codec), codec, "")
    except (LookupError, UnicodeError):
        return None


def as_damaged_utf8(data: bytes) -> Decoded | None:
    """Read as UTF-8 with a few broken bytes when most bytes above ASCII form proper UTF-8 sequences."""
    proper = sum(len(match) for match in _MULTIBYTE.findall(data))
    if proper <= 0.8 * len(_HIGH.findall(data)):
        return None
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return text, "utf-8", f"{broken} places were damaged and are shown as \ufffd."


def as_other_alphabet(data: bytes) -> Decoded | None:
    """Ask charset-normalizer when so many bytes lie above ASCII that the text is hardly in Latin letters."""
    sample = data[:60_000]
    if len(_HIGH.findall(sample)) < 0.2 * len(sample):
        return None
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(sample).best()
    return (data.decode(best.encoding, "replace"), best.encoding, _guessed(best.encoding)) if best else None


def as_windows_1252(data: bytes) -> Decoded:
    """Read as Windows-1252, the usual encoding of older Western files."""
    text = data.decode("cp1252", "surrogateescape")
    if not _GAPS.isdisjoint(data):
        text = "".join(chr(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in text)
    return text, "cp1252", _guessed("Windows-1252")


#: Tried in this order; the first that answers decides.
RULES = (
    by_mark,
    as_utf16_without_mark,
    as_utf8,
    as_declared,
    as_damaged_utf8,
    as_other_alphabet,
    as_windows_1252,
)


def _guessed(name: str) -> str:
    return (
        f"The encoding is not stated; it was read as {name}. If letters look wrong, save the file as UTF-8."
    )


_NUMBERED = re.compile(r"(?m)^[ \f]*(\d{1,2})(?:[ \t]{2,}|$)")
_QUOTED = re.compile(r"(?m)^>(?: ?>)* ?(?!>)")
NUMBERS = "The numbers at the head of the lines are not in the text."
MARKS = "The marks “>” of a quoted mail are not in the text."


def read_plain(data: bytes, name: str) -> Source:
    """Return the text of a file without what a court or a mail program sets before its lines."""
    source = decode(data, name)
    written = sum(bool(line.strip()) for line in source.text.split("\n"))
    numbers = list(map(int, _NUMBERED.findall(source.text)))
    rising = sum(number in (before + 1, 1) for before, number in zip([0, *numbers], numbers, strict=False))
    if len(numbers) >= 10 and rising * 10 >= 9 * len(numbers) and len(numbers) * 10 >= 9 * written:
        return _without(_NUMBERED, source, NUMBERS)
    quoted = len(_QUOTED.findall(source.text))
    if quoted >= 5 and quoted * 3 >= written and "\n>> " not in source.text:
        return _without(_QUOTED, source, MARKS)
    return source


def _without(marks: re.Pattern[str], source: Source, warning: str) -> Source:
    return replace(source, text=marks.sub("", source.text), warnings=(*source.warnings, warning))


MAX_FILE = 40_000_000  #: bytes of a file
MAX_TEXT = 10_000_000  #: characters of the text in it, about two hundred hours of talk
MAX_LINE = 2_000_000  #: characters of one line

#: file ending -> format; unknown endings are judged by what the file holds
ENDINGS = {
    ".txt": "txt", ".text": "txt", "": "txt", ".md": "md", ".markdown": "md", ".rst": "txt", ".log": "txt",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".tei": "xml",
    ".docx": "docx", ".docm": "docx", ".pdf": "pdf", ".vtt": "vtt", ".srt": "srt",
    ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
#: format -> module under `formats` that holds `read(data, name)`, imported when such a file is opened
_READERS = {
    "md": "markdown", "html": "web", "xml": "feed", "docx": "word", "pdf": "pdf",
    "vtt": "captions", "srt": "captions", "csv": "table",
}  # fmt: skip
_DATA = "is data for programs. Copy the words of the talk into a .txt file."
_CODE = "is source code, not a text. Give the text of a briefing."
_SAVED = "is a page saved as one file, or an e-mail. Open it and save it as .html or .txt."
#: how files begin that are no text -> what they are and what to do
_NO_TEXT = (
    (rb"\xd0\xcf\x11\xe0", "is an old Word or Excel file, or locked. Open it and save it as .docx or .txt."),
    (rb"\{\\rtf", "is a rich-text file. Open it and save it as .docx or .txt."),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*", "is a picture. Type or copy its words into a .txt file."),
    (rb"ID3|OggS|fLaC|RIFF....WAVE|....ftyp", "is a sound or video file. Bring its transcript as text."),
    (rb"\x1f\x8b|Rar!|7z\xbc\xaf|BZh\d", "is a compressed file. Unpack it first."),
    (rb"\x7fELF|MZ\x90", "is a program, not a text."),
    (rb"(?i)(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}MIME-Version:", _SAVED),
    (rb'[{\[]\s*(?:[{\[]\s*)*"[^"\n]{0,80}"\s*:', _DATA),
    (rb"#! ?/|<\?php", _CODE),
)
#: endings of text files that hold no briefing
_NO_BRIEFING = {
    **dict.fromkeys(".json .jsonl .ipynb .yaml .yml .toml .ini .sql .bib".split(), _DATA),
    **dict.fromkeys(
        ".py .js .ts .css .c .h .cpp .cs .java .go .rs .rb .php .sh .bat .ps1 .r .tex".split(), _CODE
    ),
    **dict.fromkeys((".mht", ".mhtml", ".eml"), _SAVED),
}
#: a name that stands in an archive -> what the archive is and what to do
_ARCHIVES = (
    (b"xl/workbook", "is an Excel file. Save the sheet with the transcript as .csv."),
    (b"ppt/presentation", "is a PowerPoint file. Copy its words into a .txt file."),
    (b"opendocument", "is an OpenDocument file (.odt). Open it and save it as .docx or .txt."),
    (b"META-INF/container.xml", "is an e-book. Copy the text that you need into a .txt file."),
    (b".iwa", "is a Pages file. Export it as .docx."),
)
_WEB_ADDRESS = re.compile(r"(?i)https?:/|www\.")  # a path has one slash where there were two
_TIMING = re.compile(rb"\d\d:\d\d[.,]\d{3}\s*-->\s*\d")


def read_source(path: str | Path) -> Source:
    """Read and decode one file, or standard input when `path` is "-".

    >>> from briefing_lessons.files import data_folder
    >>> read_source(data_folder("seeds") / "000_95b79719e875266d.txt").encoding
    'utf-8'

    Raises
    ------
    BriefingError
        When the file is missing, a folder, empty, too large, encrypted, or no text.
    """
    if str(path) == "-":
        return source_from_bytes(_read_whole(sys.stdin.buffer, "standard input"), "standard input")
    path = Path(path)
    try:
        if path.is_dir():
            raise BriefingError(f"{path} is a folder. Give a file in it, or read the folder as a whole.")
        if not path.exists() and _WEB_ADDRESS.match(path.as_posix()):
            raise BriefingError(f"{path} is a web address. Save the page as a file, and give that file.")
        if not path.exists():
            raise BriefingError(f"{path} was not found. Check the spelling, or give the whole path.")
        if not path.is_file():
            raise BriefingError(f"{path} is a device or a pipe, not a file. Save its text as a file.")
        with path.open("rb") as file:
            data = _read_whole(file, path.name)
    except (OSError, ValueError) as error:
        if isinstance(error, BriefingError):
            raise
        reason = getattr(error, "strerror", None) or "its name is not a valid path"
        raise BriefingError(
            f"{path} cannot be opened ({reason}). Check the path and who may read it."
        ) from None
    return source_from_bytes(data, path.name)


def _read_whole(file: BinaryIO, name: str) -> bytes:
    data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise BriefingError(f"{name} is too large (at most {MAX_FILE / 1e6:.0f} MB). Cut it into parts.")
    return data


def source_from_bytes(data: bytes, name: str) -> Source:
    """Make a source of the bytes of a file called `name`, whose ending and first bytes tell the format."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise BriefingError(f"{name} is empty. Put the text of a briefing in it and save it.")
    if advice := _why_not(data, name):
        raise BriefingError(f"{name} {advice}")
    read: Callable[[bytes, str], Source] = read_plain
    if (kind := find_format(data, name)) in _READERS:
        read = import_module(f"briefing_lessons.reading.formats.{_READERS[kind]}").read
    return check_source(read(data, name))


def _why_not(data: bytes, name: str) -> str | None:
    """Say what a file is that cannot be read, and what to do, where its first bytes or its ending tell."""
    if data.startswith(b"PK\x03\x04"):
        found = (advice for inside, advice in _ARCHIVES if inside in data)
        return None if b"word/document" in data else next(found, None)
    head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    found = (advice for first, advice in _NO_TEXT if re.match(first, head, re.S))
    return next(found, _NO_BRIEFING.get(Path(name).suffix.lower()))


def source_from_text(text: str, name: str = "pasted text") -> Source:
    r"""Make a source of a text already in memory: nothing changes but line ends and a byte-order mark.

    >>> source_from_text("\ufeffGood morning.\r\n").text
    'Good morning.\n'
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip():
        raise BriefingError(f"{name} is empty. Paste the text of a briefing.")
    kind = "md" if plain.startswith("---\n") else "txt"
    return check_source(Source(name=name, text=plain, encoding="str", format=kind))


def check_source(source: Source) -> Source:
    """Return `source` when it holds words and keeps the limits."""
    text = source.text
    if not any(character.isalnum() for character in text[:100_000]) and not any(map(str.isalnum, text)):
        raise BriefingError(f"{source.name} holds no words. Put the text of a briefing in it.")
    if len(text) > MAX_TEXT:
        raise BriefingError(
            f"{source.name} is too long ({len(text):,} characters; at most {MAX_TEXT:,}). Cut it into parts."
        )
    if len(text) > MAX_LINE and (longest := max(map(len, text.split("\n")))) > MAX_LINE:
        raise BriefingError(
            f"{source.name} has a line of {longest:,} characters (at most {MAX_LINE:,}). Break it into lines."
        )
    return source


def find_format(data: bytes, name: str) -> str:
    """Tell the format by the first bytes, and by the ending of the name where they do not say.

    >>> find_format(b"WEBVTT\\n\\n", "talk.txt"), find_format(b"Good morning.", "talk.md")
    ('vtt', 'md')
    """
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    ending = ENDINGS.get(Path(name).suffix.lower())
    folded = head[:400].lower()
    if head.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if ending in (None, "docx", "txt"):
            return "docx"
        raise BriefingError(f"{name} is a zip archive. Unpack it, or give a .docx file.")
    if head.startswith(b"WEBVTT"):
        return "vtt"
    if ending in ("vtt", "srt") or (re.match(rb"\d+\s*\r?\n", head) and _TIMING.search(head[:120])):
        return "srt"
    if folded.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if folded.startswith((b"<?xml", b"<rss", b"<feed")):
        return "html" if b"<html" in folded or ending == "html" else "xml"
    if ending in ("pdf", "docx"):
        kind = "a PDF" if ending == "pdf" else "a Word"
        raise BriefingError(
            f"{name} is not {kind} file although its name says so. Save it again from its program."
        )
    return ending or "txt"
