"""For the last row, for weak eyes, on a phone: nothing is cut, nothing is smaller than the text around it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from every_explorer import CELLS
from opened_notebook import errors, open_from_list, window, write_notebook
from served import TOKEN


class Size(NamedTuple):
    """A window, and the size of JupyterLab's content font."""

    width: int  #: of the window, in CSS pixels
    height: int
    scale: int = 1  #: pixels of the screen for one of CSS
    font: str = "14px"


SIZES = {
    "at 200 %": Size(640, 450, scale=2),  # a window of 1280 by 900
    "on a phone": Size(390, 780),
    "on a projector": Size(1280, 720, font="20pt"),
}
#: what a lesson shows beside explorers
OTHERS = {
    "explain": "explain(briefing, briefing.quotes[4])",
    "table": "line_roles(briefing, 1, 2, 3)",
    "chart": "plot_dispersion(briefing, ['Syria*', 'Trump'])",
    "feedback": "ask('start.1', 59, briefing=briefing)",
}
#: what is wrong in a cell, for the size of the content font in pixels; what is in a box of its own may scroll
COMPLAIN = """(cell, size) => [...cell.querySelectorAll('.jp-OutputArea-output')].flatMap(output => {
  const edge = output.getBoundingClientRect().right + 1;
  const font = e => parseFloat(getComputedStyle(e).fontSize) + 0.1;
  const all = [...output.querySelectorAll('[class^=bl], [class^=bl] *, .bl-controls, .bl-controls *')];
  const ours = all.filter(e => e.checkVisibility() && !e.closest('.bl-hidden, style, option'));
  const fields = ours.filter(e => e.matches('select, textarea, input:not([type=checkbox], [type=radio])'));
  const words = ours.filter(e => e.matches('.bl-controls button, .bl-controls label'));
  const box = e => e.getBoundingClientRect();
  const end = e => box(e.closest('.bl-controls')).right - 8;
  const name = (what, some) => some.map(e => `${what}: <${e.localName} ${e.className}> ${e.textContent}`);
  return [
    ...name('scrolls sideways', [output].filter(e => e.scrollWidth > e.clientWidth + 1)),
    ...name('sticks out', ours.filter(
      e => box(e).right > edge && !e.parentElement.closest('.scroll'))),
    ...name('is cut', words.filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)),
    ...name('is cut', fields.filter(e => e.closest('.bl-controls') && box(e).right > end(e))),
    ...name('is narrow', fields.filter(e => box(e).width < 3.5 * size)),
    ...name('is smaller', [...fields, ...words].filter(e => font(e) < size)),
    ...name('is small', [...output.querySelectorAll('figure.bl-chart img')].filter(
      e => box(e).width + 1 < Math.min(43 * size, e.parentElement.clientWidth))),
    ...name('is tiny', ours.filter(e => e.closest('.bl, .bl-controls') && font(e) < 0.7 * size)),
  ].map(complaint => complaint.replace(/\\s+/g, ' ').slice(0, 120));
})"""


@contextmanager
def content_font(tab: Any, address: str, size: str) -> Iterator[None]:
    """Set the size of the content font, as Settings, Theme does, and set it back."""
    where = f"{address}/lab/api/settings/@jupyterlab/apputils-extension:themes?token={TOKEN}"
    tab.request.put(where, data={"raw": json.dumps({"overrides": {"content-font-size1": size}})})
    yield
    tab.request.put(where, data={"raw": "{}"})


@pytest.mark.parametrize("name", SIZES)
def test_what_lessons_show_fits(chromium: Any, lab: tuple[str, Path], name: str) -> None:
    size, cells = SIZES[name], {**CELLS, **OTHERS}
    write_notebook(lab[1] / "sizes.ipynb", *cells.values())
    with window(chromium, device_scale_factor=size.scale) as context:
        tab = context.new_page()
        with content_font(tab, lab[0], size.font):
            notebook = open_from_list(tab, lab, "sizes.ipynb")
            assert errors(notebook.run_all()) == []
            tab.keyboard.press("Control+b")  # who has little room closes the list of files
            tab.set_viewport_size({"width": size.width, "height": size.height})
            complaints = {}
            for number, shown in enumerate(cells):
                place = notebook.cell(number)
                pixels = 20 / 72 * 96 if size.font == "20pt" else 14
                complaints[shown] = place.evaluate(COMPLAIN, pixels)
    assert {shown: found for shown, found in complaints.items() if found} == {}
