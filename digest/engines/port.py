"""The port: calls that somebody answers soon. An engine may lose a call or give it twice: the sweep calls again, and twice is as once."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlmodel import Session


class Kind(StrEnum):
    """What can be called for; each is a queue of its own, so that a worker may serve some of them."""

    FREEZE = "freeze"  # fix the edition of a newsletter's day
    BOUNCE = "bounce"  # read a mail that came back
    COLLECT = "collect"  # ask a source
    SEND = "send"  # move a chunk of an edition's rows


PRIORITY = {Kind.FREEZE: 30, Kind.BOUNCE: 20, Kind.COLLECT: 10, Kind.SEND: 0}
"""Of what waits, the highest is done first: the backlog of a send keeps nothing else waiting."""


@dataclass(frozen=True, slots=True)
class Call:
    """Something to be done: `about` is a source's slug, `newsletter day`, the id of an edition or of a mail."""

    kind: Kind
    about: str

    @property
    def once(self) -> bool:
        """Whether a call that waits already makes another one needless; chunks of a send are many."""
        return self.kind is not Kind.SEND


class Later(Exception):  # noqa: N818 - no error: the call is to come again
    """Raised by who answers a call that cannot be answered now."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} seconds")
        self.seconds = seconds


Answer = Callable[[Call], Awaitable[None]]
"""Answers a call; raises Later to be called again. Any other error is logged, and the call is over."""


class Waker(Protocol):
    """Wakes workers."""

    def call(self, session: Session, calls: Sequence[Call]) -> None:
        """Have these answered once the session's transaction has committed; nothing comes of it where that is rolled back."""

    def waiting(self, session: Session, call: Call) -> int:
        """How many calls like this one wait to be answered."""

    async def serve(self, answer: Answer, kinds: Collection[Kind], at_once: int, stop: asyncio.Event) -> None:
        """Answer calls of these kinds, so many at once, until `stop`; those that were begun are waited for."""

    async def revive(self) -> int:
        """Give calls whose worker died to others; returns how many."""
