"""Where the files that travel with the package are: briefings, lessons and word lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

#: a learner's own work, which may lie beside the lessons and is never carried along
LEARNERS_WORK = ("work-*.json", "portfolio-*.html", "portfolio-*.md", "labels-*.csv")
_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def data_folder(name: str) -> Path:
    """Return the folder `name` ("seeds" or "notebooks"), in the wheel or in a checkout.

    >>> data_folder("seeds").is_dir()
    True
    """
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _CHECKOUT / name


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
