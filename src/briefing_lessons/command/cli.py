"""The command `briefing-lessons`: open, run, check and prepare the lessons."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from briefing_lessons import __version__
from briefing_lessons.command.refusals import (
    OneLine,
    check_folder,
    number_of_jobs,
    writable_file,
    writable_folder,
)
from briefing_lessons.errors import BriefingError, printable

if TYPE_CHECKING:
    from briefing_lessons.briefing import Briefing
    from briefing_lessons.command.spread import Outcome

# Every command imports what it needs when it is called: `read` answers in half a second only because
# papermill, nltk and matplotlib are not loaded for it.

OUTPUT, WORK, KIT, SITE = (Path(f"briefing_lessons_{name}") for name in ("output", "work", "kit", "site"))
KEY_ENDINGS = (".html", ".htm", ".md")


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefing-lessons")
def main() -> None:
    """Eleven Jupyter lessons on press briefings: who said what, how it is said, what it is about."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # curly quotes on every locale, also into a pipe
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


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
_force_option = click.option("--force", is_flag=True, help="Replace files that this command did not make.")


@main.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@_briefing_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    callback=writable_folder,
    metavar="DIR",
    default=OUTPUT,
    show_default=True,
    help="The folder for notebooks and pages.",
)
@click.option("--jobs", callback=number_of_jobs, metavar="N",
              help="Lessons run side by side.  [default: one per core, at most four]")  # fmt: skip
@click.option("--code/--no-code", default=True, help="Show the code on the pages.  [default: yes]")
@_force_option
@click.pass_context
def run(
    ctx: click.Context,
    lessons: tuple[str, ...],
    briefing: str | None,
    out: Path,
    jobs: int | None,
    code: bool,
    force: bool,
) -> None:
    """Execute lessons (all, or those named: "3", "03_who") and write notebooks, pages and an index.

    With a folder as --briefing, each briefing in it gets a folder of its own.
    """
    from tqdm import tqdm

    from briefing_lessons.command.outputs import check_outputs
    from briefing_lessons.command.workplace import settle
    from briefing_lessons.lessons.course import choose_lessons, find_lessons
    from briefing_lessons.lessons.run import files_of_run, run_lessons, write_index

    chosen = choose_lessons(lessons, find_lessons())
    if (folder := _folder_called(briefing)) is not None:
        from briefing_lessons.command.folders import briefing_files
        from briefing_lessons.command.many import homes, run_for_each

        settle()
        briefings = briefing_files(folder)
        targets = (file for home in homes(briefings, out) for file in files_of_run(chosen, home))
        check_outputs(targets, [*_read_for(briefing), *_lesson_files()], force=force)
        ctx.exit(
            _follow(
                run_for_each(briefings, chosen, out, jobs=jobs, code=code, afresh=force),
                len(briefings),
                folder,
            )
        )
    check_outputs(files_of_run(chosen, out), [*_read_for(briefing), *_lesson_files()], force=force)
    path = _briefing_file(briefing, out, force=force)
    settle()
    done = []
    with tqdm(total=len(chosen), unit="lesson", file=sys.stderr, leave=False, disable=None) as bar:
        for result in run_lessons(chosen, out, briefing=path, jobs=jobs, code=code):
            done.append(result)
            bar.set_description(result.lesson.name)
            bar.update()
    index = write_index(out, done, briefing=path)
    failed = sorted((r for r in done if r.failure), key=lambda r: r.lesson.name)
    for result in failed:
        click.echo(f"{result.lesson.name}: stopped at {result.failure}", err=True)
    click.echo(f"{len(done) - len(failed)} of {len(done)} lessons done. Open {index}")
    ctx.exit(1 if failed else 0)


@main.command()
@_briefing_option
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path),
    callback=writable_folder,
    metavar="DIR",
    default=WORK,
    show_default=True,
    help="The folder of your own copy.",
)
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
    furniture: Literal["apart", "text"] | None,
    browser: bool,
    options: tuple[str, ...],
) -> None:
    """Open your own copy of the lessons in JupyterLab; work that is there is never overwritten."""
    from briefing_lessons.command.lab import open_lab, prepare_work
    from briefing_lessons.lessons.course import choose_lessons, find_lessons

    lessons = find_lessons()
    lesson = choose_lessons([fresh], lessons)[0] if fresh else None
    if briefing is not None and briefing != "-":
        from briefing_lessons.briefing import load_briefing

        _keep_furniture(briefing, furniture)
        _say_furniture(load_briefing(briefing))
    copied = prepare_work(lessons, folder, briefing=_briefing_file(briefing, folder), fresh=lesson)
    if copied.put_aside:
        click.echo(f"Your own lesson is kept as {copied.put_aside}.")
    click.echo(f"{len(copied.new)} lessons copied to {folder}, {len(copied.kept)} of yours left as they are.")
    if copied.otherwise:
        names = ", ".join(path.name for path in copied.otherwise)
        click.echo(f"These read another briefing: {names}. Change their first code cell, or use --dir.")
    open_lab(folder, [*([] if browser else ["--no-browser"]), *options])


