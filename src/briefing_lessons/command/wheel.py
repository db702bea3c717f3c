"""Make a wheel again from what is installed, so that nothing has to be fetched or built."""

import csv
import io
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import briefing_lessons
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder, files_in, write_whole

OURS = "briefing-lessons"
#: what an installer writes about its own doing
_INSTALLERS = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json", "uv_build.json")


def build_wheel(folder: Path, name: str = OURS) -> Path:
    """Write the wheel of the installed package `name` into `folder`, the same bytes each time; return it.

    Our own package is taken from where it runs: a plain install or a checkout.

    >>> from tempfile import mkdtemp
    >>> build_wheel(Path(mkdtemp())).name.startswith("briefing_lessons-")
    True

    Raises
    ------
    BriefingError
        When the package is not installed, or holds compiled code, which suits one kind of machine alone.

    Source: the binary distribution format, packaging.python.org.
    """
    try:
        found = distribution(name)
    except PackageNotFoundError:
        raise BriefingError(f"{name} is not installed here. Run: python -m pip install {name}") from None
    named = f"{found.name.replace('-', '_').replace('.', '_')}-{found.version}"
    members = dict(_installed(found, f"{named}.dist-info", only_about=name == OURS))
    if name == OURS:
        members |= dict(_of_ours())
    return write_whole(folder / f"{named}-{_tag(found)}.whl", packed(members, f"{named}.dist-info/RECORD"))


def _tag(found: Distribution) -> str:
    about = found.read_text("WHEEL") or ""
    tags = [line.removeprefix("Tag: ") for line in about.splitlines() if line.startswith("Tag: ")]
    if pure := max((tag for tag in tags if tag.endswith("-none-any")), default=""):  # py3 before py2
        return pure
    raise BriefingError(f"{found.name} holds compiled code: a wheel for every machine cannot be made of it.")


def _installed(found: Distribution, folder: str, only_about: bool) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file of the package, and of those about it, or of these alone."""
    for file in found.files or ():
        place, _, rest = file.as_posix().partition("/")
        about = place.endswith(".dist-info")
        if only_about and not about:
            continue  # of an editable package the files stand elsewhere
        if ".." not in file.parts and "__pycache__" not in file.parts and not (about and rest in _INSTALLERS):
            name = f"{folder}/{rest}" if about else file.as_posix()
            yield name, Path(str(found.locate_file(file))).read_bytes()


def _of_ours() -> Iterator[tuple[str, bytes]]:
    package = Path(briefing_lessons.__file__).parent
    homes = {"": package} | {f"_data/{name}": data_folder(name) for name in ("seeds", "notebooks", "binder")}
    for place, home in homes.items():
        for inside in files_in(home):
            if place != "_data/binder" or inside.name == "constraints.txt":
                yield (Path(package.name) / place / inside).as_posix(), (home / inside).read_bytes()


def packed(members: dict[str, bytes], record: str) -> bytes:
    """Return the wheel with these files, and with its record under that name."""
    rows = [
        (name, f"sha256={urlsafe_b64encode(sha256(data).digest()).decode().rstrip('=')}", len(data))
        for name, data in sorted(members.items())
    ]
    listed = io.StringIO()
    csv.writer(listed, lineterminator="\n").writerows([*rows, (record, "", "")])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [*sorted(members.items()), (record, listed.getvalue().encode())]:
            # without a date of its own: the same files make the same bytes
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
