"""The ledger's own moves, and what happens when two runs, or a run and its own past, want the same row."""

import asyncio
import threading

import pytest
from press import SLUG
from sqlalchemy import text

from digest.database import connect, reading, writing
from digest.deliver import leases, ledger, patience
from digest.deliver.journal import Journal
from digest.deliver.ledger import Settled
from digest.deliver.moves import Moves
from digest.deliver.outcome import Outcome, Reply
from digest.errors import DatabaseError
from digest.models import Delivery, DeliveryState, Edition
from subscribers import roster

A, B = "elsewhere/1/aaaa", "elsewhere/2/bbbb"
SENT = Settled(0, Outcome(DeliveryState.SENT, Reply(250, "2.0.0", "kept")))


class Desk:
    """The ledger of a press's edition, one transaction for each move."""

    def __init__(self, press):
        self.press, self.engine, self.key = press, press.engine, press.edition

    def claim(self, owner, limit=200):
        with writing(self.engine) as session:
            found = ledger.claim(session, self.key, owner=owner, now=self.press.now, limit=limit)
            return [row.subscriber_id for row in found]

    def moves(self, owner):
        return Moves(self.engine.dialect, self.key, SLUG, owner)

    def hand(self, owner, *ids):
        with writing(self.engine) as session:
            return self.moves(owner).hand(session.connection(), ids, self.press.now)

    def settle(self, owner, *ids, outcome=SENT.outcome):
        with writing(self.engine) as session:
            rows = [Settled(key, outcome) for key in ids]
            self.moves(owner).settle(session.connection(), rows, self.press.now)

    def reclaim(self, *gone):
        with writing(self.engine) as session:
            return leases.reclaim(session, self.key, gone=gone, now=self.press.now)

    def state(self, key):
        with reading(self.engine) as session:
            row = session.get_one(Delivery, (self.key, key))
            return row.state, row.lease_owner

    def balance(self):
        with reading(self.engine) as session:
            return ledger.balance(session, session.get_one(Edition, self.key))

    def journal(self, owner):
        return Journal(self.engine, self.key, SLUG, owner=owner, clock=lambda: self.press.now)


@pytest.fixture
def desk(press):
    press.print("ann", "bob", "cat", "dan")
    return Desk(press)


def test_enrolling_twice_is_as_once(desk, press):
    """A freeze that is repeated adds nobody and counts nobody twice."""
    with writing(desk.engine) as session:
        edition = session.get_one(Edition, desk.key)
        people = roster.audience("morning", at=press.now)
        assert ledger.enrol(session, edition, people, variant="everyone", now=press.now) == 4
    assert (desk.balance().enrolled, desk.balance().balanced) == (4, True)


def test_a_row_is_claimed_by_one_only(desk):
    """What one run holds the other does not get."""
    first = desk.claim(A, limit=3)
    assert (len(first), len(desk.claim(B)), desk.claim(A)) == (3, 1, [])


