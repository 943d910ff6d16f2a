"""What readers muted, how often and where they want it: from their rows to the mails, on both databases."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from grounds import STORIES, parsed
from sqlalchemy import update
from sqlmodel import select

from digest import daily, printing
from digest.cli.plan import plan
from digest.config import SectionRule
from digest.database import reading, writing
from digest.deliver.outbox import OutboxTransport
from digest.deliver.sender import Watch
from digest.deliver.smtp import SmtpTransport
from digest.models import Article, DeliveryState, EditionVariant, Source
from digest.web import wiring
from subscribers.models import Frequency, Subscriber, Subscription
from subscribers.taste import Taste

DAY = date(2026, 11, 24)  # a Tuesday
SECTIONS = [
    {"name": "Top story", "kind": "lead", "most": 1, "words": ["ferry"]},
    {"name": "Growing", "words": ["orchard"], "most": 2},
    {"name": "What else to know", "most": 9},
]
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def room(grounds):
    settings = grounds.settings()
    newsletter = settings.newsletters["daily"]
    changed = newsletter.model_copy(update={"sections": tuple(SectionRule(**one) for one in SECTIONS)})
    grounds.store(grounds.now - timedelta(hours=1))
    return replace(wiring.newsroom(settings, grounds.engine, "daily"), newsletter=changed)


def prefer(grounds, address, **columns):
    """Set columns of a reader's subscription, or of the reader."""
    reader = grounds.reader_id(address)
    table = Subscriber if "zone" in columns else Subscription
    key = Subscriber.id if table is Subscriber else Subscription.subscriber_id
    with writing(grounds.engine) as session:
        session.execute(update(table).where(key == reader).values(**columns))


def send(grounds, room, clock=None):
    transport = SmtpTransport(grounds.settings().smtp)
    edition = daily.freeze(room, DAY, clock=clock or (lambda: grounds.now))
    return asyncio.run(
        daily.deliver(room, edition, transport, clock=clock or (lambda: grounds.now), watch=Watch())
    )


def mails(grounds):
    return {mail.recipients[0]: parsed(mail) for mail in grounds.catcher.mails}


def body(mail, kind="plain"):
    return mail.get_body((kind,)).get_content()


def test_a_muted_section_is_not_in_the_next_edition(grounds, room):
    """Who muted a section finds neither it nor its story in either part; the others have both; all balance."""
    ann, ben = grounds.readers("ann", "ben")
    prefer(grounds, ann, taste=str(Taste.of(["Growing"], [])))
    balance = send(grounds, room)
    assert (balance.enrolled, balance[DeliveryState.SENT], balance.balanced) == (2, 2, True)
    for kind in ("plain", "html"):
        assert "record harvest" in body(mails(grounds)[ben], kind)
        assert "harvest" not in body(mails(grounds)[ann], kind)
        assert "Growing" not in body(mails(grounds)[ann], kind)
        assert "Ferry line" in body(mails(grounds)[ann], kind)


@on_sqlite
def test_a_muted_source_is_not_in_the_next_edition(grounds, room):
    """Who muted a source does not get the story that it leads."""
    with writing(grounds.engine) as session:
        lantern = Source(name="Evening Lantern", created_at=grounds.now)
        session.add(lantern)
        session.flush()
        session.execute(update(Article).where(Article.title == STORIES[1][0]).values(source_id=lantern.id))
    ann, ben = grounds.readers("ann", "ben")
    prefer(grounds, ann, taste=str(Taste.of([], ["Evening Lantern"])))
    send(grounds, room)
    assert "Lantern" in body(mails(grounds)[ben])
    assert "Lantern" not in body(mails(grounds)[ann])
    assert "harvest" not in body(mails(grounds)[ann])


