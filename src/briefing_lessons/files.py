"""Write a file whole or not at all, so that nobody opens half a page; sign it, so that we know it again."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from itertools import islice
from pathlib import Path
from uuid import uuid4

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


def is_signed(data: bytes) -> bool:
    """Say whether `data` is a file that we made and that nobody has changed since.

    >>> from tempfile import mkdtemp
    >>> page = write_whole(Path(mkdtemp()) / "page.html", f"<!-- {UNSIGNED} --><p>Who said what?</p>")
    >>> is_signed(page.read_bytes()), is_signed(page.read_bytes() + b"<p>My own note.</p>")
    (True, False)
    """
    for found in islice(_SIGNATURE.finditer(data), 9):
        unsigned = data[: found.start(1)] + b"0" * 16 + data[found.end(1) :]
        if _signature(unsigned) == found[1]:
            return True
    return False


def _signed(data: bytes) -> bytes:
    before, mark, after = data.partition(UNSIGNED.encode())
    return before + mark[:-16] + _signature(data) + after if mark else data


def _signature(data: bytes) -> bytes:
    from hashlib import sha256

    return sha256(data).hexdigest()[:16].encode()
