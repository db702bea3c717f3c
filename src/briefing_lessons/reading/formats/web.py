"""Web pages: the main text without menus and scripts, as the reader of the page sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_lessons.reading.document import Source
from briefing_lessons.reading.files import decode
from briefing_lessons.reading.formats.titles import usable_title
from briefing_lessons.reading.formats.writing import SKIPPED, TextWriter, hidden

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_DECLARATION = re.compile(r"<!(?!--)")
_PARAGRAPHS = frozenset("p pre blockquote li dd td".split())


def read(data: bytes, name: str) -> Source:
    """Return the main text of an HTML page, one line a block, with its headings and bold words as hints."""
    return source_from_html(decode(data, name))


def source_from_html(source: Source) -> Source:
    """Return the main text of a source whose text is HTML."""
    soup = parse_html(source.text)
    title = page_title(soup)
    writer = TextWriter()
    main = main_element(soup)
    if title and not _holds_heading(main, title):
        writer.heading(title)
    writer.write(main)
    if not writer.has_words:  # everything stood in menus, or in none of the elements we know
        writer.write(soup, frozenset(("script", "style", "template")))
    text, hints = writer.finish()
    return replace(source, text=text, format="html", title=title, metadata=page_metadata(soup), hints=hints)


def parse_html(html: str) -> BeautifulSoup:
    """Parse HTML with Python's own parser: nothing in the page is run or fetched."""
    import warnings as python_warnings

    from bs4 import BeautifulSoup, ParserRejectedMarkup

    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore")  # a page that looks like a file name is still a page
        try:
            return BeautifulSoup(html, "html.parser")
        except ParserRejectedMarkup:  # a broken declaration such as "<![x"; as words it does no harm
            return BeautifulSoup(_DECLARATION.sub("&lt;!", html), "html.parser")


def main_element(soup: BeautifulSoup) -> Tag:
    """Return the innermost element that holds four fifths of the words in paragraphs."""
    from bs4.element import NavigableString, Tag

    body = soup.body or soup
    weights: dict[int, int] = {}
    elements: dict[int, tuple[int, Tag]] = {}
    total = 0
    stack: list[tuple[Iterator[object], Tag]] = [(iter(body.contents), body)]
    while stack:
        node = next(stack[-1][0], None)
        if node is None:
            stack.pop()
        elif isinstance(node, Tag):
            if node.name not in SKIPPED and not hidden(node):
                stack.append((iter(node.contents), node))
        elif type(node) is NavigableString:
            depth = len(stack) - 1
            inner = next(
                (
                    level
                    for level in range(depth, max(-1, depth - 6), -1)
                    if stack[level][1].name in _PARAGRAPHS
                ),
                None,
            )
            if inner is None:
                continue
            total += len(node)
            for level in range(max(0, inner - 4), inner):
                element = stack[level][1]
                elements[id(element)] = (level, element)
                weights[id(element)] = weights.get(id(element), 0) + len(node)
    heavy = [elements[key] for key, weight in weights.items() if weight >= 0.8 * total]
    if heavy:
        return max(heavy, key=lambda entry: entry[0])[1]
    return soup.find("main") or soup.find("article") or body


def page_title(soup: BeautifulSoup) -> str | None:
    """Return the page's main heading, or the title of its window without the name of the site."""
    for name in ("h1", "title"):
        for tag in soup.find_all(name, limit=4):
            words = " ".join(tag.get_text(" ").replace("\u00a0", " ").split())
            if usable_title(words) and tag.find_parent("svg") is None:
                return re.split(r" [|•»–—-] (?=[^|•»–—-]{3,40}$)", words)[0] if name == "title" else words
    return None


def page_metadata(soup: BeautifulSoup) -> dict[str, str]:
    """Return title, description, date and outlet from the page's metadata."""
    wanted = {
        "og:title": "title",
        "description": "description",
        "author": "author",
        "article:published_time": "date",
        "dc.title": "title",
        "og:site_name": "outlet",
    }
    found: dict[str, str] = {}
    for tag in soup.find_all("meta", limit=200):
        key = str(tag.get("property") or tag.get("name") or "").casefold()
        content = str(tag.get("content") or "")
        if key in wanted and content:
            found.setdefault(wanted[key], content[:500])
    return found


def _holds_heading(main: Tag, title: str) -> bool:
    return any(
        " ".join(tag.get_text(" ").replace("\u00a0", " ").split()) == title
        for tag in main.find_all(["h1", "h2"], limit=5)
    )
