"""Our own port: mails that came back are taken as they arrive, by SMTP or LMTP (RFC 2033)."""

import asyncio
import logging
from collections.abc import Callable
from typing import Literal

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from digest.deliver.intake import LONGEST, Door, Taken
from digest.errors import DatabaseError

_LOG = logging.getLogger(__name__)
MOST_RECIPIENTS = 50


class _Door:
    """aiosmtpd's handler: every mail is for us."""

    def __init__(self, intake: Door, taken: Callable[[Taken], None], *, lmtp: bool) -> None:
        self._intake, self._taken, self._lmtp = intake, taken, lmtp

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take whom a return path of ours may name, so many at most."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Take the mail once for all its recipients; it is ours when this says so."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            taken = await asyncio.to_thread(self._intake.take, content, " ".join(envelope.rcpt_tos))
        except DatabaseError as error:
            _LOG.error("a mail that came back must wait: %s", error)
            return self._for_each(envelope, "451 4.3.0 try again later")
        self._taken(taken)
        return self._for_each(envelope, "250 2.0.0 OK")

    def _for_each(self, envelope: Envelope, reply: str) -> str:
        """LMTP answers once for each recipient (RFC 2033 §4.2)."""
        return "\r\n".join([reply] * (len(envelope.rcpt_tos) if self._lmtp else 1))


class _Smtp(SMTP):
    line_length_limit = (
        LONGEST  # reports have longer lines than RFC 5321 allows, and who is refused loses them
    )


class _Lmtp(LMTP):
    line_length_limit = LONGEST  # as above


class _Listener(Controller):
    def __init__(self, door: _Door, host: str, port: int, *, lmtp: bool) -> None:
        super().__init__(door, hostname=host, port=port)
        self._lmtp = lmtp

    def _trigger_server(self) -> None:
        if isinstance(self.server, asyncio.Server):
            self.port = self.server.sockets[0].getsockname()[1]  # 0 takes a free one
        super()._trigger_server()  # type: ignore[no-untyped-call]

    def factory(self) -> SMTP:
        """One conversation."""
        kind = _Lmtp if self._lmtp else _Smtp
        return kind(self.handler, data_size_limit=LONGEST, ident="digest", hostname="digest")


def listener(
    intake: Door, on: tuple[str, int], protocol: Literal["smtp", "lmtp"], taken: Callable[[Taken], None]
) -> Controller:
    """A server that takes mails that came back, to be started and stopped; `taken` is told of each."""
    lmtp = protocol == "lmtp"
    return _Listener(_Door(intake, taken, lmtp=lmtp), *on, lmtp=lmtp)
