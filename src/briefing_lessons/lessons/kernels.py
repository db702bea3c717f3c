"""The kernels of a run, kept in sight so that Ctrl-C can end them all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from weakref import WeakSet

from jupyter_client.manager import AsyncKernelManager

#: warnings of the kernel about its own transport, which is this machine talking to itself
QUIET = ("--log-level=50",)


class LessonKernel(AsyncKernelManager):
    """A kernel like any other, remembered while it runs."""

    running: ClassVar[WeakSet[LessonKernel]] = WeakSet()

    async def _async_post_start_kernel(self, **kwargs: Any) -> None:
        await super()._async_post_start_kernel(**kwargs)
        self.running.add(self)

    post_start_kernel = _async_post_start_kernel


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
