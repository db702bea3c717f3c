"""In a page alone: fetch a package when something first imports it, so that no lesson waits for it."""

import asyncio
import sys
from collections.abc import Sequence
from importlib import import_module, invalidate_caches
from importlib.machinery import ModuleSpec, PathFinder
from io import BytesIO
from sysconfig import get_path
from types import ModuleType
from zipfile import ZipFile

WHEELS: dict[str, str] = {}  # by what is imported; written here when the site is made

js, pyodide, ffi = map(import_module, ("js", "pyodide_js", "pyodide.ffi"))


class Late:
    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in WHEELS:
            return None
        request = js.XMLHttpRequest.new()
        request.open("GET", pyodide.lockfileBaseUrl + WHEELS[name], False)
        request.responseType = "arraybuffer"
        try:
            request.send()
        except ffi.JsException:
            return None  # nobody answers: as if it were not installed
        if request.status != 200:
            return None
        with ZipFile(BytesIO(request.response.to_bytes())) as archive:
            archive.extractall(get_path("purelib"))
        del WHEELS[name]
        invalidate_caches()
        return PathFinder.find_spec(name, path)


def keep(wheels: Sequence[str]) -> None:
    """Let the browser keep them for a day without the network."""
    for wheel in wheels:
        js.fetch(pyodide.lockfileBaseUrl + wheel)


sys.meta_path.append(Late())
asyncio.get_event_loop().call_later(5, keep, tuple(WHEELS.values()))