@main.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--format", "form", type=click.Choice(["summary", "json", "csv"]), default="summary", show_default=True
)
@click.option(
    "--table",
    type=click.Choice(["quotes", "turns", "marks", "coverage"]),
    help="Only this table.  [default for csv: quotes]",
)
@click.option("--out", type=click.Path(path_type=Path), callback=writable_file, metavar="PATH",
              help="Write to this file, not to the screen.")  # fmt: skip
@click.option("--jobs", callback=number_of_jobs, metavar="N", help="Processes for a folder.")
@_furniture_option
@_force_option
@click.pass_context
def read(
    ctx: click.Context,
    file: str,
    furniture: Literal["apart", "text"] | None,
    form: str,
    table: str | None,
    out: Path | None,
    jobs: int | None,
    force: bool,
) -> None:
    """Read FILE (or every briefing in a folder; - reads standard input) and show what was found."""
    if out is not None:
        from briefing_lessons.command.outputs import check_outputs

        check_outputs([out], _read_for(file), force=force)
    if (folder := _folder_called(file)) is not None:
        ctx.exit(_read_folder(folder, form, table, out, jobs))
    from briefing_lessons.briefing import load_briefing

    _keep_furniture(file, furniture)
    words = _written(load_briefing(file), form, table)
    if out is None:
        click.echo(words, nl=False)
    else:
        from briefing_lessons.files import write_csv, write_whole

        (write_csv if form == "csv" else write_whole)(out, words)


@main.command()
@_briefing_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A file ending in .html or .md, or a folder; without it, Markdown on the screen.",
)
@click.option(
    "--handouts",
    type=click.Path(path_type=Path),
    callback=writable_folder,
    metavar="DIR",
    help="Write pages to print instead: the text with line numbers, and worksheets without answers.",
)
@_furniture_option
@_force_option
@click.pass_context
def key(
    ctx: click.Context,
    briefing: str | None,
    out: Path | None,
    handouts: Path | None,
    furniture: Literal["apart", "text"] | None,
    force: bool,
) -> None:
    """Write the answer key for this briefing, or for every briefing in a folder."""
    if handouts is not None and out is not None:
        raise BriefingError("--handouts and --out ask for two things. Give one of them at a time.")
    if (folder := _folder_called(briefing)) is not None:
        ctx.exit(_keys_of_folder(folder, out, handouts, force))
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.command.outputs import check_outputs
    from briefing_lessons.files import UNSIGNED, write_whole
    from briefing_lessons.lessons.handouts import names_of_handouts, write_handouts
    from briefing_lessons.lessons.key import key_markdown, key_page

    name = briefing or default_briefing()
    if out is not None and out.suffix.lower() not in KEY_ENDINGS and (out.is_dir() or not out.suffix):
        out = check_folder(out) / f"{Path(name if name != '-' else 'standard input').stem}.html"
    if out is not None and out.suffix.lower() not in KEY_ENDINGS:
        raise BriefingError(
            f"{out}: the key is written as a page or as Markdown. Give a name ending in .html or .md."
        )
    targets = [handouts / page for page in names_of_handouts()] if handouts else [out] if out else []
    check_outputs(targets, _read_for(name), force=force)
    _keep_furniture(name, furniture)
    loaded = load_briefing(name)
    _say_furniture(loaded)
    if handouts is not None:
        click.echo(f"Wrote {len(write_handouts(loaded, handouts))} pages to {handouts}")
    elif out is None:
        click.echo(key_markdown(loaded), nl=False)
    else:
        markdown = out.suffix.lower() == ".md"
        key = f"{key_markdown(loaded)}\n<!-- {UNSIGNED} -->\n" if markdown else key_page(loaded)
        click.echo(f"Wrote {write_whole(out, key)}")


@main.command()
@click.option("--out", type=click.Path(path_type=Path), callback=writable_folder, metavar="DIR",
              default=KIT, show_default=True, help="The folder of the kit.")  # fmt: skip
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
    from briefing_lessons.command.outputs import check_outputs

    systems = systems or (this_system(),)
    pythons = pythons or (".".join(map(str, sys.version_info[:2])),)
    check_outputs((out / name for name in files_of_kit(systems, pythons)), [], force=force)
    wheels = make_kit(out, systems, pythons)
    click.echo(f"{wheels} wheels and the start scripts are in {out}. Copy the folder to a memory stick.")


