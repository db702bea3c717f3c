"""Work that takes seconds: one call in a process of its own, which can be stopped."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class SlowWork:
    """One call of a module-level function, under way in a process of its own.

    A browser has no processes: there the call runs where it is awaited, and cannot be stopped.

    Parameters
    ----------
    function, argument
        Both must be picklable, and so must be the result.
    """

    def __init__(self, function: Callable[[Any], Any], argument: Any) -> None:
        self._begun = monotonic()
        self.stopped = False
        self._here = (function, argument) if sys.platform == "emscripten" else None
        if self._here:
            return
        from multiprocessing import get_context

        context = get_context("spawn")  # the same on Linux, macOS and Windows
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(function, argument, sender), daemon=True)
        self._process.start()
        sender.close()

    @property
    def seconds(self) -> float:
        """How long it has been under way."""
        return monotonic() - self._begun

    def stop(self) -> None:
        """End the process at once."""
        self.stopped = True
        if not self._here:
            self._process.terminate()

    async def result(self, watch: Callable[[float], None], every: float = 0.2) -> Any:
        """Wait without blocking the kernel; call `watch` with the seconds gone, several times a second.

        Raises
        ------
        InterruptedError
            If it was stopped or the process ended without a result.
        """
        if self._here:
            await asyncio.sleep(every)  # the page says first that it is under way
            function, argument = self._here
            return function(argument)
        try:
            while not self._receiver.poll():
                if not self._process.is_alive() and not self._receiver.poll():
                    raise InterruptedError
                watch(self.seconds)
                await asyncio.sleep(every)
            return self._receiver.recv()
        except (EOFError, OSError):
            raise InterruptedError from None
        finally:
            self._process.join(timeout=1)
            self._receiver.close()


def _serve(function: Callable[[Any], Any], argument: Any, sender: Connection) -> None:
    sender.send(function(argument))
    sender.close()
