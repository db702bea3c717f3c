"""A text full of what a formula is written with: JupyterLab makes no formula of it, anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from every_explorer import CELLS, SEED
from opened_notebook import Notebook, errors, open_by_link, write_notebook

from briefing_lessons.command.lab import prepare_work
from briefing_lessons.lessons.course import find_lessons

MONEY = r"""On the budget of $5 million
The mayor of Osterby said: “We pay $5 million now, $7 million later & \(x_1\) at <once>.”
“It costs $2 * $3_000,” Anna Holm said. “We must, perhaps, pay $1 or \[2\] soon, not $9_9 * $8.”
On roads of $1 and $2
The minister, Ivo Brandt, said that $6 & $7 were lost. “Who pays $8 ? \begin{a} b \end{a},” Brandt said.
Anna Holm denied that the $10 bridge cost $11. “We will not pay $12, we will not pay $13,” she said.
When asked about the $15 fee, Holm replied that $16 was “a $17 joke”. “Our $18 is clearly our $19.”
"""
FORMULA = "mjx-container, .MathJax, .MJX-TEX"


@pytest.fixture(scope="module")
def money(lab: tuple[str, Path]) -> Path:
    """Working copies of the lessons on that text, in a folder of the server's."""
    folder = lab[1] / "money"
    folder.mkdir()
    (folder / "money.txt").write_text(MONEY, encoding="utf-8")
    prepare_work(find_lessons(), folder, briefing=folder / "money.txt")
    return folder


def formulas(notebook: Notebook) -> list[str]:
    """Run a notebook, look at every cell, and return the formulas in what its cells printed."""
    assert errors(notebook.run_all()) == []
    for number in range(notebook.tab.locator(".jp-Notebook .jp-Cell").count()):
        notebook.cell(number)
    notebook.tab.wait_for_timeout(1500)
    return list(notebook.tab.locator(FORMULA).evaluate_all("all => all.map(e => e.parentElement.outerHTML)"))


@pytest.mark.parametrize("name", [lesson.path.name for lesson in find_lessons()])
def test_no_lesson_makes_a_formula_of_money(tab: Any, lab: tuple[str, Path], money: Path, name: str) -> None:
    assert formulas(open_by_link(tab, lab, f"lab/tree/money/{name}")) == []


def test_no_explorer_no_table_and_no_portfolio_makes_a_formula_of_money(
    tab: Any, lab: tuple[str, Path], money: Path
) -> None:
    explorers = [cell.replace(SEED, "money.txt").replace("line=42", "line=2") for cell in CELLS.values()]
    more = (
        "briefing.quotes[0]",
        "briefing.quotes[0].attribution",
        "excerpt(briefing)",
        "concordance(briefing, 'pay')",
        "explain(briefing, briefing.quotes[0])",
        "keep(2, '$1 or $2')",
        "ask('who.3', 'It is $1 or $2')",
        "save_portfolio()",
        "from IPython.display import Markdown\nfrom briefing_lessons.lessons.key import key_markdown\n"
        "Markdown(key_markdown(briefing))",
        "from pathlib import Path\nMarkdown(next(Path().glob('portfolio-*.md')).read_text())",
    )
    write_notebook(money / "explorers.ipynb", *explorers, *more)
    assert formulas(open_by_link(tab, lab, "lab/tree/money/explorers.ipynb")) == []


def test_a_formula_would_be_seen(tab: Any, lab: tuple[str, Path], money: Path) -> None:
    write_notebook(money / "plain.ipynb", "from IPython.display import HTML\nHTML('$5 million and $7')")
    assert len(formulas(open_by_link(tab, lab, "lab/tree/money/plain.ipynb"))) >= 1
