"""When a form was shown, and the puzzle: signed, short-lived, solved by whoever counts."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from puzzles import solution

from subscribers import stamp
from subscribers.tokens import Keys

NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
KEYS = Keys.from_secrets(["a secret for the tests of stamps"])
ROTATED = Keys.from_secrets(["a newer secret than the first", "a secret for the tests of stamps"])


def test_a_stamp_tells_its_age():
    """To the millisecond, for a day, and also after the secret was replaced."""
    made = stamp.stamp(KEYS, NOW)
    assert stamp.age(KEYS, made, NOW + timedelta(seconds=2)) == timedelta(seconds=2)
    assert stamp.age(ROTATED, made, NOW) == timedelta(0)
    assert stamp.age(KEYS, made, NOW + timedelta(hours=25)) is None
    assert stamp.age(KEYS, made, NOW - timedelta(seconds=1)) is None


@given(st.text(max_size=60))
def test_nobody_else_makes_a_stamp(text):
    """Whatever is sent in its place is no stamp."""
    assert stamp.age(KEYS, text, NOW) is None
    assert stamp.age(KEYS, f"{int(NOW.timestamp() * 1000)}.{text}", NOW) is None


def test_a_solution_is_known_by_its_puzzle():
    """Who counted is let in, for an hour, and also after the secret was replaced."""
    puzzle = stamp.puzzle(KEYS, NOW)
    found = solution(puzzle)
    assert stamp.solved(KEYS, found, NOW) == puzzle["challenge"][:40]
    assert stamp.solved(ROTATED, found, NOW) is not None
    assert stamp.solved(KEYS, found, NOW + timedelta(hours=2)) is None


@pytest.mark.parametrize(
    "change", [{"number": 0}, {"salt": "x?expires=9999999999&"}, {"signature": "0"}, {"challenge": "0"}]
)
def test_a_changed_solution_is_none(change):
    """Another number, salt, signature or challenge solves nothing."""
    kept = json.loads(base64.b64decode(solution(stamp.puzzle(KEYS, NOW)))) | change
    if change == {"number": 0} and kept["number"] == 0:
        return
    assert stamp.solved(KEYS, base64.b64encode(json.dumps(kept).encode()).decode(), NOW) is None


@given(
    st.one_of(
        st.text(max_size=80),
        st.recursive(st.none() | st.integers() | st.text(), st.lists).map(
            lambda found: base64.b64encode(json.dumps(found).encode()).decode()
        ),
        st.dictionaries(
            st.sampled_from(["algorithm", "challenge", "number", "salt", "signature"]),
            st.none() | st.integers() | st.text(),
        ).map(lambda found: base64.b64encode(json.dumps(found).encode()).decode()),
    )
)
def test_nonsense_is_no_solution(text):
    """Whatever is sent in its place solves nothing, and is no fault."""
    assert stamp.solved(KEYS, text, NOW) is None
