"""The command in this process, with what it says to stderr kept apart."""

from __future__ import annotations

from typing import Any

from click.testing import CliRunner


def runner() -> CliRunner:
    """Return a runner that keeps stderr apart: click 8.2 always does, an older one when told."""
    older: dict[str, Any] = {"mix_stderr": False}
    try:
        return CliRunner(**older)
    except TypeError:
        return CliRunner()
