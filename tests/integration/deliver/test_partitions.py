"""The ledger on PostgreSQL: a table for each edition, a small index, a tally that is always right; and how it came to that."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from alembic import command
from press import SLUG, Press
from sqlalchemy import create_engine, event, insert, make_url, text
from sqlmodel import col, func, select

from digest import partitions
from digest.database import connect, count_anew, reading, writing
from digest.deliver import leases, ledger
from digest.deliver.ledger import Settled
from digest.deliver.moves import Moves
from digest.deliver.outcome import Outcome
from digest.deliver.pruning import prune
from digest.migrations import upgrade
from digest.migrations.runner import _config
from digest.models import Delivery, DeliveryState, Edition, EditionState
from subscribers import roster

pytestmark = [
    pytest.mark.parametrize("database_url", ["postgresql"], indirect=True),
    pytest.mark.long,
]
A = "elsewhere/1/aaaa"
MANY = 20_000


@pytest.fixture
def press(engine, now):
    made = Press(engine, now)
    made.print(*(f"reader{number}" for number in range(10)))
    return made


def another(press, days=1):
    """One more edition for the same readers."""
    with writing(press.engine) as session:
        first = session.get_one(Edition, press.edition)
        told = first.model_dump(exclude={"id", "day", "enrolled"})
        edition = Edition(**told, day=first.day + timedelta(days=days))
        session.add(edition)
        session.flush()
        people = roster.audience(SLUG, at=press.now)
        ledger.enrol(session, edition, people, variant="everyone", now=press.now)
        return edition.id


def crowd(press, edition, count=MANY):
    """Rows of readers who are nobody, so that a plan has something to plan."""
    row = {"edition_id": edition, "variant": "everyone", "state": DeliveryState.QUEUED, "attempts": 0}
    about = row | {"not_before": press.now, "changed_at": press.now}
    with writing(press.engine) as session:
        session.execute(insert(Delivery), [about | {"subscriber_id": 1000 + key} for key in range(count)])
        count_anew(session, (partitions.name_of(session.get_bind(), edition),))


@contextmanager
def plans(engine):
    """What PostgreSQL means to do for each statement on the ledger, with its values and for any values."""
    found = []

    def explain(_connection, cursor, statement, parameters, *_):
        if "delivery" in statement and not statement.startswith("EXPLAIN"):
            asked = cursor.connection.cursor()
            asked.execute(f"EXPLAIN {statement}", parameters)
            found.append("\n".join(line for (line,) in asked.fetchall()))

    event.listen(engine, "before_cursor_execute", explain)
    yield found
    event.remove(engine, "before_cursor_execute", explain)


def rows(engine, edition):
    with reading(engine) as session:
        counted = select(col(Delivery.state), func.count()).where(col(Delivery.edition_id) == edition)
        return dict(session.exec(counted.group_by(col(Delivery.state))).all())


def balance(engine, edition):
    with reading(engine) as session:
        return ledger.balance(session, session.get_one(Edition, edition))


def test_a_claim_reads_one_partition_by_its_index(press):
    """Neither a claim nor a look at what is due, open or lost reads another edition's rows, or all of its own."""
    others = [another(press, days) for days in (1, 2)]
    for key in (press.edition, *others):
        crowd(press, key)
    with writing(press.engine) as session, plans(press.engine) as found:
        ledger.claim(session, press.edition, owner=A, now=press.now, limit=200)
        ledger.due(session, press.edition, now=press.now, most=500)
        ledger.is_open(session, press.edition)
        leases.reclaim_lost(session, press.edition, now=press.now)
    assert len(found) >= 7
    for plan in found:
        assert set(re.findall(r" on (delivery_\d+)\b", plan)) == {f"delivery_{press.edition}"}, plan
        assert "Seq Scan on delivery" not in plan, plan
    assert f"Index Scan using delivery_{press.edition}_edition_id_state" in found[0]


def test_a_mail_is_handed_over_by_its_own_rows(press):
    """The plan that a run keeps begins with its mails, though the database knows nothing of its tables yet: not with all readers."""
    crowd(press, press.edition)
    handing = Moves(press.engine.dialect, press.edition, SLUG, A).handing.numbered.decode()
    values = ", ".join(["NULL"] * len(set(re.findall(r"\$\d+", handing))))
    with writing(press.engine) as session:
        connection = session.connection()
        for statement in ("SET LOCAL plan_cache_mode = force_generic_plan", f"PREPARE handing AS {handing}"):
            connection.exec_driver_sql(statement)
        plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN EXECUTE handing({values})").scalars())
    assert re.findall(r" Scan (?:using \w+ )?on (\w+)", plan)[0] == f"delivery_{press.edition}", plan


def test_the_balance_reads_no_row(press):
    """It is the sum of the tally's few rows."""
    crowd(press, press.edition)
    with reading(press.engine) as session, plans(press.engine) as found:
        counted = ledger.balance(session, session.get_one(Edition, press.edition))
    assert counted.counts == {DeliveryState.QUEUED: MANY + 10}
    assert [plan for plan in found if f"delivery_{press.edition}" in plan] == []


