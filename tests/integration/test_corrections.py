"""An edition that is out is corrected: seen in the archive, mailed once to those who had the story, on both databases."""

import asyncio
from datetime import UTC, datetime

import pytest
from catcher import Catcher
from fixtures import digest
from grounds import parsed
from sqlmodel import select

from digest import corrections, daily
from digest.database import reading, writing
from digest.deliver import notices
from digest.deliver.sender import Watch
from digest.deliver.smtp import SmtpTransport
from digest.errors import EditionError
from digest.models import Delivery, DeliveryState, Edition, EditionState, EditionVariant
from digest.records import Correction, EditionTally
from digest.web import wiring
from subscribers.models import Notice, Subscription, SubscriptionState

__all__ = ["digest"]


@pytest.fixture
def room(grounds, engine):
    return wiring.newsroom(grounds.settings(), engine, "daily")


@pytest.fixture
def sent(room, grounds, engine, catcher):
    """An edition that three readers got."""
    grounds.readers("ann", "ben", "cleo")
    grounds.store()
    clock = grounds.clock(minutes=30)
    way = SmtpTransport(grounds.settings().smtp)
    asyncio.run(daily.run(room, room.today(clock()), way, clock=clock, watch=Watch()))
    (edition,) = grounds.editions()
    catcher.mails.clear()
    return edition


def drained(room, grounds):
    mails, way = wiring.correction_mails({"daily": room}), SmtpTransport(grounds.settings().smtp)
    return asyncio.run(notices.drain(room.engine, mails, way, clock=grounds.clock(hours=2)))


def correct(room, grounds, edition, text="It is nine, not twelve.", **options):
    clock = grounds.clock(hours=1)
    return corrections.correct(room, edition.day, 2, text, clock=clock, **{"mail": True} | options)


@pytest.mark.long
def test_it_is_mailed_once_to_everyone_who_had_the_story(sent, room, grounds, catcher):
    """The words of the editor under the story's headline, a link to the edition, a way to leave; twice is as once."""
    made = correct(room, grounds, sent)
    assert made.queued == drained(room, grounds) == 3
    assert sorted(mail.recipients[0].partition("@")[0] for mail in catcher.mails) == ["ann", "ben", "cleo"]
    mail = parsed(catcher.mails[0])
    body = mail.get_body(("plain",)).get_content()
    assert mail["Subject"].startswith("Correction: The Morning Wire")
    assert "It is nine, not twelve." in body
    assert made.headline in " ".join(body.split())
    assert f"/archive/daily/{sent.day}" in body
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    again = correct(room, grounds, sent)
    assert (again.queued, again.correction.id) == (0, made.correction.id)
    assert drained(room, grounds) == 0
    assert len(catcher.mails) == 3


@pytest.mark.long
def test_who_did_not_have_it_is_not_told(sent, room, grounds, engine, catcher):
    """Not who left, not whose mail failed, not who muted the story."""
    ann, ben = (grounds.reader_id(f"{name}@readers.example") for name in ("ann", "ben"))
    with writing(engine) as session:
        session.get_one(Subscription, (ann, "daily")).state = SubscriptionState.LEFT
        session.get_one(Delivery, (sent.id, ben)).state = DeliveryState.FAILED
    assert correct(room, grounds, sent).queued == 1
    with writing(engine) as session:
        whole = session.get_one(EditionVariant, (sent.id, "everyone"))
        fields = whole.model_dump() | {"key": "other", "html": "<p>Another story</p>"}
        session.add(EditionVariant(**fields))
        session.flush()
        for row in session.exec(select(Delivery)).all():
            row.variant = "other"
    assert correct(room, grounds, sent, "And it is ten.").queued == 0


