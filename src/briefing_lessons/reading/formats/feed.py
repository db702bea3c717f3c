"""XML: RSS items, catalogues that hold a transcript, parliamentary records with speakers as attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from briefing_lessons.reading.document import Source
from briefing_lessons.reading.files import decode
from briefing_lessons.reading.formats.styled import StyledLine, write_styled
from briefing_lessons.reading.formats.web import (
    has_words,
    main_element,
    parse_html,
    source_from_html,
    styled_lines,
    words_of,
)
from briefing_lessons.reading.lexicon import LISTS
from briefing_lessons.reading.lines import LINE

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_SPEECH = "speech sp u turn intervention talk statement contribution".split()
_SHORT = 90  #: characters up to which a leaf element of a catalogue is metadata


def read(data: bytes, name: str) -> Source:
    """Return the words of an XML file: feed items under their titles, or the longest text in it."""
    source = decode(data, name)
    escaped = LINE["cdata"].sub(lambda match: escape(match[1], quote=False), source.text)
    soup = parse_html(LINE["prologue"].sub("", escaped))
    if soup.find(["html", "body"]):
        return source_from_html(replace(source, text=escaped))
    items = soup.find_all(["item", "entry"])
    title, people, metadata = about(soup)
    speeches = [tag for tag in soup.find_all(_SPEECH) if not tag.find(_SPEECH)]
    if items:
        lines = [line for item in items for line in _item(item)]
        title = title if len(items) > 1 else words_of(items[0].find("title"))
    elif any(map(_speaker, speeches)):
        lines = [line for speech in speeches for line in _speech(speech)]
    else:
        lines = [*_heading(title), *_longest(soup)]
    if not has_words([line for line in lines if not line.heading]):
        lines += styled_lines(soup, frozenset())
    text, hints = write_styled(lines, "\n\n")
    kind = "rss" if items else "xml"
    return replace(
        source, text=text, format=kind, title=title or None, people=people, metadata=metadata, hints=hints
    )  # fmt: skip


def about(soup: BeautifulSoup) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """Return the title, the people ("Howard, John" turned round) and other short fields of an XML file."""
    people: dict[str, None] = {}
    metadata: dict[str, str] = {}
    for tag in soup.find_all(_is_leaf, limit=400):
        words = words_of(tag) if len(tag.get_text()) <= _SHORT else ""
        if (match := LINE["person_turned"].fullmatch(words)) and tag.name not in ("title", "headline"):
            office = (
                "" if tag.name in ("author", "name", "creator") else re.sub("[-_]", " ", tag.name).title()
            )
            people[f"{office} {match[2]} {match[1]}".strip()] = None
        elif words and tag.name.endswith(LISTS["kept_fields"]):
            metadata.setdefault(tag.name, words)
    return words_of(soup.find(["title", "headline"])), tuple(people), metadata


def _heading(words: str) -> list[StyledLine]:
    return [StyledLine([(words, False)], heading=True)] if words else []


def _item(item: Tag) -> Iterator[StyledLine]:
    yield from _heading(words_of(item.find("title")))
    bodies = item.find_all(["content:encoded", "content", "description", "summary"])
    yield from _text(max(bodies, key=lambda tag: len(tag.get_text()))) if bodies else ()


def _speaker(speech: Tag) -> str:
    named = (str(speech.get(key) or "") for key in LISTS["name_attributes"])
    return " ".join(next(filter(None, named), "").strip("# ").split())


def _speech(speech: Tag) -> Iterator[StyledLine]:
    name, lines = _speaker(speech), list(styled_lines(speech, frozenset()))
    if name and lines:
        yield StyledLine([(f"{name}:", False)], label=len(name) + 1)
    yield from lines


def _longest(soup: BeautifulSoup) -> Iterator[StyledLine]:
    """Yield the elements that hold running text, not the short fields of a catalogue."""
    leaves = [tag for tag in soup.find_all(_is_leaf) if tag.name not in LISTS["about_elements"]]
    texts = [tag for tag in leaves if LINE["html_tag"].search(tag.get_text())]
    long = sum(len(tag.get_text()) for tag in leaves if len(tag.get_text()) > _SHORT)
    for tag in texts or leaves:
        if texts or long < 200 or tag.name in LISTS["text_elements"] or len(tag.get_text()) > _SHORT:
            yield from _text(tag)


def _text(tag: Tag) -> Iterator[StyledLine]:
    """Yield an element whose words may be HTML inside XML, or lines of plain text."""
    if LINE["html_tag"].search(words := tag.get_text()):
        tag = main_element(parse_html(words))
    yield from styled_lines(tag)


def _is_leaf(tag: Tag) -> bool:
    """Say whether an element holds words only; `find` would look through everything inside it."""
    return not any(hasattr(child, "contents") for child in tag.contents)
