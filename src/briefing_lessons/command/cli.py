"""The command `briefing-lessons`: open, run, check and prepare the lessons."""

import sys
from functools import partial
from pathlib import Path
from types import ModuleType

import click

from briefing_lessons import __version__
from briefing_lessons.briefing import load_briefing
from briefing_lessons.command import given
from briefing_lessons.command.refusals import OneLine, check_folder, check_outputs, deliver
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder, seed_names, write_whole
from briefing_lessons.lessons.course import choose_lessons, find_lessons

# Every command imports what it needs when it is called: `read` answers in half a second only because
# papermill, nltk and matplotlib are not loaded for it.

WORK, KIT, SITE = (Path(f"briefing_lessons_{name}") for name in ("work", "kit", "site"))


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing-lessons")
def main() -> None:
    """Eleven Jupyter lessons on press briefings: who said what, how it is said, what it is about."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # curly quotes on every locale, also into a pipe
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # jsonschema checks international addresses where it finds this; its grammar takes seconds, and no
    # notebook has such an address
    sys.modules.setdefault("rfc3987_syntax", ModuleType("rfc3987_syntax"))


_briefing_option = click.option(
    "--briefing",
    metavar="FILE",
    help="The briefing to read in place of the transcript: a file, or - for standard input.",
)
_furniture_option = click.option(
    "--furniture",
    type=click.Choice(["apart", "text"]),
    help="Keep, beside FILE, that what looks like page furniture is set apart for good, or is text.",
)
_form_option = click.option(
    "--format", "form", type=click.Choice(["summary", "json", "csv"]), default="summary", show_default=True
)
_jobs_option = partial(click.option, "--jobs", type=click.IntRange(min=1), metavar="N")
_path = partial(click.option, type=click.Path(path_type=Path))
#: a folder is checked before anything is read for it, a file by `check_outputs`
_folder_option = partial(_path, metavar="DIR", callback=lambda _, __, folder: folder and check_folder(folder))
_file_option = partial(_path, "--out", metavar="PATH")
_force_option = click.option("--force", is_flag=True, help="Replace files that this command did not make.")


@main.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@_briefing_option
@_folder_option("--out", default=given.OUTPUT, show_default=True, help="The folder for notebooks and pages.")
@_jobs_option(help="Lessons run side by side.  [default: one per core, at most four]")
@click.option("--code/--no-code", default=True, help="Show the code on the pages.  [default: yes]")
@_force_option
def run(
    lessons: tuple[str, ...], briefing: str | None, out: Path, jobs: int | None, code: bool, force: bool
) -> int:
    """Execute lessons (all, or those named: "3", "03_who") and write notebooks, pages and an index.

    With a folder as --briefing, each briefing in it gets a folder of its own.
    """
    from tqdm import tqdm

    from briefing_lessons.command.doctor import settle
    from briefing_lessons.lessons.run import files_of_run, run_lessons, write_index

    chosen = choose_lessons(lessons, find_lessons())
    read = [*given.files_read_for(briefing), *data_folder("notebooks").iterdir()]
    if (folder := given.folder_called(briefing)) is not None:
        from briefing_lessons.command.many import follow, homes, run_for_each

        settle()
        briefings = given.briefing_files(folder)
        targets = (file for home in homes(briefings, out).values() for file in files_of_run(chosen, home))
        check_outputs(targets, read, force=force)
        outcomes = run_for_each(briefings, chosen, out, jobs=jobs, code=code, afresh=force)
        return follow(outcomes, len(briefings), folder)
    check_outputs(files_of_run(chosen, out), read, force=force)
    path = given.briefing_file(briefing, out, force=force)
    settle()
    # papermill moves this process for moments: no path may hang on where it stands
    home, path = out.absolute(), path and path.absolute()
    results = run_lessons(chosen, out, briefing=path, jobs=jobs, code=code)
    done = []
    for result in tqdm(results, total=len(chosen), unit="lesson", file=sys.stderr, leave=False, disable=None):
        done.append(result)
        if len(done) in (1, len(chosen)):  # at once, to look at while the other lessons work
            index = out / write_index(home, done, load_briefing(path or seed_names()[0])).name
    failed = sorted((r for r in done if r.failure), key=lambda r: r.lesson.name)
    for result in failed:
        click.echo(f"{result.lesson.name}: stopped at {result.failure}", err=True)
    click.echo(f"{len(done) - len(failed)} of {len(done)} lessons done. Open {index}")
    return 1 if failed else 0


@main.command()
@_briefing_option
@_folder_option("--dir", "folder", default=WORK, show_default=True, help="The folder of your own copy.")
@click.option(
    "--fresh", metavar="LESSON", help="Give this lesson back as it was; yours is kept under a dated name."
)
@_furniture_option
@click.option("--browser/--no-browser", default=True, help="Open a browser window.  [default: yes]")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[-- JUPYTERLAB OPTION...]")
def lab(
    briefing: str | None,
    folder: Path,
    fresh: str | None,
    furniture: given.Furniture,
    browser: bool,
    options: tuple[str, ...],
) -> None:
    """Open your own copy of the lessons in JupyterLab; work that is there is never overwritten."""
    from briefing_lessons.command.lab import open_lab, prepare_work

    lessons = find_lessons()
    lesson = choose_lessons([fresh], lessons)[0] if fresh else None
    if briefing is not None and briefing != "-":
        given.keep_furniture(briefing, furniture)
        given.say_furniture(load_briefing(briefing).coverage.warnings)
    copied = prepare_work(lessons, folder, briefing=given.briefing_file(briefing, folder), fresh=lesson)
    if copied.put_aside:
        click.echo(f"Your own lesson is kept as {copied.put_aside}.")
    click.echo(f"{len(copied.new)} lessons copied to {folder}, {len(copied.kept)} of yours left as they are.")
    if copied.otherwise:
        names = ", ".join(path.name for path in copied.otherwise)
        click.echo(f"These read another briefing: {names}. Change their first code cell, or use --dir.")
    open_lab(folder, [*([] if browser else ["--no-browser"]), *options])


@main.command()
@click.argument("file", metavar="FILE")
@_form_option
@click.option(
    "--table",
    type=click.Choice(["quotes", "turns", "marks", "coverage"]),
    help="Only this table.  [default for csv: quotes]",
)
@_file_option(help="Write to this file, not to the screen.")
@_jobs_option(help="Processes for a folder.")
@_furniture_option
@_force_option
def read(
    file: str,
    furniture: given.Furniture,
    form: str,
    table: str | None,
    out: Path | None,
    jobs: int | None,
    force: bool,
) -> int:
    """Read FILE (or every briefing in a folder; - reads standard input) and show what was found."""
    check_outputs([out] if out else [], given.files_read_for(file), force=force)
    if (folder := given.folder_called(file)) is not None:
        from briefing_lessons.command.many import write_readings

        return write_readings(folder, form, table, out, jobs)
    from briefing_lessons.command.report import format_found

    given.keep_furniture(file, furniture)
    deliver(format_found(load_briefing(file), form, table), out, form)
    return 0


@main.command()
@_briefing_option
@_path("--out", help="A file ending in .html, .md or .json, or a folder; without it, Markdown on the screen.")
@_folder_option(
    "--handouts",
    help="Write pages to print and to project instead: text, worksheets, short key, one question a screen.",
)
@_furniture_option
@_force_option
def key(
    briefing: str | None, out: Path | None, handouts: Path | None, furniture: given.Furniture, force: bool
) -> int:
    """Write the answer key for this briefing, or for every briefing in a folder."""
    if handouts and out:
        raise BriefingError("--handouts and --out ask for two things. Give one of them at a time.")
    if (folder := given.folder_called(briefing)) is not None:
        from briefing_lessons.command.many import write_keys

        return write_keys(folder, out, handouts, force)
    from briefing_lessons.lessons import key as keys

    name = briefing or seed_names()[0]
    if out and out.suffix.lower() not in given.KEY_ENDINGS:
        if out.suffix and not out.is_dir():
            kinds = "a page, Markdown or data. Give a name ending in .html, .md or .json."
            raise BriefingError(f"{out}: the key is {kinds}")
        out = check_folder(out) / f"{Path(name if name != '-' else 'standard input').stem}.html"
    targets = [handouts / page for page in keys.pages_of_handouts()] if handouts else [out] if out else []
    check_outputs(targets, given.files_read_for(name), force=force)
    given.keep_furniture(name, furniture)
    loaded = load_briefing(name)
    given.say_furniture(loaded.coverage.warnings)
    if handouts:
        click.echo(f"Wrote {len(keys.write_handouts(loaded, handouts))} pages to {handouts}")
    elif out:
        click.echo(f"Wrote {write_whole(out, keys.format_key(loaded, out.suffix.lower()))}")
    else:
        click.echo(keys.key_markdown(loaded), nl=False)
    return 0


@main.command()
@click.argument("file", metavar="FILE")
@_file_option(default=Path("card.html"), show_default=True, help="The page.")
@_force_option
def card(file: str, out: Path, force: bool) -> None:
    """Write one page of findings on FILE: who is quoted, how it is said, what it is about."""
    from briefing_lessons.command.doctor import settle
    from briefing_lessons.lessons.card import card_page

    check_outputs([out], given.files_read_for(file), force=force)
    settle()
    click.echo(f"Wrote {write_whole(out, card_page(load_briefing(file)))}")


@main.command()
@_folder_option("--out", default=KIT, show_default=True, help="The folder of the kit.")
@click.option(
    "--system",
    "systems",
    type=click.Choice(["windows", "macos", "linux"]),
    multiple=True,
    help="The laptops' system, as often as needed.  [default: this one]",
)
@click.option("--python", "pythons", metavar="3.12", multiple=True,
              help="Their version of Python, as often as needed.  [default: this one]")  # fmt: skip
@_force_option
def kit(out: Path, systems: tuple[str, ...], pythons: tuple[str, ...], force: bool) -> None:
    """Make a folder of wheels and start scripts, to install the lessons in a room without Wi-Fi."""
    from briefing_lessons.command.kit import files_of_kit, make_kit, this_system

    systems = systems or (this_system(),)
    pythons = pythons or (".".join(map(str, sys.version_info[:2])),)
    check_outputs((out / name for name in files_of_kit(systems, pythons)), [], force=force)
    wheels = make_kit(out, systems, pythons)
    click.echo(f"{wheels} wheels and the start scripts are in {out}. Copy the folder to a memory stick.")


@main.command()
@_briefing_option
@_folder_option("--out", default=SITE, show_default=True, help="The folder of the site.")
@click.option("--pyodide", type=click.Path(path_type=Path), metavar="ARCHIVE_OR_FOLDER",
              help="A release of Pyodide: then the site asks no other host.")  # fmt: skip
def site(briefing: str | None, out: Path, pyodide: Path | None) -> None:
    """Make a folder of static files: the lessons in the browser alone, from any web server."""
    from shutil import which
    from tempfile import TemporaryDirectory

    from briefing_lessons.command.site import make_site

    lessons = find_lessons()
    with TemporaryDirectory(prefix="briefing_lessons_") as place:
        make_site(out, lessons, briefing=given.briefing_file(briefing, Path(place)), pyodide=pyodide)
    click.echo(f"{len(lessons)} lessons are in {out}. Put the folder on a web server, or look at it here:")
    click.echo(f"python -m http.server --directory {out}")
    if pyodide and not which("node"):
        click.echo("Node.js was not found, so Python is not compiled: lessons begin more slowly.")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_file_option(help="class.html, or a CSV file.  [default: portfolios.csv in FOLDER]")
@click.option(
    "--without", metavar="LINES", default="", help="Lines that the map of disagreement leaves out: 37,55-57."
)
@_force_option
def collect(folder: Path, out: Path | None, without: str, force: bool) -> None:
    """Turn a FOLDER of learners' portfolios into one page on the class, or into a CSV file.

    A text of your own that the class read is looked for in FOLDER, too.
    """
    from briefing_lessons.lessons.class_view import write_class
    from briefing_lessons.portfolio.classroom import collect_portfolios, portfolio_files

    out = out or folder / "portfolios.csv"
    check_outputs([out], portfolio_files(folder), force=force)
    if out.suffix.lower() in (".html", ".htm"):
        click.echo(f"{write_class(folder, out, without)} The class is in {out}.")
    else:
        click.echo(f"{collect_portfolios(folder, out).caption} Done, attempts and hints are in {out}.")


@main.command()
@click.argument("summary", metavar="SUMMARY")
@click.option("--against", metavar="BRIEFING", required=True, help="The text that should hold the words.")
@_form_option
@_file_option(help="Write to this file, not to the screen.")
@_force_option
def check(summary: str, against: str, form: str, out: Path | None, force: bool) -> int:
    """Is every quotation of SUMMARY really there? Each one is laid beside the briefing.

    Exit status 0 where every quotation is exact, 1 where one is not.
    """
    from briefing_lessons.command.report import check_summary

    if summary == against == "-":
        raise BriefingError("- stands for standard input, which holds one text. Name the other file.")
    read = [*given.files_read_for(summary), *given.files_read_for(against)]
    check_outputs([out] if out else [], read, force=force)
    words, status = check_summary(summary, against, form)
    deliver(words, out, form)
    return status


@main.command()
def doctor() -> int:
    """Is this machine ready for class? Says what is wrong and how to mend it."""
    from briefing_lessons.command.doctor import examine, settle

    settle()
    ready = True
    for words, well in examine():
        click.echo(words)
        ready &= well
    click.echo("This machine is ready." if ready else "Mend the points marked ✗, then run this again.")
    return int(not ready)
