"""Mails to one reader: drained once, by however many at once, and never to whom they are no use."""

import asyncio
from dataclasses import dataclass

import pytest
from press import HEAD, KEYS, SENDER, smtp
from relay import DROP, Relay, once, saying
from sqlmodel import select

from digest.compose.notices import compose_notice
from digest.compose.templates import environment
from digest.config import Mailbox
from digest.database import connect, reading, writing
from digest.deliver import notices
from digest.deliver.desk import Desk
from digest.deliver.notices import NoticeMail
from digest.deliver.outcome import Outcome
from digest.deliver.personal import PersonalNotice
from digest.errors import TransportError
from digest.models import DeliveryState
from subscribers import departure, roster, signup
from subscribers.address import parse
from subscribers.models import (
    ConsentMethod,
    Notice,
    NoticeKind,
    NoticeState,
    Subscriber,
    SuppressionReason,
)
from subscribers.tokens import Claim

SLUG = "morning"


@pytest.fixture(scope="module")
def mails():
    env, kinds = environment(), ("confirm", "welcome", "farewell")
    personal = PersonalNotice(KEYS, SLUG, "https://news.example", SENDER, Mailbox("", "bounces@news.example"))
    made = {kind: compose_notice(kind, HEAD, env).composition for kind in kinds}
    return {SLUG: NoticeMail(personal, made)}


@dataclass
class Door:
    """Where readers join and leave."""

    press: object
    mails: dict

    def join(self, *names, newsletter=SLUG):
        for name in names:
            with writing(self.press.engine) as session:
                wish = signup.Join(parse(f"{name}@readers.example"), newsletter)
                signup.join(session, wish, keys=KEYS, now=self.press.now)

    def claim(self, name):
        return Claim(SLUG, self.press.reader(f"{name}@readers.example"), None)

    def confirm(self, name):
        with writing(self.press.engine) as session:
            signup.confirm(session, self.claim(name), self.press.now, keys=KEYS)

    def drain(self, relay, engine=None):
        return asyncio.run(self.draining(smtp(relay), engine))

    async def draining(self, transport, engine=None):
        engine = engine or self.press.engine
        return await notices.drain(engine, self.mails, transport, clock=lambda: self.press.now)

    def rows(self):
        with reading(self.press.engine) as session:
            return list(session.scalars(select(Notice).order_by(Notice.id)))

    def states(self):
        return [row.state for row in self.rows()]

    def desk(self, owner):
        kinds = {slug: tuple(mail.compositions) for slug, mail in self.mails.items()}
        return Desk(self.press.engine, lambda: self.press.now, owner, kinds)

    def set(self, **values):
        with writing(self.press.engine) as session:
            for row in session.scalars(select(Notice)):
                for name, value in values.items():
                    setattr(row, name, value)


@pytest.fixture
def door(press, mails):
    return Door(press, dict(mails))


def test_a_confirmation_goes_out_once(door):
    """Whoever joins gets one mail, with a link of theirs; a second drain sends nothing."""
    door.join("ann")
    with Relay() as relay:
        assert (door.drain(relay), door.drain(relay)) == (1, 0)
    assert relay.recipients == ["ann@readers.example"]
    assert b"/confirm/morning." in relay.mails[0].raw
    assert door.states() == [NoticeState.SENT]


@pytest.mark.parametrize("reason", [SuppressionReason.UNSUBSCRIBED, SuppressionReason.ERASED])
def test_who_comes_back_is_asked_by_mail(door, reason):
    """Whoever left or was erased, and signs up, gets the mail that asks them; no other mail while the bar stands."""
    with writing(door.press.engine) as session:
        ann, where = parse("ann@readers.example"), SLUG if reason is SuppressionReason.UNSUBSCRIBED else None
        roster.suppress(session, ann, reason, newsletter=where, keys=KEYS, at=door.press.now)
    door.join("ann")
    with Relay() as relay:
        assert door.drain(relay) == 1
        door.confirm("ann")
        assert door.drain(relay) == 1
    assert [b"/confirm/" in mail.raw for mail in relay.mails] == [True, False]


def test_a_notice_holds_nothing_that_the_submitter_chose(door):
    """Whoever fills in the form for a stranger cannot have a word of theirs carried into that mailbox."""
    with writing(door.press.engine) as session:
        wish = signup.Join(parse("ann@readers.example"), SLUG, name="Buy Now")
        signup.join(session, wish, keys=KEYS, now=door.press.now)
    with Relay() as relay:
        door.drain(relay)
    (mail,) = relay.mails
    assert b"\r\nTo: ann@readers.example\r\n" in mail.raw
    assert b"Buy" not in mail.raw


def test_two_drains_at_once_send_each_notice_once(door, database_url):
    """Two processes woken by the same moment share what is due."""
    names = [f"reader{number}" for number in range(10)]
    door.join(*names)
    other = connect(database_url)

    async def both(transport):
        return await asyncio.gather(door.draining(transport), door.draining(transport, other))

    with Relay() as relay:
        assert sum(asyncio.run(both(smtp(relay)))) == 10
    other.dispose()
    assert sorted(relay.recipients) == sorted(f"{name}@readers.example" for name in names)
    assert set(door.states()) == {NoticeState.SENT}


def test_a_welcome_is_not_sent_to_who_left_meanwhile(door):
    """Confirmed and left before the drain: the welcome is dropped, and the farewell has the link that undoes it."""
    door.join("ann")
    door.confirm("ann")
    with writing(door.press.engine) as session:
        departure.leave(session, door.claim("ann"), ConsentMethod.BUTTON, door.press.now)
    with Relay() as relay:
        assert door.drain(relay) == 1
        [mail] = relay.mails
    assert [row.kind for row in door.rows() if row.state is NoticeState.SENT] == [NoticeKind.FAREWELL]
    assert b"https://news.example/undo/morning." in mail.raw.replace(b"=\r\n", b"")


