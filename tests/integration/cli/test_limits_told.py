"""`digest status` tells the limits that a send keeps."""

from datetime import date

import pytest

from digest.cli import bounds
from digest.database import writing
from digest.deliver import buckets
from digest.records import Pace


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_bounds_a_send_is_told(grounds):
    """Rates, what the warm-up has left of today, what single domains take; and nothing where nothing is bounded."""
    settings = grounds.settings(
        smtp={
            "host": "mx.example",
            "per_second": 20,
            "warm_up_first": 50,
            "warm_up_since": date(2026, 11, 23),
        },
        pacing={"domain_per_second": 5, "domains": {"slow.example": {"connections": 1}}},
    )
    with writing(grounds.engine) as session:
        session.add(Pace(name="relay mx.example:25", day=grounds.now.date(), taken=60))
        buckets.attend(session, "elsewhere/1/a")
    found = bounds.limits(settings, grounds.engine, grounds.now)
    assert list(bounds.lines(found)) == [
        "relay mx.example:25  20 mails a second, 40 of today's 100 mails left",
        "each domain  5 mails a second",
        "slow.example  1 at once",
    ]
    assert found["senders"] == 1
    assert list(bounds.lines(bounds.limits(grounds.settings(), grounds.engine, grounds.now))) == []
