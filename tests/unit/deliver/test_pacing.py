"""When a mail that was put off is tried again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.pacing import FIRST_RETRY, LONGEST_RETRY, retry_at

NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
jitters = st.floats(0, 1, exclude_max=True)


def test_the_first_retry_waits_until_greylisting_opens():
    """Six minutes, at most seven and a half."""
    assert retry_at(NOW, 1, 0) == NOW + timedelta(minutes=6)
    assert retry_at(NOW, 1, 0.999) < NOW + timedelta(minutes=7.5)


def test_the_wait_doubles_up_to_two_hours():
    """6, 12, 24, 48, 96 minutes, then 2 hours for ever."""
    waits = [(retry_at(NOW, attempts, 0) - NOW).total_seconds() / 60 for attempts in range(1, 9)]
    assert waits == [6, 12, 24, 48, 96, 120, 120, 120]


@given(st.integers(-5, 10**6), jitters)
def test_any_number_of_tries_has_a_next_one(attempts, jitter):
    """Never before six minutes, never after two and a half hours."""
    wait = retry_at(NOW, attempts, jitter) - NOW
    assert FIRST_RETRY <= wait <= LONGEST_RETRY * 1.25


@given(st.integers(1, 20), jitters, jitters)
def test_jitter_spreads_but_keeps_the_order(attempts, one, two):
    """More jitter is later, and a further try is never sooner than the one before at the same jitter."""
    assert (retry_at(NOW, attempts, one) <= retry_at(NOW, attempts, two)) == (one <= two) or abs(
        one - two
    ) < 1e-9
    assert retry_at(NOW, attempts + 1, one) >= retry_at(NOW, attempts, one)
