"""SMTP by aiosmtplib: persistent connections, finished bytes, and no doubt about what was handed over."""

import asyncio
import socket
from contextlib import suppress
from typing import Literal

from aiosmtplib import SMTP, SMTPException, SMTPHeloError, SMTPRecipientsRefused, SMTPResponseException
from aiosmtplib.response import SMTPResponse

from digest.config import SmtpSettings
from digest.deliver.outcome import Outcome, Reply
from digest.deliver.replies import classify, parse
from digest.deliver.transport import Envelope, Hand
from digest.errors import TransportError
from digest.models import DeliveryState

COMMAND_SECONDS = 300.0  # RFC 5321 §4.5.3.2: greeting, MAIL and RCPT
FINAL_DOT_SECONDS = 600.0  # the same: a shorter wait here makes duplicates


class _NotHandedError(Exception):
    """The ledger says that this mail is not ours to send any more."""


class _Client(SMTP):
    """aiosmtplib's client, which tells when the mail itself begins to go over."""

    hand: Hand | None = None
    data_begun = False

    async def data(self, message: str | bytes, *, timeout: object = None) -> SMTPResponse:  # noqa: ARG002, ASYNC109 - its signature
        """DATA, once the ledger holds that it is about to happen; with the timeout of the final dot."""
        if self.hand is None or not await self.hand():
            raise _NotHandedError
        self.data_begun = True
        return await super().data(message, timeout=FINAL_DOT_SECONDS)


class SmtpChannel:
    """One connection. After anything but a clean reply it is closed and never used again."""

    def __init__(self, client: _Client) -> None:
        self._client = client

    async def transmit(self, envelope: Envelope, message: bytes, hand: Hand) -> Outcome | None:
        """One transaction: MAIL, RCPT, `hand`, DATA."""
        client = self._client
        if (refusal := self._beforehand(envelope, message)) is not None:
            return refusal
        client.hand, client.data_begun = hand, False
        options = [] if envelope.recipient.isascii() else ["SMTPUTF8"]
        try:
            _, text = await client.sendmail(
                envelope.sender, [envelope.recipient], message, mail_options=options
            )
        except _NotHandedError:
            await self.close()
            return None
        except SMTPRecipientsRefused as error:
            refused = error.recipients[0]
            return classify(parse(refused.code, refused.message))
        except SMTPResponseException as error:
            return self._after_reply(parse(error.code, error.message))
        except (SMTPException, OSError, TimeoutError, ValueError) as error:
            return await self._after_fault(error)
        except asyncio.CancelledError:
            client.close()  # a cancelled transaction leaves its replies behind: never reuse it
            raise
        return classify(parse(250, text))

    def _beforehand(self, envelope: Envelope, message: bytes) -> Outcome | None:
        """What can be told before a transaction is begun: SMTPUTF8 (RFC 6531) and SIZE (RFC 1870)."""
        offered = self._client.esmtp_extensions
        if not envelope.recipient.isascii() and "smtputf8" not in offered:
            text = "the relay does not take addresses with letters outside ASCII (no SMTPUTF8)"
            return Outcome(DeliveryState.FAILED, Reply(553, "5.6.7", text))
        limit = offered.get("size", "")
        if limit.isdigit() and 0 < int(limit) < len(message):
            text = f"the mail has {len(message)} bytes and the relay takes {limit}"
            return Outcome(DeliveryState.FAILED, Reply(552, "5.3.4", text))
        return None

    def _after_reply(self, reply: Reply) -> Outcome:
        outcome = classify(reply)
        if outcome.state is DeliveryState.SENT:  # a 2yz where another reply was due: out of step
            self._client.close()
            return Outcome(DeliveryState.UNCERTAIN, reply, usable=False)
        return Outcome(outcome.state, reply, usable=outcome.usable and self._client.is_connected)

    async def _after_fault(self, error: Exception) -> Outcome:
        """Lost before the mail went over: try again. Lost after: nobody can know (RFC 1047)."""
        begun = self._client.data_begun
        await self.close()
        state = DeliveryState.UNCERTAIN if begun else DeliveryState.DEFERRED
        return Outcome(state, parse(0, f"connection lost: {error}"), usable=False)

    async def close(self) -> None:
        """QUIT where that can be said, and the end of the connection in any case."""
        with suppress(SMTPException, OSError, TimeoutError):
            if self._client.is_connected:
                await asyncio.wait_for(self._client.quit(), 5)
        self._client.close()


class SmtpTransport:
    """Opens connections to the configured relay."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings

    @property
    def channels(self) -> int:
        """As configured."""
        return self._settings.connections

    @property
    def place(self) -> str:
        """The relay, without any password."""
        return f"smtp://{self._settings.host}:{self._settings.port} ({_WORDS[self._settings.tls]})"

    async def open(self) -> SmtpChannel:
        """Connect, secure and log in.

        Raises:
            TransportError: refused, no TLS where it is asked for, a certificate that does not hold, a wrong password.
        """
        client = self._client()
        try:
            await client.connect()
            await _greet(client)  # SIZE and SMTPUTF8 are looked at before the first transaction
        except (SMTPException, OSError, TimeoutError, ValueError) as error:
            client.close()
            place = f"{self._settings.host}:{self._settings.port}"
            raise TransportError(
                f"the mail host {place} cannot be used: {_reason(error)}; check [smtp] in digest.toml"
            ) from error
        client.timeout = COMMAND_SECONDS
        return SmtpChannel(client)

    def _client(self) -> _Client:
        settings = self._settings
        return _Client(
            hostname=settings.host,
            port=settings.port,
            username=settings.user,
            password=settings.password.get_secret_value() if settings.password else None,
            local_hostname=settings.hostname or _own_name(),
            use_tls=settings.tls == "tls",
            start_tls=settings.tls == "starttls",
            timeout=30.0,  # to connect and greet; a relay that takes longer is tried again
        )


_WORDS: dict[Literal["none", "starttls", "tls"], str] = {
    "none": "no TLS",
    "starttls": "STARTTLS",
    "tls": "TLS",
}


async def _greet(client: SMTP) -> None:
    if client.is_ehlo_or_helo_needed:
        try:
            await client.ehlo()
        except SMTPHeloError:
            await client.helo()


def _own_name() -> str:
    name = socket.gethostname()
    return name if "." in name else "localhost"


def _reason(error: Exception) -> str:
    if isinstance(error, SMTPResponseException):
        return f"{error.code} {error.message}"
    return " ".join(str(error).split()) or type(error).__name__
