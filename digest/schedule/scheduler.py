"""When the rounds are made: at each newsletter's send time, and every half a minute for whatever was missed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from digest.schedule.alarms import Alarms
from digest.schedule.rounds import House, Rounds
from digest.schedule.timetable import next_send

PATIENCE = timedelta(seconds=75)  # service managers kill after 90


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds between two looks at what is due, and between two looks for notices."""

    look: float = 30.0
    notices: float = 2.0


class Scheduler:
    """The schedule of one process. Several on one database, or one that is killed and started again, send nothing twice:
    an edition is unique by newsletter and local day, and who got it is in the ledger."""  # fmt: skip

    def __init__(self, house: House, rhythm: Rhythm = Rhythm()) -> None:
        self._house, self._rhythm = house, rhythm
        self._rounds = Rounds(house)
        self._alarms = Alarms()

    def start(self) -> None:
        """Make the first round at once; needs a running loop."""
        self._alarms.start()
        self._arm()
        self._alarms.every(self._rhythm.look, self._round)
        self._alarms.every(self._rhythm.notices, self._rounds.drain)

    async def stop(self) -> None:
        """Wake no more, finish the mails on the wire, give the rest back."""
        self._alarms.stop()
        await self._rounds.stop(PATIENCE)

    async def _round(self) -> None:
        await self._rounds.look()
        self._arm()

    def _arm(self) -> None:
        """Set an alarm for each newsletter's next send; the clock given may not be the machine's own."""
        now = self._house.clock()
        for slug, room in self._house.rooms.items():
            wait = next_send(room.newsletter, now).at - now
            self._alarms.at(datetime.now(UTC) + wait, f"send {slug}", self._round)
