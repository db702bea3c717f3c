"""In a page alone: fetch a package when something first imports it, so that no lesson waits for it."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module, invalidate_caches
from importlib.machinery import ModuleSpec, PathFinder
from io import BytesIO
from sysconfig import get_path
from types import ModuleType
from zipfile import ZipFile


def install(wheels: Mapping[str, str]) -> None:
    """From now on fetch these wheels, by what is imported, when it is; the browser keeps them before that."""
    place, js = import_module("pyodide_js").lockfileBaseUrl, import_module("js")
    addresses = {name: place + wheel for name, wheel in wheels.items()}
    sys.meta_path.append(Late(addresses, js))
    asyncio.get_event_loop().call_later(5, lambda: [js.fetch(address) for address in addresses.values()])


class Late:
    """A finder of modules that asks the site for them."""

    def __init__(self, addresses: Mapping[str, str], js: ModuleType) -> None:
        self.addresses, self.js = dict(addresses), js

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Unpack the wheel of `name` beside the others; nothing where there is none, or no network."""
        if name not in self.addresses:
            return None
        request = self.js.XMLHttpRequest.new()
        request.open("GET", self.addresses[name], False)
        request.responseType = "arraybuffer"
        with suppress(import_module("pyodide.ffi").JsException):
            request.send()
        if request.status != 200:
            return None
        with ZipFile(BytesIO(request.response.to_bytes())) as archive:
            archive.extractall(get_path("purelib"))
        del self.addresses[name]
        invalidate_caches()
        return PathFinder.find_spec(name, path)
