"""Cut the network of every Python the tests start: only this machine can be reached.

`tests/conftest.py` puts this folder on PYTHONPATH, and Python imports `sitecustomize` when it starts.
"""

import ipaddress
import socket
import sys
from typing import Any


class NetworkIsCut(OSError):
    """Raised when a test, a lesson or the command asks for another machine."""


def _refuse(address: Any) -> None:
    host = address[0] if isinstance(address, tuple) else None
    if host is None or host in ("", "localhost", socket.gethostname()):
        return
    try:
        local = ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        local = False
    if not local:
        raise NetworkIsCut(f"the tests allow no network, and this asks for {host}")


def cut() -> None:
    """Refuse connections and look-ups that leave this machine."""

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto"):
            _refuse(args[1])
        elif event == "socket.getaddrinfo" and args[0] is not None:
            host = args[0].decode() if isinstance(args[0], bytes) else args[0]
            _refuse((host,))

    sys.addaudithook(watch)


cut()
