"""JupyterLab as a reader uses it: by its menus, its file browser and its status bar."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from served import TOKEN

SHORT, LONG = 30_000, 120_000


@contextmanager
def window(chromium: Any, **options: Any) -> Iterator[Any]:
    """Open a browser window of its own; fail at the end if it asked another machine for anything."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
    context.set_default_timeout(SHORT)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: asked.append(socket.url)))
    yield context
    context.close()
    assert [url for url in asked if is_elsewhere(url)] == []


def is_elsewhere(url: str) -> bool:
    """Say whether `url` leads to another machine."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("127.0.0.1", "localhost")


def open_from_list(tab: Any, lab: tuple[str, Path], name: str) -> Notebook:
    """Open a notebook of `lab` by a double click in the file browser."""
    tab.goto(f"{lab[0]}/lab?token={TOKEN}&reset")
    tab.locator(".jp-DirListing-item", has_text=name).first.dblclick(timeout=LONG)
    return Notebook(tab, lab[1] / name)


def open_by_link(tab: Any, lab: tuple[str, Path], urlpath: str) -> Notebook:
    """Open what `urlpath` of a launch link names: Binder appends it to the address of a new server."""
    tab.goto(f"{lab[0]}/{urlpath}?token={TOKEN}&reset")  # a new server has no tabs of before
    return Notebook(tab, lab[1] / urlpath.removeprefix("lab/tree/"))


class Notebook:
    """One notebook open in a JupyterLab tab."""

    def __init__(self, tab: Any, path: Path) -> None:
        self.tab, self.path = tab, path
        tab.locator(".jp-NotebookPanel:visible .jp-Notebook").wait_for(timeout=LONG)
        self.idle()

    def idle(self) -> None:
        """Wait until the status bar says that the kernel has nothing to do."""
        self.tab.locator(".jp-StatusBar-TextItem", has_text="| Idle").first.wait_for(timeout=LONG)

    def menu(self, *names: str) -> None:
        """Choose from the menu bar."""
        bar, item = names
        self.tab.get_by_role("menuitem", name=bar, exact=True).first.click()
        self.tab.locator(".lm-Menu-itemLabel", has_text=item).first.click()

    def run_all(self) -> list[Any]:
        """Restart the kernel, run all cells, save, and return the code cells as saved."""
        self.menu("Run", "Restart Kernel and Run All Cells")
        self.tab.locator(".jp-Dialog button.jp-mod-accept").click()
        self.tab.locator(".jp-Dialog").wait_for(state="detached")
        cells = self.saved_when(lambda cells: all(cell.execution_count for cell in cells))
        self.idle()
        return cells

    def saved_when(self, done: Any) -> list[Any]:
        """Save until `done` holds of the code cells in the file, and return them."""
        import nbformat  # takes seconds, in every collection of the tests

        for _ in range(240):
            self.tab.wait_for_timeout(500)
            self.idle()
            self.tab.keyboard.press("Control+s")
            self.tab.wait_for_timeout(300)
            try:
                notebook = nbformat.read(self.path, as_version=4)
            except nbformat.reader.NotJSONError:
                continue  # it is being written just now
            cells = [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]
            if done(cells):
                return cells
        raise AssertionError(f"{self.path.name}: not all cells ran")

    def cell(self, number: int) -> Any:
        """Return a cell on screen, from 0, scrolled into view."""
        cell = self.tab.locator(".jp-Notebook .jp-Cell").nth(number)
        cell.scroll_into_view_if_needed()
        return cell


def errors(cells: list[Any]) -> list[str]:
    """Return the errors among the outputs of code cells."""
    return [
        f"{output.ename}: {output.evalue}"
        for cell in cells
        for output in cell.outputs
        if output.output_type == "error"
    ]


def write_notebook(path: Path, *cells: str) -> None:
    """Write a notebook with these code cells."""
    import nbformat

    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in cells]
    nbformat.write(notebook, path)


def violations(tab: Any, axe_script: str, *inside: str) -> list[str]:
    """Return what axe-core objects to, inside the given selectors or on the whole page."""
    tab.evaluate(axe_script)
    context = json.dumps({"include": [[selector] for selector in inside]} if inside else {})
    found = tab.evaluate(f"axe.run({context if inside else 'document'}, {{resultTypes: ['violations']}})")
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
