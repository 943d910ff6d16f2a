"""Joining, confirming, leaving and adding, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from digest.database import writing
from subscribers import departure, roster, signup
from subscribers.address import parse
from subscribers.models import (
    Consent,
    ConsentAction,
    ConsentMethod,
    Notice,
    NoticeKind,
    NoticeState,
    Subscriber,
    Subscription,
    SubscriptionState,
    SuppressionReason,
)
from subscribers.signup import Addition, AddOutcome, Join, Joined
from subscribers.tokens import Claim, Keys
from subscribers.trail import Settled

KEYS = Keys.from_secrets(["a secret for the tests of signup"])
ANN = parse("Ann@example.com")


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def trail(session):
    rows = session.scalars(select(Consent).order_by(col(Consent.id)))
    return [(row.action, row.method) for row in rows]


def ask(session, now, *, address=ANN, newsletter="daily", name=None):
    request = Join(address, newsletter, name=name, wording="v1", network_hash="n" * 22)
    return signup.join(session, request, keys=KEYS, now=now)


def claim_of(session, newsletter="daily"):
    return Claim(newsletter, roster.find(session, ANN).id, None)


def test_a_wish_is_noted_and_a_mail_is_queued(session, now):
    """A new address gives a reader, a pending subscription, a line of consent and one confirmation mail."""
    assert ask(session, now, name="Ann") is Joined.ASKED
    reader = roster.find(session, parse("ann@EXAMPLE.com"))
    assert (reader.email, reader.name, reader.created_at) == ("Ann@example.com", "Ann", now)
    assert session.get(Subscription, (reader.id, "daily")).state is SubscriptionState.PENDING
    [consent] = session.scalars(select(Consent))
    assert (consent.action, consent.wording, consent.network_hash) == (
        ConsentAction.REQUESTED,
        "v1",
        "n" * 22,
    )
    [notice] = session.scalars(select(Notice))
    assert (notice.kind, notice.state, notice.created_at) == (NoticeKind.CONFIRM, NoticeState.QUEUED, now)


def test_a_day_of_asking_is_one_mail(session, now):
    """A hundred wishes for one address within a day queue one mail; the day after, one more."""
    answers = [ask(session, now + timedelta(minutes=14 * n)) for n in range(100)]
    assert answers == [Joined.ASKED] + [Joined.WAITING] * 99
    assert (count(session, Notice), count(session, Consent)) == (1, 1)
    assert ask(session, now + timedelta(hours=25)) is Joined.ASKED
    assert count(session, Notice) == 2


def test_many_at_once_are_one_mail(engine, now):
    """Forty wishes for one address from eight threads make one reader and one mail, and none of them fails."""

    def one(_):
        with writing(engine) as session:
            return ask(session, now)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(40)))
    assert sorted(answers) == sorted([Joined.ASKED] + [Joined.WAITING] * 39)
    with writing(engine) as session:
        assert (count(session, Subscriber), count(session, Notice)) == (1, 1)


@pytest.mark.long
def test_everything_at_once_waits_in_no_circle(engine, now):
    """Wishes, confirmations and departures of one reader from eight threads all end, and the trail fits the state."""
    with writing(engine) as session:
        ask(session, now)
        claim = claim_of(session)

    def step(n):
        at = now + timedelta(days=n)  # so that each wish may queue a mail
        with writing(engine) as session:
            if n % 3 == 0:
                return ask(session, at)
            if n % 3 == 1:
                return signup.confirm(session, claim, at, keys=KEYS)
            return departure.leave(session, claim, ConsentMethod.ONE_CLICK, at)

    with ThreadPoolExecutor(8) as pool:
        assert len(list(pool.map(step, range(1, 61)))) == 60
    with writing(engine) as session:
        state = session.get(Subscription, (claim.subscriber_id, "daily")).state
        actions = [action for action, _ in trail(session)]
        confirmed = session.scalars(select(Notice.kind)).all().count(NoticeKind.WELCOME)
    assert actions.count(ConsentAction.CONFIRMED) == confirmed
    changes = [action for action in actions if action is not ConsentAction.REQUESTED]
    if state is SubscriptionState.CONFIRMED:
        assert changes[-1] is ConsentAction.CONFIRMED
    if state is SubscriptionState.LEFT:
        assert changes[-1] is ConsentAction.LEFT


def test_confirming_twice_is_confirming_once(session, now):
    """A confirmed wish is in the audience and gets a welcome; the second click changes nothing."""
    ask(session, now)
    claim = claim_of(session)
    assert session.scalars(roster.audience("daily", at=now)).all() == []
    assert signup.confirm(session, claim, now, keys=KEYS) is Settled.DONE
    assert signup.confirm(session, claim, now + timedelta(hours=1), keys=KEYS) is Settled.ALREADY
    assert session.scalars(roster.audience("daily", at=now)).all() == [claim.subscriber_id]
    assert session.get(Subscription, (claim.subscriber_id, "daily")).confirmed_at == now
    kinds = session.scalars(select(Notice.kind).order_by(col(Notice.id))).all()
    assert kinds == [NoticeKind.CONFIRM, NoticeKind.WELCOME]
    assert [action for action, _ in trail(session)] == [ConsentAction.REQUESTED, ConsentAction.CONFIRMED]


def test_an_address_is_asked_once_a_day_for_all_newsletters(session, now):
    """A flood of wishes for several newsletters is one mail; each confirmation brings the next, and all can be had."""
    wanted = ["daily", "weekly", "monthly"]
    answers = [ask(session, now + timedelta(minutes=n), newsletter=wanted[n % 3]) for n in range(30)]
    assert answers == [Joined.ASKED] + [Joined.WAITING] * 29
    later, had = now + timedelta(hours=40), []
    while len(had) < 3:
        asked = select(Notice.newsletter).where(Notice.kind == NoticeKind.CONFIRM).order_by(col(Notice.id))
        mails = session.scalars(asked).all()
        assert len(mails) == len(had) + 1
        claim = Claim(mails[-1], claim_of(session).subscriber_id, None)
        assert signup.confirm(session, claim, later, keys=KEYS) is Settled.DONE
        had.append(mails[-1])
    assert (had[0], sorted(had)) == ("daily", sorted(wanted))
    following = session.get(Subscription, (claim.subscriber_id, had[1]))
    assert following.requested_at == later  # or the wish would be forgotten before its mail is read


def test_the_next_newsletter_is_not_asked_for_where_it_is_barred(session, now):
    """A wish that waited for its mail gets none once the address is suppressed for that newsletter."""
    for newsletter in ("daily", "weekly"):
        ask(session, now, newsletter=newsletter)
    roster.suppress(session, ANN, SuppressionReason.MANUAL, newsletter="weekly", keys=KEYS, at=now)
    assert signup.confirm(session, claim_of(session), now, keys=KEYS) is Settled.DONE
    assert session.scalars(select(Notice.kind).order_by(col(Notice.id))).all() == [
        NoticeKind.CONFIRM,
        NoticeKind.WELCOME,
    ]


def test_asking_for_what_one_has_changes_nothing(session, now):
    """A confirmed reader whose address is typed again keeps state, name and mailbox as they were."""
    ask(session, now, name="Ann")
    signup.confirm(session, claim_of(session), now, keys=KEYS)
    assert ask(session, now + timedelta(days=3), name="Mallory") is Joined.ALREADY
    assert roster.find(session, ANN).name == "Ann"
    assert (count(session, Notice), count(session, Consent)) == (2, 2)


def test_leaving_twice_is_leaving_once(session, now):
    """Who leaves is out of the audience at once, and a second request is no second line in the trail."""
    ask(session, now)
    claim = claim_of(session)
    signup.confirm(session, claim, now, keys=KEYS)
    assert departure.leave(session, claim, ConsentMethod.ONE_CLICK, now) is Settled.DONE
    assert departure.leave(session, claim, ConsentMethod.BUTTON, now) is Settled.ALREADY
    assert session.scalars(roster.audience("daily", at=now)).all() == []
    assert trail(session)[2:] == [(ConsentAction.LEFT, ConsentMethod.ONE_CLICK)]


def test_an_old_link_does_not_bring_back_who_left(session, now):
    """The confirmation link of a reader who has left since does nothing; a new wish makes it work again."""
    ask(session, now)
    claim = claim_of(session)
    signup.confirm(session, claim, now, keys=KEYS)
    departure.leave(session, claim, ConsentMethod.BUTTON, now)
    assert signup.confirm(session, claim, now, keys=KEYS) is Settled.GONE
    assert ask(session, now + timedelta(hours=1)) is Joined.WAITING
    assert signup.confirm(session, claim, now + timedelta(hours=2), keys=KEYS) is Settled.DONE
    steps = [action for action, _ in trail(session)]
    assert steps[3:] == [ConsentAction.REQUESTED, ConsentAction.CONFIRMED]  # the new wish is proved as well


def test_links_of_nobody_do_nothing(session, now):
    """A genuine link whose reader does not exist confirms nothing and leaves nothing."""
    nobody = Claim("daily", 4_000_000, None)
    assert signup.confirm(session, nobody, now, keys=KEYS) is Settled.GONE
    assert departure.leave(session, nobody, ConsentMethod.ONE_CLICK, now) is Settled.ALREADY
    assert count(session, Consent) == 0


@pytest.mark.parametrize("newsletter", [None, "daily"])
def test_a_suppressed_address_gets_no_mail(session, now, newsletter):
    """A wish for a suppressed address queues nothing and makes no reader; another newsletter's is not barred."""
    roster.suppress(session, ANN, SuppressionReason.COMPLAINED, newsletter=newsletter, keys=KEYS, at=now)
    assert ask(session, now) is Joined.SUPPRESSED
    assert (count(session, Subscriber), count(session, Notice)) == (0, 0)
    other = ask(session, now, newsletter="weekly")
    assert other is (Joined.SUPPRESSED if newsletter is None else Joined.ASKED)


