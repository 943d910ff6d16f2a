"""The audience, the readers behind ids, pages and suppression, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from subscribers import departure, listing, roster, signup
from subscribers.address import parse
from subscribers.models import ConsentMethod, Subscriber, Subscription, Suppression, SuppressionReason
from subscribers.signup import Addition
from subscribers.tokens import Claim, Keys

OLD, NEW = "the secret of last year, retired", "the secret of this year, in use"
KEYS = Keys.from_secrets([OLD])


def add(session, now, *emails, newsletters=("daily",), keys=KEYS):
    for email in emails:
        signup.add(session, Addition(parse(email), newsletters, "tests"), keys=keys, now=now)
    return [roster.find(session, parse(email)).id for email in emails]


def ids(session, at, newsletter="daily"):
    return session.scalars(roster.audience(newsletter, at=at)).all()


def test_the_audience_is_one_ascending_column(session, now):
    """The statement has the one column that the ledger enrols from, in ascending order."""
    statement = roster.audience("daily", at=now)
    assert [column.name for column in statement.selected_columns] == ["subscriber_id"]
    known = add(session, now, *(f"r{n}@example.com" for n in range(30)))
    assert ids(session, now) == sorted(known)
    assert ids(session, now, "weekly") == []


def test_paused_erased_and_departed_readers_are_not_in_it(session, now):
    """Only those who want it now are: a pause ends by itself, the others stay out."""
    paused, erased, left, kept = add(session, now, *(f"{who}@example.com" for who in "pelk"))
    session.get(Subscription, (paused, "daily")).paused_until = now + timedelta(days=7)
    session.get(Subscriber, erased).erased_at = now
    departure.leave(session, Claim("daily", left, None), ConsentMethod.BUTTON, now)
    session.flush()
    assert ids(session, now) == [kept]
    assert ids(session, now + timedelta(days=7)) == [paused, kept]
    assert set(roster.reachable(session, "daily", [paused, erased, left, kept], at=now)) == {kept}


@pytest.mark.parametrize(("barred", "daily", "weekly"), [(None, 0, 0), ("daily", 0, 1), ("weekly", 1, 0)])
def test_suppression_bars_one_newsletter_or_all(session, now, barred, daily, weekly):
    """A suppressed address is out of the newsletter it is suppressed for, or out of all."""
    add(session, now, "ann@example.com", newsletters=("daily", "weekly"))
    address = parse("ANN@example.com")
    for _ in range(2):
        roster.suppress(session, address, SuppressionReason.BOUNCED, newsletter=barred, keys=KEYS, at=now)
    assert session.scalar(select(func.count()).select_from(Suppression)) == 1
    assert (len(ids(session, now)), len(ids(session, now, "weekly"))) == (daily, weekly)


def test_suppression_holds_over_a_new_secret(session, now):
    """Whether the reader or the suppression came first, a change of secret lets nobody slip through."""
    both = Keys.from_secrets([NEW, OLD])
    add(session, now, "early@example.com", keys=KEYS)
    roster.suppress(
        session, parse("early@example.com"), SuppressionReason.MANUAL, newsletter=None, keys=both, at=now
    )
    assert ids(session, now) == []
    roster.suppress(
        session, parse("late@example.com"), SuppressionReason.MANUAL, newsletter=None, keys=KEYS, at=now
    )
    [answer] = signup.add(session, Addition(parse("late@example.com"), ("daily",), "t"), keys=both, now=now)
    assert answer.reason == "suppressed: manual"


def test_a_reader_added_after_a_rotation_is_found_by_its_suppression(session, now):
    """A reader whose row was made under the new secret is barred by a suppression written later."""
    both = Keys.from_secrets([NEW, OLD])
    add(session, now, "new@example.com", keys=both)
    roster.suppress(
        session, parse("new@example.com"), SuppressionReason.MANUAL, newsletter=None, keys=both, at=now
    )
    assert ids(session, now) == []


def test_recipients_are_what_the_mailer_needs(session, now):
    """An id gives address, name and whether it needs SMTPUTF8; unknown ids give nothing."""
    signup.add(session, Addition(parse("Jörg@exämple.de"), ("daily",), "t", name="Jörg"), keys=KEYS, now=now)
    [key] = ids(session, now)
    found = roster.reachable(session, "daily", [key, key + 1], at=now)
    assert found == {key: roster.Recipient(key, "Jörg@xn--exmple-cua.de", "Jörg", ascii=False)}
    assert roster.reachable(session, "daily", [], at=now) == {}


def test_pages_walk_the_whole_list_once(session, now):
    """Pages of seven give each reader once, in order, with where they stand; a newsletter narrows it."""
    known = add(session, now, *(f"r{n}@example.com" for n in range(20)))
    add(session, now, "r3@example.com", newsletters=("weekly",))
    seen, after = [], 0
    while entries := listing.page(session, None, after, 7):
        seen += entries
        after = entries[-1].subscriber_id
    assert [entry.subscriber_id for entry in seen] == sorted(known)
    [both] = listing.page(session, "weekly", 0, 7)
    assert both.email == "r3@example.com"
    assert [standing.newsletter for standing in both.standings] == ["daily", "weekly"]


def test_an_id_is_never_given_twice(session, now):
    """The id of a deleted row is not reused: links in old mails would open the door of another."""
    first = Subscriber(email="a@example.com", email_key="a@example.com", created_at=now)
    session.add(first)
    session.flush()
    gone = first.id
    session.delete(first)
    session.flush()
    assert add(session, now, "b@example.com") == [gone + 1]
