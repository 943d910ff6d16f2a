"""Dates as pages and feeds write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect import dates

WRITTEN = {
    "2026-03-03T07:30:00Z": (2026, 3, 3, 7, 30),
    "2026-03-03T07:30:00+01:00": (2026, 3, 3, 6, 30),
    "2026-03-03T07:30:00.123-0500": (2026, 3, 3, 12, 30),
    "2026-03-03 07:30": (2026, 3, 3, 7, 30),
    "2026-03-03": (2026, 3, 3, 0, 0),
    "Tue, 03 Mar 2026 07:30:00 +0100": (2026, 3, 3, 6, 30),
    "3 March 2026": (2026, 3, 3, 0, 0),
    "March 3rd, 2026, 7:30 p.m.": (2026, 3, 3, 19, 30),
    "Tuesday 3 Mar. 2026 at 12.05 am": (2026, 3, 3, 0, 5),
    "3 March 26": (2026, 3, 3, 0, 0),
    "1772523000": (2026, 3, 3, 7, 30),
    1772523000: (2026, 3, 3, 7, 30),
    1772523000000: (2026, 3, 3, 7, 30),
}


@pytest.mark.parametrize(("written", "moment"), WRITTEN.items())
def test_each_form_is_understood(written, moment):
    """ISO 8601, mail dates, English words and Unix time give the same moment in UTC."""
    assert dates.parse(written) == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "31 February 2026",
        "0001-01-01T00:00:00Z",
        "2026-13-40",
        None,
        True,
        [],
        {},
        "99999999999999999999",
        float("nan"),
        float("inf"),
        date(2026, 3, 3),
    ],
)
def test_what_is_no_date_is_none(written):
    """Nothing is guessed and nothing raises."""
    assert dates.parse(written) is None


def test_naive_is_taken_as_utc_and_aware_is_converted():
    """Every answer is aware and in UTC."""
    assert dates.parse(datetime(2026, 3, 3, 7)) == datetime(2026, 3, 3, 7, tzinfo=UTC)  # noqa: DTZ001 - a naive one is the case
    there = datetime(2026, 3, 3, 7, tzinfo=timezone(timedelta(hours=2)))
    found = dates.parse(there)
    assert found == there
    assert found.tzinfo is UTC


@given(st.text(alphabet=st.sampled_from("0123456789-:TZ+ ,JanMarch.") | st.characters(), max_size=40))
def test_any_text_is_answered(text):
    """No text raises; an answer is aware."""
    found = dates.parse(text)
    assert found is None or found.tzinfo is UTC
