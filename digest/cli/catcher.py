"""An SMTP server on loopback that keeps what it is given: the demo's other end, over real SMTP (aiosmtpd)."""

import asyncio
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True)
class Caught:
    """One mail as it came over the wire, CRLF and all."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


@dataclass(slots=True)
class _Keeper:
    mails: list[Caught] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        self.mails.append(Caught(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw))
        return "250 2.0.0 kept"


class Catcher:
    """Runs in a thread of its own from `with` to the end of the block, on a free port of 127.0.0.1."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self._keeper = _Keeper()
        self._loop = asyncio.new_event_loop()
        self._socket = socket.create_server((self.host, 0))
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._socket.getsockname()[1])

    @property
    def mails(self) -> list[Caught]:
        """What came in, oldest first."""
        return self._keeper.mails

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(10)
        return self

    async def _serve(self) -> None:
        await self._loop.create_server(
            lambda: SMTP(self._keeper, hostname="catcher.localhost", enable_SMTPUTF8=True, loop=self._loop),
            sock=self._socket,
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _stop(self) -> None:
        self._socket.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*others, return_exceptions=True)
