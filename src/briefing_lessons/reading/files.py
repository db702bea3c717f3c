"""Open a file of any kind that a teacher brings, or say in one sentence why it cannot be used."""

from __future__ import annotations

import codecs
import re
import sys
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path

from briefing_lessons.errors import BriefingError
from briefing_lessons.files import MOST, read_whole
from briefing_lessons.reading.document import Source
from briefing_lessons.reading.lexicon import WARNINGS, read_table, refusal
from briefing_lessons.reading.lines import LINE

#: letters above ASCII in UTF-8
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
#: what Windows-1252 has where Latin-1 has controls; the five bytes that it leaves undefined stay controls
_WINDOWS = {byte: letter for byte in range(128, 160) if (letter := bytes([byte]).decode("cp1252", "ignore"))}


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
    try:
        text, encoding, doubt = data.decode("utf-8-sig"), "utf-8", ""
    except UnicodeDecodeError:
        text, encoding, doubt = _stated(data) or _guessed(data)
    text = LINE["newline"].sub("\n", text)
    if len(LINE["control"].findall(text)) > max(2, len(text) // 200) or text.count("\0") > len(text) // 4 > 0:
        raise refusal("no_letters", name)
    return Source(name, text, encoding, warnings=(doubt,) if doubt else ())


def _stated(data: bytes) -> tuple[str, str, str] | None:
    """Return a text, its encoding and no doubt: by a byte-order mark, or as a page declares where it fits."""
    from bs4.dammit import EncodingDetector

    rest, encoding = EncodingDetector.strip_byte_order_mark(data)
    if encoding:
        return rest.decode(encoding, "replace"), encoding, ""
    try:
        declared = EncodingDetector.find_declared_encoding(data[:2000], is_html=True) or ""
        codec = codecs.lookup(declared).name
        return None if codec in ("utf-8", "iso8859-1", "ascii") else (data.decode(codec), codec, "")
    except (LookupError, ValueError):  # no encoding, or one that does not fit
        return None


def _guessed(data: bytes) -> tuple[str, str, str]:
    """Return a text, an encoding that is likely, and what is doubtful about it.

    Most bytes above ASCII form sequences of UTF-8; or there are so many that the letters are hardly Latin;
    or it is Windows-1252, as older Western files are.
    """
    high = len(_HIGH.findall(data))
    if sum(map(len, _MULTIBYTE.findall(data))) > 0.8 * high:
        text = data.decode("utf-8", "replace")
        return text, "utf-8", WARNINGS["damaged"].format(count=text.count("\ufffd"))
    if high >= 0.2 * len(data):
        with suppress(ImportError):  # it is not on the pages that run in a browser
            from charset_normalizer import from_bytes

            if best := from_bytes(data[:60_000]).best():
                text = data.decode(best.encoding, "replace")
                return text, best.encoding, WARNINGS["guessed"].format(encoding=best.encoding)
    text = data.decode("latin-1").translate(_WINDOWS)
    return text, "cp1252", WARNINGS["guessed"].format(encoding="Windows-1252")


def read_plain(data: bytes, name: str) -> Source:
    """Return the text of a file without what a court or a mail program sets before its lines."""
    source = without_numbers(decode(data, name))
    quoted, written = len(LINE["mail_mark"].findall(source.text)), len(LINE["written"].findall(source.text))
    # captions mark another voice with two
    mail = quoted >= 5 and quoted * 3 >= written and source.text.count("\n>>") * 2 < quoted
    return _without(LINE["mail_mark"], source, "quoted_mail") if mail else source


def without_numbers(source: Source) -> Source:
    """Return a text without the numbers that a court sets before each line of a page."""
    numbered = LINE["numbered_line"].findall(source.text)
    counts = pairwise([0, *(int(number) for number, _ in numbered)])
    rising = sum(number in (before + 1, 1) for before, number in counts)
    small = sum(first.islower() for _, first in numbered)  # a list has none, or all
    most = len(numbered) * 2 >= len(LINE["written"].findall(source.text)) and 0 < small < len(numbered)
    court = rising * 10 >= 9 * len(numbered) >= 90 and most
    return _without(LINE["numbered_line"], source, "numbered") if court else source


def _without(marks: re.Pattern[str], source: Source, doubt: str) -> Source:
    warnings = (*source.warnings, WARNINGS[doubt])
    return replace(source, text=marks.sub("", source.text), warnings=warnings, hints=())


MAX_TEXT = 10_000_000  #: characters of the text in a file, about two hundred hours of talk
MAX_LINE = 2_000_000  #: characters of one line

#: (module under `formats` that holds `read(data, name)`, endings of its files, how they begin whatever their
#: ending); imported when such a file is opened, and "" for a plain text
_FORMATS = read_table("formats.csv")
ENDINGS = {"": "", **{ending: kind for kind, endings, _ in _FORMATS for ending in endings.split()}}
#: (how a file shows it, the sign, what it is and what to do) of files that are no text; nothing of Word's
_NO_TEXT = read_table("no_text.csv")


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
        return source_from_bytes(sys.stdin.buffer.read(MOST + 1), "standard input")
    path = Path(path)
    try:
        if path.is_dir():
            raise refusal("folder", path)
        if not path.exists():
            raise refusal("web_address" if LINE["web_address"].match(path.as_posix()) else "missing", path)
        data = read_whole(path)
    except BriefingError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a valid path"
        raise refusal("unopened", path, reason=reason) from None
    return source_from_bytes(data, path.name)


def source_from_bytes(data: bytes, name: str) -> Source:
    """Make a source of the bytes of a file called `name`, whose ending and first bytes tell the format."""
    if len(data) > MOST:
        raise refusal("too_large", name, most=MOST // 1_000_000)
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise refusal("empty", name)
    if advice := _why_not(data, name):
        raise BriefingError(f"{name} {advice}")
    kind = find_format(data, name)
    read = import_module(f"briefing_lessons.reading.formats.{kind}").read if kind else read_plain
    return check_source(read(data, name))


def _why_not(data: bytes, name: str) -> str | None:
    """Say what a file is that cannot be read, and what to do, where its first bytes or its ending tell."""
    head, ending = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n"), Path(name).suffix.lower()
    archive = data.startswith(b"PK\x03\x04")
    found = (
        advice
        for how, sign, advice in _NO_TEXT
        if (how == "holds" and archive and sign.encode() in data)
        or (how == "begins" and not archive and re.match(sign.encode(), head, re.S))
        or (how == "ends" and not archive and ending in sign.split())
    )
    return next(found, None)


def source_from_text(text: str, name: str = "pasted text") -> Source:
    r"""Make a source of a text already in memory: nothing changes but line ends and a byte-order mark.

    >>> source_from_text("\ufeffGood morning.\r\n").text
    'Good morning.\n'
    """
    plain = LINE["newline"].sub("\n", text.removeprefix("\ufeff"))
    if not plain.strip():
        raise refusal("empty", name)
    kind = "md" if plain.startswith("---\n") else "txt"
    return check_source(Source(name=name, text=plain, encoding="str", format=kind))


def check_source(source: Source) -> Source:
    """Return `source` when it holds words and keeps the limits; a voice behind ">>" begins a line."""
    text, name = source.text, source.name
    if not any(map(str.isalnum, text)):
        raise refusal("no_words", name)
    if len(text) > MAX_TEXT:
        raise refusal("too_long", name, length=len(text), most=MAX_TEXT)
    if len(text) > MAX_LINE and (longest := max(map(len, text.split("\n")))) > MAX_LINE:
        raise refusal("long_line", name, length=longest, most=MAX_LINE)
    arrows = f"\n{text}".count("\n>>") > 1  # another voice in captions, also in the middle of a line
    return replace(source, text=LINE["before_arrows"].sub("\n", text)) if arrows else source


def find_format(data: bytes, name: str) -> str:
    """Tell the format by the first bytes, and by the ending of the name where they do not say.

    >>> find_format(b"WEBVTT\\n\\n", "talk.txt"), find_format(b"Good morning.", "talk.md")
    ('captions', 'markdown')
    """
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    ending = ENDINGS.get(Path(name).suffix.lower(), "")
    found = (kind for kind, _, sign in _FORMATS if sign and re.match(sign.encode(), head, re.I | re.S))
    return ending if ending == "captions" else next(found, ending)
