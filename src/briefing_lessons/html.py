"""Words as HTML: escaped, countable, in boxes that scroll, and left alone by MathJax."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

#: JupyterLab takes “$5 million … $7” for a formula, but leaves what is inside these classes as it is
NO_MATHS = "tex2jax_ignore mathjax_ignore"

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def text_box(html: str, kind: str, tag: str = "div", **attributes: str) -> str:
    """Return what holds words of a briefing or of a learner in an element that nobody takes for formulas.

    >>> text_box("$5 <b>or</b> $7", "bl-message", "p", role="status")
    '<p class="bl-message tex2jax_ignore mathjax_ignore" role="status">$5 <b>or</b> $7</p>'

    Parameters
    ----------
    html
        What it holds, escaped already.
    kind
        CSS classes.
    attributes
        Plain text; escaped here. A name may not hold a hyphen: `aria_label` stands for `aria-label`.
    """
    more = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    return f'<{tag} class="{kind} {NO_MATHS}"{more}>{html}</{tag}>'


def in_scroll_box(html: str, name: str) -> str:
    """Return what may be too wide for a page in a box that scrolls, which the keyboard reaches by its name.

    >>> in_scroll_box("<table></table>", "Sources")[:57]
    '<div class="scroll" role="group" aria-label="Sources" tab'
    """
    reached = f'role="group" aria-label="{escape(name)}" tabindex="0"'
    return f'<div class="scroll" {reached} style="overflow-x:auto">{html}</div>'


def as_table(
    columns: Sequence[tuple[str, str]], rows: Iterable[Iterable[str]], caption: str, kind: str = "bl-table"
) -> str:
    """Return an HTML table with a caption, and header cells that name their column or row.

    >>> as_table([("word", "left")], [["Syria"]], "One word.").count("<tr>")
    2

    Parameters
    ----------
    columns
        The head of each, plain text that is escaped here, and its side: "left", "right" or "center".
    rows
        Cells, escaped already; the first one names the row.
    caption
        Plain text, escaped here.
    kind
        CSS classes.
    """
    said = f'<caption style="text-align:left">{escape(caption)}</caption>' if caption else ""
    head = "".join(_cell('th scope="col"', escape(words), side) for words, side in columns)
    tags, sides = ['th scope="row"', *["td"] * len(columns)], [side for _, side in columns]
    body = "\n".join(f"<tr>{''.join(map(_cell, tags, row, sides))}</tr>" for row in rows)
    return (
        # a narrow table would break its caption into a column of words
        f'<table class="{kind} {NO_MATHS}" style="min-width:min(22em,100%)">{said}\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _cell(tag: str, words: str, side: str) -> str:
    return f'<{tag} style="text-align:{side}">{words}</{tag[:2]}>'


def strip(bars: Iterable[tuple[float, float]], label: str = "") -> str:
    """Return a strip, 1,000 wide, with `bars` filled in: (where it begins, how wide it is).

    >>> strip([(0, 250), (600, 50)], "lines 1 to 9").count("<rect")
    2

    Parameters
    ----------
    label
        What it shows, in words; without it the numbers stand beside the strip, and nobody has to hear it.
    """
    filled = "".join(f'<rect x="{at:.1f}" width="{width:.1f}" height="10"/>' for at, width in bars)
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg class="lane" viewBox="0 0 1000 10" preserveAspectRatio="none" {said}>{filled}</svg>'


def card(title: str, body: str, tag: str = "") -> str:
    """Return a card: its title, what it is called beside that in small letters, and HTML under both.

    >>> card("As printed", "<p>No.</p>")
    '<div class="bl-card"><p class="bl-title">As printed</p><p>No.</p></div>'
    """
    label = f' <span class="bl-tag">{escape(tag)}</span>' if tag else ""
    return f'<div class="bl-card"><p class="bl-title">{escape(title)}{label}</p>{body}</div>'


def table_row(name: str, *cells: str | int) -> str:
    """Return a row of a table: its name and its cells as HTML, numbers in columns of their own.

    >>> table_row("Ana", 1200)
    '<tr><th scope="row">Ana</th><td class="num">1,200</td></tr>'
    """
    kinds = (("num", f"{cell:,}") if isinstance(cell, int) else ("bar", cell) for cell in cells)
    shown = "".join(f'<td class="{kind}">{cell}</td>' for kind, cell in kinds)
    return f'<tr><th scope="row">{name}</th>{shown}</tr>'


def table_box(name: str, caption: str, head: Mapping[str, str], rows: str, kind: str = "") -> str:
    """Return a table around `rows` in a box that scrolls.

    >>> table_box("Sources", "Who speaks.", {"who": "", "words": ' class="num"'}, "").count("<th scope")
    2

    Parameters
    ----------
    name, caption
        Plain text; escaped here.
    head
        The words above each column, with the attributes of the cell.
    rows
        See `table_row`.
    kind
        More CSS classes.
    """
    columns = "".join(f'<th scope="col"{more}>{escape(words)}</th>' for words, more in head.items())
    body = rows if rows.startswith("<tbody") else f"<tbody>{rows}</tbody>"
    head_and_body = f"<caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead>{body}"
    kinds = f"bl-table {kind}".strip()
    return in_scroll_box(f'<table class="{kinds}">{head_and_body}</table>', name)


def as_markdown(text: str) -> str:
    r"""Return `text` on one line that Markdown shows as it is, and that no notebook takes for a formula.

    >>> as_markdown("*No*, $5.")
    '\\*No\\*, <span>\\$</span>5.'
    """
    plain = _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
    return plain.replace(r"\$", r"<span>\$</span>").replace(r"\\", r"<span>\\</span>")


def plural(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> plural(1, "quotation"), plural(2031, "quotation")
    ('1 quotation', '2,031 quotations')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
