"""Workers on real databases and a real relay: they fix, send, collect and read what they are called for, once, whoever dies."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from grounds import STORIES, wait_until
from sqlalchemy import select

from digest.config import SourceSettings
from digest.database import connect, reading, writing
from digest.deliver import ledger
from digest.deliver.leases import place, process
from digest.deliver.spool import Spool
from digest.engines.port import Call, Kind
from digest.models import Article, Delivery, DeliveryState, Edition, EditionState
from digest.records import ReturnedMail, Worker
from digest.schedule import calling
from digest.schedule.rounds import Rounds
from digest.web import working
from digest.work import roll
from digest.work.sweep import sweep
from digest.work.worker import Duty, serve

_ARTICLES = select(Article.id)
NAMES = [f"reader{number}" for number in range(12)]
SENT = {DeliveryState.SENT}


@dataclass
class Place:
    """An installation with workers."""

    grounds: object
    waker: object
    clock: object

    def hands(self, engine=None, **changes):
        made = working.hands(
            self.grounds.settings(**changes), engine or self.grounds.engine, self.clock, tuple(Kind)
        )
        return replace(made, waker=self.waker)

    def call(self, *calls):
        with writing(self.grounds.engine) as session:
            self.waker.call(session, calls)

    def work(self, until, *everybody, kinds=tuple(Kind), at_once=2):
        """Let workers work until something is true, then end in good order."""

        async def run():
            working = [asyncio.create_task(serve(hands, Duty(kinds, at_once))) for hands in everybody]
            await asyncio.wait_for(_true(until), 30)
            for hands in everybody:
                hands.stop.set()
            await asyncio.wait_for(asyncio.gather(*working), 30)

        everybody = everybody or (self.hands(),)
        asyncio.run(run())

    def states(self):
        return {row.state for row in self.grounds.deliveries()}

    def is_sent(self):
        return [one.state for one in self.grounds.editions()] == [EditionState.SENT]

    def roll(self):
        with reading(self.grounds.engine) as session:
            return roll.shown(session, self.clock)


async def _true(until):
    await asyncio.to_thread(wait_until, until, 25)


@pytest.fixture
def house(grounds, waker):
    """With four stories and a dozen readers, a moment after the time of the send."""
    grounds.store()
    grounds.readers(*NAMES)
    return Place(grounds, waker, grounds.clock(minutes=30, seconds=1))


@pytest.fixture
def frozen(house):
    """The same with an edition that is fixed, and nobody called for it."""
    hands = house.hands()
    asyncio.run(
        hands._dispatch.fix(hands.house.rooms["daily"], hands.house.rooms["daily"].today(house.clock()))
    )
    return house


def recipients(catcher):
    return sorted(mail.recipients[0] for mail in catcher.mails)


def everybody():
    return sorted(f"{name}@readers.example" for name in NAMES)


@pytest.mark.long
def test_a_freeze_is_followed_by_its_send(house, catcher):
    """One call fixes the edition, and calls for its readers in the same transaction."""
    house.call(Call(Kind.FREEZE, f"daily {house.grounds.now.date()}"))
    house.work(house.is_sent)
    assert recipients(catcher) == everybody()
    assert house.states() == SENT


@pytest.mark.long
def test_the_schedule_calls_and_workers_do(house, catcher):
    """Where there are workers the schedule decides what is due: it fixes nothing and sends nothing itself."""
    rounds = Rounds(replace(house.hands().house, waker=house.waker), since=house.grounds.now)
    asyncio.run(rounds.look())
    assert house.grounds.editions()[0].state is EditionState.DRAFT
    house.work(house.is_sent)
    assert recipients(catcher) == everybody()


@pytest.mark.long
def test_the_sweep_finds_what_nobody_called_for(frozen, catcher):
    """The truth is in the ledger: an engine that forgot everything delays a send, and loses nobody."""
    frozen.work(frozen.is_sent)
    assert recipients(catcher) == everybody()


@pytest.mark.long
def test_two_workers_send_to_nobody_twice(frozen, catcher):
    """Each row is one worker's, however many are called at once."""
    catcher.slow = 0.05
    other = connect(frozen.grounds.url)
    frozen.work(frozen.is_sent, frozen.hands(), frozen.hands(other))
    other.dispose()
    assert recipients(catcher) == everybody()


@pytest.mark.long
def test_calls_that_come_too_late_or_twice_do_no_harm(frozen, catcher):
    """An edition that is through, one that never was, a freeze of a frozen day."""
    edition = frozen.grounds.editions()[0]
    calls = [Call(Kind.SEND, str(edition.id))] * 5
    frozen.call(
        *calls,
        Call(Kind.SEND, "999"),
        Call(Kind.FREEZE, f"daily {edition.day}"),
        Call(Kind.FREEZE, f"gone {edition.day}"),
    )
    frozen.work(frozen.is_sent)
    frozen.call(*calls, Call(Kind.BOUNCE, "999"), Call(Kind.COLLECT, "gone"))
    frozen.work(lambda: not any(_waiting(frozen, call) for call in calls[:1]))
    assert recipients(catcher) == everybody()


