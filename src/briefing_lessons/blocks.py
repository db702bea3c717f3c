"""One text in two forms: blocks as HTML for a page and as Markdown, everything escaped in both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from briefing_lessons.html import as_markdown
from briefing_lessons.tables import Table, format_table, format_value

Kind = Literal["h1", "h2", "h3", "p", "note", "ul", "ol", "options", "details", "blockquote", "pre", "figure"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list, words of somebody, code or a picture."""

    kind: Kind
    words: str = ""  #: heading, paragraph, what stands above folded items, or the text of a picture
    items: tuple[str, ...] = ()  #: of a list
    lead: str = ""  #: in bold before a paragraph; the id of a heading; the caption of a picture
    png: str = ""  #: a picture in base 64
    table: Table | None = None  #: its numbers


def as_html(blocks: Iterable[Block]) -> str:
    """Return blocks as HTML.

    >>> as_html([Block("p", "3 < 4", lead="Answer:"), Block("ul", items=("a", "b"))])
    '<p><strong>Answer:</strong> 3 &lt; 4</p>\\n<ul><li>a</li><li>b</li></ul>'
    """
    return "\n".join(map(_html, blocks))


def as_markdown_blocks(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown.

    >>> as_markdown_blocks([Block("p", "*3*", lead="Answer:"), Block("ol", items=("a", "b"))])
    '**Answer:** \\\\*3\\\\*\\n\\n1. a\\n2. b\\n'
    """
    return "\n\n".join(map(_markdown, blocks)) + "\n"


def _html(block: Block) -> str:
    kind, words, lead = block.kind, escape(block.words).replace("\n", "<br>"), escape(block.lead)
    items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
    match kind:
        case "h1" | "h2" | "h3":
            return f'<{kind} id="{lead}">{words}</{kind}>' if lead else f"<{kind}>{words}</{kind}>"
        case "p":
            return f"<p><strong>{lead}</strong> {words}</p>" if lead else f"<p>{words}</p>"
        case "note":
            return f'<p class="bl-note">{words}</p>'
        case "options":  # the letters that learners see
            return f'<ol type="A" style="list-style:upper-alpha">{items}</ol>'
        case "details":
            return f"<details><summary>{words}</summary><ol>{items}</ol></details>"
        case "blockquote":
            return f"<blockquote><p>{words}</p></blockquote>"
        case "pre":
            return f"<pre><code>{escape(block.words)}</code></pre>"
        case "figure":
            table = f"<summary>The numbers</summary>{format_table(block.table)}" if block.table else ""
            numbers = f"<details>{table}</details>" if table else ""
            picture = f'<img alt="{words}" src="data:image/png;base64,{escape(block.png)}">'
            return f"<figure>{picture}<figcaption>{lead}</figcaption>{numbers}</figure>"
    return f"<{kind}>{items}</{kind}>"


def _markdown(block: Block) -> str:
    words, lead = as_markdown(block.words), as_markdown(block.lead)
    items = [as_markdown(item) for item in block.items]
    match block.kind:
        case "h1" | "h2" | "h3":
            return f"{'#' * int(block.kind[1])} {words}"
        case "p":
            return f"**{lead}** {words}" if lead else words
        case "note":
            return f"*{words}*"
        case "options":
            return "\n".join(f"- {chr(ord('A') + at)}: {item}" for at, item in enumerate(items))
        case "blockquote":
            return "\n".join(f"> {as_markdown(line)}" for line in block.words.splitlines() or [""])
        case "pre":
            return "\n".join(f"    {line}" for line in block.words.splitlines())
        case "figure":
            said = f"![{words}](data:image/png;base64,{block.png})\n\n{lead} In words: {words}"
            return f"{said}\n\n{_table(block.table)}" if block.table else said
        case "ul":
            return "\n".join(f"- {item}" for item in items)
    above = f"{words}:\n\n" if words else ""
    return above + "\n".join(f"{at}. {item}" for at, item in enumerate(items, 1))


def _table(table: Table) -> str:
    rows = [[as_markdown(format_value(value)) for value in row] for row in (table.columns, *table.rows)]
    rows.insert(1, ["---"] * len(table.columns))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
