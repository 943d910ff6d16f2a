"""What is kept no longer than configured: originals, rows of old editions, trails of who left; nothing else is touched."""

import pytest
from fixtures import printed
from sqlmodel import func, select

from digest.database import reading, writing
from digest.deliver import ledger
from digest.models import Article, Delivery, DeliveryState, Edition, EditionState
from digest.records import EditionTally
from digest.web import wiring
from subscribers import departure
from subscribers.models import Consent
from subscribers.tokens import Claim

__all__ = ["printed"]


@pytest.fixture
def sweep(grounds, engine):
    """Sweeps as an installation does that keeps things for so many days, some days from now."""

    def run(days, **retention):
        wiring.sweep(engine, grounds.settings(retention=retention), grounds.clock(days=days))

    return run


@pytest.fixture
def sent(printed, grounds, engine):
    """Seven editions for three readers, all sent."""
    grounds.readers("ann", "ben", "cleo")
    for days in range(7):
        edition = printed(days)
        with writing(engine) as session:
            row = session.get_one(Edition, edition.id)
            row.state, row.sent_at = EditionState.SENT, edition.frozen_at
            for one in session.exec(select(Delivery).where(Delivery.edition_id == edition.id)):
                one.state = DeliveryState.SENT if one.subscriber_id != 2 else DeliveryState.FAILED
    return grounds.editions()


def balances(engine, editions):
    with reading(engine) as session:
        return [ledger.balance(session, one) for one in editions]


def rows(engine):
    with reading(engine) as session:
        return sorted(session.exec(select(Delivery.edition_id).distinct()))


@pytest.mark.long
def test_old_editions_balance_without_their_rows(sent, sweep, engine):
    """The sums stay as they were, state by state; the five newest keep their rows whatever their age; twice is as once."""
    before = balances(engine, sent)
    for _ in range(2):
        sweep(100, deliveries_days=30)
        assert balances(engine, sent) == before
        assert all(one.balanced for one in balances(engine, sent))
        assert rows(engine) == [one.id for one in sent[2:]]
    with reading(engine) as session:
        assert session.exec(select(func.sum(EditionTally.readers))).one() == 6


@pytest.mark.long
def test_what_is_not_over_keeps_its_rows(sent, sweep, engine):
    """An edition that is still being sent, or was sent lately."""
    with writing(engine) as session:
        session.get_one(Edition, sent[0].id).state = EditionState.SENDING
    sweep(100, deliveries_days=30)
    assert sent[0].id in rows(engine)
    sweep(8, deliveries_days=30)
    assert sent[6].id in rows(engine)


@pytest.mark.long
def test_without_a_number_nothing_is_forgotten(sent, sweep, engine):
    """Ten years later all is there."""
    sweep(3650)
    assert rows(engine) == [one.id for one in sent]
    with reading(engine) as session:
        assert session.exec(select(func.count()).select_from(Article).where(Article.raw == "")).one() == 0


@pytest.mark.long
def test_originals_go_and_articles_stay(sent, sweep, engine):
    """The text as it came is emptied; what was made of it, and the hash it is known by, are as they were."""
    sweep(100, raw_days=30)
    with reading(engine) as session:
        found = session.exec(select(Article)).all()
    assert found
    assert all(one.raw == "" and one.raw_hash and one.blocks for one in found)


def test_the_trail_of_readers_who_stay_is_kept(grounds, sweep, engine):
    """Who left long ago has no line any more; who is on the list keeps the proof, however old."""
    ann, ben = (grounds.reader_id(address) for address in grounds.readers("ann", "ben"))
    with writing(engine) as session:
        departure.leave(session, Claim("daily", ann, None), departure.ConsentMethod.ONE_CLICK, grounds.now)
    sweep(50, consents_days=60)
    with reading(engine) as session:
        assert set(session.exec(select(Consent.subscriber_id))) == {ann, ben}
    sweep(90, consents_days=60)
    with reading(engine) as session:
        assert set(session.exec(select(Consent.subscriber_id))) == {ben}
