"""`digest migrate-database` in the middle of a send: everything comes over from SQLite to PostgreSQL, and the edition goes on there."""

import os
import random
import signal
import subprocess
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from killing import DIGEST, READERS, Figures, Morning, Sink, copied, made_ready, sink_in
from outage import Server
from sqlalchemy import select, text, update

from digest.copying.store import snapshot, tables, tally
from digest.database import connect, writing
from digest.deliver import ledger
from digest.models import Delivery, DeliveryState, Edition, EditionState
from subscribers import roster
from subscribers.models import Subscription

EDITIONS_BEFORE = 2


def sent_before(url: str) -> None:
    """Two editions of earlier days in the ledger, all sent."""
    engine = connect(url)
    with writing(engine) as session:
        slug, now = session.scalars(select(Subscription.newsletter).limit(1)).one(), datetime.now(UTC)
        for day in range(1, EDITIONS_BEFORE + 1):
            at = datetime(2026, 1, day, 6, tzinfo=UTC)
            edition = Edition(
                newsletter=slug, day=at.date(), number=day, state=EditionState.SENT, window_start=at, window_end=at,
                content="{}", hash="", created_at=at, frozen_at=at, sent_at=at,
            )  # fmt: skip
            session.add(edition)
            session.flush()
            ledger.enrol(session, edition, roster.audience(slug, at=now), variant="everyone", now=at)
        session.execute(update(Delivery).values(state=DeliveryState.SENT, attempts=1, reply_code=250))
    engine.dispose()


def stopped_half_way(morning: Morning) -> None:
    """`digest send` from SQLite, interrupted when half of the readers have it."""
    sender = morning._start()
    while len(morning.sink.arrived()) < READERS // 2:
        assert sender.poll() is None, sender.communicate()
        time.sleep(0.05)
    sender.send_signal(signal.SIGINT)
    sender.communicate(timeout=60)


def test_an_edition_that_is_half_sent_goes_on_elsewhere(server: Server, tmp_path: Path) -> None:
    """Every row of every table is the same there; who has the edition gets it not again, everybody else once."""
    ready = made_ready(tmp_path / "place")
    source = copied(ready, tmp_path / "copy")
    sent_before(source)
    with sink_in(tmp_path) as sink:
        stopped_half_way(_morning(ready, source, sink))
        assert READERS // 2 <= len(sink.arrived()) < READERS
        _move(ready, source, server.url)
        there = _morning(ready, server.url, sink)
        there._finished()
        got = Counter(recipient for _, recipient in sink.arrived())
        assert (len(got), set(got.values())) == (READERS, {1})
    with there.engine.connect() as connection:
        rows = connection.execute(text("SELECT edition_id, state, count(*) FROM delivery GROUP BY 1, 2"))
        assert sorted(tuple(row) for row in rows) == [
            (key, "sent", READERS) for key in range(1, EDITIONS_BEFORE + 2)
        ]
    there.engine.dispose()


def _morning(ready: Path, url: str, sink: Sink) -> Morning:
    return Morning(ready, url, sink, Figures("move"), random.Random(1))


def _move(ready: Path, source: str, target: str) -> None:
    """Moved by the command; both sides are counted and hashed once more."""
    environment = os.environ | {"DIGEST_DATABASE__URL": source}
    command = [DIGEST, "--config", str(ready), "migrate-database", "--to", target.replace("+psycopg", "")]
    begun = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    print(f"\n{done.stdout.strip()}, in {time.monotonic() - begun:.1f} s")
    sides = [connect(source), connect(target)]
    found = []
    for engine in sides:
        with snapshot(engine) as connection:
            found.append({table.name: tally(connection, table) for table in tables()})
        engine.dispose()
    assert found[0] == found[1]
