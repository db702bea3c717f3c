"""One text in two forms: blocks as HTML for a page and as Markdown, everything escaped in both."""

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
    name, bold = (f' id="{lead}"', f"<strong>{lead}</strong> ") if lead else ("", "")
    if kind == "figure":
        table = f"<summary>The numbers</summary>{format_table(block.table)}" if block.table else ""
        numbers = f"<details>{table}</details>" if table else ""
        picture = f'<img alt="{words}" src="data:image/png;base64,{escape(block.png)}">'
        return f"<figure>{picture}<figcaption>{lead}</figcaption>{numbers}</figure>"
    forms = {
        "p": f"<p>{bold}{words}</p>",
        "note": f'<p class="bl-note">{words}</p>',
        "options": f'<ol type="A" style="list-style:upper-alpha">{items}</ol>',  # the letters learners see
        "details": f"<details><summary>{words}</summary><ol>{items}</ol></details>",
        "blockquote": f"<blockquote><p>{words}</p></blockquote>",
        "pre": f"<pre><code>{escape(block.words)}</code></pre>",
    }
    return forms.get(kind) or f"<{kind}{name}>{items or words}</{kind}>"


def _markdown(block: Block) -> str:
    words, lead = as_markdown(block.words), as_markdown(block.lead)
    items, lines = [as_markdown(item) for item in block.items], block.words.splitlines()
    if block.kind == "figure":
        said = f"![{words}](data:image/png;base64,{block.png})\n\n{lead} In words: {words}"
        return f"{said}\n\n{_table(block.table)}" if block.table else said
    forms = {
        "h1": [f"# {words}"],
        "h2": [f"## {words}"],
        "h3": [f"### {words}"],
        "p": [f"**{lead}** {words}" if lead else words],
        "note": [f"*{words}*"],
        "options": [f"- {chr(ord('A') + at)}: {item}" for at, item in enumerate(items)],
        "blockquote": [f"> {as_markdown(line)}" for line in lines or [""]],
        "pre": [f"    {line}" for line in lines],
        "ul": [f"- {item}" for item in items],
    }
    numbered = [f"{at}. {item}" for at, item in enumerate(items, 1)]
    return "\n".join(forms.get(block.kind) or [*([f"{words}:\n"] if words else []), *numbered])


def _table(table: Table) -> str:
    rows = [[as_markdown(format_value(value)) for value in row] for row in (table.columns, *table.rows)]
    rows.insert(1, ["---"] * len(table.columns))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
