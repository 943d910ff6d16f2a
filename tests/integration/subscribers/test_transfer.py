"""Lists in and out of the store, on both databases."""

import io
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from digest.database import connect, reading, writing
from digest.migrations import upgrade
from subscribers import departure, erasure, roster, signup, suppression
from subscribers.address import parse
from subscribers.models import (
    Consent,
    ConsentAction,
    ConsentMethod,
    Frequency,
    Subscriber,
    Subscription,
    SubscriptionState,
    Suppression,
    SuppressionReason,
)
from subscribers.signup import Join, Joined
from subscribers.taste import Taste
from subscribers.tokens import Claim, Keys
from subscribers.trail import Settled
from subscribers.transfer import decoding, loading, records, saving
from subscribers.transfer.lines import Reading, lines
from subscribers.transfer.sorting import Orders

KEYS = Keys.from_secrets(["the secret of this year, in use", "the secret of last year, retired"])
KNOWN = frozenset({"daily", "weekly"})


def load(engine, data, now, *, dry=False, newsletters=("daily",)):
    """Load a file; what was counted, and the problems by row."""
    found = lines(records.records(decoding.lines(io.BytesIO(data))), Reading(now))
    orders = Orders(newsletters, KNOWN, "the old list", KEYS, now)
    counts, problems = Counter(), {}
    for page in loading.load(found, orders, lambda: writing(engine), dry=dry):
        counts += page.counts
        problems |= {problem.row: problem.text for problem in page.problems}
    return dict(counts), problems


def everything(engine):
    """The list as rows of an export."""
    with reading(engine) as session:
        return [row for _, row in saving.page(session, None, (0, ""), 10_000)]


def audience(engine, now, newsletter="daily"):
    with reading(engine) as session:
        ids = session.scalars(roster.audience(newsletter, at=now)).all()
        return {one.email for one in roster.reachable(session, newsletter, ids, at=now).values()}


def count(engine, table):
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(table))


LIST = b"""email;name;status
ann@example.org;Ann;subscribed
bo@example.org;Bo;unsubscribed
no address;;subscribed
cy@example.org;Cy;cleaned
dee@example.org;Dee;subscribed
ANN@example.org;;subscribed
"""


def test_a_foreign_list_comes_in(engine, now):
    """Subscribed readers are added with the source of their consent; the others are suppressed, by hash alone."""
    assert load(engine, LIST, now) == (
        {"added": 2, "suppressed": 2, "refused": 1, "duplicate": 1},
        {4: "An email address must have an @-sign.", 7: "row 2 has the same address"},
    )
    assert audience(engine, now) == {"ann@example.org", "dee@example.org"}
    with reading(engine) as session:
        assert session.scalars(select(Subscriber.email).order_by(Subscriber.id)).all() == [
            "ann@example.org", "dee@example.org",
        ]  # fmt: skip
        trail = session.execute(select(Consent.action, Consent.method, Consent.source)).all()
        assert trail == [(ConsentAction.IMPORTED, ConsentMethod.COMMAND, "the old list")] * 2
        under = roster.hashes(session, parse("cy@example.org"), keys=KEYS)
        assert suppression.bars(session, under) == (suppression.Bar(SuppressionReason.BOUNCED, None, now),)


def test_twice_is_as_once(engine, now):
    """A second load changes nothing and adds no line to any trail."""
    load(engine, LIST, now)
    before = everything(engine), count(engine, Consent), count(engine, Suppression)
    assert load(engine, LIST, now + timedelta(days=1))[0] == {"unchanged": 4, "refused": 1, "duplicate": 1}
    assert (everything(engine), count(engine, Consent), count(engine, Suppression)) == before


def test_a_dry_run_tells_all_and_changes_nothing(engine, now):
    """The report of a dry run is that of the load that follows it."""
    told = load(engine, LIST, now, dry=True)
    assert (count(engine, Subscriber), count(engine, Suppression), count(engine, Consent)) == (0, 0, 0)
    assert load(engine, LIST, now) == told


@pytest.mark.parametrize("status", ["unsubscribed", "cleaned"])
def test_who_left_elsewhere_is_never_subscribed_again(engine, now, status):
    """Whatever row comes first, and in whatever file, a reader who left or bounced there gets no mail."""
    load(engine, b"email\nann@example.org\n", now)
    for rows in (("subscribed", status), (status, "subscribed")):
        data = "email,status\n" + "".join(
            f"{who}@example.org,{row}\n" for row in rows for who in ("ann", "bo")
        )
        load(engine, data.encode(), now)
        load(engine, b"email\nann@example.org\nbo@example.org\n", now)
        assert audience(engine, now) == set()


