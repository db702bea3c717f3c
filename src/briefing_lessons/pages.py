"""Exported pages: one shell and one style for lessons, index, answer key and portfolio.

A page loads nothing from outside, follows the reader's light or dark setting, and prints.
None but the projector's runs a script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_lessons.files import UNSIGNED

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@cache
def template(name: str) -> str:
    """Return what stands in one of our templates; `look.css` is the style of all that is shown (`bl-…`).

    >>> ".bl-quote" in template("look.css")
    True
    """
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def page(
    title: str,
    body: str,
    *,
    foot: str = "Made with briefing_lessons. Lessons: CC BY 4.0. Nothing on this page was sent anywhere.",
    links: Sequence[tuple[str, str]] = (),
    made: bool = True,
    whole: bool = False,
) -> str:
    """Return a whole HTML page around `body`.

    >>> page("Key & notes", "<h1>Key</h1>").count("<title>Key &amp; notes</title>")
    1

    Parameters
    ----------
    title, foot
        Plain text; escaped here.
    body
        HTML with exactly one `<h1>`.
    links
        (words, address) of the navigation, relative to the page.
    made
        Whether it can be made again: such a page is signed when it is written, and may be written over.
    whole
        Whether the body has nothing to mend.
    """
    items = "".join(f'<li><a href="{escape(address)}">{escape(words)}</a></li>' for words, address in links)
    return template("page.html").format(
        made=f'\n<meta name="generator" content="{UNSIGNED}">' if made else "",
        title=escape(title),
        css=template("page.css") + template("look.css"),
        links=f'<nav aria-label="Pages"><ul>{items}</ul></nav>' if items else "",
        body=body if whole else mend(body),
        foot=escape(foot),
    )


def mend(body: str) -> str:
    """Return `body` with what Markdown cannot say: scopes, captions, unique ids, regions that scroll by key.

    >>> mended = mend("<h2>Verbs</h2><table><thead><tr><th>verb</th></tr></thead></table>")
    >>> '<caption class="bl-hidden">Verbs</caption>' in mended, '<th scope="col">' in mended
    (True, True)
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(body, "html.parser")
    for rule in (_headings_and_styles, _headers, _captions):
        rule(soup)
    return str(soup)


def _headings_and_styles(soup: BeautifulSoup) -> None:
    for style in soup.find_all("style"):  # look.css is in the head; explorers carry a copy for JupyterLab
        if style.string and style.string.strip() == template("look.css").strip():
            style.decompose()
    seen = Counter[str]()
    for tag in soup.find_all(id=True):
        seen[name := str(tag["id"])] += 1
        if seen[name] > 1 and tag.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            tag["id"] = f"{name}-{seen[name]}"


def _headers(soup: BeautifulSoup) -> None:
    # Markdown has no table without a header row; a row of names with empty headers is a list of facts
    for head in soup.find_all("thead"):
        if not head.get_text(strip=True):
            table = head.find_parent("table")
            head.decompose()
            for row in table.find_all("tr") if table else ():
                if row.td is not None:
                    row.td.name = "th"
    for where, scope in (("thead th:not([scope])", "col"), ("tr > th:not([scope])", "row")):
        for cell in soup.select(where):
            cell["scope"] = scope


def _captions(soup: BeautifulSoup) -> None:
    for table in soup.find_all("table"):
        if (caption := table.caption) is None:
            heading = table.find_previous(["h1", "h2", "h3", "h4"])
            caption = soup.new_tag("caption", attrs={"class": "bl-hidden"})
            caption.string = heading.get_text(" ", strip=True) if heading else "Table"
            table.insert(0, caption)
        if not table.find_parent(class_="scroll"):
            label = caption.get_text(" ", strip=True)
            about = {"aria-label": label, "class": "scroll", "role": "group", "tabindex": "0"}
            table.wrap(soup.new_tag("div", attrs=about))
