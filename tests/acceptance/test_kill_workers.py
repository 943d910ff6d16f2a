"""`kill -9` of workers and of PostgreSQL while four workers send, two of them on hosts with a network of their own."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from killing import DIGEST, Figures, Morning, Sink, made_ready, sink_in
from outage import Server, fill
from sqlalchemy import select

from digest import daily
from digest.config import load
from digest.database import connect, reading
from digest.deliver import ledger
from digest.engines import schema
from digest.errors import DatabaseError
from digest.models import Edition
from digest.web import wiring

KILLS = int(os.environ.get("KILLS") or (5 if os.environ.get("SMOKE") else 100))
KILLS_PER_EDITION = 10
WORKERS, CONNECTIONS = 4, 5
DEADLINE = 180  # seconds until the last mail, after the last kill
TABLE: list[Figures] = []


@pytest.fixture(scope="module", autouse=True)
def table():
    """Print the figures when they are there."""
    yield
    print("\n" + "\n".join([Figures.HEAD, *(figures.line() for figures in TABLE)]))


@contextmanager
def island(port: int, socket: Path) -> Iterator[list[str]]:
    """What a command begins with that is to run on a host of its own; said loudly where there can be none."""
    command = [
        "unshare",
        "--net",
        sys.executable,
        str(Path(__file__).with_name("island.py")),
        str(port),
        str(socket),
    ]
    process = None
    with suppress(FileNotFoundError):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if process is None or process.stdout is None or process.stdout.readline() != "ready\n":
        print("\nNO NAMESPACES: `unshare --net` does not work here; all workers are on one host", flush=True)
        yield []
        return
    try:
        yield ["nsenter", "--net", "--target", str(process.pid)]
    finally:
        process.kill()
        process.communicate()


class Crew:
    """Four workers; who is killed is replaced at once."""

    def __init__(self, ready: Path, url: str, engine: str, hosts: list[list[str]], port: int) -> None:
        self._command = [DIGEST, "--config", str(ready), "worker"]
        self._hosts = hosts
        self._environment = os.environ | {
            "DIGEST_DATABASE__URL": url.replace("+psycopg", ""),
            "DIGEST_DELIVERY__TRANSPORT": "smtp",
            "DIGEST_WORKERS__ENGINE": engine,
            "DIGEST_SMTP__HOST": "127.0.0.1",
            "DIGEST_SMTP__PORT": str(port),
            "DIGEST_SMTP__TLS": "none",
            "DIGEST_SMTP__CONNECTIONS": str(CONNECTIONS),
        }
        self.log = ready.parent / f"workers-{engine}.log"
        self._workers = [self._started(number) for number in range(WORKERS)]

    def _started(self, number: int) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            command = [*self._hosts[number], *self._command]
            return subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)

    def kill(self, number: int) -> None:
        self._workers[number].kill()
        self._workers[number].wait()
        self._workers[number] = self._started(number)

    def mend(self) -> set[int]:
        """Start those again who found no database as they began, as a service manager does; which ones."""
        ended = {number for number, worker in enumerate(self._workers) if worker.poll() is not None}
        for number in ended:
            assert self._workers[number].returncode == 1, self.log.read_text()
            self._workers[number] = self._started(number)
        return ended

    def end(self) -> None:
        """They end in good order; who has only just been started may be ended before it listens."""
        new = self.mend()
        for worker in self._workers:
            worker.send_signal(signal.SIGTERM)
        codes = [worker.wait(90) for number, worker in enumerate(self._workers) if number not in new]
        assert set(codes) <= {0}, self.log.read_text()
        assert "Traceback" not in self.log.read_text(), self.log.read_text()

    def abandon(self) -> None:
        for worker in self._workers:
            worker.kill()
            worker.wait()


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
        try:
            bound = _fire(crew, server, sink, figures, chance, morning)
            _until_through(crew, morning)
            crew.end()
        finally:
            crew.abandon()
        morning._account()
        morning.engine.dispose()
    return bound


def _freeze(ready: Path, url: str) -> None:
    settings, engine = load(ready, environment=False), connect(url)
    schema.set_up(engine)
    room = wiring.newsroom(settings, engine, next(iter(settings.newsletters)))
    now = datetime.now(UTC)
    daily.freeze(room, room.today(now), clock=lambda: now)
    engine.dispose()


def _fire(
    crew: Crew, server: Server, sink: Sink, figures: Figures, chance: random.Random, morning: Morning
) -> int:
    """Kill while mails flow, until the edition is through or enough were killed."""
    bound = 0
    for _ in range(min(KILLS_PER_EDITION, KILLS - figures.kills)):
        if not _flows(crew, sink, morning):
            break
        time.sleep(chance.uniform(0, 0.5))
        if chance.random() < 0.2:
            server.kill()
            bound += WORKERS * CONNECTIONS
            time.sleep(chance.uniform(0, 2))
            server.start()
            morning.engine.dispose()
        else:
            crew.kill(chance.randrange(WORKERS))
            bound += CONNECTIONS
        figures.kills += 1
    return bound


def _flows(crew: Crew, sink: Sink, morning: Morning) -> bool:
    """Wait for the next mail; False where none is to come."""
    size, end = sink.size(), time.monotonic() + DEADLINE
    while sink.size() == size:
        if not _open(morning):
            return False
        assert time.monotonic() < end, crew.log.read_text()
        crew.mend()
        time.sleep(0.1)
    return True


def _until_through(crew: Crew, morning: Morning) -> None:
    end = time.monotonic() + DEADLINE
    while _open(morning):
        assert time.monotonic() < end, crew.log.read_text()
        crew.mend()
        time.sleep(0.2)


def _open(morning: Morning) -> bool:
    try:
        with reading(morning.engine) as session:
            edition = session.scalars(select(Edition)).one()
            return ledger.is_open(session, edition.id or 0) or edition.sent_at is None
    except DatabaseError:  # it has just been started again
        return True