@on_sqlite
def test_text_alone_has_no_html(grounds, room):
    """Who wants text gets a mail of one part, with the way to leave in its header."""
    ann, _ = grounds.readers("ann", "ben")
    prefer(grounds, ann, taste=str(Taste(text_only=True)))
    send(grounds, room)
    mail = mails(grounds)[ann]
    assert mail.get_content_type() == "text/plain"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Ferry line" in mail.get_content()


@on_sqlite
@pytest.mark.long
def test_each_variant_is_made_once_and_their_number_is_bounded(grounds, room):
    """Five readers of three tastes and two variants: the rarest gets the nearest, and the plan says so."""
    names = grounds.readers("ann", "ben", "cleo", "dora", "eve")
    for name in names[:2]:
        prefer(grounds, name, taste=str(Taste.of(["Growing"], [])))
    prefer(grounds, names[2], taste=str(Taste.of(["Growing", "What else to know"], [])))
    room = replace(room, most_variants=2)
    lines = plan(room, DAY, OutboxTransport(grounds.folder), lambda: grounds.now).lines()
    assert (
        "variants  2, for what readers muted; 1 reader gets the nearest (compose.max_variants = 2)" in lines
    )
    send(grounds, room)
    with reading(grounds.engine) as session:
        keys = session.exec(select(EditionVariant.key)).all()
    assert (len(keys), len({row.variant for row in grounds.deliveries()})) == (2, 2)
    assert "harvest" not in body(mails(grounds)[names[2]])


@on_sqlite
def test_who_muted_everything_gets_no_empty_mail(grounds, room):
    """No row, no mail, and the edition balances."""
    ann, _ = grounds.readers("ann", "ben")
    everything = [section["name"] for section in SECTIONS]
    prefer(grounds, ann, taste=str(Taste.of(everything, [])))
    assert send(grounds, room).enrolled == 1
    assert ann not in mails(grounds)


@on_sqlite
@pytest.mark.parametrize(
    ("day", "gets"),
    [
        (date(2026, 11, 24), {Frequency.DAILY, Frequency.WEEKDAYS}),
        (date(2026, 11, 28), {Frequency.DAILY}),
        (date(2026, 11, 29), {Frequency.DAILY, Frequency.WEEKLY}),
    ],
)
def test_how_often(room, day, gets):
    """A Tuesday's edition is for daily and weekday readers, a Saturday's for daily ones, a Sunday's for weekly ones too."""
    assert printing.frequencies(room, day) == gets


def test_weekly_readers_are_left_out_on_other_days(grounds, room):
    """A weekly reader has no row in a Tuesday's edition."""
    ann, _ = grounds.readers("ann", "ben")
    prefer(grounds, ann, frequency=Frequency.WEEKLY)
    assert send(grounds, room).enrolled == 1
    assert ann not in mails(grounds)


@pytest.mark.long
def test_each_reader_has_their_own_morning(grounds, room, now):
    """A reader west of here gets it at 07:00 of their own day, and the others are not kept waiting for it."""
    ann, ben = grounds.readers("ann", "ben")
    prefer(grounds, ann, zone="America/New_York")
    balance = send(grounds, room)
    assert (balance[DeliveryState.SENT], balance[DeliveryState.QUEUED]) == (1, 1)
    assert set(mails(grounds)) == {ben}
    waits = next(row for row in grounds.deliveries() if row.subscriber_id == grounds.reader_id(ann))
    assert waits.not_before == now.replace(hour=12, minute=0)
    send(grounds, room, clock=lambda: now + timedelta(hours=6))
    assert set(mails(grounds)) == {ann, ben}


@on_sqlite
@pytest.mark.parametrize(
    ("zone", "hours"),
    [("Asia/Tokyo", 15.5), ("Europe/London", 0.5), ("Pacific/Pago_Pago", 11.5), ("No/Where", 0)],
)
def test_a_morning_is_local_and_never_past(room, now, zone, hours):
    """East of here it is past already and comes tomorrow; for a zone that nobody knows it goes at once."""
    assert printing.morning(room, zone, now) == now + timedelta(hours=hours)
