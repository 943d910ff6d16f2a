"""How many rows a run may claim: as many as it was asked to, so that the work can be shared out in small pieces."""

import asyncio
from dataclasses import dataclass, field

IDLE_SECONDS = 2.0  # a run that is asked for nothing more keeps its connections for so long


@dataclass(slots=True)
class Ration:
    """Rows that may still be claimed; it grows while the run goes on, and is closed when nobody adds to it any more.

    Belongs to one event loop.
    """

    left: int = 0
    idle: float = IDLE_SECONDS
    closed: bool = False
    _grown: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, rows: int) -> None:
        """Let so many more be claimed."""
        self.left += rows
        self._grown.set()

    def take(self, rows: int) -> None:
        """So many were claimed."""
        self.left -= rows

    def close(self) -> None:
        """Let nothing more be claimed."""
        self.left, self.closed = 0, True
        self._grown.set()

    async def more(self) -> bool:
        """Wait until something may be claimed; False where nobody asked for anything for a while, which ends the run."""
        while self.left <= 0 and not self.closed:
            self._grown.clear()
            try:
                await asyncio.wait_for(self._grown.wait(), self.idle)
            except TimeoutError:
                self.closed = self.left <= 0
        return self.left > 0
