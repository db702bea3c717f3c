"""Files: where ours lie; write one whole or not at all and sign it; open none that never ends."""

import csv
import errno
import io
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from uuid import uuid4

from briefing_lessons.errors import BriefingError

#: a learner's own work, which may lie beside the lessons and is never carried along
LEARNERS_WORK = ("work-*.json", "portfolio-*.html", "portfolio-*.md", "labels-*.csv")
_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return the folder `name` ("seeds" or "notebooks"), in the wheel or in a checkout.

    >>> data_folder("seeds").is_dir()
    True
    """
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent.parent / name


def seed_names() -> tuple[str, ...]:
    """Return the file names of the briefings that come with the package, in order.

    >>> "000_95b79719e875266d.txt" in seed_names()
    True
    """
    return tuple(sorted(p.name for p in data_folder("seeds").glob("*.txt")))


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the paths within `folder` of what belongs to the course: no caches, no work of a learner.

    >>> [path.name for path in files_in(data_folder("seeds"))][:2]
    ['000_95b79719e875266d.txt', '001_ferry_report.txt']
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith((".", "__pycache__")) for part in name.parts)
        if path.is_file() and not hidden and not any(name.match(pattern) for pattern in LEARNERS_WORK):
            yield name


MOST = 40_000_000  #: bytes of a file that is opened

#: stands in what we make, where `write_whole` puts the signature of the file
UNSIGNED = f"made-by-briefing_lessons-{0:016}"
_SIGNATURE = re.compile(rb"made-by-briefing_lessons-([0-9a-f]{16})")


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write `content` to `path` and return it; text becomes UTF-8 with newlines as they are, and is signed.

    The bytes go to a temporary name beside `path` first: a full disk, a crash or a second run
    into the same folder leaves the old file or the new one, never a part.

    >>> from tempfile import mkdtemp
    >>> page = write_whole(Path(mkdtemp()) / "page.html", "<p>Who said what?</p>")
    >>> page.read_text(encoding="utf-8"), [p.name for p in page.parent.iterdir()]
    ('<p>Who said what?</p>', ['page.html'])

    Raises
    ------
    OSError
        When the system refuses; it names `path`, or the folder that cannot be made.
    """
    if path.is_dir():  # said here because systems differ: Windows would speak of a permission
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    data = _signed(content.encode("utf-8")) if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(path)
    except OSError as error:
        error.filename = str(path)  # nobody knows the temporary name
        raise
    finally:
        with suppress(OSError):
            temporary.unlink()
    return path


def read_whole(path: Path) -> bytes:
    """Return the bytes of an ordinary file of at most 40 MB: no pipe, no device, nothing without an end.

    >>> read_whole(Path(__file__)).count(b"def read_whole") > 0
    True

    Raises
    ------
    BriefingError
        When it is no such file.
    OSError
        When it is missing, or may not be read.
    """
    if path.exists() and not path.is_file():
        raise BriefingError(f"{path.name} is no ordinary file. Give a file that holds something.")
    with path.open("rb") as file:
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise BriefingError(f"{path.name} is too large (at most {MOST / 1e6:.0f} MB). Give a smaller file.")
    return data


#: a spreadsheet takes a cell that begins so for a formula, and would run it
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    r"""Return rows as comma-separated text; words that a spreadsheet would run begin with an apostrophe.

    >>> as_csv([("word", "count"), ("=1+1", -2)])
    "word,count\n'=1+1,-2\n"
    """
    out = io.StringIO()
    safe = ([f"'{x}" if isinstance(x, str) and _FORMULA.match(x) else x for x in row] for row in rows)
    csv.writer(out, lineterminator="\n").writerows(safe)
    return out.getvalue()


def write_csv(path: Path, table: str) -> Path:
    """Write comma-separated text with the mark by which a spreadsheet knows its curly quotes."""
    return write_whole(path, f"\N{BOM}{table}")


def is_signed(data: bytes) -> bool:
    """Say whether `data` is a file that we made and that nobody has changed since.

    >>> from tempfile import mkdtemp
    >>> page = write_whole(Path(mkdtemp()) / "page.html", f"<!-- {UNSIGNED} --><p>Who said what?</p>")
    >>> is_signed(page.read_bytes()), is_signed(page.read_bytes() + b"<p>My own note.</p>")
    (True, False)
    """
    found = islice(_SIGNATURE.finditer(data), 9)
    unsigned = ((one[1], data[: one.start(1)] + b"0" * 16 + data[one.end(1) :]) for one in found)
    return any(_signature(content) == signature for signature, content in unsigned)


def _signed(data: bytes) -> bytes:
    before, mark, after = data.partition(UNSIGNED.encode())
    return before + mark[:-16] + _signature(data) + after if mark else data


def _signature(data: bytes) -> bytes:
    from hashlib import sha256

    return sha256(data).hexdigest()[:16].encode()
