"""The package: what imports what, what a wheel holds, and that every promise of README has a target."""

import ast
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

import briefing_lessons

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "briefing_lessons"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

#: CONTRIBUTING's line with everything around it, bottom first: a part imports only what stands before it
ORDER = (
    "errors", "html", "files", "statistics", "pages",
    "spans", "reading", "english", "people", "quotes", "rhetoric", "topics", "briefing",
    "hand_labels", "tables", "blocks", "charts", "exercises",
    "portfolio", "widgets", "jupyter", "lessons", "command", "__main__",
)  # fmt: skip
LEVEL = {part: level for level, part in enumerate(ORDER)}
#: modules at the top that are a face of a part: labelling by hand is an exercise
FACES = {"annotation": "exercises"}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def part_of(path: Path) -> str:
    name = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    return FACES.get(name, name)


def imported_parts(path: Path) -> Iterator[str]:
    """Yield the parts of the package that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("briefing_lessons"):
            rest = node.module.split(".")[1:]
            yield from [rest[0]] if rest else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("briefing_lessons."):
                    yield alias.name.split(".")[1]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_one_way(path: Path) -> None:
    part = part_of(path)
    if part == "__init__":
        return  # names are loaded from it on first use, by `_HOME`
    assert part in LEVEL, f"{part} has no place in the order: see CONTRIBUTING.md"
    for other in imported_parts(path):
        other = FACES.get(other, other)
        if other in LEVEL and other != part:
            assert LEVEL[other] < LEVEL[part], f"{path.name} of {part} imports {other}"


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = {"nltk", "matplotlib", "ipywidgets", "numpy", "IPython", "papermill", "nbconvert", "click", "bs4"}
    code = f"import sys, briefing_lessons; print(sorted({heavy!r} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


@pytest.mark.parametrize("name", briefing_lessons.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(briefing_lessons, name) is not None


def test_help_and_the_api_page_show_the_names_in_the_same_groups() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for group, names in briefing_lessons.GROUPS.items():
        assert f"{group}:\n    {', '.join(names)}" in str(briefing_lessons.__doc__)
        assert re.findall(
            r":py:obj:`(\w+) <", page.partition(f"**{group}**")[2].partition("**")[0].partition("##")[0]
        ) == [*names]


#: what gathers while a text is read; every other record stays as it was made
GATHERING = {"Entities", "Entity", "Journal", "Memory", "Placing", "_Open", "_Reader"}


def test_a_record_is_slotted_and_cannot_be_changed() -> None:
    for path in modules():
        name = ".".join(("briefing_lessons", *path.relative_to(SOURCE).with_suffix("").parts))
        for kind in vars(import_module(name)).values():
            if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == name:
                assert kind.__name__ in GATHERING or kind.__dataclass_params__.frozen, kind
                assert kind.__name__ == "Analysis" or "__dict__" not in vars(kind), kind


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        briefing_lessons.no_such_name  # noqa: B018


def test_the_version_is_the_same_everywhere() -> None:
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert cited is not None
    assert PYPROJECT["project"]["version"] == briefing_lessons.__version__ == cited[1]
    assert PYPROJECT["tool"]["briefing-lessons"]["tag"] == f"v{briefing_lessons.__version__}"


def test_every_dependency_has_its_reason_in_contributing() -> None:
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for line in PYPROJECT["project"]["dependencies"]:
        assert re.match(r"[\w-]+", line)[0] in reasons, line  # type: ignore[index]


#: what is imported -> the package that brings it, where its name is another
BROUGHT_BY = {"bs4": "beautifulsoup4", "docx": "python-docx", "PIL": "pillow", "yaml": "pyyaml"}


def test_everything_that_is_imported_is_declared() -> None:
    extras = PYPROJECT["project"]["optional-dependencies"]
    lines = [*PYPROJECT["project"]["dependencies"], *extras["frame"], *extras["dask"]]
    declared = {re.match(r"[\w-]+", line)[0] for line in lines}  # type: ignore[index]
    imported = {
        name.partition(".")[0]
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
    } - sys.stdlib_module_names - {"briefing_lessons"}  # fmt: skip
    assert {BROUGHT_BY.get(name, name).lower().replace("_", "-") for name in imported} <= declared


def test_reading_attributing_marking_and_checking_need_the_standard_library_alone() -> None:
    code = """
import sys

class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in sys.stdlib_module_names | {"briefing_lessons"}:
            raise ModuleNotFoundError(f"{name} is not of the standard library")

