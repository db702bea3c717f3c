"""The lessons as a folder of static files: a class opens them by a link and installs nothing.

Beside the pages lies what a kernel in the browser loads: Pyodide's files, wheels, a lock that names them.
"""

import json
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from email.parser import Parser
from hashlib import sha256
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from packaging.utils import canonicalize_name

from briefing_lessons.command.kit import needed_on
from briefing_lessons.command.lab import prepare_work
from briefing_lessons.command.wheel import OURS, build_wheel, packed
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder, seed_names, write_whole
from briefing_lessons.lessons.course import Lesson
from briefing_lessons.pages import page, template

_PACKAGES = tomllib.loads(template("site/packages.toml"))
CORE: list[str] = _PACKAGES["core"]  #: the files of Pyodide itself; its lock last
STARTUP = "briefing-lessons-startup"
#: by this file a site of ours is known, and may be replaced
MARK = "briefing-lessons-site.json"
_INSTALL = 'Run: python -m pip install "briefing-lessons[site]"'
_KERNEL = "@jupyterlite/pyodide-kernel-extension"
#: where a kernel's worker finds our wheels when everything else comes from Pyodide's network
_FROM_WORKER = "../../../../wheels"
#: every cell stays on the page: a reader searches it, and a screen reader walks it
_WHOLE_PAGE = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}


