"""What is forgotten: readers who want to be, and wishes that nobody confirmed."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from digest.database import scrub, writing
from subscribers import erasure, roster, signup
from subscribers.address import parse
from subscribers.models import (
    Consent,
    ConsentAction,
    ConsentMethod,
    Notice,
    NoticeState,
    Subscriber,
    Subscription,
    Suppression,
    SuppressionReason,
)
from subscribers.tokens import Claim, Keys
from subscribers.trail import Settled

TWO_DAYS = timedelta(hours=48)


def erase(site, reader):
    with writing(site.engine) as session:
        return erasure.erase(session, reader, ConsentMethod.BUTTON, keys=site.keys, now=site.now)


def sweep(site):
    with writing(site.engine) as session:
        return erasure.forget_unconfirmed(session, older_than=TWO_DAYS, now=site.now)


def test_an_erased_reader_is_a_number(site):
    """Address, hash and name are gone, the number and the trail stay, and nothing is sent any more; twice is as once."""
    reader = site.join("Ann.Lee@example.com")
    assert erase(site, reader) is True
    assert erase(site, reader) is False
    with writing(site.engine) as session:
        row = session.get(Subscriber, reader)
        assert (row.email, row.email_key, row.address_hash, row.name) == ("", None, None, None)
        assert row.erased_at == site.now
        assert session.scalars(roster.audience("daily", at=site.now)).all() == []
        assert set(session.scalars(select(Notice.state))) == {NoticeState.EXPIRED}
        assert session.scalars(select(Consent.action)).all()[-1] is ConsentAction.ERASED


def test_nobody_else_brings_an_erased_address_back(site):
    """Only a keyed hash is kept of it, and it is enough to refuse it to whoever adds it, however it is spelled."""
    erase(site, site.join("Ann.Lee@example.com"))
    with writing(site.engine) as session:
        again = signup.Addition(parse("ann.lee@EXAMPLE.com"), ("daily",), "shop")
        [answer] = signup.add(session, again, keys=site.keys, now=site.now)
        [kept] = session.scalars(select(Suppression))
    assert answer.reason == "suppressed: erased"
    assert (kept.reason, "ann" in kept.address_hash) == (SuppressionReason.ERASED, False)


@pytest.mark.parametrize("rotated", [False, True])
def test_who_was_erased_may_come_back(site, rotated):
    """Signed up anew they are asked, nothing is sent until they confirm; then they are a new reader whom nothing bars,
    also where the secret is another one by then."""
    first = site.join("ann@example.com")
    erase(site, first)
    if rotated:
        site.keys = Keys((b"the secret that came after it", *site.keys.secrets))
    second = site.join("ann@example.com", confirmed=False)
    with writing(site.engine) as session:
        assert set(session.scalars(select(Suppression.reason))) == {SuppressionReason.ERASED}
        assert session.scalars(roster.audience("daily", at=site.now)).all() == []
        claim = Claim("daily", second, None)
        assert signup.confirm(session, claim, site.now, keys=site.keys) is Settled.DONE
        assert session.scalars(roster.audience("daily", at=site.now)).all() == [second]
        assert session.scalars(select(Suppression)).all() == []
    assert second != first


def test_a_complaint_outlives_an_erasure(site):
    """Who called the mail spam before is not asked again, erased or not."""
    reader = site.join("ann@example.com")
    with writing(site.engine) as session:
        ann = parse("ann@example.com")
        roster.suppress(
            session, ann, SuppressionReason.COMPLAINED, newsletter=None, keys=site.keys, at=site.now
        )
    erase(site, reader)
    with writing(site.engine) as session:
        wish = signup.Join(ann, "daily")
        assert signup.join(session, wish, keys=site.keys, now=site.now) is signup.Joined.SUPPRESSED


def test_wishes_that_nobody_confirmed_die(site):
    """After two days a pending wish is gone and its address with it; who has another newsletter keeps that one."""
    site.join("ghost@example.com", confirmed=False)
    reader = site.join("ann@example.com")
    site.join("ann@example.com", "weekly", confirmed=False)
    assert sweep(site) == 0
    site.later(hours=49)
    assert (sweep(site), sweep(site)) == (2, 0)
    with writing(site.engine) as session:
        assert session.scalars(select(Subscriber.email).where(col(Subscriber.email) != "")).all() == [
            "ann@example.com"
        ]
        left = session.execute(select(col(Subscription.subscriber_id), col(Subscription.newsletter))).all()
        assert left == [(reader, "daily")]
        assert session.scalar(select(func.count()).select_from(Suppression)) == 0


def test_who_was_forgotten_may_ask_again(site):
    """An address whose wish died unconfirmed can sign up as anybody else."""
    first = site.join("ann@example.com", confirmed=False)
    site.later(days=3)
    sweep(site)
    assert site.join("ann@example.com") != first


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_wish_renewed_in_time_lives(site):
    """Who asks again on the second day has two more days."""
    reader = site.join("ann@example.com", confirmed=False)
    site.later(hours=40)
    site.join("ann@example.com", confirmed=False)
    site.later(hours=20)
    sweep(site)
    site.later(hours=10)
    assert site.join("ann@example.com") == reader


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_was_erased_is_in_no_file(site):
    """After the host's scrubbing neither the file nor its write-ahead log has the address or the name."""
    for n in range(30):
        site.join(f"neighbour{n}@example.com")
    reader = site.join("Gone.Girl@example.com")
    with writing(site.engine) as session:
        session.get(Subscriber, reader).name = "Zebedee Quill"
    for n in range(30):
        site.join(f"later{n}@example.com")
    assert hits(site.engine, b"gone.girl", b"zebedee") > 0
    erase(site, reader)
    scrub(site.engine)
    assert hits(site.engine, b"gone.girl", b"zebedee") == 0
    assert hits(site.engine, b"neighbour7@") > 0


def hits(engine, *words):
    """How often these bytes stand in the database's files, whatever their capitals."""
    file = Path(engine.url.database)
    raw = b"".join(path.read_bytes().lower() for path in file.parent.glob(f"{file.name}*"))
    return sum(raw.count(word) for word in words)