def test_who_left_here_is_not_brought_back(engine, now):
    """A list cannot subscribe whom its reader's own button unsubscribed, nor an erased person; both are told."""
    load(engine, b"email\nann@example.org\nbo@example.org\n", now)
    with writing(engine) as session:
        ann, bo = (roster.find(session, parse(f"{who}@example.org")).id for who in ("ann", "bo"))
        departure.leave(session, Claim("daily", ann, None), ConsentMethod.BUTTON, now)
        erasure.erase(session, bo, ConsentMethod.COMMAND, keys=KEYS, now=now)
    row = b"bo@example.org,daily,confirmed,all:bounced"
    for data in (
        b"email\nann@example.org\nbo@example.org\n",
        b"email,newsletter,state,suppressed\nann@example.org,daily,confirmed,\n" + row,
    ):
        assert load(engine, data, now) == (
            {"refused": 2} if row not in data else {"refused": 2, "suppressed": 1},
            {2: "left before; only the reader can come back, by signing up", 3: "suppressed: erased"},
        )
    assert audience(engine, now) == set()


def test_a_reader_who_left_elsewhere_may_sign_up(engine, now):
    """Their own confirmation takes back the bar of that departure; a bounce is not taken back by it."""
    load(engine, b"email,status\nann@example.org,unsubscribed\nbo@example.org,cleaned\n", now)
    with writing(engine) as session:
        assert (
            signup.join(session, Join(parse("bo@example.org"), "daily"), keys=KEYS, now=now)
            is Joined.SUPPRESSED
        )
        assert (
            signup.join(session, Join(parse("ann@example.org"), "daily"), keys=KEYS, now=now) is Joined.ASKED
        )
        ann = roster.find(session, parse("ann@example.org")).id
    assert audience(engine, now) == set()
    with writing(engine) as session:
        assert signup.confirm(session, Claim("daily", ann, now), now, keys=KEYS) is Settled.DONE
    assert audience(engine, now) == {"ann@example.org"}
    later = now + timedelta(days=1)
    data = f"email,status,unsub_time\nann@example.org,unsubscribed,{now - timedelta(days=9)}\n".encode()
    assert load(engine, data, later)[0] == {"unchanged": 1}
    assert audience(engine, now) == {"ann@example.org"}


def test_a_pending_reader_is_confirmed_by_a_list(engine, now):
    """Consent that the operator vouches for is consent; a pending row of another sender is none."""
    with writing(engine) as session:
        signup.join(session, Join(parse("ann@example.org"), "daily"), keys=KEYS, now=now)
    told = load(engine, b"email,status\nann@example.org,subscribed\nbo@example.org,unconfirmed\n", now)
    assert told == (
        {"added": 1, "refused": 1},
        {3: "not confirmed there; only the reader can confirm, by signing up"},
    )
    assert audience(engine, now) == {"ann@example.org"}


def test_pages_of_a_file_are_one_file(engine, now, monkeypatch):
    """Duplicates and departures are seen over the pages of a file as within one."""
    monkeypatch.setattr(loading, "PAGE", 2)
    counts, problems = load(engine, LIST + b"dee@example.org;;unsubscribed\n", now)
    assert counts == {"added": 2, "suppressed": 3, "refused": 1, "duplicate": 1}
    assert problems[7] == "row 2 has the same address"
    assert audience(engine, now) == {"ann@example.org"}


def test_several_newsletters_at_once(engine, now):
    """Rows that name none are for all that were asked for; a name that is none is told."""
    load(engine, b"email\nann@example.org\n", now, newsletters=("daily", "weekly"))
    assert audience(engine, now, "weekly") == {"ann@example.org"}
    assert load(engine, b"email,newsletter,state\nbo@example.org,monthly,confirmed\n", now)[1] == {
        2: "there is no newsletter 'monthly'"
    }


