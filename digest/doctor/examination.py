"""All that is looked at, in the order in which it is mended."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime

from dns.resolver import Resolver
from sqlalchemy import Engine

from digest.config import Settings
from digest.deliver.dkim import Key, record
from digest.doctor import place
from digest.doctor.finding import Finding, fail, is_fit, warn
from digest.doctor.names import Names, guarded
from digest.doctor.outlets import sources
from digest.doctor.relay import is_here, relay
from digest.doctor.site import site


def examined(
    settings: Settings, engine: Engine, resolver: Resolver, clock: Callable[[], datetime]
) -> Iterator[Finding]:
    """Look at everything; nothing is changed, and no mail is sent."""
    yield from place.configuration(settings)
    yield from place.clock(settings, clock())
    stored = list(place.database(engine, clock()))
    yield from stored
    if is_fit(stored):
        yield from sources(settings.sources, engine)
    yield from place.disk(settings, engine)
    yield from asyncio.run(_relayed(settings))
    for url in dict.fromkeys(settings.base_url(slug) for slug in settings.newsletters):
        yield from site(url)
    names = Names(resolver)
    senders = dict.fromkeys(one.sender.domain for one in settings.newsletters.values())
    for domain in senders:
        yield from guarded(f"dns {domain}", _sender(settings, names, domain))
    for domain in dict.fromkeys(one.bounces.domain for one in settings.newsletters.values()):
        yield from guarded(f"dns {domain}", _way_back(names, domain))
    yield from guarded("reverse", _reverse(settings, names))


async def _relayed(settings: Settings) -> list[Finding]:
    return [one async for one in relay(settings)]


def _way_back(names: Names, domain: str) -> Iterator[Finding]:
    yield names.way_back(domain)


def _sender(settings: Settings, names: Names, domain: str) -> Iterator[Finding]:
    yield names.spf(domain)
    yield from _signatures(settings, names, domain)
    yield names.dmarc(domain)


def _signatures(settings: Settings, names: Names, domain: str) -> Iterator[Finding]:
    table = settings.dkim
    asked = [(table.selector, table.key), (table.ed25519_selector, table.ed25519_key)]
    found = [(selector, settings.path(path)) for selector, path in asked if selector and path]
    if not found:
        mend = "let the relay sign, or make a key: `digest dkim keygen`"
        yield warn(f"dkim {domain}", "mails are not signed here", mend)
    for selector, path in found:
        at = str(table.domain or domain).lower()
        try:
            key = Key(at, selector, path.read_bytes()).checked()
        except (OSError, ValueError, TypeError) as error:
            yield fail(
                f"dkim {domain}", f"the key {path} cannot be used: {error}", "`digest dkim keygen` makes one"
            )
            continue
        yield names.dkim(at, selector, record(key))


def _reverse(settings: Settings, names: Names) -> Iterator[Finding]:
    """Of the machine that talks to readers' mail hosts: ours, by the name it is configured to have, or the relay."""
    smtp = settings.smtp
    if settings.delivery.transport != "smtp":
        return
    if not is_here(smtp):
        yield names.reverse(smtp.host)
    elif smtp.hostname:
        yield names.reverse(smtp.hostname)
    else:
        mend = "set smtp.hostname to the name by which this machine sends"
        yield warn("reverse", "it is not known by what name this machine sends", mend)
