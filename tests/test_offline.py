"""The tests themselves run with the network cut; these show that the cut holds."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

# an address set aside for documentation (RFC 5737): nobody is there, and it must not even be asked
ELSEWHERE = ("192.0.2.1", 80)


def test_another_machine_cannot_be_reached() -> None:
    with pytest.raises(OSError, match="the tests allow no network"):
        socket.create_connection(ELSEWHERE, timeout=1)


def test_a_name_cannot_be_looked_up() -> None:
    with pytest.raises(OSError, match="the tests allow no network"):
        socket.getaddrinfo("example.org", 80)


def test_a_process_that_is_started_has_its_network_cut_too() -> None:
    code = f"import socket; socket.create_connection({ELSEWHERE!r}, timeout=1)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "the tests allow no network" in ended.stderr


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_nltk_is_shown_an_empty_folder() -> None:
    assert list(Path(os.environ["NLTK_DATA"]).iterdir()) == []
