"""When the rounds are made: at each newsletter's send time, and every half a minute for whatever was missed."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from digest.schedule.alarms import Alarms
from digest.schedule.gathering import Gatherer, Gathering
from digest.schedule.house import House
from digest.schedule.rounds import Rounds
from digest.schedule.timetable import next_send

PATIENCE = timedelta(seconds=75)  # service managers kill after 90


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds between two looks at what is due, for notices, for sources to be asked, between two sweeps, and for mails that came back."""

    look: float = 30.0
    notices: float = 2.0
    sources: float = 60.0
    sweep: float = 900.0
    returned: float = 120.0


class Scheduler:
    """The schedule of one process. Several on one database, or one that is killed and started again, send nothing twice:
    an edition is unique by newsletter and local day, and who got it is in the ledger."""  # fmt: skip

    def __init__(self, house: House, rhythm: Rhythm = Rhythm(), gathering: Gathering | None = None) -> None:
        self._house, self._rhythm = house, rhythm
        self._gatherer = Gatherer(gathering) if gathering else None
        self._rounds = Rounds(house)
        self._alarms = Alarms()

    def start(self) -> None:
        """Make the first round at once; needs a running loop."""
        self._alarms.start()
        self._arm()
        self._alarms.every(self._rhythm.look, self._round)
        self._alarms.every(self._rhythm.notices, self._rounds.drain)
        self._alarms.every(self._rhythm.sweep, self._rounds.sweep)
        if self._house.postbox:
            self._alarms.every(self._rhythm.returned, self._rounds.fetch)
        if self._gatherer:
            self._alarms.every(self._rhythm.sources, self._gatherer.gather)

    async def stop(self) -> None:
        """Wake no more, finish the mails on the wire, give the rest back."""
        self._alarms.stop()
        ends = [self._rounds.stop(PATIENCE), *([self._gatherer.stop()] if self._gatherer else [])]
        await asyncio.gather(*ends)

    async def _round(self) -> None:
        await self._rounds.look()
        self._arm()

    def _arm(self) -> None:
        """Set an alarm for each newsletter's next send; the clock given may not be the machine's own."""
        now = self._house.clock()
        for slug, room in self._house.rooms.items():
            wait = next_send(room.newsletter, now).at - now
            self._alarms.at(datetime.now(UTC) + wait, f"send {slug}", self._round)
