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
)

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
_PROLOGUE = re.compile(
    r"\A\s*(?:<\?xml.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|<\?.*?\?>|<!--.*?-->|\s)*", re.S
)
_LOOKS_LIKE_HTML = re.compile(r"<(?:p|br|div|b|strong|em|i|a|h[1-6]|ul|span)\b[^>]*>", re.I)
_INVERTED = re.compile(r"[A-Z][\w'’\- ]+, [A-Z][\w.'’\- ]+")
#: elements that describe the text
_ABOUT = frozenset(
    "link guid pubdate docs generator language ttl cloud managingeditor webmaster copyright".split()
)
_NAME_ATTRIBUTES = ("speakername", "speaker", "who", "name", "person")
_SPEECH = "speech sp u turn intervention talk statement contribution".split()
_PARTS = frozenset("p speaker l head heading para line".split())  # of a text, however short
_TITLES = frozenset("title headline".split())
_SHORT = 90  #: characters up to which a leaf element of a catalogue is metadata


def read(data: bytes, name: str) -> Source:
    """Return the words of an XML file: feed items under their titles, or the longest text in it."""
    source = decode(data, name)
    escaped = _CDATA.sub(lambda match: escape(match[1], quote=False), source.text)
    soup = parse_html(_PROLOGUE.sub("", escaped, count=1))
    if soup.find(["html", "body"]):
        return source_from_html(replace(source, text=escaped))
    items = soup.find_all(["item", "entry"])
    title, people, metadata = about(soup)
    if items:
        lines = [line for item in items for line in _item(item)]
        title = title if len(items) > 1 else _words(items[0].find("title"))
    elif any(tag.get(key) for tag in soup.find_all(_SPEECH) for key in _NAME_ATTRIBUTES):
        lines = list(_speeches(soup))
    else:
        lines = [*_heading(title), *_longest(soup)]
    if not has_words([line for line in lines if not line.heading]):
        lines += styled_lines(soup, frozenset())
    text, hints = write_styled(lines, "\n\n")
    kind = "rss" if items else "xml"
    return replace(
        source, text=text, format=kind, title=title, people=people, metadata=metadata, hints=hints
    )  # fmt: skip


def about(soup: BeautifulSoup) -> tuple[str | None, tuple[str, ...], dict[str, str]]:
    """Return the title, the people ("Howard, John" turned round) and other short fields of an XML file."""
    title = _words(soup.find(["title", "headline"]))
    people: list[str] = []
    metadata: dict[str, str] = {}
    for tag in soup.find_all(True, limit=400):
        if not _is_leaf(tag) or len(tag.get_text()) > _SHORT or tag.name in _TITLES:
            continue
        words = _words(tag)
        if words and _INVERTED.fullmatch(words) and not any(c.isdigit() for c in words):
            last, first = words.split(", ", 1)
            office = tag.name.replace("-", " ").replace("_", " ").title()
            office = "" if tag.name in ("author", "name", "creator") else f"{office} "
            people.append(f"{office}{first} {last}")
        elif words and tag.name.endswith(("date", "type", "subjects", "place", "location", "venue")):
            metadata.setdefault(tag.name, words)
    return title, tuple(dict.fromkeys(people)), metadata


def _heading(words: str | None) -> list[StyledLine]:
    return [StyledLine([(words, False)], heading=True)] if words else []


def _item(item: Tag) -> Iterator[StyledLine]:
    yield from _heading(_words(item.find("title")))
    bodies = item.find_all(["content:encoded", "content", "description", "summary"])
    if bodies:
        yield from _text(max(bodies, key=lambda tag: len(tag.get_text())))


def _speeches(soup: BeautifulSoup) -> Iterator[StyledLine]:
    for speech in soup.find_all(_SPEECH):
        if speech.find(_SPEECH) or not speech.get_text().strip():
            continue
        name = next((str(speech.get(key)) for key in _NAME_ATTRIBUTES if speech.get(key)), "")
        if name := " ".join(name.strip("# ").split()):
            yield StyledLine([(f"{name}:", False)], label=len(name) + 1)
        yield from styled_lines(speech, frozenset())


def _longest(soup: BeautifulSoup) -> Iterator[StyledLine]:
    """Yield the elements that hold running text, not the short fields of a catalogue."""
    leaves = [tag for tag in soup.find_all(True) if _is_leaf(tag) and tag.name not in _TITLES | _ABOUT]
    texts = [tag for tag in leaves if _LOOKS_LIKE_HTML.search(tag.get_text())]
    long = sum(len(tag.get_text()) for tag in leaves if len(tag.get_text()) > _SHORT)
    for tag in texts or leaves:
        if texts or long < 200 or tag.name in _PARTS or len(tag.get_text()) > _SHORT:
            yield from _text(tag)


def _text(tag: Tag) -> Iterator[StyledLine]:
    """Yield an element whose words may be HTML inside XML, or lines of plain text."""
    words = tag.get_text()
    if _LOOKS_LIKE_HTML.search(words):
        inner = parse_html(words)
        yield from styled_lines(main_element(inner) if inner.body else inner)
    elif "\n\n" in words.strip():
        for line in filter(str.strip, words.split("\n\n")):
            yield StyledLine([(" ".join(line.split()), False)])
    else:
        yield from styled_lines(tag)


def _is_leaf(tag: Tag) -> bool:
    """Say whether an element holds words only; `find` would look through everything inside it."""
    return not any(hasattr(child, "contents") for child in tag.contents)


def _words(tag: PageElement | None) -> str | None:
    return None if tag is None else " ".join(tag.get_text(" ").split()) or None
