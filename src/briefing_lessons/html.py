"""Words as HTML: escaped, countable, in boxes that scroll, and left alone by MathJax."""

from __future__ import annotations

import re
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
    return (
        f'<div class="scroll" role="group" aria-label="{escape(name)}" tabindex="0" '
        f'style="overflow-x:auto">{html}</div>'
    )


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
