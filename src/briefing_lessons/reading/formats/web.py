"""Web pages: the main text without menus and scripts, as the reader of the page sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_lessons.reading.document import Source
from briefing_lessons.reading.files import decode
from briefing_lessons.reading.formats.styled import StyledLine, usable_title, write_styled

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_DECLARATION = re.compile(r"<!(?!--)")
#: elements whose words are no part of the text
SKIPPED = frozenset(
    """script style noscript template nav footer button select option textarea input iframe object embed
    svg canvas audio video map menu figcaption head title meta link""".split()
)
#: elements that begin and end a line
BLOCKS = frozenset(
    """address article blockquote body center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr
    html li main ol p pre section summary table tbody td tfoot th thead tr ul br speech talk speaker sp item
    entry caption intervention turn paragraph para heading title subject
    """.split()
)
#: elements that may frame a menu or the whole page
_FRAMES = frozenset("form aside dialog".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BOLD = frozenset("b strong".split())
#: a page shows any run of these as one gap, or as one a little wider
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_MENU = re.compile(
    r"\b(?:nav|menu|breadcrumbs?|sidebar|footer|social|share|cookie|banner|related|skip-link|"
    r"visually-hidden|sr-only|screen-reader)\b"
)
_PARAGRAPHS = frozenset("p pre blockquote li dd td".split())


def read(data: bytes, name: str) -> Source:
    """Return the main text of an HTML page, one line a block, with its headings and bold words as hints."""
    return source_from_html(decode(data, name))


def source_from_html(source: Source) -> Source:
    """Return the main text of a source whose text is HTML."""
    soup = parse_html(source.text)
    title = page_title(soup)
    main = main_element(soup)
    head = [StyledLine([(title, False)], heading=True)] if title and not _holds_heading(main, title) else []
    lines = list(styled_lines(main))
    if not has_words(lines):  # everything stood in menus, or in none of the elements we know
        lines += styled_lines(soup, frozenset(("script", "style", "template")))
    text, hints = write_styled(head + lines, "\n\n")
    return replace(source, text=text, format="html", title=title, metadata=page_metadata(soup), hints=hints)


def styled_lines(root: Tag, skipped: frozenset[str] = SKIPPED) -> Iterator[StyledLine]:
    """Yield everything that a reader sees in `root`, a line a block; depth costs no stack."""
    from bs4.element import CData, NavigableString, Tag

    stack: list[tuple[Iterator[object], Tag]] = [(iter(root.contents), root)]
    parts: list[tuple[str, bool]] = []
    bold = 0
    while stack:
        node = next(stack[-1][0], None)
        if node is None:
            _, tag = stack.pop()
            bold -= tag.name in _BOLD and tag is not root
            if tag.name in BLOCKS or not stack:
                yield from _line(parts, tag.name)
        elif isinstance(node, Tag):
            if node.name in skipped or hidden(node):
                continue
            if node.name in BLOCKS:
                yield from _line(parts, "")
            if node.name == "pre":  # old pages are typed that way
                yield StyledLine([(node.get_text().strip("\n"), False)])
                continue
            bold += node.name in _BOLD
            stack.append((iter(node.contents), node))
        elif type(node) in (NavigableString, CData):
            parts.append((str(node), bold > 0))


def _line(parts: list[tuple[str, bool]], name: str) -> Iterator[StyledLine]:
    """Yield the line that element `name` ends, if it has words, with single spaces; empty `parts`."""
    written: list[tuple[str, bool]] = []
    for words, bold in parts:
        words = _SPACE.sub(" ", words)
        if not written or written[-1][0].endswith(" "):
            words = words.removeprefix(" ")
        if words:
            written.append((words, bold))
    parts.clear()
    if written:
        written[-1] = (written[-1][0].rstrip(" "), written[-1][1])
    if any(words.strip("\u200b\ufeff ") for words, _ in written):
        yield StyledLine(written, heading=name in _HEADINGS)


def has_words(lines: list[StyledLine]) -> bool:
    """Say whether any line has a letter or a digit."""
    return any(map(str.isalnum, "".join(line.words for line in lines)))


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
            levels = range(depth, max(-1, depth - 6), -1)
            inner = next((level for level in levels if stack[level][1].name in _PARAGRAPHS), None)
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


def hidden(tag: Tag) -> bool:
    """Say whether an element is hidden, or a menu by its name or class.

    A frame around the whole page may be called "content-sidebar", and may be a form: what holds several
    paragraphs is no menu.
    """
    attributes = tag.attrs
    if tag.name in _FRAMES:
        return not _holds_paragraphs(tag)
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("role") in ("navigation", "search"):
        return True
    style = str(attributes.get("style") or "").replace(" ", "")
    if "display:none" in style or "visibility:hidden" in style or attributes.get("aria-hidden") == "true":
        return not _holds_paragraphs(tag)
    named = attributes.get("class")
    words = " ".join(named) if isinstance(named, list) else str(named or "")
    return bool(words) and bool(_MENU.search(words)) and not _holds_paragraphs(tag)


def _holds_paragraphs(tag: Tag) -> bool:
    return len(tag.find_all("p", limit=4)) == 4
