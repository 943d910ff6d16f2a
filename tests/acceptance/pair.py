"""Two servers on one database whose clock is turned from outside, and the mails that came of it."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import httpx2
from grounds import Grounds
from killing import Sink
from sqlalchemy import exists, select
from sqlmodel import col
from turned import FileClock

from digest.database import reading, writing
from digest.models import Delivery, DeliveryState, Edition
from subscribers.models import Subscriber, Subscription

_OPEN = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.HANDED, DeliveryState.DEFERRED)
ZONES = ("", "America/New_York", "Asia/Tokyo")
PLACES = ("Aldmoor", "Brenning", "Carrow", "Dunmere", "Eskvale", "Farholt", "Gantry", "Hollin")
DOINGS = ("rebuilds its harbour wall", "counts a record harvest", "opens a night school", "bans engines on its lake", "lends tools to anyone", "paints the old tram red")  # fmt: skip


@dataclass
class Pair:
    """The servers, each started again whenever it was killed."""

    config: Path
    clock: FileClock
    sink: Sink
    chance: random.Random
    kills: int = 0
    _servers: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def talk(self) -> Path:
        return self.config.with_name("talk.txt")

    def start(self) -> None:
        self._servers = [self._started(which) for which in range(2)]

    def _started(self, which: int) -> "subprocess.Popen[bytes]":
        """The first makes editions in processes of their own, the second in itself."""
        about = [str(Path(__file__).with_name("turned.py")), str(self.config), str(self.clock.path)]
        about += ["apart"] if which == 0 else []
        with self.talk.open("ab") as out:
            return subprocess.Popen([sys.executable, *about], stdout=out, stderr=out)

    def kill(self) -> None:
        """One of them, and start it again."""
        which = self.chance.randrange(2)
        self._end(which)
        self._servers[which] = self._started(which)

    def kill_in_the_middle(self) -> None:
        """At any moment, mostly of those in which mails flow."""
        begun, size = time.monotonic(), self.sink.size()
        if self.chance.random() < 0.7:
            while self.sink.size() == size and time.monotonic() - begun < 3:
                time.sleep(0.005)
            time.sleep(self.chance.uniform(0, 0.3))
        else:
            time.sleep(self.chance.uniform(0, 2))
        self.kill()

    def kill_both(self) -> None:
        """Nobody is there until `start`."""
        for which in range(2):
            self._end(which)

    def _end(self, which: int) -> None:
        server = self._servers[which]
        assert server.poll() is None, self.talk.read_text()[-4000:]
        server.send_signal(signal.SIGKILL)
        server.wait(20)
        self.kills += 1

    def stop(self) -> list[int]:
        """In good order; what they ended with."""
        for server in self._servers:
            wait(partial(self._answers, server.pid), self, f"{server.pid} does not serve")
            server.terminate()
        return [server.wait(30) for server in self._servers]

    def _answers(self, pid: int) -> bool:
        at = re.search(rf"(?m)^{pid} serves (\S+)$", self.talk.read_text())
        with suppress(httpx2.TransportError):
            return at is not None and httpx2.get(f"{at[1]}/readyz").status_code == 200
        return False

    def abandon(self) -> None:
        for server in self._servers:
            if server.poll() is None:
                server.kill()
                server.wait()


@dataclass
class Books:
    """What the database and the sink say of an installation."""

    grounds: Grounds
    sink: Sink

    def stories(self, day: datetime, chance: random.Random) -> None:
        """Four articles of a day, stored two hours before `day`; no two days have the same ones."""
        told = []
        for _ in range(4):
            who, what, number = chance.choice(PLACES), chance.choice(DOINGS), chance.randrange(10_000)
            words = " ".join("".join(chance.choices("abdeiklmnorstu", k=7)) for _ in range(30))
            told.append((f"{who} {what}, {number} {words[:15]}", f"{who} {what} after {number} days. {words.capitalize()}."))  # fmt: skip
        self.grounds.store(day - timedelta(hours=2), told)

    def settle_in(self, count: int) -> dict[str, str]:
        """Readers of every zone, in turn; their zones by address."""
        names = self.grounds.readers(*(f"reader{number:02}" for number in range(count)))
        zones = {name: ZONES[number % len(ZONES)] for number, name in enumerate(names)}
        with writing(self.grounds.engine) as session:
            for subscription in session.scalars(select(Subscription)):
                reader = session.get_one(Subscriber, subscription.subscriber_id)
                reader.zone = zones[reader.email] or None
        return zones

    def edition(self, day: datetime) -> Edition | None:
        return next((one for one in self.grounds.editions() if one.day == day.date()), None)

    def is_idle(self, now: datetime) -> bool:
        """Whether nothing is left to send at that time."""
        left = exists().where(col(Delivery.state).in_(_OPEN), col(Delivery.not_before) <= now)
        with reading(self.grounds.engine) as session:
            return not session.execute(select(left)).scalar_one()

    def arrived(self) -> list[tuple[int, str]]:
        """The edition and the reader of each mail that a reader was sent."""
        mails = ((mail.strip("<>"), who) for mail, who in self.sink.arrived())
        return [(int(mail.split(".")[0]), who) for mail, who in mails if not mail.startswith("memo.")]

    def memos(self) -> Counter[str]:
        """How often each memo came."""
        return Counter(mail for mail, _ in self.sink.arrived() if mail.startswith("<memo."))

    def standing(self) -> dict[tuple[int, str], DeliveryState]:
        """What the ledger says of each edition and reader."""
        wanted = select(col(Delivery.edition_id), col(Subscriber.email), col(Delivery.state)).join(
            Subscriber, col(Subscriber.id) == col(Delivery.subscriber_id)
        )
        with reading(self.grounds.engine) as session:
            return {(edition, who): state for edition, who, state in session.execute(wanted)}


def wait(true: Callable[[], bool], pair: Pair, what: str, seconds: float = 60) -> None:
    """Fails with what the servers said last when it does not become true in time."""
    end = time.monotonic() + seconds * float(os.environ.get("PATIENCE", "1"))
    while not true():
        assert time.monotonic() < end, f"{what}\n{pair.talk.read_text()[-4000:]}"
        time.sleep(0.05)
