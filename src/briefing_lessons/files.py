"""Write a file whole or not at all, so that nobody opens half a page."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write `content` to `path` and return it; text becomes UTF-8 with newlines as they are.

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
    data = content.encode("utf-8") if isinstance(content, str) else content
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
