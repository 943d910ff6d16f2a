"""What the sender asks of a way to hand mail over: channels, each with one mail at a time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, Self

from digest.deliver.dots import stuffed, unstuffed
from digest.deliver.limits import RelayLimit
from digest.deliver.outcome import Outcome

Hand = Callable[[], Awaitable[bool]]
"""Awaited just before the mail itself goes over; False means that it must not go."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who the mail is from and for on the wire (RFC 5321 §2.3.1), and the name that is free of addresses."""

    sender: str
    recipient: str
    reference: str


@dataclass(frozen=True, slots=True, eq=False)
class Mail:
    """A mail ready to go: its envelope, and its bytes in the form that the wire carries (see `dots`)."""

    envelope: Envelope
    wire: bytes

    @classmethod
    def of(cls, envelope: Envelope, message: bytes) -> Self:
        """A mail out of a message with CRLF line ends."""
        return cls(envelope, stuffed(message))

    @property
    def message(self) -> bytes:
        """The message as it was written."""
        return unstuffed(self.wire)


class Channel(Protocol):
    """One open way out."""

    @property
    def relay(self) -> RelayLimit:
        """Where it leads, and what bounds it."""

    @property
    def announces(self) -> bool:
        """Whether the next mail may be announced while one is handed over."""

    @property
    def announced(self) -> bool:
        """Whether the `following` of the last mail was announced: it must be the next one, or the channel be closed."""

    async def transmit(self, mail: Mail, hand: Hand, following: Mail | None = None) -> Outcome | None:
        """Hand one mail over; None where `hand` said no. Faults come back as outcomes, never as exceptions.

        `following` is announced right behind this mail where that can be done.
        """

    async def close(self) -> None:
        """End it in good order."""


class Transport(Protocol):
    """Opens channels."""

    @property
    def channels(self) -> int:
        """How many may be open at once."""

    @property
    def place(self) -> str:
        """Where mail goes, for the plan: `smtp://host:port` or a folder."""

    def leave(self, relay: str) -> bool:
        """A relay may have no more mails today; whether there is another way out."""

    async def open(self) -> Channel:
        """A new channel. Raises TransportError where there is none to be had, CrowdedError where there will be soon."""
