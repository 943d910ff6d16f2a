"""The event loop of a command: uvloop's where it is installed (`digest-mailer[fast]`), else asyncio's."""

import asyncio
import gc
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import TypeVar

from digest.cli.talk import say

T = TypeVar("T")
_COLLECT_AFTER = 10_000  # objects more than before; what a mail makes goes without the collector of cycles
_STOPS = (signal.SIGINT, signal.SIGTERM)


def run(work: Coroutine[object, None, T]) -> T:
    """Run a coroutine to its end."""
    gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])
    try:
        from uvloop import new_event_loop
    except ImportError:
        return asyncio.run(work)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(work)


def heed_signals(stop: asyncio.Event) -> None:
    """Set `stop` at the first signal that ends programs; a second one ends us as it would any."""
    running = asyncio.get_running_loop()

    def begin() -> None:
        for number in _STOPS:
            running.remove_signal_handler(number)
        stop.set()
        say("stopping; mails on their way are waited for. Again to stop at once.")

    for number in _STOPS:
        with suppress(NotImplementedError, RuntimeError):  # Windows, or not the main thread
            running.add_signal_handler(number, begin)