@main.command()
@_briefing_option
@click.option("--out", type=click.Path(path_type=Path), callback=writable_folder, metavar="DIR",
              default=SITE, show_default=True, help="The folder of the site.")  # fmt: skip
@click.option("--pyodide", type=click.Path(path_type=Path), metavar="ARCHIVE_OR_FOLDER",
              help="A release of Pyodide: then the site asks no other host.")  # fmt: skip
def site(briefing: str | None, out: Path, pyodide: Path | None) -> None:
    """Make a folder of static files: the lessons in the browser alone, from any web server."""
    from briefing_lessons.command.site import make_site
    from briefing_lessons.lessons.course import find_lessons

    lessons = find_lessons()
    make_site(out, lessons, briefing=_briefing_file(briefing, out), pyodide=pyodide)
    click.echo(f"{len(lessons)} lessons are in {out}. Put the folder on a web server, or look at it here:")
    click.echo(f"python -m http.server --directory {out}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), callback=writable_file, metavar="PATH",
              help="The CSV file.  [default: portfolios.csv in FOLDER]")  # fmt: skip
@_force_option
def collect(folder: Path, out: Path | None, force: bool) -> None:
    """Turn a FOLDER of learners' portfolios into one CSV file, a row for each code."""
    from briefing_lessons.command.outputs import check_outputs
    from briefing_lessons.portfolio.teacher import collect_portfolios, portfolio_files

    out = out or folder / "portfolios.csv"
    check_outputs([out], portfolio_files(folder), force=force)
    table = collect_portfolios(folder, out)
    click.echo(f"{table.caption} Done, attempts and hints are in {out}.")


@main.command()
@click.argument("summary", metavar="SUMMARY")
@click.option("--against", metavar="BRIEFING", required=True, help="The text that should hold the words.")
@click.option(
    "--format", "form", type=click.Choice(["summary", "json", "csv"]), default="summary", show_default=True
)
@click.option("--out", type=click.Path(path_type=Path), callback=writable_file, metavar="PATH",
              help="Write to this file, not to the screen.")  # fmt: skip
@_force_option
@click.pass_context
def check(ctx: click.Context, summary: str, against: str, form: str, out: Path | None, force: bool) -> None:
    """Is every quotation of SUMMARY really there? Each one is laid beside the briefing.

    Exit status 0 where every quotation is exact, 1 where one is not.
    """
    from briefing_lessons.command.check import check_summary
    from briefing_lessons.command.outputs import check_outputs
    from briefing_lessons.files import write_csv, write_whole

    if summary == against == "-":
        raise BriefingError("- stands for standard input, which holds one text. Name the other file.")
    if out is not None:
        check_outputs([out], [*_read_for(summary), *_read_for(against)], force=force)
    words, status = check_summary(summary, against, form)
    if out is None:
        click.echo(words, nl=False)
    else:
        (write_csv if form == "csv" else write_whole)(out, words)
    ctx.exit(status)


