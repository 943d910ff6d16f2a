"""The send itself, with its progress bar, and a Ctrl-C that ends it in good order."""

import asyncio
from collections import Counter
from datetime import date

from digest import daily
from digest.cli import loop
from digest.cli.talk import progress, say
from digest.deliver.outcome import Reply
from digest.deliver.sender import Watch
from digest.deliver.transport import Transport
from digest.errors import DigestError, TransportError
from digest.models import DeliveryState
from digest.newsroom import Clock, Newsroom
from digest.web.trial import send_test, tester
from subscribers.errors import AddressError

_GOOD = {DeliveryState.SENT, DeliveryState.SUPPRESSED}


def everyone(room: Newsroom, day: date, transport: Transport, clock: Clock, *, pending: int) -> bool:
    """Freeze and send; False where some reader was refused or put off, the run was stopped, or there is no way out."""
    counted: Counter[DeliveryState] = Counter()
    with progress("Sending", pending) as step:

        def settled(state: DeliveryState) -> None:
            counted[state] += 1
            step()

        try:
            stopped = loop.run(_run(room, day, transport, clock, Watch(settled, shut=_say_shut)))
        except TransportError as error:
            say(f"digest: {error}; nothing is lost: `digest send` goes on with those who wait")
            return False
    return not stopped and all(state in _GOOD for state in counted)


def _say_shut(domain: str, reply: Reply) -> None:
    said = f"{reply.code} {reply.status or ''} {reply.text}"
    say(f"{domain} takes no mail of ours ({' '.join(said.split())}): its readers are tried again later")


async def _run(room: Newsroom, day: date, transport: Transport, clock: Clock, watch: Watch) -> bool:
    loop.heed_signals(watch.stop)
    await daily.run(room, day, transport, clock=clock, watch=watch)
    return watch.stop.is_set()


def one_test(room: Newsroom, day: date, transport: Transport, address: str, clock: Clock) -> str:
    """Send the edition, marked as a test, to one address; the ledger knows nothing of it.

    Raises:
        DigestError: the address is none, or the mail was not taken.
        TransportError: the mail host cannot be used.
    """
    try:
        reader = tester(address)
    except AddressError as error:
        raise DigestError(f"--test {address!r}: {error}") from error
    drafted = daily.draft(room, day, clock=clock)
    return asyncio.run(send_test(room, drafted, transport, reader, clock=clock))
