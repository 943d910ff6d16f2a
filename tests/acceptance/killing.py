"""An edition for thousands, a sender that is killed while it sends it, and the account of who got what."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, insert, select

from digest.database import connect, reading, writing
from digest.deliver import ledger
from digest.models import Delivery, DeliveryState, Edition, EditionState
from subscribers.models import Subscriber, Subscription, SubscriptionState

DIGEST = str(Path(sys.executable).parent / "digest")
READERS = 4_000 if os.environ.get("SMOKE") else 20_000
CONNECTIONS = 20


@dataclass
class Sink:
    """The sink's process and its log."""

    log: Path
    port: int

    def arrived(self) -> list[tuple[str, str]]:
        """Message-ID and recipient of each mail that it took, in order."""
        return [tuple(line.split(" ", 1)) for line in self.log.read_text().splitlines()]

    def size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0


@contextmanager
def sink_in(folder: Path, pause: float = 0) -> Iterator[Sink]:
    """A sink that lives as long as the block, and answers `pause` seconds after it has taken a mail."""
    log, port_file = folder / "sink.log", folder / "sink.port"
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("sink.py")), str(log), str(port_file), str(pause)]
    )
    try:
        while not port_file.exists():
            assert process.poll() is None
            time.sleep(0.02)
        yield Sink(log, int(port_file.read_text()))
    finally:
        process.kill()
        process.wait()


def add_readers(engine: Engine, count: int) -> None:
    """Confirmed readers of every newsletter that somebody gets, past the door, in bulk."""
    now = datetime.now(UTC)
    with writing(engine) as session:
        slug = session.scalars(select(Subscription.newsletter).limit(1)).one()
        names = [f"reader{number}@readers.example" for number in range(count)]
        rows = [
            {"email": name, "email_key": name, "address_hash": name[:20], "created_at": now} for name in names
        ]
        ids = session.scalars(insert(Subscriber).returning(Subscriber.id), rows).all()
        about = {"newsletter": slug, "state": SubscriptionState.CONFIRMED, "requested_at": now}
        session.execute(insert(Subscription), [{"subscriber_id": key, **about} for key in ids])


@dataclass
class Figures:
    """What the kills of one database came to."""

    database: str
    kills: int = 0
    editions: int = 0
    enrolled: int = 0
    arrived: int = 0
    lost: int = 0
    doubled: int = 0
    uncertain_arrived: int = 0
    uncertain_missing: int = 0
    most_at_once: int = 0
    unbalanced: int = 0
    sent_again: int = 0
    seconds: float = 0.0

    HEAD = (
        f"{'database':<11} {'kills':>5} {'editions':>8} {'enrolled':>8} {'arrived':>8} {'lost':>5} {'doubled':>7} "
        f"{'uncertain':>9} {'(arrived':>9} {'not)':>5} {'most/kill':>9} {'unbalanced':>10} {'seconds':>8}"
    )

    def line(self) -> str:
        uncertain = self.uncertain_arrived + self.uncertain_missing
        return (
            f"{self.database:<11} {self.kills:>5} {self.editions:>8} {self.enrolled:>8} {self.arrived:>8} "
            f"{self.lost:>5} {self.doubled:>7} {uncertain:>9} {self.uncertain_arrived:>9} "
            f"{self.uncertain_missing:>5} {self.most_at_once:>9} {self.unbalanced:>10} {self.seconds:>8.1f}"
        )


