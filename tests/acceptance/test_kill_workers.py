"""`kill -9` of workers and of PostgreSQL while four workers send, two of them on hosts with a network of their own."""

import os
import random
import shutil
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from crew import CONNECTIONS, WORKERS, Crew, island
from killing import Figures, Morning, Sink, made_ready, sink_in
from outage import Server, fill
from sqlalchemy import select
from stopwatch import Stopwatch

from digest import daily
from digest.config import load
from digest.database import connect, reading
from digest.deliver import ledger
from digest.engines import schema
from digest.errors import DatabaseError
from digest.models import Edition
from digest.web import wiring

SMOKE = bool(os.environ.get("SMOKE"))  # on a machine that others use as well: no time is held
KILLS = int(os.environ.get("KILLS") or (5 if SMOKE else 100))
KILLS_PER_EDITION = 10
DEADLINE = 180  # seconds until the last mail, after the last kill
GOES_ON = 25  # seconds after which the work of a killed worker is somebody else's
TABLE: list[Figures] = []


@pytest.fixture(scope="module", autouse=True)
def table():
    """Print the figures when they are there."""
    yield
    print("\n" + "\n".join([Figures.HEAD, *(figures.line() for figures in TABLE)]))


@pytest.mark.parametrize("engine", ["procrastinate", "embedded"])
def test_killed_workers_lose_nobody_and_double_nobody(engine: str, tmp_path: Path) -> None:
    """0 lost, 0 doubled, no more uncertain than the connections of what was killed; and the edition comes to its end."""
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    chance, figures, begun, bound = random.Random(seed), Figures(engine), time.monotonic(), 0
    TABLE.append(figures)
    ready = made_ready(tmp_path / "place")
    while figures.kills < KILLS:
        folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path is short
        server = Server(folder / "data")
        try:
            with sink_in(folder) as sink:
                bound += _edition(ready, server, sink, figures, chance)
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)
        figures.seconds = time.monotonic() - begun
    assert (figures.lost, figures.doubled, figures.unbalanced) == (0, 0, 0), f"SEED={seed}"
    assert figures.uncertain_arrived + figures.uncertain_missing <= bound, f"SEED={seed}"


def _edition(ready: Path, server: Server, sink: Sink, figures: Figures, chance: random.Random) -> int:
    """Freeze, send under fire, account; returns how many mails may be uncertain."""
    fill(server.url, ready)
    _freeze(ready, server.url)
    with ExitStack() as hosts:
        islands = [
            hosts.enter_context(island(sink.port, sink.log.with_name("sink.socket"))) for _ in range(2)
        ]
        crew = Crew(ready, server.url, figures.database, [[], [], *islands], sink.port)
        morning = Morning(ready, server.url, sink, figures, chance)
        fire = Fire(crew, server, morning, Stopwatch(morning.engine))
        try:
            bound = fire.burn()
            fire.until_through()
            crew.end()
        finally:
            crew.abandon()
        morning._account()
        morning.engine.dispose()
    waits = fire.watch.seconds
    print(
        f"\nwork of {len(waits)} killed workers went on within {max(waits, default=0.0):.1f} s: {[round(one, 1) for one in sorted(waits)]}"
    )
    assert SMOKE or max(waits, default=0.0) <= GOES_ON, crew.log.read_text()
    return bound


def _freeze(ready: Path, url: str) -> None:
    settings, engine = load(ready, environment=False), connect(url)
    schema.set_up(engine)
    room = wiring.newsroom(settings, engine, next(iter(settings.newsletters)))
    now = datetime.now(UTC)
    daily.freeze(room, room.today(now), clock=lambda: now)
    engine.dispose()


@dataclass
class Fire:
    """Kills while an edition is sent, and a watch over what the killed have left."""

    crew: Crew
    server: Server
    morning: Morning
    watch: Stopwatch

    def burn(self) -> int:
        """Kill while mails flow, until the edition is through or enough were killed; returns how many mails may be uncertain."""
        figures, chance, bound = self.morning.figures, self.morning.chance, 0
        for _ in range(min(KILLS_PER_EDITION, KILLS - figures.kills)):
            if not self._flows():
                break
            time.sleep(chance.uniform(0, 0.5))
            if chance.random() < 0.2:
                self._kill_database(chance)
                bound += WORKERS * CONNECTIONS
            else:
                self.crew.kill(chance, self.watch)
                bound += CONNECTIONS
            figures.kills += 1
        return bound

    def _kill_database(self, chance: random.Random) -> None:
        self.server.kill()
        self.watch.cross()
        time.sleep(chance.uniform(0, 2))
        self.server.start()
        self.morning.engine.dispose()

    def until_through(self) -> None:
        end = time.monotonic() + DEADLINE
        while _open(self.morning):
            assert time.monotonic() < end, self.crew.log.read_text()
            self._look()
            time.sleep(0.2)
        self._look()

    def _flows(self) -> bool:
        """Wait for the next mail; False where none is to come."""
        sink = self.morning.sink
        size, end = sink.size(), time.monotonic() + DEADLINE
        while sink.size() == size:
            if not _open(self.morning):
                return False
            assert time.monotonic() < end, self.crew.log.read_text()
            self._look()
            time.sleep(0.1)
        return True

    def _look(self) -> None:
        self.crew.back(self.watch.look())
        self.crew.mend()


def _open(morning: Morning) -> bool:
    try:
        with reading(morning.engine) as session:
            edition = session.scalars(select(Edition)).one()
            return ledger.is_open(session, edition.id or 0) or edition.sent_at is None
    except DatabaseError:  # it has just been started again
        return True
