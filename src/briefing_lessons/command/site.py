"""The lessons as a folder of static files: a class opens them by a link and installs nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from briefing_lessons.command.lab import prepare_work
from briefing_lessons.command.pyodide import fill, opened, write_startup
from briefing_lessons.command.wheel import OURS, build_wheel
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder, seed_names
from briefing_lessons.lessons.course import Lesson
from briefing_lessons.pages import page

#: by this file a site of ours is known, and may be replaced
MARK = "briefing-lessons-site.json"
_INSTALL = 'Run: python -m pip install "briefing-lessons[site]"'
_KERNEL = "@jupyterlite/pyodide-kernel-extension"
#: where a kernel's worker finds our wheels when everything else comes from Pyodide's network
_FROM_WORKER = "../../../../wheels"
#: every cell stays on the page: a reader searches it, and a screen reader walks it
_WHOLE_PAGE = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
#: JupyterLite's service worker forgets to keep files once the browser has put it to sleep, never keeps the
#: list of notebooks, and fetches everything again at every visit, so that the browser compiles Python anew.
#: What stands there, and what is to stand there: what is kept stays until there is another site (EDITION).
#: Python comes from there even the first time: a browser knows again only what it compiled from that place
_WORKER_MENDS = (
    ("let enableCache=!1", 'let enableCache="true"===new URL(location.href).searchParams.get("enableCache")'),
    ('t.pathname.includes("/api/")', 't.pathname.includes("/api/service-worker")'),
    ('const CACHE="precache"', 'const OURS="briefing-lessons "+registration.scope+" ",CACHE=OURS+"EDITION"'),
    ('caches.open("precache")', "caches.open(CACHE)"),
    (
        "return a?e.waitUntil(refetch(t)):(a=await fetch(t),e.waitUntil(updateCache(t,a.clone()))),a}",
        # the browser's own cache may hold the edition before
        "if(a)return a;a=await fetch(t,{cache:'no-cache'});if(!a.ok)return a;"
        "let kept=updateCache(t,a.clone()).catch(()=>{});"
        "e.waitUntil(kept);return t.url.endsWith('.wasm')&&await kept.then(()=>fromCache(t))||a}",
    ),
    (
        "e.waitUntil(self.clients.claim())",
        "e.waitUntil(caches.keys().then(all=>Promise.all(all.filter(each=>each.startsWith(OURS)&&each!==CACHE)"
        ".map(each=>caches.delete(each)))).then(()=>self.clients.claim()))",
    ),
)


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
    rows = "".join(
        f'<tr><td>{lesson.number}</td><td><a href="lab/index.html?path={quote(lesson.path.name)}">'
        f"{escape(lesson.title)}</a></td><td>{escape(lesson.question)}</td>"
        f"<td>{escape(lesson.minutes)}</td></tr>"
        for lesson in lessons
    )
    words = (files("briefing_lessons") / "templates" / "start.html").read_text(encoding="utf-8")
    return page("Briefing lessons", words.replace("LESSONS", rows))


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
    _write_json(
        source / "jupyter-lite.json",
        {
            "jupyter-lite-schema-version": 0,
            "jupyter-config-data": {
                "appName": "Briefing lessons",
                "enableServiceWorkerCache": "true",
                "litePluginSettings": {f"{_KERNEL}:kernel": kernel},
            },
        },
    )
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
    for old, new in _WORKER_MENDS:
        if old not in words:
            raise BriefingError(f"The service worker of this JupyterLite is not the one we know. {_INSTALL}")
        words = words.replace(old, new.replace("EDITION", edition))
    path.write_text(words, encoding="utf-8")


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
