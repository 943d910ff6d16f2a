"""What workers share with each other and with the web: limits in the database, and what providers report."""

import asyncio
from dataclasses import replace
from functools import partial

import pytest
from fastapi.testclient import TestClient
from grounds import wait_until
from sqlalchemy import event, select, text
from test_workers import NAMES, SENT, Place, everybody, frozen, house, recipients

from digest.database import connect, reading, writing
from digest.deliver.bounces.providers import Event
from digest.deliver.bounces.report import Duration, Failure, Reason
from digest.deliver.bounces.report import Kind as ReportKind
from digest.deliver.spool import Spool
from digest.engines.port import Call, Kind
from digest.engines.procrastinated import ProcrastinateWaker
from digest.records import Pace, ReturnedMail, Worker
from digest.schedule.rounds import Rounds
from digest.web.app import create_app
from digest.work import roll
from subscribers.models import Suppression

__all__ = ["frozen", "house"]


@pytest.mark.long
def test_two_workers_draw_from_one_limit(frozen: Place, catcher) -> None:
    """Each mail costs a token of its relay's bucket and one of its domain's, whoever sends it."""
    relay = {"host": catcher.host, "port": catcher.port, "tls": "none", "connections": 2, "per_second": 40}
    ways = {"smtp": relay, "pacing": {"domain_per_second": 60}}
    other = connect(frozen.grounds.url)
    frozen.work(frozen.is_sent, frozen.hands(**ways), frozen.hands(other, **ways))
    other.dispose()
    assert (recipients(catcher), frozen.states()) == (everybody(), SENT)
    with reading(frozen.grounds.engine) as session:
        taken = {row.name: row.taken for row in session.scalars(select(Pace))}
    assert sorted(name.split()[0] for name in taken) == ["domain", "relay"]
    assert all(tokens >= len(NAMES) for tokens in taken.values()), taken


@pytest.mark.long
def test_the_bytes_of_an_edition_are_read_once(frozen: Place, catcher) -> None:
    """A worker asks the database once for them, however often it comes back to an edition."""
    asked = []

    @event.listens_for(frozen.grounds.engine, "before_cursor_execute")
    def _note(_connection, _cursor, statement, *_rest) -> None:
        asked.extend([statement] * ("FROM edition_variant" in statement))

    catcher.slow = 0.2
    frozen.work(lambda: len(catcher.mails) >= 2)
    assert len(catcher.mails) < len(NAMES)
    catcher.slow = 0.0
    frozen.work(frozen.is_sent)
    assert (recipients(catcher), len(asked)) == (everybody(), 1)


def test_what_a_provider_reports_is_heard_by_a_worker(house: Place) -> None:
    """A bounce of a mailbox that is gone and a complaint are kept as they are, and end with the readers suppressed."""
    spool = Spool(house.grounds.engine, house.waker, house.clock)
    gone = Failure("reader1@readers.example", "5.1.1", Duration.PERMANENT, Reason.INVALID)
    events = [
        Event("reader1@readers.example", "", ReportKind.BOUNCE, gone),
        Event("reader2@readers.example", "", ReportKind.COMPLAINT),
        Event("nobody@readers.example", "", None),
    ]
    assert [one.effect for one in spool.hear(events)] == ["kept"] * 3
    assert len(_kept(house)) == 3
    house.work(lambda: not _kept(house))
    with reading(house.grounds.engine) as session:
        assert {one.reason for one in session.scalars(select(Suppression))} == {"bounced", "complained"}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_the_web_keeps_what_a_provider_reports_for_a_worker(house: Place) -> None:
    """Where workers are woken by Procrastinate, the provider is answered when its report is kept and called for."""
    settings = house.grounds.settings(
        workers={"engine": "procrastinate"}, webhooks={"postmark_password": "a secret"}
    )
    app = create_app(settings, house.grounds.engine, with_scheduler=False)
    report = {"RecordType": "SpamComplaint", "Email": "reader2@readers.example"}
    answer = TestClient(app).post("/webhooks/postmark", json=report, auth=("any", "a secret"))
    assert answer.status_code == 204
    with reading(house.grounds.engine) as session:
        kept = session.scalars(select(ReturnedMail)).one()
        assert house.waker.waiting(session, Call(Kind.BOUNCE, str(kept.id))) == 1
    house.work(lambda: not _kept(house))


def _kept(house: Place) -> list[ReturnedMail]:
    with reading(house.grounds.engine) as session:
        return list(session.scalars(select(ReturnedMail)))


@pytest.mark.long
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_worker_whose_database_was_away_is_no_dead_one(house: Place) -> None:
    """Its heartbeat to the task engine failed: it is heard of again when that can be written, and not taken for dead as long as it lives."""
    engine, waker = house.grounds.engine, ProcrastinateWaker(house.grounds.engine.url, beat_seconds=0.2)
    stop = asyncio.Event()

    def beats() -> set[object]:
        with reading(engine) as session:
            return set(session.scalars(text("SELECT last_heartbeat FROM procrastinate_workers")).all())

    def rename(old: str, new: str) -> None:
        with writing(engine) as session:
            session.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    async def nothing(_call: Call) -> None:
        pass

    async def run() -> None:
        serving = asyncio.create_task(waker.serve(nothing, tuple(Kind), 2, stop))
        await asyncio.to_thread(wait_until, beats)
        await asyncio.to_thread(rename, "procrastinate_workers", "away")
        with reading(engine) as session:
            last = session.scalars(text("SELECT max(last_heartbeat) FROM away")).one()
        await asyncio.sleep(1)  # five beats that fail, of which nothing tells
        await asyncio.to_thread(rename, "away", "procrastinate_workers")
        await asyncio.to_thread(wait_until, lambda: any(beat > last for beat in beats()))
        stop.set()
        await serving

    asyncio.run(asyncio.wait_for(run(), 60))


def test_the_schedule_says_that_nobody_works(house: Place, caplog: pytest.LogCaptureFixture) -> None:
    """Not at every look; it is said again when workers were there meanwhile."""
    clock, everything = house.clock, ",".join(sorted(Kind))
    lacking = partial(roll.lacking, house.grounds.engine, clock)
    made = replace(house.hands().house, waker=house.waker, lacking=lacking)
    rounds = Rounds(made, since=house.grounds.now)
    for _ in range(2):
        asyncio.run(rounds.look())
    worker = Worker(name="mill/7/a", queues=everything, at_once=1, started_at=clock(), beat_at=clock())
    with writing(house.grounds.engine) as session:
        roll.beat(session, worker, clock)
    asyncio.run(rounds.look())
    with writing(house.grounds.engine) as session:
        roll.leave(session, "mill/7/a")
    asyncio.run(rounds.look())
    told = [record.getMessage() for record in caplog.records if "no worker lives" in record.getMessage()]
    assert (
        told
        == ["workers: no worker lives that is for freeze, bounce, collect, send: start `digest worker`"] * 2
    )