@dataclass
class Morning:
    """One edition of one installation, whose sender is killed again and again until it is through."""

    config: Path
    url: str
    sink: Sink
    figures: Figures
    chance: random.Random
    engine: Engine = field(init=False)
    said: str = ""

    def __post_init__(self) -> None:
        self.engine = connect(self.url)

    def run(self, most_kills: int) -> None:
        """Kill, start again, and so on; then let it finish, and once more for nothing."""
        for _ in range(most_kills):
            if not self._killed():
                break
        self._finished()
        size = self.sink.size()
        self._finished()
        self.figures.sent_again += self.sink.size() != size
        self._account()
        self.engine.dispose()

    def _start(self) -> "subprocess.Popen[str]":
        environment = os.environ | {
            "DIGEST_DATABASE__URL": self.url.replace("+psycopg", ""),
            "DIGEST_SMTP__HOST": "127.0.0.1",
            "DIGEST_SMTP__PORT": str(self.sink.port),
            "DIGEST_SMTP__TLS": "none",
            "DIGEST_SMTP__CONNECTIONS": str(CONNECTIONS),
        }
        command = [DIGEST, "--config", str(self.config), "send", "--yes"]
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def _killed(self) -> bool:
        """Start the sender and kill it at a random instant; False where it was through before."""
        sender = self._start()
        if self.chance.random() < 0.15:
            time.sleep(self.chance.uniform(0, 2))  # any time, also while it starts
        else:
            size = self.sink.size()
            while self.sink.size() == size and sender.poll() is None:
                time.sleep(0.001)
            time.sleep(self.chance.uniform(0, 0.35))
        through = sender.poll() is not None
        sender.kill()
        _, said = sender.communicate()
        assert "Traceback" not in said, said
        if through:
            return False
        self.figures.kills += 1
        time.sleep(0.05)  # what was on the wire when it died still reaches the sink
        handed = self._states()[DeliveryState.HANDED]
        self.figures.most_at_once = max(self.figures.most_at_once, handed)
        return True

    def _finished(self) -> None:
        _, said = (sender := self._start()).communicate(timeout=300)
        assert sender.returncode in {0, 1}, said
        assert "Traceback" not in said, said
        self.said = said

    def _states(self) -> Counter[DeliveryState]:
        """How many rows are in which state; notes an edition that does not balance."""
        with reading(self.engine) as session:
            edition = session.scalars(select(Edition)).one_or_none()
            if edition is None:
                return Counter()
            found = ledger.balance(session, edition)
        self.figures.unbalanced += not found.balanced
        return Counter(found.counts)

    def _account(self) -> None:
        """Compare every row with the sink's log."""
        states = self._states()
        with reading(self.engine) as session:
            rows = session.execute(
                select(Subscriber.email, Delivery.state).join(
                    Delivery, Delivery.subscriber_id == Subscriber.id
                )
            )
            stands = {email: state for email, state in rows}  # noqa: C416 - rows are no pairs to dict
            state = session.scalars(select(Edition)).one().state
        assert set(states) <= {DeliveryState.SENT, DeliveryState.UNCERTAIN}, f"{states}; {state}; {self.said}"
        assert state is EditionState.SENT, f"{states}; {self.said}"
        arrived = self.sink.arrived()
        got = Counter(recipient for _, recipient in arrived)
        uncertain = {email for email, state in stands.items() if state is DeliveryState.UNCERTAIN}
        assert len({message_id for message_id, _ in arrived}) == len(got)
        figures = self.figures
        figures.editions += 1
        figures.enrolled += len(stands)
        figures.arrived += len(arrived)
        figures.doubled += sum(count - 1 for count in got.values())
        figures.lost += sum(email not in got and email not in uncertain for email in stands)
        figures.uncertain_arrived += sum(email in got for email in uncertain)
        figures.uncertain_missing += sum(email not in got for email in uncertain)


def made_ready(folder: Path) -> Path:
    """An installation with the sample's articles and thousands of readers, in SQLite; returns its digest.toml."""
    subprocess.run([DIGEST, "init", str(folder), "--sample"], check=True, capture_output=True)
    engine = connect(f"sqlite:///{folder / 'digest.db'}")
    add_readers(engine, READERS - 3)
    engine.dispose()
    return folder / "digest.toml"


def copied(ready: Path, folder: Path) -> str:
    """A fresh copy of its SQLite store; returns the URL."""
    folder.mkdir()
    for path in ready.parent.glob("digest.db*"):
        shutil.copy(path, folder / path.name)
    return f"sqlite:///{folder / 'digest.db'}"
