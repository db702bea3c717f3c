"""What a kernel in the browser loads: Pyodide's files, pure wheels, and a lock that names what is there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from email.parser import Parser
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefing_lessons.command.wheel import OURS, build_wheel, packed
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import write_whole

#: the files of Pyodide itself; its lock last
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
#: what the lessons load beside what the kernel needs; compiled ones only where they are to be had
OURS_NEEDS = ("ipywidgets", "matplotlib", "pyyaml")
#: pure wheels that are fetched when something first imports them
LATE = ("beautifulsoup4", "nltk", "pypdf")
#: what the kernel loads before the first cell
KERNEL_NEEDS = (
    "ipykernel", "comm", "pyodide-kernel", "piplite", "micropip", "ipython", "jedi", "widgetsnbextension",
)  # fmt: skip

_REGEX = """
import re
from re import *
from re import Match, Pattern

class Untimed:  # a pattern of Python's own, which knows no time-out; read when it is used
    def __init__(self, *written): self.written = written
    def __getattr__(self, name):
        found = getattr(re.compile(*self.written), name)
        return (lambda *a, timeout=None, **k: found(*a, **k)) if callable(found) else found

def compile(pattern, flags=0, **options): return Untimed(pattern, flags)
"""
_NO_PIP = """
async def get_transformed_code(argv):
    return "print('This page has its packages with it, and can install no others.')\\n"
"""
STARTUP = "briefing-lessons-startup"
#: wheels of our own making: nltk imports regex, and what we use of it needs no more than Python's own; the
#: kernel asks for jedi, which completes what programmers type (five megabytes), and IPython does without; it
#: imports what installs other packages, a second before every first cell, and here there are no others
STAND_INS: dict[str, dict[str, str]] = {
    "regex": {"regex.py": _REGEX},
    "jedi": {},
    "micropip": {},
    "piplite": {"piplite/__init__.py": "", "piplite/piplite.py": "", "piplite/cli.py": _NO_PIP},
}

_MARKERS = {
    "sys_platform": "emscripten", "platform_system": "Emscripten", "os_name": "posix",
    "platform_machine": "wasm32", "implementation_name": "cpython",
    "platform_python_implementation": "CPython", "extra": "",
}  # fmt: skip


@contextmanager
def opened(pyodide: Path) -> Iterator[Path]:
    """Yield the folder with Pyodide's files: `pyodide` itself, a folder in it, or what its archive holds.

    Raises
    ------
    BriefingError
        When it is no release of Pyodide.
    """
    with TemporaryDirectory(prefix="briefing_lessons_") as temporary:
        home = pyodide
        if not pyodide.exists():
            raise BriefingError(f"{pyodide}: there is no such file or folder. Give Pyodide's release.")
        if pyodide.is_file():
            try:
                with tarfile.open(pyodide) as archive:
                    archive.extractall(temporary, filter="data")
            except (tarfile.TarError, OSError, EOFError):
                raise BriefingError(
                    f"{pyodide}: this is no archive that can be opened. Give Pyodide's release, such as "
                    "pyodide-314.0.7.tar.bz2, or a folder with its files."
                ) from None
            home = Path(temporary)
        for found in (home, home / "pyodide", home / "package"):
            if all((found / name).is_file() for name in CORE):
                yield found
                return
        raise BriefingError(
            f"{pyodide}: Pyodide's files are not in it ({', '.join(CORE)}). Give its release."
        )


def fill(target: Path, home: Path, extension: Iterable[Path]) -> tuple[str, ...]:
    """Put into `target` what a kernel needs of Pyodide's files in `home`, and the lock; return the packages.

    A wheel comes from `home`, from the kernel's `extension`, or is made of what is installed here; what none
    of them has as a wheel for the browser is left out, and whatever needs it does without. Where Node.js is,
    what is loaded before the first cell is compiled: Python spends half of its start in a browser on that.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name in CORE:
        (target / name).write_bytes((home / name).read_bytes())
    lock = json.loads((home / "pyodide-lock.json").read_text(encoding="utf-8"))
    theirs = {_plain(name): spec for name, spec in lock["packages"].items()}
    lying = {_plain(path.name.split("-")[0]): path for path in [*home.glob("*.whl"), *extension]}
    python = lock["info"]["python"]

    def packages_for(wanted: list[str], known: Collection[str]) -> dict[str, Any]:
        packages: dict[str, Any] = {}
        while wanted:
            name = _plain(wanted.pop())
            there = name in packages or name in known
            wheel = None if there else _wheel(name, theirs, lying, home, target)
            if wheel is None:
                continue
            spec = theirs.get(name, {})
            own = spec.get("file_name") == wheel.name and spec.get("sha256") == _digest(wheel)
            packages[name] = {**spec, "unvendored_tests": False} if own else _described(wheel, python)
            wanted += packages[name]["depends"]
        return packages

    early = packages_for([*KERNEL_NEEDS, OURS], ())
    if node := shutil.which("node"):  # bytecode of another Python than the page's would be of no use
        script = files("briefing_lessons") / "jupyter" / "bytecode.mjs"
        subprocess.run([node, str(script), str(target.resolve())], capture_output=True)
    late = packages_for([*LATE], early)
    imported = {name: spec["file_name"] for spec in late.values() for name in spec["imports"]}
    early[STARTUP] = _described(write_startup(target, imported), python)
    for spec in early.values():
        spec["depends"] = sorted({_plain(name) for name in spec["depends"]} & set(early))
        spec["sha256"] = _digest(target / spec["file_name"])
    lock["packages"] = dict(sorted(early.items()))
    (target / "pyodide-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")
    return tuple(sorted(early))