def make_site(
    folder: Path, lessons: Sequence[Lesson], *, briefing: Path | None = None, pyodide: Path | None = None
) -> tuple[str, ...]:
    """Write the site into `folder` and return the packages that its kernel loads before the first cell.

    Parameters
    ----------
    folder
        Replaced if it is a site of ours; made if it is not there.
    briefing
        What the lessons read in place of the transcript.
    pyodide
        A release of Pyodide, as an archive or a folder: then no page asks another host. Without it the kernel
        comes from Pyodide's own network.

    Raises
    ------
    BriefingError
        When the extra `site` is not installed, `folder` holds something else, or `pyodide` is no release.
    """
    if find_spec("jupyterlite_core") is None or find_spec("jupyterlite_pyodide_kernel") is None:
        raise BriefingError(f"A site is built by JupyterLite, which is missing here. {_INSTALL}")
    if foreign := next(_foreign_files(folder), None):
        raise BriefingError(f"{foreign} is no file of a site of ours, and would be lost. Give another --out.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".unfinished_", dir=folder.parent, ignore_cleanup_errors=True) as inside:
        source, built = Path(inside, "source"), Path(inside, "site")
        _copy_course(source / "files", lessons, briefing)
        # JupyterLite takes a folder static/pyodide for a whole Pyodide
        place = Path("static", "pyodide") if pyodide is not None else Path("wheels")
        packages = _copy_packages(source / place, pyodide)
        _write_settings(source, packages, own_host=pyodide is not None)
        _build(source, built)
        shutil.copytree(source / place, built / place, dirs_exist_ok=True)
        (built / "index.html").write_text(start_page(lessons), encoding="utf-8")
        ours = sorted(_files_in(built))
        digests = (sha256((built / name).read_bytes()).digest() for name in ours)
        _mend_worker(built / "service-worker.js", edition=sha256(b"".join(digests)).hexdigest()[:16])
        _write_json(built / MARK, {"made_by": "briefing-lessons site", "files": ours})
        if folder.exists():
            shutil.rmtree(folder)
        built.rename(folder)
    return packages


def _files_in(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _foreign_files(folder: Path) -> Iterator[Path]:
    """Yield the files in `folder` that no site of ours put there."""
    try:
        known = set(json.loads((folder / MARK).read_text(encoding="utf-8"))["files"]) | {MARK}
    except (OSError, ValueError, KeyError, TypeError):
        known = set()
    return (folder / name for name in sorted(_files_in(folder)) if name not in known)


def start_page(lessons: Sequence[Lesson]) -> str:
    """Return the page that lists the lessons, each with a link that opens it."""
    rows = ""
    for lesson in lessons:
        link = f'<a href="lab/index.html?path={quote(lesson.path.name)}">{escape(lesson.title)}</a>'
        cells = (lesson.number, link, escape(lesson.question), escape(lesson.minutes))
        rows += f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    return page("Briefing lessons", template("site/start.html").replace("LESSONS", rows))


def _copy_course(folder: Path, lessons: Sequence[Lesson], briefing: Path | None) -> None:
    prepare_work(lessons, folder, briefing=briefing)
    kernel = {"display_name": "Python", "language": "python", "name": "python"}
    for path in folder.glob("*.ipynb"):  # named, or the page asks which kernel is meant
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["metadata"]["kernelspec"] = kernel
        _write_json(path, notebook)
    (folder / "texts").mkdir()
    for name in seed_names():
        shutil.copyfile(data_folder("seeds") / name, folder / "texts" / name)


def _copy_packages(folder: Path, pyodide: Path | None) -> tuple[str, ...]:
    """Fill `folder` with what the kernel loads; return the names or addresses that load it."""
    if pyodide is not None:
        extension = Path(sys.prefix, "share", "jupyter", "labextensions", _KERNEL)
        with opened(pyodide) as home:
            return fill(folder, home, sorted(extension.rglob("*.whl")))
    folder.mkdir(parents=True)
    wheels = (build_wheel(folder, name) for name in ("ipywidgets", "jupyterlab_widgets", "pypdf", OURS))
    made = (*wheels, write_startup(folder, {}))
    return ("nltk", "matplotlib", "beautifulsoup4", *(f"{_FROM_WORKER}/{wheel.name}" for wheel in made))


def _write_settings(source: Path, packages: Sequence[str], *, own_host: bool) -> None:
    kernel = {"loadPyodideOptions": {"packages": list(packages)}, "disablePyPIFallback": own_host}
    settings = json.loads(template("site/jupyter-lite.json"))
    settings["jupyter-config-data"]["litePluginSettings"] = {f"{_KERNEL}:kernel": kernel}
    _write_json(source / "jupyter-lite.json", settings)
    ours = files("briefing_lessons") / "jupyter" / "labconfig" / "default_setting_overrides.json"
    _write_json(source / "overrides.json", json.loads(ours.read_text(encoding="utf-8")) | _WHOLE_PAGE)


def _build(source: Path, out: Path) -> None:
    """Let JupyterLite make the pages.

    Raises
    ------
    BriefingError
        With its last line, when it does not.
    """
    command = [
        *(sys.executable, "-m", "jupyterlite_core", "build", "--apps", "lab", "--no-sourcemaps"),
        *("--no-unused-shared-packages", "--lite-dir", str(source)),
        *("--contents", str(source / "files"), "--output-dir", str(out)),
    ]
    done = subprocess.run(command, cwd=source, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode or not (out / "lab" / "index.html").is_file():
        lines = (done.stdout + done.stderr).splitlines()
        said = ["no reason given", *(line for line in lines if "error" in line.lower())]
        raise BriefingError(f"JupyterLite could not build the site: {said[-1]}")


def _mend_worker(path: Path, edition: str) -> None:
    words = path.read_text(encoding="utf-8")
    for old, new in tomllib.loads(template("site/worker_mends.toml")).items():
        if old not in words:
            raise BriefingError(f"The service worker of this JupyterLite is not the one we know. {_INSTALL}")
        words = words.replace(old, new.replace("EDITION", edition))
    path.write_text(words, encoding="utf-8")


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@contextmanager
def opened(pyodide: Path) -> Iterator[Path]:
    """Yield the folder with Pyodide's files: `pyodide` itself, a folder in it, or what its archive holds.

    Raises
    ------
    BriefingError
        When it is no release of Pyodide.
    """
    if not pyodide.exists():
        raise BriefingError(f"{pyodide}: there is no such file or folder. Give Pyodide's release.")
    with TemporaryDirectory(prefix="briefing_lessons_") as temporary:
        home = pyodide if pyodide.is_dir() else Path(temporary)
        try:
            if home != pyodide:
                with tarfile.open(pyodide) as archive:
                    archive.extractall(home, filter="data")
        except (tarfile.TarError, OSError, EOFError):
            which = "such as pyodide-314.0.7.tar.bz2, or a folder with its files"
            wrong = f"{pyodide}: this is no archive that can be opened. Give Pyodide's release, {which}."
            raise BriefingError(wrong) from None
        places = (home, home / "pyodide", home / "package")
        found = [place for place in places if all((place / name).is_file() for name in CORE)]
        if not found:
            lacks = f"Pyodide's files are not in it ({', '.join(CORE)})"
            raise BriefingError(f"{pyodide}: {lacks}. Give its release.")
        yield found[0]


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
    theirs: dict[str, Any] = {canonicalize_name(name): spec for name, spec in lock["packages"].items()}
    wheels = (*home.glob("*.whl"), *extension)
    lying: dict[str, Path] = {canonicalize_name(path.name.split("-")[0]): path for path in wheels}
    python = lock["info"]["python"]

    def packages_for(wanted: list[str], known: Collection[str]) -> dict[str, Any]:
        packages: dict[str, Any] = {}
        while wanted:
            name = canonicalize_name(wanted.pop())
            there = name in packages or name in known
            wheel = None if there else _wheel(name, theirs, lying, home, target)
            if wheel is None:
                continue
            spec = theirs.get(name, {})
            own = spec.get("file_name") == wheel.name and spec.get("sha256") == _digest(wheel)
            packages[name] = {**spec, "unvendored_tests": False} if own else _described(wheel, python)
            wanted += packages[name]["depends"]
        return packages

    early = packages_for([*_PACKAGES["kernel"], OURS], ())
    if node := shutil.which("node"):  # bytecode of another Python than the page's would be of no use
        script = files("briefing_lessons") / "jupyter" / "bytecode.mjs"
        subprocess.run([node, str(script), str(target.resolve())], capture_output=True)
    late = packages_for([*_PACKAGES["late"]], early)
    imported = {name: spec["file_name"] for spec in late.values() for name in spec["imports"]}
    early[STARTUP] = _described(write_startup(target, imported), python)
    for spec in early.values():
        spec["depends"] = sorted({canonicalize_name(name) for name in spec["depends"]} & set(early))
        spec["sha256"] = _digest(target / spec["file_name"])
    lock["packages"] = dict(sorted(early.items()))
    (target / "pyodide-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")
    return tuple(sorted(early))


def _wheel(
    name: str, theirs: Mapping[str, Any], lying: Mapping[str, Path], home: Path, target: Path
) -> Path | None:
    """Return the wheel of `name`, put into `target`; nothing where none suits the browser."""
    if name in _PACKAGES["stand_ins"]:
        return _stand_in(target, name, _PACKAGES["stand_ins"][name])
    listed = home / str(theirs.get(name, {}).get("file_name"))
    found = listed if listed.is_file() else lying.get(name)
    if found is not None and name != OURS:
        return shutil.copyfile(found, target / found.name)
    with suppress(BriefingError):
        return build_wheel(target, name)
    return None


def write_startup(folder: Path, late: Mapping[str, str]) -> Path:
    """Write the wheel by which a kernel in the browser begins as one of `briefing-lessons lab` does.

    `late` has the file of each package that is fetched when it is first imported.
    """
    words = (files("briefing_lessons") / "jupyter" / "startup.py").read_text(encoding="utf-8")
    if late:
        words = f"from briefing_lessons.jupyter.late import install\n\ninstall({dict(late)!r})\n{words}"
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
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        about = archive.read(next(n for n in names if n.endswith(".dist-info/METADATA"))).decode("utf-8")
    facts = Parser().parsestr(about)
    needs = needed_on("browser", python, facts.get_all("Requires-Dist", ()))
    depends = _PACKAGES["ours"] if canonicalize_name(facts["Name"]) == OURS else [need.name for need in needs]
    code = [path for path in names if path.endswith(".py") and ".dist-info" not in path]
    return {
        "name": facts["Name"],
        "version": facts["Version"],
        "file_name": wheel.name,
        "depends": [canonicalize_name(need) for need in depends],
        "imports": sorted({path.split("/")[0].removesuffix(".py") for path in code}),
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
    }


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
