"""A test of an edition: one mail to one address, marked as a test; the ledger knows nothing of it."""

import asyncio

from digest import daily, editions
from digest.deliver.outcome import Outcome
from digest.deliver.transport import Mail, Transport
from digest.errors import DigestError
from digest.models import DeliveryState
from digest.newsroom import Clock, Newsroom
from subscribers.address import parse
from subscribers.roster import Recipient


def tester(address: str) -> Recipient:
    """Whoever gets a test; nobody on the list. Raises AddressError."""
    return Recipient(0, parse(address).email, None, address.isascii())


async def send_test(
    room: Newsroom, drafted: editions.Drafted, transport: Transport, reader: Recipient, *, clock: Clock
) -> str:
    """Send it through the configured transport; returns what was done, in a sentence.

    Raises:
        DigestError: the mail was not taken.
        TransportError: the mail host cannot be used.
    """
    composed = await asyncio.to_thread(daily.marked_as_test, room, drafted.content)
    personal = room.personal(drafted.edition.id or 0)
    message = composed.composition.merge(personal.values(reader, clock()))
    outcome = await _one(transport, Mail.of(personal.envelope(reader), message))
    if outcome is None or outcome.state is not DeliveryState.SENT:
        reply = outcome.reply if outcome else None
        said = f"{reply.code} {reply.text}" if reply else "it was not handed over"
        raise DigestError(f"the test mail was not taken by {transport.place}: {said}")
    return f"sent a test of {composed.subject!r} to {reader.email} through {transport.place}"


async def _one(transport: Transport, mail: Mail) -> Outcome | None:
    channel = await transport.open()

    async def always() -> bool:
        return True

    try:
        return await channel.transmit(mail, always)
    finally:
        await channel.close()
