"""Mails to those who run a newsletter, each once, whoever sends it: what was told is in the database."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Engine, delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from digest.compose.memo import Memo, written
from digest.database import reading, writing
from digest.deliver.transport import Envelope, Mail, Transport
from digest.errors import DigestError
from digest.models import DeliveryState
from digest.newsroom import Clock
from digest.records import Told
from digest.schedule.remarks import log

KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Memos:
    """The way to the editors and the operator."""

    engine: Engine
    transport: Transport
    clock: Clock

    async def tell(self, about: str, memo: Memo) -> None:
        """Send a memo, unless one about the same thing was sent before. One that is not taken is logged, and told again later."""
        if not await asyncio.to_thread(self._first, about):
            return
        try:
            await self._sent(about, memo)
        except DigestError as error:
            log.warning("memo %s: %s", about, error)
            await asyncio.to_thread(self._forget, about)

    def told(self, about: str) -> bool:
        """Whether it was told already."""
        with reading(self.engine) as session:
            return session.get(Told, about) is not None

    def _first(self, about: str) -> bool:
        """Whether nobody told it yet; from now on somebody has."""
        now = self.clock()
        try:
            with writing(self.engine) as session:
                session.execute(delete(Told).where(col(Told.at) < now - KEPT))
                session.add(Told(about=about, at=now))
        except IntegrityError:
            return False
        return True

    def _forget(self, about: str) -> None:
        with writing(self.engine) as session:
            session.execute(delete(Told).where(col(Told.about) == about))

    async def _sent(self, about: str, memo: Memo) -> None:
        """Raises DigestError where the mail was not taken."""
        message = written(memo, about, self.clock())
        mail = Mail.of(Envelope(memo.sender.address, memo.to.address, about), message)
        channel = await self.transport.open()

        async def always() -> bool:
            return True

        try:
            outcome = await channel.transmit(mail, always)
        finally:
            await channel.close()
        if outcome is None or outcome.state is not DeliveryState.SENT:
            raise DigestError(f"not taken by {self.transport.place}")
