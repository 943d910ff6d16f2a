"""The ceilings by network, address, newsletter and in all, and the trap for robots."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from subscribers import guard
from subscribers.guard import NETWORK_CEILING, Attempt, Limits, Verdict
from subscribers.models import SignupBucket
from subscribers.tokens import Keys

KEYS = Keys.from_secrets(["a secret for the tests of guards"])


def check(session, now, client, trap="", *, newsletter="daily", address=None, limits=Limits()):  # noqa: B008
    attempt = Attempt(client, trap, newsletter, address or f"{client}@example.com")
    return guard.check(session, attempt, keys=KEYS, now=now, limits=limits)


def test_a_network_has_a_ceiling(session, now):
    """The twenty-first signup in an hour from one /24 is refused, whichever host of it asks; others are not."""
    verdicts = [check(session, now, f"203.0.113.{n}") for n in range(NETWORK_CEILING + 1)]
    assert verdicts == [Verdict.PASS] * NETWORK_CEILING + [Verdict.BUSY]
    assert check(session, now, "203.0.114.1") is Verdict.PASS
    assert check(session, now + timedelta(hours=1), "203.0.113.9") is Verdict.PASS


def test_one_ipv6_subscriber_is_one_network(session, now):
    """Addresses rotated within a /64 share one ceiling."""
    verdicts = [check(session, now, f"2001:db8:1:2::{n:x}") for n in range(NETWORK_CEILING + 5)]
    assert verdicts.count(Verdict.BUSY) == 5


def test_a_robot_is_told_apart_by_the_hidden_field(session, now):
    """A filled trap is a robot; spaces that a browser put there are not."""
    assert check(session, now, "203.0.113.1", trap="https://x.example") is Verdict.QUIET
    assert check(session, now, "203.0.113.1", trap=" ") is Verdict.PASS


def test_old_counts_are_swept_away(session, now):
    """Buckets of past days do not pile up, and none holds an address."""
    for day in range(10):
        check(session, now + timedelta(days=day), "203.0.113.1")
    assert session.scalar(select(func.count()).select_from(SignupBucket)) <= 4 * 3
    assert all("203" not in key for key in session.scalars(select(SignupBucket.key)))


@pytest.mark.parametrize(
    ("client", "expected"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_networks(client, expected):
    """A client belongs to its /24 or /64; one without an address shares one bucket."""
    assert guard.network(client) == expected


def test_an_address_has_a_ceiling_that_does_not_show(session, now):
    """Past ten wishes an hour for one address the next are answered as always, from whichever networks they come."""
    verdicts = [check(session, now, f"10.0.{n}.1", address="victim@example.com") for n in range(15)]
    assert verdicts == [Verdict.PASS] * 10 + [Verdict.QUIET] * 5


def test_a_newsletter_and_all_have_ceilings(session, now):
    """Signups from everywhere stop at the newsletter's ceiling, those for another one at the ceiling for all."""
    limits = Limits(per_newsletter=30, in_all=45)
    verdicts = [check(session, now, f"10.{n}.0.1", limits=limits) for n in range(35)]
    assert verdicts == [Verdict.PASS] * 30 + [Verdict.BUSY] * 5
    others = [check(session, now, f"11.{n}.0.1", newsletter="weekly", limits=limits) for n in range(15)]
    assert others == [Verdict.PASS] * 10 + [Verdict.BUSY] * 5
    assert check(session, now + timedelta(hours=1), "10.99.0.1", limits=limits) is Verdict.PASS


def test_what_is_good_for_one_use_is_used_once(session, now):
    """The same name is used before from then on, also in another hour; another name is not."""
    assert guard.used_before(session, "puzzle", now) is False
    assert guard.used_before(session, "puzzle", now) is True
    assert guard.used_before(session, "puzzle", now + timedelta(hours=1)) is True
    assert guard.used_before(session, "another", now) is False
