"""Leaving, the last mail, and a week in which one button takes it back, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from digest.database import writing
from subscribers import departure, roster
from subscribers.address import parse
from subscribers.models import (
    Consent,
    ConsentAction,
    ConsentMethod,
    Notice,
    NoticeKind,
    Subscription,
    SuppressionReason,
)
from subscribers.tokens import Claim, Purpose, sign
from subscribers.trail import Settled


def audience(site):
    with writing(site.engine) as session:
        return session.scalars(roster.audience("daily", at=site.now)).all()


def kinds(site):
    with writing(site.engine) as session:
        return session.scalars(select(Notice.kind).order_by(col(Notice.id))).all()


def undo(site, reader, *, issued):
    with writing(site.engine) as session:
        return departure.undo(session, Claim("daily", reader, issued), site.now)


def test_a_departure_is_taken_back(site):
    """Who left comes back with one button, is told by mail, and the trail says so; a second press changes nothing."""
    reader, left = site.join("ann@example.com"), site.now
    site.leave(reader)
    site.later(days=6, hours=23)
    assert undo(site, reader, issued=left) is Settled.DONE
    assert undo(site, reader, issued=left) is Settled.ALREADY
    assert audience(site) == [reader]
    assert kinds(site)[2:] == [NoticeKind.FAREWELL, NoticeKind.GOODBYE_UNDO]
    with writing(site.engine) as session:
        actions = session.scalars(select(Consent.action).order_by(col(Consent.id))).all()
        assert session.get(Subscription, (reader, "daily")).left_at is None
    assert actions[2:] == [ConsentAction.LEFT, ConsentAction.RETURNED]


def test_after_a_week_it_is_too_late(site):
    """A departure more than seven days old stands."""
    reader, left = site.join("ann@example.com"), site.now
    site.leave(reader)
    site.later(days=7, seconds=1)
    assert undo(site, reader, issued=left) is Settled.GONE
    assert audience(site) == []


def test_only_the_last_departure_is_taken_back(site):
    """The link of an earlier departure does not undo a later one."""
    reader, first = site.join("ann@example.com"), site.now
    site.leave(reader)
    undo(site, reader, issued=first)
    site.later(hours=2)
    site.leave(reader)
    assert undo(site, reader, issued=first) is Settled.GONE
    assert undo(site, reader, issued=site.now) is Settled.DONE


def test_coming_and_going_is_no_mail_bomb(site):
    """Who leaves and comes back twenty times in an hour gets one farewell and one welcome back."""
    reader = site.join("ann@example.com")
    for _ in range(20):
        site.later(minutes=3)
        site.leave(reader)
        assert undo(site, reader, issued=site.now) is Settled.DONE
    assert kinds(site)[2:] == [NoticeKind.FAREWELL, NoticeKind.GOODBYE_UNDO]


def test_who_never_confirmed_does_not_come_back_by_it(site):
    """A pending wish that was ended gets no farewell and is not made a subscription by an undo."""
    reader = site.join("ann@example.com", confirmed=False)
    site.leave(reader)
    assert undo(site, reader, issued=site.now) is Settled.GONE
    assert kinds(site) == [NoticeKind.CONFIRM]


def test_a_new_wish_must_be_confirmed_anew(site):
    """Somebody types the address of a reader who left: leaving once more and undoing that does not confirm it."""
    reader = site.join("ann@example.com")
    site.leave(reader)
    site.later(days=2)
    site.join("ann@example.com", confirmed=False)
    site.leave(reader)
    assert undo(site, reader, issued=site.now) is Settled.GONE


def test_a_suppressed_reader_stays_away(site):
    """A complaint that came after the departure is stronger than its undo."""
    reader = site.join("ann@example.com")
    site.leave(reader)
    with writing(site.engine) as session:
        who = parse("ann@example.com")
        roster.suppress(
            session, who, SuppressionReason.COMPLAINED, newsletter=None, keys=site.keys, at=site.now
        )
    assert undo(site, reader, issued=site.now) is Settled.GONE


def test_the_page_after_leaving_has_the_button(site, client):
    """The page that says goodbye carries the undo, its page asks, and pressing it twice is as once."""
    link = f"/unsubscribe/{site.token(Purpose.UNSUBSCRIBE, site.join('ann@example.com'))}"
    page = client.post(link, data={"leave": "yes"}).text
    action = page.partition('action="..')[2].partition('"')[0]
    assert action.startswith("/undo/daily.")
    assert "Come back to The Morning Wire?" in client.get(action).text
    assert audience(site) == []
    for _ in range(2):
        assert "Welcome back" in client.post(action).text
    assert audience(site) == [1]


@pytest.mark.parametrize("age", [timedelta(days=8), None])
def test_an_old_or_undated_undo_is_a_bad_link(site, client, age):
    """A link past its week, or without a date, is the page for links that do not work."""
    reader = site.join("ann@example.com")
    site.leave(reader)
    token = sign(site.keys, Purpose.UNDO, "daily", reader, issued=site.now - age if age else None)
    assert client.get(f"/undo/{token}").status_code == 404
    assert client.post(f"/undo/{token}").status_code == 404
    assert audience(site) == []


def test_one_click_says_nothing_more(site, client):
    """A mail program's one click is answered in one line, and the reader gets the farewell with the way back."""
    link = f"/unsubscribe/{site.token(Purpose.UNSUBSCRIBE, site.join('ann@example.com'))}"
    sent = client.post(link, data={"List-Unsubscribe": "One-Click"})
    assert sent.text == "Unsubscribed.\n"
    assert kinds(site)[-1] is NoticeKind.FAREWELL
    with writing(site.engine) as session:
        assert session.scalars(select(Consent.method)).all()[-1] is ConsentMethod.ONE_CLICK