def _waiting(house, call):
    with reading(house.grounds.engine) as session:
        return house.waker.waiting(session, call)


@pytest.mark.long
def test_a_worker_that_is_stopped_gives_back_what_it_had(frozen, catcher):
    """No row is held, none is uncertain, and the next worker goes on with the rest."""
    catcher.slow = 0.2
    frozen.work(lambda: len(catcher.mails) >= 2)
    assert frozen.states() <= {DeliveryState.SENT, DeliveryState.QUEUED}
    assert len(catcher.mails) < len(NAMES)
    assert frozen.roll() == []
    catcher.slow = 0.0
    frozen.work(frozen.is_sent)
    assert recipients(catcher) == everybody()


def test_what_a_dead_worker_had_is_taken_back(frozen, catcher):
    """It is silent for 15 seconds: its rows are queued again though their leases last, those handed over are uncertain."""
    dead, edition = f"{place()}x/77/deadbeef", frozen.grounds.editions()[0].id
    with writing(frozen.grounds.engine) as session:
        now = roll.moment(session, frozen.clock)
        session.add(_on_the_roll(dead, now - timedelta(seconds=16)))
        session.add(_on_the_roll(f"{place()}x/78/alive000", now))
        for owner in (dead, f"{place()}x/78/alive000"):
            ledger.claim(session, edition, owner=f"{owner}.1", now=frozen.clock(), limit=3)
        held = [row for row in session.scalars(select(Delivery)).all() if row.lease_owner == f"{dead}.1"]
        held[0].state = DeliveryState.HANDED
        session.get_one(Edition, edition).state = EditionState.SENDING
    assert sweep(frozen.grounds.engine, frozen.waker, ["daily"], frozen.clock)
    states = sorted(row.state for row in frozen.grounds.deliveries())
    assert states == sorted(["queued"] * 8 + ["sending"] * 3 + ["uncertain"])


def _on_the_roll(name, at):
    return Worker(name=name, queues="send", at_once=2, started_at=at, beat_at=at)


def test_a_worker_is_on_the_roll_while_it_works(frozen):
    """What it does, and that it lives; a heartbeat at its first breath."""
    seen = []

    def begun():
        seen[:] = frozen.roll()
        return bool(seen)

    frozen.work(begun, kinds=(Kind.SEND, Kind.FREEZE))
    (one,) = seen
    assert (one.worker.name, one.worker.queues, one.worker.at_once, one.lives) == (
        process(),
        "freeze,send",
        2,
        True,
    )


def test_the_long_dead_leave_the_roll(house):
    """It shows who died lately, and does not grow."""
    with writing(house.grounds.engine) as session:
        session.add(_on_the_roll("gone/1/00000000", roll.moment(session, house.clock) - timedelta(days=1)))
    sweep(house.grounds.engine, house.waker, ["daily"], house.clock)
    assert house.roll() == []


def test_a_relay_that_is_away_is_not_asked_all_the_time(frozen, catcher):
    """The call comes again later, nobody is given up, and the worker lives."""
    hands = frozen.hands(smtp={"host": "127.0.0.1", "port": 1, "tls": "none"})
    frozen.work(lambda: bool(hands.presses._resting), hands)
    assert frozen.states() == {DeliveryState.QUEUED}
    assert frozen.roll() == []


def test_a_source_is_collected(house, tmp_path):
    """A call for a folder stores what is new in it."""
    (tmp_path / "in").mkdir()
    _, body = STORIES[0]
    (tmp_path / "in" / "tide.txt").write_text(f"Tide tables are free again\n\n{body * 3}")
    sources = {"board": SourceSettings(folder="in").model_dump()}
    house.call(Call(Kind.COLLECT, "board"))
    with reading(house.grounds.engine) as session:
        before = len(session.execute(_ARTICLES).all())
    hands = house.hands(sources=sources)

    def stored():
        with reading(house.grounds.engine) as session:
            return len(session.execute(_ARTICLES).all()) > before

    house.work(stored, hands)


def test_a_mail_that_came_back_is_read_by_a_worker(house):
    """It is kept until then, and forgotten afterwards."""
    spool = Spool(house.grounds.engine, house.waker, house.clock)
    assert spool.take(b"Subject: hello\r\n\r\nthere\r\n", "bounces@news.example").effect == "kept"
    assert len(_kept(house)) == 1
    house.work(lambda: not _kept(house))


def _kept(house):
    with reading(house.grounds.engine) as session:
        return session.scalars(select(ReturnedMail)).all()


def test_no_more_is_called_for_than_is_needed(frozen):
    """A dozen readers are one chunk, looked at as often as one likes."""
    edition = frozen.grounds.editions()[0]
    for _ in range(3):
        calling.sends(frozen.grounds.engine, frozen.waker, ["daily"], frozen.clock())
    assert _waiting(frozen, Call(Kind.SEND, str(edition.id))) == 1
