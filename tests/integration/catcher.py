"""A real SMTP server on loopback that keeps what it is given, and answers as it is told to."""

import asyncio
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """One mail as it came over the wire."""

    sender: str
    recipients: list[str]
    raw: bytes


@dataclass
class Catcher:
    """Runs in a thread of its own inside `with`, on a free port of 127.0.0.1; `slow` seconds before each answer to DATA."""

    slow: float = 0.0
    mails: list[CaughtMail] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    peers: set[object] = field(default_factory=set)  # one for each connection that brought a mail

    def reply_for(self, recipient: str) -> str | None:
        """The answer to this recipient's RCPT, where it is not to be a 250: set `replies[recipient]`."""
        return self.replies.get(recipient)

    @property
    def port(self) -> int:
        return self._socket.getsockname()[1]

    def to(self, recipient: str) -> list[CaughtMail]:
        """What one recipient got."""
        return [mail for mail in self.mails if recipient in mail.recipients]

    def wait_for(self, count: int, seconds: float = 10) -> list[CaughtMail]:
        """The mails, once there are `count` of them; fails when they do not come."""
        end = time.monotonic() + seconds
        while len(self.mails) < count:
            assert time.monotonic() < end, f"{len(self.mails)} of {count} mails came"
            time.sleep(0.02)
        return self.mails

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ):
        if (reply := self.reply_for(address)) is not None:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        self.peers.add(session.peer)
        await asyncio.sleep(self.slow)
        self.mails.append(CaughtMail(envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content))
        return "250 2.0.0 kept"

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._socket = socket.create_server((self.host, 0))
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    async def _start(self) -> None:
        def session() -> SMTP:
            return SMTP(self, hostname="catcher.localhost", enable_SMTPUTF8=True, loop=self._loop)

        self._server = await self._loop.create_server(session, sock=self._socket)

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        open_ones = asyncio.all_tasks() - {asyncio.current_task()}
        for task in open_ones:
            task.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)