@main.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Is this machine ready for class? Says what is wrong and how to mend it."""
    from briefing_lessons.command.doctor import examine
    from briefing_lessons.command.workplace import settle

    settle()
    sound = True
    for finding in examine():
        click.echo(str(finding))
        sound = sound and finding.mend is None
    click.echo("This machine is ready." if sound else "Mend the points marked ✗, then run this again.")
    ctx.exit(0 if sound else 1)


def _folder_called(name: str | None) -> Path | None:
    """Return the folder that FILE names, where it names one; an empty name is no folder."""
    return Path(name) if name and Path(name).is_dir() else None


def _keep_furniture(file: str, furniture: Literal["apart", "text"] | None) -> None:
    """Keep beside a briefing what its reader says about page furniture."""
    if furniture is None:
        return
    from dataclasses import replace

    from briefing_lessons.reading import corrections_path, read_corrections, write_corrections

    if not Path(file).is_file():
        raise BriefingError(f"--furniture is kept beside a file, and {file} is none. Save the text first.")
    path = corrections_path(Path(file))
    write_corrections(path, replace(read_corrections(path), furniture=furniture))


def _say_furniture(briefing: Briefing) -> None:
    """Say on the error stream which lines look like page furniture."""
    from briefing_lessons.reading.coverage import FURNITURE

    for warning in briefing.coverage.warnings:
        if warning.startswith(FURNITURE):
            click.echo(warning, err=True)


def _read_for(name: str | None) -> Iterator[Path]:
    """Yield the files that are read for FILE: briefings, and their corrections."""
    from briefing_lessons.command.folders import briefing_files
    from briefing_lessons.reading import corrections_path
    from briefing_lessons.resources import data_folder

    if not name or name == "-":
        return
    path = Path(name)
    for briefing in briefing_files(path) if path.is_dir() else (path, data_folder("seeds") / path):
        yield briefing
        yield corrections_path(briefing)


def _lesson_files() -> Iterator[Path]:
    from briefing_lessons.resources import data_folder

    return data_folder("notebooks").iterdir()


def _keys_of_folder(folder: Path, out: Path | None, handouts: Path | None, force: bool) -> int:
    from briefing_lessons.command.folders import briefing_files
    from briefing_lessons.command.many import homes, key_for_each
    from briefing_lessons.command.outputs import check_outputs

    if handouts is not None:
        raise BriefingError(f"{folder}: handouts are made for one briefing. Give --briefing a file.")
    if out is not None and out.suffix.lower() in KEY_ENDINGS and not out.is_dir():
        raise BriefingError(f"{out}: a folder has many keys. Give --out the name of a folder.")
    briefings = briefing_files(folder)
    out = check_folder(out or OUTPUT)
    targets = (home.with_name(f"{home.name}.html") for home in homes(briefings, out))
    check_outputs(targets, _read_for(str(folder)), force=force)
    return _follow(key_for_each(briefings, out, afresh=force), len(briefings), folder)


def _follow(outcomes: Iterable[Outcome[Path, Any]], many: int, folder: Path) -> int:
    """Show progress over the briefings of a folder, list what failed, and return the status."""
    from tqdm import tqdm

    from briefing_lessons.command.folders import passed_over

    failed = []
    for outcome in tqdm(outcomes, total=many, unit="briefing", file=sys.stderr, leave=False, disable=None):
        if outcome.failure:
            failed.append(printable(f"{outcome.item}: {' '.join(outcome.failure.split())}"))
    for line in sorted(failed):
        click.echo(line, err=True)
    if left := passed_over(folder):
        click.echo(f"Passed over, for they may be no texts: {', '.join(left)}.", err=True)
    click.echo(f"{many - len(failed)} of {many} briefings done.", err=True)
    return 1 if failed else 0


def default_briefing() -> str:
    """Return the name of the briefing that lessons read unless told."""
    from briefing_lessons.resources import seed_names

    return seed_names()[0]


def _written(briefing: Any, form: str, table: str | None) -> str:
    from briefing_lessons.command.report import TABLES, summary

    if form == "summary":
        return (repr(TABLES[table](briefing)) if table else summary(briefing)) + "\n"
    if form == "csv":
        return str(TABLES[table or "quotes"](briefing).to_csv())
    import json

    from briefing_lessons.command.export import as_json

    everything = as_json(briefing)
    return (
        json.dumps({table: everything[table]} if table else everything, ensure_ascii=False, indent=2) + "\n"
    )


def _read_folder(folder: Path, form: str, table: str | None, out: Path | None, jobs: int | None) -> int:
    """Read every briefing in `folder` into one report; with `out`, what a stopped run had read is kept."""
    from functools import partial

    from briefing_lessons.command.folders import briefing_files, read_folder
    from briefing_lessons.command.report import csv_header, describe
    from briefing_lessons.files import write_csv, write_whole

    paths = briefing_files(folder)
    work = partial(describe, folder=folder, form=form, table=table)
    journal = out.with_name(f".{out.name}.{form}-{table}.unfinished") if out else None
    written: dict[Path, str] = {}
    status = _follow(
        _gather(read_folder(paths, work, jobs=jobs, journal=journal), written), len(paths), folder
    )
    parts = [written[path] for path in sorted(written)]
    if form == "json":
        report = "[\n" + ",\n".join(parts) + "\n]\n"
    else:
        report = (csv_header(table) if form == "csv" else "") + "".join(parts)
    if out is None or journal is None:
        click.echo(report, nl=False)
    else:
        (write_csv if form == "csv" else write_whole)(out, report)
        journal.unlink(missing_ok=True)
    return status


def _gather(outcomes: Iterable[Outcome[Path, str]], written: dict[Path, str]) -> Iterable[Outcome[Path, str]]:
    for outcome in outcomes:
        if outcome.result is not None:
            written[outcome.item] = outcome.result
        yield outcome


def _briefing_file(name: str | None, folder: Path, *, force: bool = False) -> Path | None:
    """Return the file meant by FILE, checked to be a briefing before anything is written.

    Standard input becomes a file in `folder`, because executed and copied notebooks name it.
    """
    if name is None:
        return None
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.files import write_whole
    from briefing_lessons.resources import data_folder

    if name == "-":
        from briefing_lessons.reading import source_from_bytes

        data = sys.stdin.buffer.read()
        source_from_bytes(data, "standard input")
        path = folder / "standard input"
        if path.exists() and path.read_bytes() != data and not force:
            raise BriefingError(f"{path} is another text, piped in earlier. Choose another folder.")
        return write_whole(path, data)
    load_briefing(name)
    seed = data_folder("seeds") / name
    return seed if not Path(name).exists() and seed.is_file() else Path(name)
