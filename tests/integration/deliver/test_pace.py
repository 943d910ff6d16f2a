"""Sends with limits, over real SMTP: what must wait waits, and everybody gets one mail all the same."""

import asyncio
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from relay import Relay, once, saying
from sqlmodel import select

from digest.config.relays import RelaySettings
from digest.database import reading, writing
from digest.deliver import buckets, feed, gate, lane, passing, sender
from digest.deliver.buckets import Wish
from digest.deliver.limits import DomainLimit, Limits
from digest.deliver.pacing import WarmUp, Window
from digest.deliver.passing import Place
from digest.deliver.relays import Relays
from digest.deliver.sender import Watch
from digest.deliver.transport import Envelope, Mail
from digest.errors import CrowdedError, SpentError
from digest.models import DeliveryState
from digest.records import Pace, PaceSender

SENT, QUEUED = DeliveryState.SENT, DeliveryState.QUEUED
ONCE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NAMES = [f"reader{number}" for number in range(24)]


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(lane, "CROWDED_SECONDS", 0.01)
    monkeypatch.setattr(lane, "REOPEN_SECONDS", (0.01,) * 6)
    monkeypatch.setattr(sender, "PAUSE_SECONDS", 0.05)


def through(*relays, **changes):
    """The configured relays, in this order."""
    made = [
        {
            "host": "127.0.0.1",
            "port": port,
            "tls": "none",
            "connections": 2,
            "hostname": "us.example",
            **changes,
            **own,
        }
        for port, own in relays
    ]
    return Relays([RelaySettings(**one) for one in made])


def test_everyone_gets_one_mail_within_the_limits(press):
    """Limits on relay, domains and what is on its way: all are sent, each once, and what was drawn is in the database."""
    wanted = press.print(*NAMES, "zoe@slow.example", "yan@slow.example")
    limits = Limits(DomainLimit(3), {"slow.example": DomainLimit(1, 40.0)})
    with Relay() as relay:
        port = relay.port
        press.run(through((port, {}), per_second=200.0, connections=6), limits=limits)
        assert sorted(relay.recipients) == sorted(wanted)
    with reading(press.engine) as session:
        names = set(session.scalars(select(Pace.name)))
        assert session.scalars(select(PaceSender)).all() == []
    assert names == {f"relay 127.0.0.1:{port}", "domain slow.example"}


@ONCE
@pytest.mark.long
def test_a_domain_that_has_enough_gets_no_more_at_once(press):
    """4.7.28 puts that mail off and the others go on; a mail that goes over a connection cut by 421 is sent."""
    ann, bob, *others = press.print("ann@busy.example", "bob@busy.example", *NAMES)
    script = once(saying(RCPT={ann: "450 4.7.28 too fast", bob: "421 4.7.0 too many"}))
    with Relay(script) as relay:
        press.run(through((relay.port, {})), limits=Limits(DomainLimit(20)))
        assert sorted(relay.recipients) == sorted([bob, *others])
    assert press.states()[ann] is DeliveryState.DEFERRED


@pytest.mark.parametrize("rows", [200, 80], ids=["a wide pen", "a narrow pen"])
@pytest.mark.long
def test_readers_of_a_slow_domain_hold_up_nobody_however_many_they_are(press, monkeypatch, rows):
    """Three hundred of them come first in the list and get five mails a second: the others have theirs at once."""
    for name, value in {"PEN": rows, "FULL": 20, "REFILL": 10, "FULL_EARLY": 4}.items():
        monkeypatch.setattr(gate, name, value)
    monkeypatch.setattr(feed, "BATCH", 40)
    monkeypatch.setattr(feed, "LOW", 20)
    slow = press.print(*(f"reader{number}@slow.example" for number in range(300)), *NAMES)[:300]
    watch, settled = Watch(), Counter()

    def look(state):
        settled[state] += 1
        if len({one for one in relay.recipients if one not in slow}) == len(NAMES):
            watch.stop.set()

    watch.settled = look
    with Relay() as relay:
        press.run(
            through((relay.port, {})),
            limits=Limits(domains={"slow.example": DomainLimit(per_second=5.0)}),
            watch=watch,
        )
    assert len(relay.recipients) - len(NAMES) < 30
    assert settled == {SENT: len(relay.recipients)}
    assert list(press.states().values()).count(QUEUED) == 324 - len(relay.recipients)


def test_who_was_passed_over_is_claimed_later(press):
    """Claims without a domain go on from where the last one was, and begin anew behind the last reader."""
    press.print(
        *(f"a{number}@slow.example" for number in range(6)),
        "ann",
        "bob@Fast.example",
        "x@notslow.example",
        "cat",
    )
    place = Place()

    def claimed(limit, *without):
        with writing(press.engine) as session:
            made = passing.claim(
                session,
                press.edition,
                owner="us/1/a",
                now=press.now,
                limit=limit,
                without=without,
                place=place,
            )
            return [row.subscriber_id for row in made]

    assert claimed(2, "slow.example") == [7, 8]
    assert not place.is_first
    assert claimed(2, "slow.example") == [9, 10]
    assert claimed(2, "slow.example") == []
    assert place.is_first
    assert claimed(9, "fast.example") == [1, 2, 3, 4, 5, 6]


