"""SMTP's replies on a connection that aiosmtplib has opened: read in order, each by whoever waits for it."""

import asyncio
from collections import deque
from typing import cast

from aiosmtplib import SMTP

LONGEST_REPLY = 32_768  # octets, over all its lines
UNSENT = (
    1_024  # octets; more than one announcement ever has, so that more in the buffer means: the dot is not out
)

RawReply = tuple[int, bytes]


class LostError(Exception):
    """The connection is gone or out of step; its text says why."""


class Wire(asyncio.Protocol):
    """Writes commands and mails, and gives the replies in their order."""

    def __init__(self, transport: asyncio.Transport, fault: str | None = None) -> None:
        self._transport, self._fault = transport, fault
        self._loop = asyncio.get_running_loop()
        self._rest, self._lines = b"", b""
        self._replies: deque[RawReply] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._paused = False
        self._ended = asyncio.Event()

    @classmethod
    def taken_over(cls, client: SMTP) -> "Wire":
        """The connection of a client that is greeted and logged in; the client is not to be used any more."""
        transport, spoken = client.transport, client.protocol
        if transport is None or spoken is None:
            raise LostError("the other side closed it")
        surplus = bool(spoken._buffer)  # noqa: SLF001 - told nowhere else
        transport = cast("asyncio.Transport", transport)  # uvloop's has no such base
        wire = cls(transport, "more replies than commands" if surplus else None)
        transport.set_write_buffer_limits(UNSENT, UNSENT)
        transport.set_protocol(wire)
        return wire

    @property
    def is_open(self) -> bool:
        """Whether anything can still be asked."""
        return self._fault is None and not self._transport.is_closing()

    @property
    def in_step(self) -> bool:
        """Whether nothing is left to read: a reply that nobody asked for would be taken for the next one."""
        return self.is_open and not (self._replies or self._rest or self._lines)

    @property
    def kept_the_dot(self) -> bool:
        """Whether the end of what was written last is still on this side, or was when the connection ended."""
        return self._paused

    def write(self, *pieces: bytes) -> None:
        """Send, or keep until it can be sent."""
        self._transport.writelines(pieces)

    async def reply(self, seconds: float) -> RawReply:
        """The next reply: its code, and its lines without their codes.

        Raises:
            LostError: the connection ended, what came is no reply, or nothing came in time.
        """
        if not self._replies:
            await self._arrival(seconds)
        return self._replies.popleft()

    def close(self) -> None:
        """End the connection at once; what the other side still says is not heard."""
        self._end("it was closed")
        self._transport.abort()

    async def closed(self) -> None:
        """Wait until a connection that was ended has let go of its socket."""
        await self._ended.wait()

    async def _arrival(self, seconds: float) -> None:
        if self._fault is not None:
            raise LostError(self._fault)
        self._waiter = self._loop.create_future()
        alarm = self._loop.call_later(seconds, self._end, f"no reply within {seconds:.0f} s")
        try:
            await self._waiter
        finally:
            alarm.cancel()
            self._waiter = None
        if not self._replies:
            raise LostError(self._fault or "it was closed")

    def _end(self, why: str) -> None:
        self._fault = self._fault or why
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._line(line.rstrip(b"\r"))
        if len(self._rest) + len(self._lines) > LONGEST_REPLY:
            self._end("a reply without an end")
        self._wake()

    def _line(self, line: bytes) -> None:
        if self._fault is not None:
            return
        code, more = line[:3], line[3:4]
        if not code.isdigit() or more not in {b" ", b"-", b""}:
            self._end(f"a reply that is none: {line[:80].decode('ascii', 'replace')}")
        elif more == b"-":
            self._lines += line[4:] + b" "
        else:
            self._replies.append((int(code), self._lines + line[4:]))
            self._lines = b""

    def pause_writing(self) -> None:
        """Called by the loop: more than UNSENT octets could not be sent yet."""
        self._paused = True

    def resume_writing(self) -> None:
        """Called by the loop: they are sent."""
        self._paused = False

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop."""
        self._ended.set()
        self._end("the other side closed it" if exc is None else " ".join(str(exc).split()) or "it broke")