def test_a_link_does_not_confirm_who_was_suppressed(session, now):
    """An address that was suppressed after the mail went out is not confirmed by it."""
    ask(session, now)
    roster.suppress(session, ANN, SuppressionReason.BOUNCED, newsletter=None, keys=KEYS, at=now)
    assert signup.confirm(session, claim_of(session), now, keys=KEYS) is Settled.GONE


def test_adding_by_hand(session, now):
    """An added reader is confirmed at once with the source noted; adding again changes nothing."""
    addition = Addition(ANN, ("daily", "weekly"), "fair in Lyon, paper list", name="Ann")
    first = signup.add(session, addition, keys=KEYS, now=now)
    assert [(row.newsletter, row.outcome) for row in first] == [
        ("daily", AddOutcome.ADDED),
        ("weekly", AddOutcome.ADDED),
    ]
    again = signup.add(session, addition, keys=KEYS, now=now)
    assert {row.outcome for row in again} == {AddOutcome.UNCHANGED}
    assert set(session.scalars(select(Consent.source))) == {"fair in Lyon, paper list"}
    assert trail(session) == [(ConsentAction.IMPORTED, ConsentMethod.COMMAND)] * 2
    assert count(session, Notice) == 0
    assert session.scalars(roster.audience("weekly", at=now)).all() == [roster.find(session, ANN).id]


def test_adding_does_not_overrule_a_reader(session, now):
    """Who left, and who is suppressed, is refused with the reason."""
    addition = Addition(ANN, ("daily",), "list")
    signup.add(session, addition, keys=KEYS, now=now)
    departure.leave(session, claim_of(session), ConsentMethod.BUTTON, now)
    [left] = signup.add(session, addition, keys=KEYS, now=now)
    assert left.outcome is AddOutcome.REFUSED
    assert "left on 2026-11-24" in left.reason
    bob = parse("bob@example.com")
    roster.suppress(session, bob, SuppressionReason.MANUAL, newsletter=None, keys=KEYS, at=now)
    [barred] = signup.add(session, Addition(bob, ("daily",), "list"), keys=KEYS, now=now)
    assert (barred.outcome, barred.reason) == (AddOutcome.REFUSED, "suppressed: manual")
    assert roster.find(session, bob) is None