sys.meta_path.insert(0, Nothing())
from briefing_lessons import load_briefing, parse_briefing
from briefing_lessons.quotes.check import check_quotations
from briefing_lessons.files import seed_names

for name in seed_names():
    briefing = load_briefing(name)
    assert briefing.quotes and briefing.marks and briefing.speakers and briefing.tokens and briefing.sentences
    assert check_quotations(briefing, briefing.text)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stderr


# ---- links in the texts (their commands: test_documents.py)


def documents() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("**/*.md"))]


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_has_its_file(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:|#", target):
            assert (path.parent / target.split("#")[0]).exists(), target


def test_the_launch_links_are_those_of_the_setting() -> None:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import launch_links
    finally:
        sys.path.pop(0)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert launch_links.with_table(readme) == readme, "run: python docs/launch_links.py"


def test_the_api_page_lists_every_module_a_lesson_imports_from() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    missing = {
        m for m in briefing_lessons._HOME.values() if f"automodule:: briefing_lessons.{m}\n" not in page
    }
    assert missing == set(), "run: python docs/api.py"


def test_every_launch_link_opens_a_lesson_that_exists() -> None:
    place = PYPROJECT["tool"]["briefing-lessons"]
    begins = (
        f"https://mybinder.org/v2/gh/{place['owner']}/{place['repository']}/{place['tag']}?urlpath=lab/tree/"
    )
    links = re.findall(r"https://mybinder\.org/v2/[^)\s]+", (ROOT / "README.md").read_text(encoding="utf-8"))
    opened = {link.removeprefix(begins) for link in links}
    assert opened == {f"notebooks/{p.name}" for p in (ROOT / "notebooks").glob("[0-9]*.ipynb")}
    assert PYPROJECT["project"]["urls"]["Source"].endswith(f"/{place['owner']}/{place['repository']}")


def test_readme_has_the_two_commands_that_are_promised() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python -m pip install . && briefing-lessons run\n" in readme
    assert 'python -m pip install ".[test]" && python -m pytest\n' in readme


def test_the_workflows_are_sound_and_run_scripts_that_exist() -> None:
    yaml = pytest.importorskip("yaml")
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
        for job in jobs.values():
            assert "uses" in job or {"runs-on", "steps", "timeout-minutes"} <= set(job)
            for step in job.get("steps", ()):
                assert "uses" in step or "run" in step
                for script in re.findall(r"bash (\S+)", step.get("run", "")):
                    assert os.access(ROOT / script, os.X_OK) or sys.platform == "win32", script


@pytest.mark.parametrize("script", ["run", "lowest", "binder", "pythons"])
def test_the_scripts_of_ci_are_sound_shell(script: str) -> None:
    import shutil

    if shutil.which("bash") is None:
        pytest.skip("no bash here")
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / script)], check=True)


# ---- Binder