times = st.datetimes(datetime(2000, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - it wants them without a zone
moments = st.none() | times
names = st.none() | st.text("aé=+-@' \"ü,;日", min_size=1, max_size=8).map(lambda name: name.strip() or None)
standings = st.fixed_dictionaries(
    {
        "state": st.sampled_from(SubscriptionState),
        "requested_at": times,
        "confirmed_at": moments,
        "left_at": moments,
        "paused_until": moments,
        "taste": st.sampled_from(["", str(Taste.of(["Sport", "=a"], ["Tide"], text_only=True))]),
        "frequency": st.sampled_from(Frequency),
    }
)
readers = st.dictionaries(
    st.sampled_from(
        ["+a@example.org", "=b@example.org", "Cé@exämple.org", "-d'@example.org", "e@example.org"]
    ),
    st.tuples(
        names,
        st.dictionaries(st.sampled_from(sorted(KNOWN)), standings, min_size=1),
        st.frozensets(
            st.tuples(st.sampled_from(SuppressionReason), st.sampled_from([None, "daily", "weekly"]))
        ),
    ),
)


ONE = dict.fromkeys(("confirmed_at", "left_at", "paused_until"), datetime(2026, 11, 1, tzinfo=UTC))
LEFT = {
    "state": SubscriptionState.LEFT,
    "requested_at": ONE["left_at"],
    "taste": str(Taste.of(["Sport"], [])),
    **ONE,
}
BARS = frozenset({(SuppressionReason.BOUNCED, "daily"), (SuppressionReason.MANUAL, None)})
FIXED = {"=b@example.org": ("+1 'Bo", {"daily": LEFT, "weekly": LEFT}, BARS)}


@pytest.fixture
def on_sqlite(sqlite_template, tmp_path):
    """A store that a hundred lists may go through."""
    shutil.copy(sqlite_template, tmp_path / "digest.db")
    made = connect(f"sqlite:///{tmp_path}/digest.db")
    yield made
    made.dispose()


@pytest.mark.parametrize("write", [saving.write_csv, saving.write_json])
@settings(max_examples=8)
@given(list_=readers)
@pytest.mark.long
def test_any_export_comes_back_as_it_was(write, list_, on_sqlite, now):
    """Whatever the list holds, its export says all of it."""
    round_trip(write, list_, on_sqlite, now)


@pytest.mark.parametrize("write", [saving.write_csv, saving.write_json])
def test_an_export_comes_back_as_it_was(write, engine, now):
    """A list with departures, bars and cells like formulas survives on both databases."""
    round_trip(write, FIXED, engine, now)


def round_trip(write, list_, engine, now):
    """Taken into an empty store, an export gives the same readers, states, times, wishes and bars."""
    empty(engine)
    with writing(engine) as session:
        for email, (name, per_newsletter, barred) in list_.items():
            store(session, email, name, per_newsletter, barred, now)
    before = everything(engine)
    file = io.StringIO(newline="")
    assert list(write(before, file)) == before
    empty(engine)
    load(engine, file.getvalue().encode(), now, newsletters=())
    assert everything(engine) == before
    load(engine, file.getvalue().encode(), now, newsletters=())
    assert everything(engine) == before


def store(session, email, name, per_newsletter, barred, now):
    """One reader as generated; times that are not told are those a load would fill in."""
    address = parse(email)
    reader = Subscriber(
        email=address.email, email_key=address.key, name=name and " ".join(name.split()), created_at=now
    )
    reader.address_hash = min(roster.hashes(session, address, keys=Keys(KEYS.secrets[:1])))
    session.add(reader)
    session.flush()
    for newsletter, told in per_newsletter.items():
        values = dict(told)
        if values["state"] is SubscriptionState.CONFIRMED:
            values["confirmed_at"] = values["confirmed_at"] or now
        if values["state"] is SubscriptionState.LEFT:
            values["left_at"] = values["left_at"] or now
        session.add(Subscription(subscriber_id=reader.id, newsletter=newsletter, **values))
    for reason, newsletter in barred:
        if (
            newsletter is None or newsletter in per_newsletter
        ):  # a bar without a row is not in a list of readers
            roster.suppress(session, address, reason, newsletter=newsletter, keys=KEYS, at=now)


def empty(engine):
    with writing(engine) as session:
        for table in (Consent, Subscription, Suppression, Subscriber):
            session.execute(delete(table))


def test_pages_of_an_export_hold_each_row_once(engine, now):
    """Walked in pages of three, the list is the same as in one, also of one newsletter."""
    data = b"email\n" + b"".join(b"r%d@example.org\n" % number for number in range(10))
    load(engine, data, now, newsletters=("daily", "weekly"))
    for newsletter, expected in ((None, 20), ("weekly", 10)):
        seen, after = [], (0, "")
        with reading(engine) as session:
            while page := saving.page(session, newsletter, after, 3):
                seen += page
                after = page[-1][0]
        assert len({place for place, _ in seen}) == len(seen) == expected


KILLED = """
    import io, os, signal, sys
    from datetime import UTC, datetime
    from digest.database import connect, writing
    from subscribers.tokens import Keys
    from subscribers.transfer import decoding, loading, records
    from subscribers.transfer.lines import Reading, lines
    from subscribers.transfer.sorting import Orders

    loading.PAGE = 100
    now = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    keys = Keys.from_secrets(["the secret of this year, in use", "the secret of last year, retired"])
    found = lines(records.records(decoding.lines(open(sys.argv[2], "rb"))), Reading(now))
    engine = connect(sys.argv[1])

    def watched():
        for number, line in enumerate(found):
            if number == 450:
                os.kill(os.getpid(), signal.SIGKILL)
            yield line

    orders = Orders(("daily",), frozenset({"daily"}), "the old list", keys, now)
    for _ in loading.load(watched(), orders, lambda: writing(engine)):
        pass
"""


@pytest.mark.long
def test_a_killed_load_is_run_again(tmp_path, now):
    """Killed in the middle and run again, a load ends as one that was not: same readers, same trail."""
    data = b"email,status\n" + b"".join(
        b"r%d@example.org,%s\n" % (number, b"unsubscribed" if number % 7 == 0 else b"subscribed")
        for number in range(900)
    )
    (tmp_path / "list.csv").write_bytes(data)
    engines = [connect(f"sqlite:///{tmp_path}/{name}.db") for name in ("killed", "whole")]
    for engine in engines:
        upgrade(engine)
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            textwrap.dedent(KILLED),
            f"sqlite:///{tmp_path}/killed.db",
            tmp_path / "list.csv",
        ],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    assert 0 < count(engines[0], Subscriber) < 800
    for engine in engines:
        load(engine, data, now)
    assert everything(engines[0]) == everything(engines[1])
    assert count(engines[0], Consent) == count(engines[1], Consent) == count(engines[0], Subscription)
    assert count(engines[0], Suppression) == count(engines[1], Suppression)
    for engine in engines:
        engine.dispose()
