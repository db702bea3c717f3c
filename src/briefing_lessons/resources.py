"""Where the files that travel with the package are: briefings, lessons and word lists."""

from __future__ import annotations

from pathlib import Path

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
