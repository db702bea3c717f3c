"""Open a file of any kind that a teacher brings, or say in one sentence why it cannot be used."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.document import Source

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
#: format -> module under `formats` that holds `read(data, name)`; imported only when such a file is opened
_READERS = {
    "txt": "plain", "md": "markdown", "html": "web", "xml": "feed", "docx": "word", "pdf": "pdf",
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
    kind = find_format(data, name)
    read: Callable[[bytes, str], Source] = import_module(
        f"briefing_lessons.reading.formats.{_READERS[kind]}"
    ).read
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
