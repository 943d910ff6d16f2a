"""Log lines that are not said again every 30 seconds, and that never hold an address."""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

log = logging.getLogger("digest.schedule")
AGAIN = timedelta(hours=1)


def origin(error: BaseException) -> str:
    """An error's type and the way it came, innermost first, without its message: a database quotes values in it."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    way = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in reversed(frames))
    return f"{type(error).__name__} in {way}"


class Remarks:
    """Says a line about something once, and again only when it changes or `AGAIN` has passed."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._said: dict[str, tuple[str, datetime]] = {}

    def warn(self, about: str, line: str, *, once: bool = False) -> None:
        """A warning; `once` for what does not get truer by being said again."""
        now = self._clock()
        said, when = self._said.get(about, ("", now))
        if said == line and (once or now - when < AGAIN):
            return
        self._said[about] = (line, now)
        log.warning("%s: %s", about, line)

    def defect(self, about: str, error: BaseException) -> None:
        """An error that nobody foresaw."""
        self.warn(about, origin(error))

    def forget(self, about: str) -> None:
        """It is well again: the next warning is said at once."""
        self._said.pop(about, None)
