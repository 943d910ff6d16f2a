"""SMTP connections, opened by aiosmtplib: secured, greeted and logged in as configured, never otherwise."""

import socket
from typing import Literal

from aiosmtplib import SMTP, SMTPHeloError, SMTPResponseException

from digest.config.relays import RelaySettings
from digest.deliver.limits import ANY_RELAY, RelayLimit
from digest.deliver.replies import parse
from digest.deliver.transaction import SmtpChannel
from digest.deliver.wire import Wire
from digest.errors import TransportError

_WORDS: dict[Literal["none", "starttls", "tls"], str] = {
    "none": "no TLS",
    "starttls": "STARTTLS",
    "tls": "TLS",
}


class SmtpTransport:
    """Opens connections to one relay."""

    def __init__(self, settings: RelaySettings, limit: RelayLimit = ANY_RELAY) -> None:
        self._settings, self._limit = settings, limit

    @property
    def channels(self) -> int:
        """As configured."""
        return self._settings.connections

    @property
    def place(self) -> str:
        """The relay, without any password."""
        return f"smtp://{self._settings.host}:{self._settings.port} ({_WORDS[self._settings.tls]})"

    def leave(self, relay: str) -> bool:  # noqa: ARG002 - the port's
        """There is no other way out."""
        return False

    async def open(self) -> SmtpChannel:
        """Connect, secure and log in.

        Raises:
            TransportError: refused, no TLS where it is asked for, a certificate that does not hold, a wrong password.
        """
        client = self._client()
        try:
            await client.connect()
            await _greet(client)  # what it offers is looked at before the first transaction
            return SmtpChannel(Wire.taken_over(client), client.esmtp_extensions, self._limit)
        except Exception as error:
            client.close()
            place = f"{self._settings.host}:{self._settings.port}"
            raise TransportError(
                f"the mail host {place} cannot be used: {_reason(error)}; check [smtp] in digest.toml"
            ) from error
        except BaseException:
            client.close()  # cancelled between two replies
            raise

    def _client(self) -> SMTP:
        settings = self._settings
        return SMTP(
            hostname=settings.host,
            port=settings.port,
            username=settings.user,
            password=settings.password.get_secret_value() if settings.password else None,
            local_hostname=settings.hostname or _own_name(),
            use_tls=settings.tls == "tls",
            start_tls=settings.tls == "starttls",  # None would mean: where it is offered
            timeout=30.0,  # to connect and greet; a relay that takes longer is tried again
        )


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
        return f"{error.code} {parse(error.code, error.message).text}"
    return " ".join(str(error).split()) or type(error).__name__
