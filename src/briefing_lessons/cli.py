"""The command `briefing-lessons`."""

import json
from pathlib import Path

import click


@click.group()
def main() -> None:
    """Lessons on press briefings."""


@main.command()
@click.argument("file")
@click.option("--format", "form", default="summary")
def read(file: str, form: str) -> None:
    """Read FILE and print what was found."""
    from briefing_lessons.export import as_json
    from briefing_lessons.briefing import load_briefing

    click.echo(json.dumps(as_json(load_briefing(Path(file))), ensure_ascii=False))