def test_claims_at_the_same_moment_share_no_row(desk, press, database_url):
    """Four threads on four engines, one row at a time: each row is somebody's, once."""
    found, start = [], threading.Barrier(4)

    def take(owner, engine):
        start.wait()
        while ids := ids_of(engine, owner):
            found.extend(ids)
        engine.dispose()

    def ids_of(engine, owner):
        with writing(engine) as session:
            return [
                row.subscriber_id
                for row in ledger.claim(session, desk.key, owner=owner, now=press.now, limit=1)
            ]

    threads = [threading.Thread(target=take, args=(f"here/{n}/x", connect(database_url))) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len(set(found)) == 4


def test_what_is_put_off_is_claimed_after_what_never_was_tried(desk, press):
    """Deferred rows whose time has come are due as well, queued ones first."""
    press.set("bob@readers.example", state=DeliveryState.DEFERRED)
    bob = press.reader("bob@readers.example")
    assert bob not in desk.claim(A, limit=3)
    assert desk.claim(A, limit=3) == [bob]


def test_a_row_whose_lease_was_lost_is_not_handed_over(desk, press):
    """A slow owner whose row went to another run must not send it; the other may."""
    (key,) = desk.claim(A, limit=1)
    press.later(seconds=61)
    assert desk.reclaim()
    assert key in desk.claim(B)
    assert (desk.hand(A, key), desk.hand(B, key)) == (set(), {key})


def test_a_lease_that_ran_out_holds_until_somebody_takes_it(desk, press):
    """A laptop that slept goes on where nobody came in between."""
    (key,) = desk.claim(A, limit=1)
    press.later(hours=1)
    assert desk.hand(A, key) == {key}


def test_a_heartbeat_keeps_the_lease(desk, press):
    """Renewed in time, neither a row in hand nor one on the wire is taken back."""
    first, second = desk.claim(A, limit=2)
    desk.hand(A, second)
    for _ in range(4):
        press.later(seconds=50)
        with writing(desk.engine) as session:
            leases.renew(session, desk.key, owner=A, now=press.now)
        desk.reclaim()
    assert (desk.state(first), desk.state(second)) == (
        (DeliveryState.SENDING, A),
        (DeliveryState.HANDED, A),
    )


def test_a_mail_on_the_wire_when_its_owner_vanished_is_uncertain(desk):
    """Reclaimed, a handed row is neither queued nor called sent; a claimed one is queued as if never tried."""
    claimed, handed = desk.claim(A, limit=2)
    desk.hand(A, handed)
    assert desk.reclaim(A)
    assert desk.state(claimed) == (DeliveryState.QUEUED, None)
    assert desk.state(handed)[0] is DeliveryState.UNCERTAIN
    assert desk.balance().balanced


def test_an_owner_that_lives_after_all_settles_by_what_it_knows(desk, press):
    """Taken back too early and marked uncertain, the row still learns the reply."""
    (key,) = desk.claim(A, limit=1)
    desk.hand(A, key)
    press.later(seconds=61)
    desk.reclaim()
    desk.settle(A, key)
    assert desk.state(key) == (DeliveryState.SENT, None)


def test_a_late_word_about_a_row_that_is_another_s_changes_nothing(desk, press):
    """The first owner's refusal does not undo what the second one did."""
    (key,) = desk.claim(A, limit=1)
    press.later(seconds=61)
    desk.reclaim()
    desk.claim(B)
    desk.hand(B, key)
    desk.settle(A, key, outcome=Outcome(DeliveryState.DEFERRED))
    assert desk.state(key) == (DeliveryState.HANDED, B)
    desk.settle(B, key)
    desk.settle(A, key, outcome=Outcome(DeliveryState.FAILED))
    assert desk.state(key) == (DeliveryState.SENT, None)


def test_one_run_hands_a_mail_over_once_though_it_holds_the_row_twice(desk):
    """Asked twice in one breath or one after the other, the journal says yes once."""
    (key,) = desk.claim(A, limit=1)

    async def twice():
        journal = desk.journal(A)
        together = await asyncio.gather(journal.hand(key), journal.hand(key))
        again = await journal.hand(key)
        journal.close()
        return [*together, again]

    assert asyncio.run(twice()) == [True, False, False]


def test_many_wishes_share_a_transaction(desk):
    """What gathers while one commit is on its way is written by the next one, hands and ends together."""
    ids = desk.claim(A)
    commits = []

    class Counting(Journal):
        async def _moved(self, settled, ids):
            commits.append((len(settled), len(ids)))
            return await super()._moved(settled, ids)

    async def all_at_once():
        journal = Counting(desk.engine, desk.key, SLUG, owner=A, clock=lambda: desk.press.now)
        await asyncio.gather(*(journal.hand(key) for key in ids))
        for key in ids:
            journal.settle(Settled(key, SENT.outcome))
        await journal.quiet()
        journal.close()

    asyncio.run(all_at_once())
    assert desk.balance()[DeliveryState.SENT] == 4
    assert commits == [(0, 4), (4, 0)]


def test_after_a_failed_write_the_journal_hands_nothing_over(desk, monkeypatch):
    """One error is enough, though the ledger may be back: what is known of mails under way is still written."""
    monkeypatch.setattr("digest.deliver.patience.RETRY_SECONDS", (0.01,))
    first, second, *_ = desk.claim(A)

    async def attempt():
        journal = desk.journal(A)
        assert await journal.hand(first)
        with writing(desk.engine) as session:
            session.execute(text("ALTER TABLE delivery RENAME TO away"))
        with pytest.raises(Exception, match="delivery"):
            await journal.hand(second)
        with writing(desk.engine) as session:
            session.execute(text("ALTER TABLE away RENAME TO delivery"))
        with pytest.raises(Exception, match="delivery"):
            await journal.hand(second)
        journal.settle(Settled(first, SENT.outcome))
        await journal.quiet()
        journal.close()

    asyncio.run(attempt())
    assert (desk.state(first)[0], desk.state(second)[0]) == (DeliveryState.SENT, DeliveryState.SENDING)


def test_a_write_that_fails_for_a_moment_is_written(desk, monkeypatch):
    """A lost connection or a deadlock is no reason to stop: the transaction is repeated."""
    monkeypatch.setattr("digest.deliver.patience.RETRY_SECONDS", (0.01, 0.01))
    (key,) = desk.claim(A, limit=1)
    failures = [DatabaseError("the server closed the connection"), DatabaseError("deadlock detected")]

    class Shaky(Journal):
        async def _written(self, settled, ids):
            await super()._written(settled, ids)  # its answer is lost
            return await patience.patiently(lambda: self._again(ids))

        def _again(self, ids):
            going = self._write(lambda connection, now: self.moves.write(connection, (), ids, now))
            if failures:
                raise failures.pop()  # after its commit
            return going

    async def shaken():
        journal = Shaky(desk.engine, desk.key, SLUG, owner=A, clock=lambda: desk.press.now)
        is_going = await journal.hand(key)
        journal.close()
        return is_going

    assert asyncio.run(shaken())
    assert desk.state(key) == (DeliveryState.HANDED, A)


def test_a_writer_that_is_cut_off_or_kept_waiting_still_writes(desk):
    """PostgreSQL ends the connection, somebody else holds SQLite's lock: what is to be written is written all the same."""
    first, second, third, _ = desk.claim(A)

    async def hindered():
        journal = desk.journal(A)
        assert await journal.hand(first)
        release = await asyncio.to_thread(_hinder, desk.engine)
        going = asyncio.create_task(journal.hand(second))
        journal.settle(Settled(first, SENT.outcome))
        await asyncio.sleep(0.05)
        release()
        assert await going
        assert await journal.hand(third)
        journal.close()

    asyncio.run(hindered())
    states = [desk.state(key)[0] for key in (first, second, third)]
    assert states == [DeliveryState.SENT, DeliveryState.HANDED, DeliveryState.HANDED]


def _hinder(engine):
    """Stand in the way of whoever writes; returns how that ends."""
    if engine.dialect.name == "postgresql":
        with writing(engine) as session:
            session.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        engine.dispose()  # what the pool keeps is cut off as well
        return lambda: None
    held = engine.connect()
    held.execute(text("SELECT 1"))  # BEGIN IMMEDIATE
    return held.close


@pytest.mark.parametrize("words", ['said "no" \\ {1,2},NULL', "", "NULL", "façade ☂ 'x' %s $1"])
def test_what_a_relay_said_is_written_as_it_was(desk, words):
    """Quotes, braces and backslashes mean nothing to the database, and words that were not said are none."""
    first, second, *_ = desk.claim(A)
    said = Outcome(DeliveryState.FAILED, Reply(550, None, words))

    async def told():
        journal = desk.journal(A)
        journal.settle(Settled(first, said))
        journal.settle(Settled(second, Outcome(DeliveryState.UNCERTAIN)))
        await journal.quiet()
        journal.close()

    asyncio.run(told())
    with reading(desk.engine) as session:
        rows = [session.get_one(Delivery, (desk.key, key)) for key in (first, second)]
        replies = [(row.reply_code, row.reply_status, row.reply_text) for row in rows]
    assert replies == [(550, None, words), (None, None, None)]


def test_what_a_relay_said_is_kept_without_addresses(desk, press):
    """Code, status and words of the last reply stand in the row."""
    (key,) = desk.claim(A, limit=1)
    desk.settle(A, key, outcome=Outcome(DeliveryState.FAILED, Reply(550, "5.1.1", "no such user")))
    with reading(desk.engine) as session:
        row = session.get_one(Delivery, (desk.key, key))
    assert (row.reply_code, row.reply_status, row.reply_text) == (550, "5.1.1", "no such user")
