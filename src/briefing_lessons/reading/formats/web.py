"""Web pages: the main text without menus and scripts, as the reader of the page sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from briefing_lessons.reading.document import Source
from briefing_lessons.reading.files import decode
from briefing_lessons.reading.formats.styled import StyledLine, usable_title, write_styled
from briefing_lessons.reading.lexicon import LISTS
from briefing_lessons.reading.lines import INVISIBLE, LINE

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

SKIPPED = frozenset(LISTS["skipped_elements"])
BLOCKS = frozenset(LISTS["blocks"])
#: name of a field of a page -> what we call it
_FIELDS = {
    "og:title": "title", "description": "description", "author": "author", "dc.title": "title",
    "article:published_time": "date", "og:site_name": "outlet",
}  # fmt: skip


def read(data: bytes, name: str) -> Source:
    """Return the main text of an HTML page, one line a block, with its headings and bold words as hints."""
    return source_from_html(decode(data, name))


def source_from_html(source: Source) -> Source:
    """Return the main text of a source whose text is HTML."""
    soup = parse_html(source.text)
    title = page_title(soup)
    lines = list(styled_lines(main_element(soup)))
    if not has_words(lines):  # everything stood in menus, or in none of the elements we know
        lines += styled_lines(soup, frozenset(("script", "style", "template")))
    headings = " ".join(line.words for line in lines if line.heading)
    head = [StyledLine([(title, False)], heading=True)] if title and title not in headings else []
    text, hints = write_styled(head + lines, "\n\n")
    return replace(source, text=text, format="html", title=title, metadata=page_metadata(soup), hints=hints)


def shown(root: Tag, skipped: frozenset[str] = SKIPPED) -> Iterator[PageElement]:
    """Yield the elements and the words in `root` that a reader sees, in their order; depth costs no stack."""
    from bs4.element import CData, NavigableString, Tag

    inside = {id(root)}
    for node in root.descendants:
        if id(node.parent) not in inside:
            continue
        if isinstance(node, Tag) and node.name not in skipped and not hidden(node):
            inside.add(id(node))
            yield node
        elif type(node) in (NavigableString, CData):
            yield node


def styled_lines(root: Tag, skipped: frozenset[str] = SKIPPED) -> Iterator[StyledLine]:
    """Yield what a reader sees in `root`, a line a block."""
    from bs4.element import Tag

    blocks: list[tuple[Tag, list[tuple[str, bool]]]] = [(root, [])]
    quoted = any(tag.name == "blockquote" for tag in (root, *root.parents))
    inside = {id(root): (root, False, quoted)}  # an element's block, and whether it is bold or a quotation's
    for node in shown(root, skipped):
        block, bold, quoted = inside[id(node.parent)]
        if isinstance(node, Tag):
            opens = node.name in BLOCKS
            bold, quoted = bold or node.name in LISTS["bold_elements"], quoted or node.name == "blockquote"
            inside[id(node)] = (node if opens else block, bold, quoted)
            blocks += [(node, [])] if opens else []
            continue
        if blocks[-1][0] is not block:  # another block stood inside
            blocks.append((block, []))
        blocks[-1][1].append((str(node), bold))
    for block, parts in blocks:
        if any(words.strip(INVISIBLE) for words, _ in parts):
            parts = parts if block.name == "pre" else _spaced(parts)  # old pages are typed
            yield StyledLine(parts, block.name in LISTS["heading_elements"], quoted=inside[id(block)][2])


def _spaced(parts: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return the words of a line with single spaces."""
    written: list[tuple[str, bool]] = []
    for words, bold in parts:
        words = LINE["spaces"].sub(" ", words)
        if not written or written[-1][0].endswith(" "):
            words = words.removeprefix(" ")
        if words:
            written.append((words, bold))
    last, bold = written.pop()
    return [*written, (last.rstrip(" "), bold)]


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
            return BeautifulSoup(LINE["declaration"].sub("&lt;!", html), "html.parser")


def main_element(soup: BeautifulSoup) -> Tag:
    """Return the innermost element that holds four fifths of the words in paragraphs."""
    body = soup.body or soup
    weights: Counter[int] = Counter()
    tags: dict[int, Tag] = {}
    for node in shown(body):
        above = list(islice(node.parents, 10)) if not getattr(node, "name", None) else []
        inner = next(
            (place for place, tag in enumerate(above[:6]) if tag.name in LISTS["paragraph_elements"]), None
        )
        for tag in above[inner + 1 : inner + 5] if inner is not None else ():
            tags[id(tag)] = tag
            weights[id(tag)] += len(str(node)) * (tag.name not in LISTS["list_elements"])
        weights[0] += len(str(node)) if inner is not None else 0  # of all words in paragraphs
    heavy = [tag for key, tag in tags.items() if weights[key] >= 0.8 * weights[0]]
    innermost = max(heavy, key=lambda tag: len(list(tag.parents)), default=None)
    return innermost or soup.find("main") or soup.find("article") or body


def words_of(tag: PageElement | None) -> str:
    """Return the words of an element on one line; "" where there is none."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


def page_title(soup: BeautifulSoup) -> str | None:
    """Return the page's main heading, or the title of its window without the name of the site."""
    for name in ("h1", "title"):
        for tag in soup.find_all(name, limit=4):
            words = words_of(tag)
            if usable_title(words) and tag.find_parent("svg") is None:
                return LINE["site"].split(words)[0] if name == "title" else words
    return None


def page_metadata(soup: BeautifulSoup) -> dict[str, str]:
    """Return title, description, date and outlet from the page's metadata."""
    found: dict[str, str] = {}
    for tag in soup.find_all("meta", limit=200):
        key = _FIELDS.get(str(tag.get("property") or tag.get("name")).casefold())
        content = str(tag.get("content") or "")
        if key and content:
            found.setdefault(key, content[:500])
    return found


def hidden(tag: Tag) -> bool:
    """Say whether an element is hidden, or a menu by its name or class.

    A frame around the whole page may be called "content-sidebar", and may be a form: what holds several
    paragraphs is no menu.
    """
    menu = tag.name in LISTS["frames"] or tag.get("role") in ("navigation", "search")
    unseen = "hidden" in tag.attrs or tag.get("aria-hidden") == "true"
    unseen = unseen or bool(LINE["unseen"].search(str(tag.get("style"))))
    named = " ".join(filter(None, tag.get_attribute_list("class")))
    return (menu or unseen or bool(LINE["menu"].search(named))) and len(tag.find_all("p", limit=4)) < 4