def test_the_tally_is_right_after_every_move(press):
    """Enrolled, claimed, handed over, settled, taken back, deleted, by several connections; what is rolled back is not counted."""
    settle = Outcome(DeliveryState.FAILED)
    moves = Moves(press.engine.dialect, press.edition, SLUG, A)

    def check():
        assert balance(press.engine, press.edition).counts == rows(press.engine, press.edition)

    check()
    with writing(press.engine) as session:
        claimed = ledger.claim(session, press.edition, owner=A, now=press.now, limit=6)
    ids = [row.subscriber_id for row in claimed]
    check()
    other = connect(press.engine.url.render_as_string(hide_password=False))
    with writing(other) as session:
        moves.hand(session.connection(), ids[:4], press.now)
    check()
    with writing(press.engine) as session:
        moves.settle(session.connection(), [Settled(key, settle) for key in ids[:2]], press.now)
    with writing(other) as session:
        leases.reclaim(session, press.edition, gone=[A], now=press.now)
        session.rollback()
    check()
    with writing(other) as session:
        leases.reclaim(session, press.edition, gone=[A], now=press.now)
        session.execute(text("DELETE FROM delivery WHERE state = 'uncertain'"))
    other.dispose()
    check()
    assert rows(press.engine, press.edition) == {DeliveryState.QUEUED: 6, DeliveryState.FAILED: 2}


def test_editions_that_are_frozen_at_once_do_not_wait_for_each_other(press):
    """While one freeze has not committed, another makes its partition, enrols and commits."""
    with writing(press.engine) as session:
        edition = session.get_one(Edition, press.edition)
        late = Edition(**edition.model_dump(exclude={"id", "day"}), day=edition.day + timedelta(days=9))
        session.add(late)
        session.flush()
        ledger.enrol(session, late, roster.audience(SLUG, at=press.now), variant="everyone", now=press.now)
        session.flush()
        assert balance(press.engine, another(press)).enrolled == 10
    assert balance(press.engine, late.id).balanced


@pytest.fixture
def old(press):
    """Seven editions that were sent; the id of the first."""
    for days in range(1, 7):
        another(press, days)
    with writing(press.engine) as session:
        session.execute(
            text("UPDATE delivery SET state = CASE subscriber_id WHEN 1 THEN 'failed' ELSE 'sent' END")
        )
        for edition in session.exec(select(Edition)):
            edition.state, edition.sent_at = EditionState.SENT, press.now
    return press.edition


def pruned(press):
    with writing(press.engine) as session:
        return prune(session, older_than=timedelta(days=1), now=press.now + timedelta(days=30))


def test_an_old_edition_goes_with_its_table(press, old):
    """All of its rows at once; what is left are its sums, and it balances; the tally has nothing of it."""
    before = balance(press.engine, old)
    assert pruned(press) == 10
    with reading(press.engine) as session:
        there = session.scalar(text(f"SELECT to_regclass('delivery_{old}')"))
        assert (there, partitions.counts(session, old)) == (None, {})
    assert (balance(press.engine, old), before.balanced) == (before, True)


def test_who_is_at_the_ledger_is_not_kept_waiting(press, old):
    """While a backup reads, nothing is detached and nothing is lost; the next time it is."""
    before = balance(press.engine, old)
    with reading(press.engine) as session:
        session.exec(select(Delivery).limit(1)).one()
        assert pruned(press) == 0
        assert rows(press.engine, old) == before.counts
    assert (pruned(press), balance(press.engine, old)) == (10, before)


@pytest.fixture
def before_0014(postgres_template):
    """A database at the revision before, with two editions in the ledger."""
    admin, server = postgres_template
    name = "at_0013"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = create_engine(make_url(server).set(database=name))
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0013")
        connection.execute(
            text(
                "INSERT INTO edition (id, newsletter, day, number, state, window_start, window_end, content, hash, enrolled, created_at) "
                "SELECT n, 'morning', date '2026-11-20' + n, n, 'sending', now(), now(), '{}', '', 500 * n, now() FROM generate_series(1, 3) n"
            )
        )
        connection.execute(
            text(
                "INSERT INTO delivery (edition_id, subscriber_id, variant, state, not_before, attempts, reply_text, changed_at) "
                "SELECT e, n, 'everyone', CASE WHEN n % 5 = 0 THEN 'queued' ELSE 'sent' END, now(), 1, 'kept ' || n, now() "
                "FROM generate_series(1, 2) e, generate_series(1, 500 * e) n"
            )
        )
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


WHOLE = text(
    "SELECT count(*), md5(string_agg(d::text, '' ORDER BY edition_id, subscriber_id)) FROM delivery d"
)


def test_a_ledger_from_before_is_moved_to_the_last_row(before_0014, database_url):
    """Every row is in its edition's table, the balance is as it was, the edition goes on; and the way back loses nothing."""
    engine = before_0014
    with engine.connect() as connection:
        told = connection.execute(WHOLE).one()
    upgrade(engine)
    with writing(engine) as session:
        assert session.execute(WHOLE).one() == told
        assert session.scalar(text("SELECT count(*) FROM delivery_2")) == 1000
        two = ledger.balance(session, session.get_one(Edition, 2))
        assert (two.balanced, two.counts) == (True, {DeliveryState.SENT: 800, DeliveryState.QUEUED: 200})
        now = session.scalar(text("SELECT now()"))
        assert len(ledger.claim(session, 2, owner=A, now=now, limit=50)) == 50
        session.rollback()
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0013")
        assert connection.execute(WHOLE).one() == told
        command.upgrade(config, "head")
        assert connection.execute(WHOLE).one() == told
