"""Write a file whole or not at all, so that nobody opens half a page."""

from __future__ import annotations

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
        Naming `path`, whichever name the trouble came up under.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(path)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    return path