def _wheel(
    name: str, theirs: Mapping[str, Any], lying: Mapping[str, Path], home: Path, target: Path
) -> Path | None:
    """Return the wheel of `name`, put into `target`; nothing where none suits the browser."""
    if name in STAND_INS:
        return _stand_in(target, name, STAND_INS[name])
    listed = home / str(theirs.get(name, {}).get("file_name"))
    found = listed if listed.is_file() else lying.get(name)
    if found is not None and name != OURS:
        return shutil.copyfile(found, target / found.name)
    try:
        return build_wheel(target, name)
    except BriefingError:
        return None


def write_startup(folder: Path, late: Mapping[str, str]) -> Path:
    """Write the wheel by which a kernel in the browser begins as one of `briefing-lessons lab` does.

    `late` has the file of each package that is fetched when it is first imported.
    """
    words = (files("briefing_lessons") / "jupyter" / "startup.py").read_text(encoding="utf-8")
    if late:
        late_ones = f"from briefing_lessons.jupyter.late import install\n\ninstall({dict(late)!r})\n"
        words = late_ones + words
    # no name of ours: the folder of a file that IPython runs comes first where modules are looked for
    place = f"{STARTUP.replace('-', '_')}-0.data/data/etc/ipython/startup/begin.py"
    return _stand_in(folder, STARTUP, {place: words})


def _stand_in(folder: Path, name: str, inside: dict[str, str]) -> Path:
    """Write a small wheel called `name` with these files and their words."""
    named = f"{name.replace('-', '_')}-0"
    about = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    members = inside | {f"{named}.dist-info/{file}": words for file, words in about.items()}
    data = packed({file: words.encode() for file, words in members.items()}, f"{named}.dist-info/RECORD")
    return write_whole(folder / f"{named}-py3-none-any.whl", data)


def _described(wheel: Path, python: str) -> dict[str, Any]:
    """Return the lock's entry for a wheel, from what it says of itself."""
    from packaging.requirements import Requirement

    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        about = archive.read(next(n for n in names if n.endswith(".dist-info/METADATA"))).decode("utf-8")
    facts = Parser().parsestr(about)
    name, version = facts["Name"], facts["Version"]
    seen = _MARKERS | {"python_version": ".".join(python.split(".")[:2]), "python_full_version": python}
    needs = [Requirement(line) for line in facts.get_all("Requires-Dist", ())]
    depends = [need.name for need in needs if need.marker is None or need.marker.evaluate(seen)]
    code = [path for path in names if path.endswith(".py") and ".dist-info" not in path]
    return {
        "name": name,
        "version": version,
        "file_name": wheel.name,
        "depends": [_plain(need) for need in (OURS_NEEDS if _plain(name) == OURS else depends)],
        "imports": sorted({path.split("/")[0].removesuffix(".py") for path in code}),
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
    }


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
