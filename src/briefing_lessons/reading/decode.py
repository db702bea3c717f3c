"""Bytes to text: find the encoding by evidence, and say so when it is a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.document import Source

#: byte-order mark -> codec that reads the bytes after it
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:\-]+)""")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_NEWLINES = re.compile(r"\r\n?")
#: bytes that Windows-1252 leaves undefined; browsers read them as the Latin-1 controls
_GAPS = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
#: control characters that no written text holds (tab, line feed, form feed, return and escape may stand)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was decoded."""

    text: str  #: without byte-order mark, newlines as "\\n"
    encoding: str
    warnings: tuple[str, ...] = ()


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
    decoded = next(found for rule in RULES if (found := rule(data)))
    text = _NEWLINES.sub("\n", decoded.text.removeprefix("\ufeff"))
    if len(_CONTROL.findall(text)) > max(2, len(text) // 200) or text.count("\0") > len(text) // 4 > 0:
        raise BriefingError(
            f"{name} is not a text: it holds bytes that are no letters. "
            "Give a .txt, .md, .html, .docx or .pdf file."
        )
    return Source(name, text, decoded.encoding, warnings=decoded.warnings)


def by_mark(data: bytes) -> Decoded | None:
    """Believe a byte-order mark."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(codec, "replace"), codec)
    return None


def as_utf16_without_mark(data: bytes) -> Decoded | None:
    """Take every second byte being zero for UTF-16 that lost its mark."""
    head = data[:4000]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    for codec, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.7 * len(head) / 2 > others:
            return Decoded(data.decode(codec, "replace"), codec, (_guessed("UTF-16"),))
    return None


def as_utf8(data: bytes) -> Decoded | None:
    """Read as UTF-8 when every byte fits."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
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
        return None if codec in ("utf-8", "iso8859-1", "ascii") else Decoded(data.decode(codec), codec)
    except (LookupError, UnicodeError):
        return None


def as_damaged_utf8(data: bytes) -> Decoded | None:
    """Read as UTF-8 with a few broken bytes when most bytes above ASCII form proper UTF-8 sequences."""
    proper = sum(len(match) for match in _MULTIBYTE.findall(data))
    if proper <= 0.8 * len(_HIGH.findall(data)):
        return None
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return Decoded(text, "utf-8", (f"{broken} places were damaged and are shown as \ufffd.",))


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
    if best is None:
        return None
    return Decoded(data.decode(best.encoding, "replace"), best.encoding, (_guessed(best.encoding),))


def as_windows_1252(data: bytes) -> Decoded:
    """Read as Windows-1252, the usual encoding of older Western files."""
    text = data.decode("cp1252", "surrogateescape")
    if not _GAPS.isdisjoint(data):
        text = "".join(chr(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in text)
    return Decoded(text, "cp1252", (_guessed("Windows-1252"),))


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
