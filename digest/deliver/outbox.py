"""The other transport: each mail becomes an .eml file in a folder, for a look or for another program."""

import asyncio
import os
from pathlib import Path

from digest.deliver.limits import RelayLimit
from digest.deliver.outcome import Outcome, Reply
from digest.deliver.transport import Hand, Mail
from digest.errors import TransportError
from digest.models import DeliveryState


class OutboxChannel:
    """Writes into one folder; a file is whole or not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    announces = announced = False  # one file at a time
    relay = RelayLimit("outbox")

    async def transmit(self, mail: Mail, hand: Hand, following: Mail | None = None) -> Outcome | None:  # noqa: ARG002 - the port's
        """Write `<reference>.eml`, headed by its envelope, and put it in place in one step."""
        if not await hand():
            return None
        envelope = mail.envelope
        trace = f"Return-Path: <{envelope.sender}>\r\nDelivered-To: {envelope.recipient}\r\n".encode()
        path = self._folder / f"{envelope.reference}.eml"
        try:
            await asyncio.to_thread(_write, path, trace + mail.message)
        except OSError as error:
            return Outcome(DeliveryState.DEFERRED, Reply(0, None, f"not written: {error.strerror}"))
        return Outcome(DeliveryState.SENT, Reply(250, None, path.name))

    async def close(self) -> None:
        """Nothing is open between mails."""


def _write(path: Path, data: bytes) -> None:
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


class OutboxTransport:
    """Writes mails into `folder`, which is made when it is missing."""

    channels = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def place(self) -> str:
        """The folder."""
        return str(self._folder)

    def leave(self, relay: str) -> bool:  # noqa: ARG002 - the port's
        """There is no other way out."""
        return False

    async def open(self) -> OutboxChannel:
        """Make the folder.

        Raises:
            TransportError: it cannot be made.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TransportError(f"the outbox {self._folder} cannot be used: {error.strerror}") from error
        return OutboxChannel(self._folder)
