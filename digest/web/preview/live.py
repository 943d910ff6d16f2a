"""Watches while somebody looks, and tells every open page when there is something new to see."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from fastapi.responses import StreamingResponse

from digest.web.preview.press import Press
from digest.web.preview.screen import HEADERS

EVERY_SECONDS = 0.05
IDLE_SECONDS = 0.5  # while nobody looks
_STILL_THERE_SECONDS = 15.0  # a comment now and then, so that a page that went away is noticed


class Live:
    """Server-sent events: one for each version of the sheet."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._pages: set[asyncio.Queue[int | None]] = set()
        self._ended = False

    async def watch(self) -> None:
        """Look again and again; returns only by being cancelled."""
        while True:
            if self._pages:
                before = self._press.sheet.version
                sheet = await asyncio.to_thread(self._press.look)
                if sheet.version != before:
                    self._tell(sheet.version)
            await asyncio.sleep(EVERY_SECONDS if self._pages else IDLE_SECONDS)

    async def events(self) -> AsyncIterator[str]:
        """The stream of one page; it begins with the version of now, and ends with the server."""
        page: asyncio.Queue[int | None] = asyncio.Queue()
        self._pages.add(page)
        try:
            yield f"retry: 1000\ndata: {self._press.sheet.version}\n\n"
            while not self._ended:
                version: int | None = 0
                with suppress(TimeoutError):
                    version = await asyncio.wait_for(page.get(), _STILL_THERE_SECONDS)
                if version is not None:
                    yield f"data: {version}\n\n" if version else ": still there\n\n"
        finally:
            self._pages.discard(page)

    async def stream(self) -> StreamingResponse:
        """The stream as a response (WHATWG HTML §9.2)."""
        return StreamingResponse(self.events(), 200, HEADERS, "text/event-stream")

    def end(self) -> None:
        """Close all streams, so that the server need not wait for them."""
        self._ended = True
        self._tell(None)

    def _tell(self, version: int | None) -> None:
        for page in self._pages:
            page.put_nowait(version)
