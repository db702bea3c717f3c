"""Somewhere to write: folders for Jupyter, IPython and matplotlib on machines whose home is locked."""

from __future__ import annotations

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp


def settle() -> None:
    """Prepare this process, and the kernels it starts, for a home that is missing or read-only.

    The kernel is that of this environment, whatever kernels the user has installed elsewhere.
    """
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    if _home_is_writable():
        return
    home = Path(mkdtemp(prefix="briefing_lessons_home_"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for name, folder in (
        ("HOME", ""),
        ("IPYTHONDIR", "ipython"),
        ("JUPYTER_CONFIG_DIR", "jupyter"),
        ("JUPYTER_DATA_DIR", "jupyter"),
        ("JUPYTER_RUNTIME_DIR", "jupyter/runtime"),
        ("MPLCONFIGDIR", "matplotlib"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_CONFIG_HOME", "config"),
    ):
        (home / folder).mkdir(parents=True, exist_ok=True)
        os.environ[name] = str(home / folder)


def _home_is_writable() -> bool:
    try:
        home = Path.home()
    except RuntimeError:  # neither HOME nor an entry in the list of users
        return False
    return home.is_dir() and can_write(home)


def can_write(folder: Path) -> bool:
    """Say whether a file can be made in `folder`, by making one."""
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