def test_binder_renders_the_python_and_the_install_line_we_mean() -> None:
    buildpacks = pytest.importorskip("repo2docker.buildpacks", reason="repo2docker is not installed")
    from repo2docker.app import Repo2Docker

    here = Path.cwd()
    os.chdir(ROOT)
    try:
        pack = buildpacks.PythonBuildPack(Repo2Docker().base_image)
        assert pack.detect()
        pack.platform = "linux/amd64"
        dockerfile = pack.render()
    finally:
        os.chdir(here)
    python = (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert pack.python_version == python
    assert re.search(r"pip install.*-r +\"?binder/requirements\.txt", dockerfile), dockerfile
    assert "binder/postBuild" in dockerfile


def test_binder_installs_this_repository_under_the_pins() -> None:
    lines = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8").split("\n")
    assert lines == ["-c constraints.txt", ".", ""]


def test_every_pin_is_exact_and_names_no_host() -> None:
    text = (ROOT / "binder" / "constraints.txt").read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert all(re.match(r"[a-z0-9._-]+==[^ ]+( ; .+)?$", line) for line in pins)
    assert "://" not in text


def test_every_dependency_is_pinned() -> None:
    text = (ROOT / "binder" / "constraints.txt").read_text(encoding="utf-8")
    pinned = {line.split("==")[0] for line in text.splitlines() if "==" in line and line[0] not in " #"}
    named = {re.match(r"[\w-]+", line)[0] for line in PYPROJECT["project"]["dependencies"]}  # type: ignore[index]
    assert named <= pinned


def test_every_pinned_package_has_its_licence_listed() -> None:
    pins = (ROOT / "binder" / "constraints.txt").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([\w.-]+)==", pins, re.MULTILINE))
    groups = re.findall(r"^\*\*\w[^*]*\*\*: (.+)\.$", page, re.MULTILINE)
    assert pinned == {name for group in groups for name in group.split(", ")}


def test_the_post_build_script_stops_at_the_first_error() -> None:
    script = ROOT / "binder" / "postBuild"
    assert script.read_text(encoding="utf-8").startswith(
        "#!/bin/bash\n"
    ) and "\nset -e\n" in script.read_text(encoding="utf-8")
    assert sys.platform == "win32" or os.access(script, os.X_OK)


# ---- wheel and sdist


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build wheel and sdist from what git knows, without a network."""
    pytest.importorskip("hatchling", reason="hatchling is not installed: pip install '.[dev]'")
    pytest.importorskip("build", reason="build is not installed: pip install '.[dev]'")
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    return out


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def committed(*folders: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    return {name for name in listed.split("\0") if name and (ROOT / name).is_file()}


@pytest.mark.slow
def test_the_wheel_holds_the_package_the_seeds_and_the_lessons_and_nothing_else(built: Path) -> None:
    held = names_in(next(built.glob("*.whl")))
    held = {name for name in held if ".dist-info/" not in name}
    code = {name.removeprefix("src/") for name in committed("src")}
    data = {f"briefing_lessons/_data/{name}" for name in committed("seeds", "notebooks")}
    assert held == code | data | {"briefing_lessons/_data/binder/constraints.txt"}


@pytest.mark.slow
def test_the_wheel_says_its_licences(built: Path) -> None:
    wheel = next(built.glob("*.whl"))
    metadata = next(name for name in names_in(wheel) if name.endswith(".dist-info/METADATA"))
    with zipfile.ZipFile(wheel) as archive:
        told = archive.read(metadata).decode("utf-8")
    assert "\nLicense-Expression: MIT AND CC-BY-4.0\n" in told
    assert {"LICENSE", "LICENSE-LESSONS"} <= {Path(name).name for name in names_in(wheel)}


@pytest.mark.slow
def test_the_seeds_in_the_wheel_are_the_same_bytes(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        for path in (ROOT / "seeds").glob("*.txt"):
            assert wheel.read(f"briefing_lessons/_data/seeds/{path.name}") == path.read_bytes()


@pytest.mark.slow
def test_the_sdist_holds_what_a_packager_needs_to_build_and_test(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        held = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert committed("src", "seeds", "notebooks", "tests", "binder", "docs", "benchmarks") <= held
    assert {"README.md", "CITATION.cff", "CHANGELOG.md", "CONTRIBUTING.md", "conftest.py", ".ci/run"} <= held


@pytest.mark.slow
def test_wheel_and_sdist_pass_the_check_of_the_package_index(built: Path) -> None:
    pytest.importorskip("twine", reason="twine is not installed: pip install '.[dev]'")
    files = [str(path) for path in built.iterdir()]
    checked = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *files], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.slow
def test_the_wheel_runs_a_lesson_outside_the_checkout(built: Path, tmp_path: Path) -> None:
    """Install the wheel alone in an environment that borrows the dependencies, and run one lesson there."""
    home = tmp_path / "env"
    venv.create(home, with_pip=False, system_site_packages=False)
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    site = subprocess.check_output(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    ).strip()
    ours = [path for path in sys.path if path.endswith("site-packages")]
    # dependencies come from this environment, after the wheel's own folder
    Path(site, "borrowed.pth").write_text("\n".join(ours) + "\n", encoding="utf-8")
    wheel = next(built.glob("*.whl"))
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index",
         "--ignore-installed", "-q", str(wheel)],
        check=True,
    )  # fmt: skip
    env = os.environ | {"JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter"))}
    ran = subprocess.run(
        [python, "-m", "briefing_lessons", "run", "0", "--out", "pages"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    where = subprocess.check_output(
        [python, "-c", "import briefing_lessons; print(briefing_lessons.__file__)"], text=True, env=env
    )
    assert where.startswith(str(home))
    notebook = json.loads(next((tmp_path / "pages").glob("00_*.ipynb")).read_text(encoding="utf-8"))
    assert any(cell.get("outputs") for cell in notebook["cells"])
