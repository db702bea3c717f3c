"""An offline kit: a folder with every wheel and a start script, for a room without Wi-Fi."""

import errno
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefing_lessons.command.wheel import build_wheel
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import UNSIGNED, data_folder, write_whole
from briefing_lessons.pages import template

_KNOWN = tomllib.loads(template("kit/systems.toml"))
#: system -> what pip calls its machines
SYSTEMS: dict[str, list[str]] = _KNOWN["machines"]


def make_kit(folder: Path, systems: Sequence[str], pythons: Sequence[str]) -> int:
    """Fill `folder` with wheels for `systems` and `pythons`, and a start script for each; return the wheels.

    Needs the network, once; installing from the kit needs none. Every package has the version that is pinned
    for Binder, so that all laptops and the launch links show the same.

    Parameters
    ----------
    systems
        Keys of `SYSTEMS`.
    pythons
        Versions of Python on the laptops, such as "3.12".

    Raises
    ------
    BriefingError
        When a version of Python is none that the lessons run on, or when pip cannot get a wheel;
        with pip's own last line.
    OSError
        When `folder` cannot be written, or has no room for the wheels.
    """
    for python in pythons:
        if not re.fullmatch(r"3\.(?:1[1-9]|[2-9]\d)", python):
            raise BriefingError(f"--python {python}: give a version from 3.11, such as --python 3.12.")
    if find_spec("pip") is None:
        raise BriefingError("pip, which fetches the wheels, is missing here. Run: python -m ensurepip")
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    # pip may be stopped in the middle of a file: a wheel in the kit is a whole one
    with TemporaryDirectory(prefix=".unfinished_", dir=folder) as unfinished:
        build_wheel(Path(unfinished))
        for system in systems:
            for python in pythons:
                lines = "\n".join([f"# {UNSIGNED}", *pins(system, python)])
                needed = write_whole(folder / _pins_name(system, python), f"{lines}\n")
                words = [word for machine in SYSTEMS[system] for word in ("--platform", machine)]
                _pip(
                    folder, "download", "--no-deps", "--only-binary=:all:", "--python-version", python,
                    *words, "--dest", unfinished, "-r", needed,
                )  # fmt: skip
        for wheel in Path(unfinished).iterdir():
            wheel.replace(wheels / wheel.name)
    for system in systems:
        name, script = START[system]
        write_whole(folder / name, script.replace("UNSIGNED", UNSIGNED)).chmod(0o755)
    read_me = template("kit/read_me.txt").format(pythons=" or ".join(pythons), unsigned=UNSIGNED)
    write_whole(folder / "READ ME FIRST.txt", read_me)
    return len(list(wheels.glob("*.whl")))


def files_of_kit(systems: Sequence[str], pythons: Sequence[str]) -> Iterator[str]:
    """Yield the names of the files in a kit, but for its wheels."""
    yield "READ ME FIRST.txt"
    for system in systems:
        yield START[system][0]
        yield from (_pins_name(system, python) for python in pythons)


def _pins_name(system: str, python: str) -> str:
    return f"pins-{system}-{python}.txt"


def pins(system: str, python: str) -> Iterator[str]:
    """Yield the pinned packages for one system and one version of Python.

    >>> any(pin.startswith("colorama==") for pin in pins("windows", "3.12"))
    True
    >>> any(pin.startswith("colorama==") for pin in pins("linux", "3.12"))
    False
    """
    lines = (data_folder("binder") / "constraints.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^[A-Za-z0-9].*", lines, re.MULTILINE)
    return (f"{pin.name}{pin.specifier}" for pin in needed_on(system, f"{python}.0", pinned))


def needed_on(system: str, python: str, lines: Iterable[str]) -> Iterator[Any]:
    """Yield the requirements among `lines` that count on one system, or in a "browser", for one Python."""
    from packaging.requirements import Requirement

    seen = _KNOWN["markers"][system] | {
        "python_version": ".".join(python.split(".")[:2]),
        "python_full_version": python,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    return (need for need in map(Requirement, lines) if need.marker is None or need.marker.evaluate(seen))


def this_system() -> str:
    """Return the key of `SYSTEMS` for this machine."""
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def _pip(folder: Path, *words: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, words)]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    if ended.returncode:
        if os.strerror(errno.ENOSPC) in ended.stderr:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
        said = [line for line in ended.stderr.splitlines() if line.strip()] or ["no reason given"]
        last = ([line for line in said if line.startswith("ERROR")] or said)[-1]
        raise BriefingError(f"pip {words[0]}: {last}. Check the network, then run this again.")


#: system -> name of its start script, and the script
START = {
    "windows": ("start-windows.bat", template("kit/start.bat").replace("\n", "\r\n")),
    "macos": ("start-macos.command", template("kit/start.sh")),
    "linux": ("start-linux.sh", template("kit/start.sh")),
}