@pytest.mark.long
def test_stamped_alone_it_is_mailed_later(sent, room, grounds):
    """Without --send it stands in the archive; given again with it, the same correction goes out."""
    first = correct(room, grounds, sent, mail=False)
    assert (first.queued, first.correction.mailed_at) == (0, None)
    later = correct(room, grounds, sent)
    assert (later.queued, later.correction.id) == (3, first.correction.id)
    with reading(room.engine) as session:
        assert len(session.exec(select(Correction)).all()) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_a_confirmation_does_not_wait_for_thousands_of_corrections(sent, room, grounds, engine, catcher):
    """Mails that a reader waits for go before those that are about an edition."""
    from subscribers import signup
    from subscribers.address import parse
    from subscribers.tokens import Keys

    correct(room, grounds, sent)
    keys = Keys.from_secrets(grounds.settings().secrets)
    with writing(engine) as session:
        wish = signup.Join(parse("dan@readers.example"), "daily", None)
        signup.join(session, wish, keys=keys, now=grounds.clock(hours=1)())
    mails, way = wiring.notice_mails({"daily": room}), SmtpTransport(grounds.settings().smtp)
    assert asyncio.run(notices.drain(engine, mails, way, clock=grounds.clock(hours=2))) == 4
    assert catcher.mails[0].recipients == ["dan@readers.example"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_what_cannot_be_corrected_is_said(sent, room, grounds, engine):
    """No story of that number, no words, an edition that is not out."""
    clock = grounds.clock(hours=1)
    for story, text, said in ((9, "It is ten.", "no story 9"), (2, " \n", "says nothing")):
        with pytest.raises(EditionError, match=said):
            corrections.correct(room, sent.day, story, text, clock=clock, mail=False)
    with writing(engine) as session:
        session.get_one(Edition, sent.id).state = EditionState.HELD
    with pytest.raises(EditionError, match="held"):
        correct(room, grounds, sent)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_the_command_stamps_and_sends(sent, digest, grounds, catcher):
    """`digest correct --send` says how many had it and how many mails went out now."""
    grounds.toml("07:00").replace(digest.folder / "digest.toml")
    answer = digest("correct", "--date", str(sent.day), "--story", "2", "--text", "It is nine.", "--send")
    assert answer.code == 0, answer.err
    assert "3 readers had it; 3 mails sent now" in answer.out
    assert len(catcher.mails) == 3


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_nobody_knows_any_more_is_not_claimed_to_be_mailed(sent, room, grounds, engine):
    """Where an edition's rows were summed up, a correction can be stamped, and its mail is refused with the reason."""
    with writing(engine) as session:
        session.add(EditionTally(edition_id=sent.id, state="sent", readers=3))
    with pytest.raises(EditionError, match="not kept any more"):
        correct(room, grounds, sent)
    assert correct(room, grounds, sent, mail=False).correction.id == 1


def test_corrections_go_over_several_connections_each_once(sent, room, grounds, engine):
    """A relay that answers slowly is used by as many connections as an edition may have; nobody gets two."""
    readers = grounds.readers(*(f"reader{number:02}" for number in range(12)))
    with writing(engine) as session:
        keys = {
            "edition_id": sent.id,
            "variant": "everyone",
            "state": DeliveryState.SENT,
            "not_before": grounds.now,
            "changed_at": grounds.now,
        }
        session.add_all(Delivery(subscriber_id=grounds.reader_id(one), **keys) for one in readers)
    assert correct(room, grounds, sent).queued == 15
    with Catcher(slow=0.2) as slow:
        way = SmtpTransport(
            grounds.settings(
                smtp={"host": slow.host, "port": slow.port, "tls": "none", "connections": 4}
            ).smtp
        )
        drained = notices.drain(
            engine, wiring.correction_mails({"daily": room}), way, clock=grounds.clock(hours=2)
        )
        assert asyncio.run(drained) == 15
        assert len({mail.recipients[0] for mail in slow.mails}) == len(slow.mails) == 15
        assert len(slow.peers) == 4


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_corrections_keep_to_the_rates_of_editions(sent, room, grounds, engine, catcher):
    """A warm-up that allows two mails today sends two; the third waits, and nothing is lost."""
    correct(room, grounds, sent)
    smtp = {
        "host": catcher.host,
        "port": catcher.port,
        "tls": "none",
        "warm_up_first": 2,
        "warm_up_since": datetime.now(UTC).date(),
    }
    way = wiring.transport(grounds.settings(smtp=smtp))
    drained = notices.drain(
        engine, wiring.correction_mails({"daily": room}), way, clock=grounds.clock(hours=2)
    )
    assert asyncio.run(drained) == 2
    with reading(engine) as session:
        states = sorted(session.scalars(select(Notice.state).where(Notice.kind == "correction")))
    assert states == ["queued", "sent", "sent"]