def test_a_confirmation_that_nobody_waits_for_is_dropped(door):
    """Confirmed by an older link, only the welcome goes out."""
    door.join("ann")
    door.confirm("ann")
    with Relay() as relay:
        door.drain(relay)
    assert [(row.kind, row.state) for row in door.rows()] == [
        (NoticeKind.CONFIRM, NoticeState.EXPIRED),
        (NoticeKind.WELCOME, NoticeState.SENT),
    ]


def test_a_suppressed_address_gets_no_notice(door):
    """A complaint between signup and drain holds."""
    door.join("ann")
    address = parse("ann@readers.example")
    with writing(door.press.engine) as session:
        roster.suppress(
            session, address, SuppressionReason.COMPLAINED, newsletter=None, keys=KEYS, at=door.press.now
        )
    with Relay() as relay:
        assert door.drain(relay) == 0
    assert door.states() == [NoticeState.EXPIRED]


def test_an_old_notice_is_not_sent(door):
    """After 48 hours its link is dead."""
    door.join("ann")
    door.press.later(hours=49)
    with Relay() as relay:
        assert door.drain(relay) == 0
    assert door.states() == [NoticeState.EXPIRED]


def test_a_notice_that_is_put_off_goes_later(door):
    """Greylisted, it waits some minutes and carries the same Message-ID."""
    door.join("ann")
    ids = []
    with Relay(once(saying(DOT={"*": "451 4.7.1 later"}))) as relay:
        assert (door.drain(relay), door.states()) == (0, [NoticeState.QUEUED])
        assert door.drain(relay) == 0
        door.press.later(minutes=8)
        assert door.drain(relay) == 1
    ids = [row.attempts for row in door.rows()]
    assert ids == [2]


def test_a_refused_reader_fails_and_the_next_one_is_served(door):
    """550 ends one notice only."""
    door.join("ann", "bob")
    with Relay(saying(RCPT={"ann@readers.example": "550 5.1.1 no"})) as relay:
        assert door.drain(relay) == 1
    assert door.states() == [NoticeState.FAILED, NoticeState.SENT]


def test_a_lost_reply_is_uncertain_and_the_next_one_is_served(door):
    """Cut off after the dot: not sent again, and the drain goes on over a new connection."""
    door.join("ann", "bob")
    with Relay(saying(DOT={"ann@readers.example": DROP})) as relay:
        assert door.drain(relay) == 1
        door.press.later(hours=1)
        assert door.drain(relay) == 0
    assert door.states() == [NoticeState.UNCERTAIN, NoticeState.SENT]


def test_notices_wait_for_a_relay_that_is_down(door):
    """No connection: nothing is tried, counted or lost."""
    door.join("ann")
    with Relay() as relay:
        transport = smtp(relay)
    with pytest.raises(TransportError):
        asyncio.run(door.draining(transport))
    assert [(row.state, row.attempts) for row in door.rows()] == [(NoticeState.QUEUED, 0)]


def test_notices_wait_for_a_relay_that_refuses_us(door):
    """530 to MAIL fails no reader's confirmation."""
    door.join("ann")
    with (
        Relay(saying(MAIL={"*": "530 5.7.0 log in"})) as relay,
        pytest.raises(TransportError, match=r"530 5\.7\.0 log in"),
    ):
        door.drain(relay)
    assert door.states() == [NoticeState.QUEUED]


def test_a_newsletter_that_is_gone_blocks_no_other(door):
    """Notices of one that is not configured any more are left alone."""
    door.join("ann", newsletter="evening")
    door.join("bob")
    with Relay() as relay:
        assert door.drain(relay) == 1
    assert door.states() == [NoticeState.QUEUED, NoticeState.SENT]


def test_a_reader_whose_mail_cannot_be_written_blocks_nobody(door):
    """What no mail can carry fails by itself."""
    door.join("ann", "bob")
    with writing(door.press.engine) as session:
        session.scalars(select(Subscriber).order_by(Subscriber.id)).first().email = "a b@readers.example"
    with Relay() as relay:
        assert door.drain(relay) == 1
    assert door.states() == [NoticeState.FAILED, NoticeState.SENT]


def test_what_a_killed_drain_left_is_taken_up(door):
    """A claimed one is sent after its lease; one on the wire is uncertain."""
    door.join("ann", "bob")
    first = door.desk("elsewhere/1/x").claim()
    dead = door.desk("elsewhere/2/x")
    assert dead.hand(dead.claim())
    with Relay() as relay:
        assert door.drain(relay) == 0
        door.press.later(minutes=15)
        assert door.drain(relay) == 1
    assert door.states() == [NoticeState.SENT, NoticeState.UNCERTAIN]
    assert first.notice_id == door.rows()[0].id


@pytest.mark.long
def test_a_late_word_about_a_notice_that_is_another_s_changes_nothing(door):
    """A drain that hung too long neither sends nor queues again what another one sent."""
    door.join("ann")
    slow, quick = door.desk("elsewhere/1/x"), door.desk("elsewhere/2/x")
    old = slow.claim()
    door.press.later(minutes=12)
    new = quick.claim()
    assert quick.hand(new)
    assert not slow.hand(old)
    slow.settle(old, Outcome(DeliveryState.DEFERRED), door.press.now)
    slow.release(old)
    assert door.states() == [NoticeState.HANDED]
    quick.settle(new, Outcome(DeliveryState.SENT), door.press.now)
    assert door.states() == [NoticeState.SENT]
