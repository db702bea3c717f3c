"""The same for every briefing of a folder: readings in one report, keys in files, failures in a list."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing_lessons.command.given import KEY_ENDINGS, OUTPUT, files_read_for
from briefing_lessons.command.refusals import check_folder
from briefing_lessons.errors import BriefingError, printable

if TYPE_CHECKING:
    from briefing_lessons.command.spread import Outcome


def write_keys(folder: Path, out: Path | None, handouts: Path | None, force: bool) -> int:
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
    check_outputs(targets, files_read_for(str(folder)), force=force)
    return follow(key_for_each(briefings, out, afresh=force), len(briefings), folder)


def follow(outcomes: Iterable[Outcome[Path, Any]], many: int, folder: Path) -> int:
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


def format_found(briefing: Any, form: str, table: str | None) -> str:
    from briefing_lessons.command.report import summary, table_of

    if form == "summary":
        return (repr(table_of(briefing, table)) if table else summary(briefing)) + "\n"
    if form == "csv":
        return table_of(briefing, table or "quotes").to_csv()
    import json

    from briefing_lessons.command.report import as_json

    everything = as_json(briefing)
    return (
        json.dumps({table: everything[table]} if table else everything, ensure_ascii=False, indent=2) + "\n"
    )


def write_readings(folder: Path, form: str, table: str | None, out: Path | None, jobs: int | None) -> int:
    """Read every briefing in `folder` into one report; with `out`, what a stopped run had read is kept."""
    from functools import partial

    from briefing_lessons.command.folders import briefing_files, read_folder
    from briefing_lessons.command.report import csv_header, describe
    from briefing_lessons.files import write_csv, write_whole

    paths = briefing_files(folder)
    work = partial(describe, folder=folder, form=form, table=table)
    journal = out.with_name(f".{out.name}.{form}-{table}.unfinished") if out else None
    written: dict[Path, str] = {}
    status = follow(
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