@ONCE
def test_another_relay_takes_over(press):
    """One that nobody listens at is left, the second takes everything; and a preferred one gets all that it can."""
    wanted = press.print(*NAMES)
    with Relay() as first, Relay() as second:
        press.run(through((1, {}), (second.port, {"priority": 2}), (first.port, {"priority": 3})))
        assert (sorted(second.recipients), first.recipients) == (sorted(wanted), [])


@ONCE
@pytest.mark.long
def test_mails_go_back_to_the_preferred_relay(press):
    """While it greets with 421 the other one takes over; once it has rested and greets as usual, it gets all the rest."""
    wanted, past = press.print(*NAMES, *(f"more{number}" for number in range(16))), [0.0]
    with Relay(at_most=0) as first, Relay() as second:
        way = through((first.port, {}), (second.port, {"priority": 2}))
        way._clock = lambda: past[0]

        def settled(_state):
            if len(second.mails) >= 10:
                first.at_most, past[0] = None, 1_000.0

        press.run(way, watch=Watch(settled))
        assert sorted(first.recipients + second.recipients) == sorted(wanted)
        assert len(second.mails) >= 10 <= len(first.mails)


@ONCE
def test_a_relay_that_says_421_has_half_as_many_connections(engine):
    """Of eight, one is closed with 421: no new one before fewer than four are left; each mail that is taken then adds one."""
    mail = Mail.of(Envelope("us@news.example", "ann@readers.example", "x"), b"Subject: x\r\n\r\nx\r\n")

    async def going():
        return True

    async def fewer(relay):
        way = through((relay.port, {}), connections=8)
        way._relays[0].window = Window(8, is_steep=False)
        channels = [await way.open() for _ in range(8)]
        with pytest.raises(CrowdedError):
            await way.open()
        outcome = await channels[0].transmit(mail, going)
        assert (outcome.reply.code, outcome.usable) == (421, False)
        await channels[0].close()
        left = []
        for channel in channels[1:]:
            with suppress(CrowdedError):
                left.append(await way.open())
                break
            await channel.close()
        open_now = way._relays[0].open
        for channel in [*channels, *left]:
            await channel.close()
        return open_now

    with Relay(once(saying(RCPT={"*": "421 4.7.0 too many"}))) as relay:
        assert asyncio.run(fewer(relay)) == 4


@ONCE
@pytest.mark.long
def test_a_connection_is_renewed_after_its_mails(press):
    """With three mails a connection, 24 readers take eight of them."""
    wanted = press.print(*NAMES)
    with Relay() as relay:
        press.run(through((relay.port, {}), mails_per_connection=3, connections=1))
    assert (sorted(relay.recipients), relay.connections) == (sorted(wanted), 8)


@ONCE
def test_a_warm_up_ends_the_day(press):
    """Five mails on the first day: the others wait, no row is lost, and a further run today sends nothing."""
    press.print(*NAMES)
    today = datetime.now(UTC).date()
    with Relay() as relay:
        for _ in range(2):
            with pytest.raises(SpentError, match="the others wait"):
                press.run(through((relay.port, {}), warm_up_first=5, warm_up_since=today))
    assert len(relay.mails) == 5
    assert sorted(press.states().values()) == sorted([SENT] * 5 + [QUEUED] * 19)


def test_a_limit_is_drawn_from_by_all_and_given_back(engine):
    """Two draw behind each other; who gives back what nobody has drawn behind has lost nothing; a day's mails end."""
    wish = Wish("relay x", 10, 10.0, WarmUp(25, datetime.now(UTC).date()))
    with writing(engine) as session:
        one, two = buckets.draw(session, [wish]) + buckets.draw(session, [wish])
        assert (one.tokens, two.tokens) == (10, 10)
        assert 0.5 < two.wait - one.wait < 1.01
    with writing(engine) as session:
        buckets.give_back(session, wish, two, 10)
        again, rest = buckets.draw(session, [wish]) + buckets.draw(session, [wish])
        assert (again.tokens, rest.tokens) == (10, 5)
        assert abs(again.until - two.until) < 0.01


def test_senders_share_and_wait_for_each_other(engine):
    """A second one is known once the first was heard of again; who leaves gives its part to the others."""
    with writing(engine) as session:
        assert buckets.attend(session, "elsewhere/1/a").is_known
    with writing(engine) as session:
        assert not buckets.attend(session, "elsewhere/2/b").is_known
    with writing(engine) as session:
        buckets.attend(session, "elsewhere/1/a")
    with writing(engine) as session:
        found = buckets.attend(session, "elsewhere/2/b")
        assert (found.rank, found.among, found.is_known) == (1, 2, True)
        buckets.leave(session, "elsewhere/1/a")
    with writing(engine) as session:
        assert buckets.attend(session, "elsewhere/2/b").among == 1
