"""A class of thirty: kernels started one after another on one JupyterLab server, a whole lesson run in each.

Run: python benchmarks/classroom.py [LESSON] [--learners 30]
All kernels stay alive, as in a room. Printed: failures, the seconds from start to the last cell, and the
memory of each kernel: resident (RSS, with what kernels share) and its own (USS). Aim: no failure, 200 MB.
Run it where only the package and its dependencies are installed: with scipy there, NLTK loads it too.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

import psutil  # comes with ipykernel
from websocket import WebSocket, create_connection  # comes with jupyter_server

from briefing_lessons.lessons.course import choose_lessons, find_lessons

TOKEN = "class"
#: the lesson that loads most: nltk, matplotlib and every chart
HEAVIEST = "06"


@contextmanager
def open_lab(folder: Path) -> Iterator[str]:
    """Open a working copy of the lessons in JupyterLab, as a teacher would; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    code = "from briefing_lessons.command.cli import main; main()"
    server = subprocess.Popen(
        [
            sys.executable,
            "-c",
            code,
            "lab",
            "--no-browser",
            "--dir",
            str(folder),
            "--",
            f"--port={port}",
            *root,
        ],
        env=os.environ | {"JUPYTER_TOKEN": TOKEN, "JUPYTER_RUNTIME_DIR": str(folder / ".runtime")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                ask(f"127.0.0.1:{port}", "GET", "/api/status")
                break
            except OSError:
                time.sleep(0.2)
        yield f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=60)


def ask(address: str, method: str, path: str, body: Any = None) -> Any:
    """Ask the server for something."""
    data = json.dumps(body).encode() if body is not None else None
    request = Request(f"http://{address}{path}", data, {"Authorization": f"token {TOKEN}"}, method=method)
    with urlopen(request, timeout=120) as answer:
        return json.loads(answer.read() or b"null")


def run_cell(channel: WebSocket, session: str, code: str) -> tuple[str | None, str]:
    """Run one cell; return its error, if any, and what it printed."""
    ident, error, printed = uuid4().hex, None, ""
    header = {
        "msg_id": ident,
        "msg_type": "execute_request",
        "session": session,
        "username": "",
        "version": "5.3",
    }
    content = {
        "code": code,
        "silent": False,
        "store_history": True,
        "allow_stdin": False,
        "stop_on_error": True,
    }
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    channel.send(json.dumps(message))
    while True:
        answer = json.loads(channel.recv())
        if answer["parent_header"].get("msg_id") != ident:
            continue
        if answer["msg_type"] == "error":
            error = f"{answer['content']['ename']}: {answer['content']['evalue']}"
        elif answer["msg_type"] == "stream":
            printed += answer["content"]["text"]
        elif answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
            return error, printed


def attend(address: str, lesson: str, cells: list[str]) -> tuple[list[str], float, int]:
    """Run the lesson in a new kernel; return errors, seconds and the number of its process."""
    begun = time.perf_counter()
    body = {"path": f"{uuid4().hex}.ipynb", "type": "notebook", "name": lesson, "kernel": {"name": "python3"}}
    kernel = ask(address, "POST", "/api/sessions", body)["kernel"]["id"]
    session = uuid4().hex
    where = f"ws://{address}/api/kernels/{kernel}/channels?session_id={session}&token={TOKEN}"
    channel = create_connection(where, timeout=300)
    errors = [error for cell in cells if (error := run_cell(channel, session, cell)[0])]
    seconds = time.perf_counter() - begun
    _, pid = run_cell(channel, session, "import os; print(os.getpid())")
    channel.close()
    return errors, seconds, int(pid)


def main() -> None:
    """Seat the class, one learner after another."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lesson", nargs="?", default=HEAVIEST)
    parser.add_argument("--learners", type=int, default=30)
    given = parser.parse_args()
    lesson = choose_lessons([given.lesson], find_lessons())[0]
    notebook = json.loads(lesson.path.read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, open_lab(Path(folder)) as address:
        learners = [attend(address, lesson.name, cells) for _ in range(given.learners)]
        memory = [psutil.Process(pid).memory_full_info() for _, _, pid in learners]
    failed = [errors for errors, _, _ in learners if errors]
    seconds = [seconds for _, seconds, _ in learners]
    resident, own = ([getattr(m, kind) / 2**20 for m in memory] for kind in ("rss", "uss"))
    print(f"lesson {lesson.name}, {len(learners)} kernels alive at once, {len(cells)} cells in each")
    print(f"failed: {len(failed)}" + "".join(f"\n  {errors[0]}" for errors in failed[:3]))
    print(f"seconds from start to last cell: median {median(seconds):.1f}, slowest {max(seconds):.1f}")
    print(f"memory of a kernel, MB: resident {median(resident):.0f} (most {max(resident):.0f}), "
          f"its own {median(own):.0f} (most {max(own):.0f})")  # fmt: skip


if __name__ == "__main__":
    main()
