"""An offline kit: a folder with every wheel and a start script, for a room without Wi-Fi."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing_lessons.command.wheel import build_wheel
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import UNSIGNED, data_folder, write_whole
from briefing_lessons.pages import template

_MARKERS = ("sys_platform", "os_name", "platform_system", "platform_machine")
#: system -> what pip calls its machines, and what markers in the pins see
SYSTEMS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    name: (machines, dict(zip(_MARKERS, seen, strict=True)))
    for name, machines, *seen in (
        ("windows", ("win_amd64",), "win32", "nt", "Windows", "AMD64"),
        ("macos", tuple(f"macosx_12_0_{kind}" for kind in ("arm64", "x86_64", "universal2")),
         "darwin", "posix", "Darwin", "arm64"),
        ("linux", tuple(f"manylinux{since}_x86_64" for since in ("_2_28", "_2_27", "_2_17", "2014")),
         "linux", "posix", "Linux", "x86_64"),
    )
}  # fmt: skip


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
            machines, _ = SYSTEMS[system]
            for python in pythons:
                needed = write_whole(
                    folder / _pins_name(system, python),
                    "\n".join([f"# {UNSIGNED}", *pins(system, python)]) + "\n",
                )
                words = [word for machine in machines for word in ("--platform", machine)]
                _pip(
                    folder, "download", "--no-deps", "--only-binary=:all:", "--python-version", python,
                    *words, "--dest", unfinished, "-r", needed,
                )  # fmt: skip
        for wheel in Path(unfinished).iterdir():
            wheel.replace(wheels / wheel.name)
    for system in systems:
        name, script = START[system]
        target = write_whole(folder / name, script.replace("UNSIGNED", UNSIGNED))
        target.chmod(0o755)
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
    from packaging.requirements import Requirement

    seen = SYSTEMS[system][1] | {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for line in (data_folder("binder") / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            pin = Requirement(line)
            if pin.marker is None or pin.marker.evaluate(seen):
                yield f"{pin.name}{pin.specifier}"


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
        errors = [line for line in said if line.startswith("ERROR")]
        raise BriefingError(
            f"pip {words[0]}: {(errors or said)[-1]}. Check the network, then run this again."
        )


#: system -> name of its start script, and the script
START = {
    "windows": ("start-windows.bat", template("kit/start.bat").replace("\n", "\r\n")),
    "macos": ("start-macos.command", template("kit/start.sh")),
    "linux": ("start-linux.sh", template("kit/start.sh")),
}
