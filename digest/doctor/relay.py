"""Whether the mail host takes us: connected, secured and logged in as for a send; no mail is sent."""

from collections.abc import AsyncIterator

from digest.config import Settings
from digest.config.relays import RelaySettings
from digest.deliver.smtp import SmtpTransport
from digest.doctor.finding import Finding, fail, ok, warn
from digest.errors import TransportError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


async def relay(settings: Settings) -> AsyncIterator[Finding]:
    """Open one connection to each relay and close it again; what is wrong with one stands in the way only if it is all."""
    if settings.delivery.transport != "smtp":
        return
    relays = settings.smtp.all_relays
    found = [(one, await _refused(one)) for one in relays]
    is_served = any(error is None for _, error in found)
    for one, error in found:
        check = "smtp" if len(relays) == 1 else f"smtp {one.host}:{one.port}"
        if error is not None:
            yield _trouble(check, error, is_served=is_served)
            continue
        login = "logged in" if one.user else "no login asked for"
        yield ok(check, f"{SmtpTransport(one).place} takes us, {login}")
        if one.tls == "none" and not is_here(one):
            mend = 'set tls = "starttls" (port 587) or "tls" (port 465) for it'
            yield warn(check, f"mails and password go to {one.host} in the clear", mend)


async def _refused(one: RelaySettings) -> TransportError | None:
    """Why a relay cannot be used."""
    try:
        channel = await SmtpTransport(one).open()
    except TransportError as error:
        return error
    await channel.close()
    return None


def _trouble(check: str, error: TransportError, *, is_served: bool) -> Finding:
    if is_served:
        return warn(
            check, str(error), "mend it in digest.toml, or the relay; another one takes its mails meanwhile"
        )
    return fail(check, str(error), "mend [smtp] in digest.toml, or the relay; `digest send` would wait")


def is_here(smtp: RelaySettings) -> bool:
    """Whether the relay is on this machine."""
    return smtp.host.lower() in LOOPBACK
