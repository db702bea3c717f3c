"""The kernels of a run, kept in sight so that Ctrl-C can end them all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from weakref import WeakSet

from jupyter_client.manager import AsyncKernelManager

from briefing_lessons.exercises.journal import CODE_VARIABLE

#: warnings of the kernel about its own transport, which is this machine talking to itself
QUIET = ("--log-level=50",)


class LessonKernel(AsyncKernelManager):
    """A kernel like any other, remembered while it runs."""

    running: ClassVar[WeakSet[LessonKernel]] = WeakSet()

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kwargs: Any) -> None:
        # a learner's code is drawn by lot, and two runs are to give the same pages
        env = dict(kwargs.pop("env", os.environ)) | {CODE_VARIABLE: "example-100"}
        await super()._async_launch_kernel(kernel_cmd, env=env, **kwargs)
        self.running.add(self)


def end_kernels() -> None:
    """End every running kernel of this process; the lesson that waits for it then stops too."""
    for kernel in tuple(LessonKernel.running):
        process = getattr(kernel.provisioner, "process", None)
        if process is not None and process.poll() is None:
            process.kill()


@contextmanager
def event_loop() -> Iterator[None]:
    """Close the event loop that Jupyter makes for a thread, and leaves open."""
    from jupyter_core.utils import ensure_event_loop

    loop = ensure_event_loop()
    try:
        yield
    finally:
        if not loop.is_running():
            loop.close()
