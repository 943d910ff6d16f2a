"""How fast mails may go: pure arithmetic over a given clock."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.buckets import Grant
from digest.deliver.drawing import Tap
from digest.deliver.outcome import Reply
from digest.deliver.pacing import (
    BURST,
    EARLY,
    Slice,
    WarmUp,
    Window,
    begins,
    is_too_much,
    rest_after,
    share,
    slice_of,
)


@given(st.floats(0.5, 500), st.lists(st.tuples(st.integers(0, 3), st.floats(0, 0.4)), max_size=80))
def test_processes_together_keep_the_limit(rate, steps):
    """Whoever comes when, no more tokens are used than the rate allows for the time and half a second."""
    until, now, used = 0.0, 100.0, []
    slices = [Slice(rate) for _ in range(4)]
    for which, pause in steps:
        now += pause
        mine = slices[which]
        if not mine.left:
            tokens = slice_of(rate)
            mine.at, mine.left = begins(until, now, tokens / rate), tokens
            until = mine.at + tokens / rate
        while mine.is_due(now):
            mine.take()
            used.append(now)
    if used:
        span = used[-1] - used[0] + BURST + 2 * EARLY
        assert len(used) <= rate * span + 1.01


@pytest.mark.parametrize("seconds", [0.01, 0.12, 0.3, 1.0])
def test_a_slow_database_costs_no_rate(seconds):
    """Each draw holds the limit's row for a while; 4 processes that draw in turns have all of it, and no more."""
    taps, free, until, used = [Tap("relay", 100.0) for _ in range(4)], 0.0, 0.0, 0
    took, under_way = dict.fromkeys(taps, 0.0), dict[Tap, tuple[Grant, float, float]]()
    for now in (100 + step / 100 for step in range(6_000)):
        for tap in taps:
            if tap in under_way and under_way[tap][2] <= now:
                grant, asked, _ = under_way.pop(tap)
                took[tap] = now - asked
                tap.granted(grant, asked, now)
            while tap.is_due(now):
                tap.slice.take()
                used += 1
            if not tap.slice.left and tap not in under_way:
                wish, begun = tap.wanted(took[tap]), max(now, free)
                free, first = begun + seconds, begins(until, begun, wish.tokens / 100)
                until = first + wish.tokens / 100
                under_way[tap] = Grant(wish.tokens, first - begun), now, free
    assert 5_600 <= used <= 6_050


@given(st.lists(st.booleans(), max_size=200), st.integers(1, 50))
def test_a_window_stays_within_its_bounds(taken, most):
    """It never closes, never passes the limit, and one crowd of refusals halves it once."""
    window = Window()
    for good in taken:
        before, spared = window.size, window.spared
        window = window.grown(most) if good else window.halved(int(window.size))
        assert 1 <= window.size <= max(most, 2)
        assert good or window.size == (before if spared else max(before / 2, 1))
        assert 0 <= window.rest <= 300


@given(st.integers(0, 200), st.integers(1, 40))
def test_the_shares_of_a_limit_add_up_to_it(limit, among):
    """However many processes there are, together they have all of it and no more."""
    assert sum(share(limit, rank, among) for rank in range(among)) == limit


def test_a_warm_up_doubles_until_it_bounds_nothing():
    """500 on the first day, as many before it, 2,000 on the third; a year later it is warm."""
    warm_up = WarmUp(500, date(2026, 12, 1))
    days = [date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 3), date(2027, 12, 1)]
    assert [warm_up.quota(day) for day in days] == [500, 500, 2_000, None]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(421, "4.3.2"), True),
        (Reply(450, "4.7.28"), True),
        (Reply(450, "4.7.1"), False),
        (None, False),
    ],
)
def test_what_asks_for_less(reply, said):
    """421 and 4.7.28, and nothing else: greylisting is no complaint."""
    assert is_too_much(reply) is said


def test_a_clock_that_was_wrong_stops_nobody():
    """Tokens that were drawn far in the future are not waited for; a relay rests 5 s, then longer, 5 minutes at most."""
    assert begins(9_000.0, 100.0, 0.1) == 100.0
    assert [rest_after(count) for count in (1, 2, 30)] == [5, 10, 300]
