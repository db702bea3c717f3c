"""Markdown: the file is the text; its front matter is read for title, date and names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefing_lessons.reading.document import Hint, Source
from briefing_lessons.reading.files import decode
from briefing_lessons.reading.lexicon import WARNINGS
from briefing_lessons.reading.lines import LINE

LONGEST = 20_000  #: characters of front matter that are read


def read(data: bytes, name: str) -> Source:
    """Return the text of a .md file with what its front matter says."""
    source = decode(data, name)
    fields, warnings = front_matter(source.text)
    named = ("speaker", "speakers", "people", "author", "with")
    told = ("date", "description", "subtitle", "summary")
    return replace(
        source, format="md", title=fields.get("title"), warnings=source.warnings + warnings,
        people=tuple(fields[key] for key in named if key in fields),
        metadata={key: fields[key] for key in fields if key in told},
        hints=tuple(Hint(*line.span(1), "quotation") for line in LINE["quoted_line"].finditer(source.text)),
    )  # fmt: skip


def front_matter(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    r"""Return the plain fields between two lines "---" at the top, and a warning when they are broken.

    >>> front_matter("---\ntitle: \"Remarks by Ana\\_Ruiz\"\ndate: 2031-03-09\n---\nGood morning.")
    ({'title': 'Remarks by Ana\xa0Ruiz', 'date': '2031-03-09'}, ())
    """
    end = text.find("\n---", 3, LONGEST) if text.startswith("---\n") else -1
    if end < 0:
        return {}, ()
    import yaml

    try:
        loaded = yaml.load(text[4:end], Loader=yaml.BaseLoader)  # every value stays a string
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, (WARNINGS["no_yaml"],)
    fields = loaded.items() if isinstance(loaded, dict) else ()
    return {str(key).casefold(): _plain(value) for key, value in fields if _plain(value)}, ()


def _plain(value: Any) -> str:
    """Return a string, or a short list of strings joined; anything deeper is left out."""
    if isinstance(value, str):
        return " ".join(value.split(" ")).strip()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return ""
