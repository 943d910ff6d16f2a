"""Whether the mail host takes us: connected, secured and logged in as for a send; no mail is sent."""

from collections.abc import AsyncIterator

from digest.config import Settings
from digest.config.settings import SmtpSettings
from digest.deliver.smtp import SmtpTransport
from digest.doctor.finding import Finding, fail, ok, warn
from digest.errors import TransportError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


async def relay(settings: Settings) -> AsyncIterator[Finding]:
    """Open one connection and close it again."""
    if settings.delivery.transport != "smtp":
        return
    transport = SmtpTransport(settings.smtp)
    try:
        channel = await transport.open()
    except TransportError as error:
        yield fail("smtp", str(error), "mend [smtp] in digest.toml, or the relay; `digest send` would wait")
        return
    await channel.close()
    login = "logged in" if settings.smtp.user else "no login asked for"
    yield ok("smtp", f"{transport.place} takes us, {login}")
    if settings.smtp.tls == "none" and not is_here(settings.smtp):
        mend = 'set smtp.tls = "starttls" (port 587) or "tls" (port 465)'
        yield warn("smtp", f"mails and password go to {settings.smtp.host} in the clear", mend)


def is_here(smtp: SmtpSettings) -> bool:
    """Whether the relay is on this machine."""
    return smtp.host.lower() in LOOPBACK
