"""The ceiling for each network and the trap for robots."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from subscribers import guard
from subscribers.guard import NETWORK_CEILING, Attempt, Verdict
from subscribers.models import SignupBucket
from subscribers.tokens import Keys

KEYS = Keys.from_secrets(["a secret for the tests of guards"])


def check(session, now, client, trap=""):
    return guard.check(session, Attempt(client, trap), keys=KEYS, now=now)


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
    assert check(session, now, "203.0.113.1", trap="https://x.example") is Verdict.ROBOT
    assert check(session, now, "203.0.113.1", trap=" ") is Verdict.PASS


def test_old_counts_are_swept_away(session, now):
    """Buckets of past days do not pile up, and none holds an address."""
    for day in range(10):
        check(session, now + timedelta(days=day), "203.0.113.1")
    assert session.scalar(select(func.count()).select_from(SignupBucket)) <= 3
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
