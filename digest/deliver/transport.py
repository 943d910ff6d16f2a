"""What the sender asks of a way to hand mail over: channels, each with one mail at a time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from digest.deliver.outcome import Outcome

Hand = Callable[[], Awaitable[bool]]
"""Awaited just before the mail itself goes over; False means that it must not go."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who the mail is from and for on the wire (RFC 5321 §2.3.1), and the name that is free of addresses."""

    sender: str
    recipient: str
    reference: str


class Channel(Protocol):
    """One open way out."""

    async def transmit(self, envelope: Envelope, message: bytes, hand: Hand) -> Outcome | None:
        """Hand one mail over; None where `hand` said no. Faults come back as outcomes, never as exceptions."""

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

    async def open(self) -> Channel:
        """A new channel. Raises TransportError where there is none to be had."""
