"""What becomes of an edition whose time has come."""

from datetime import UTC, date, datetime, timedelta

import pytest

from digest.config import NewsletterSettings
from digest.models import Edition, EditionState
from digest.schedule.policy import Case, Fate, rule
from digest.schedule.timetable import Slot, Standing

AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
BASE = {"name": "Daily", "from": "a@b.example", "postal_address": "1 Quay"}


def ruled(state="draft", stories=5, late=False, approved_at=None, **settings):
    edition = Edition(newsletter="daily", day=date(2026, 11, 24), number=1, window_start=AT, window_end=AT, content="", hash="", created_at=AT, state=EditionState(state), approved_at=approved_at)  # fmt: skip
    now = AT + timedelta(hours=13 if late else 0)
    standing = Standing.LATE if late else Standing.DUE
    return rule(
        NewsletterSettings(**BASE, **settings), Case(edition, stories, Slot(AT.date(), AT), standing, now)
    )


@pytest.mark.parametrize(
    ("case", "fate"),
    [
        ({}, Fate.FREEZE),
        ({"stories": 1, "fewest_stories": 3}, Fate.FREEZE),
        ({"stories": 1, "fewest_stories": 3, "thin": "skip"}, Fate.SKIP),
        ({"stories": 1, "fewest_stories": 3, "thin": "merge"}, Fate.MERGE),
        ({"stories": 3, "fewest_stories": 3, "thin": "merge"}, Fate.FREEZE),
        ({"approval": "required"}, Fate.HOLD),
        ({"approval": "required", "state": "approved", "approved_at": AT - timedelta(hours=1)}, Fate.FREEZE),
        ({"approval": "hold"}, Fate.HOLD),
        ({"approval": "hold", "state": "approved", "approved_at": AT - timedelta(hours=1)}, Fate.HOLD),
        ({"approval": "hold", "state": "approved", "approved_at": AT + timedelta(minutes=1)}, Fate.FREEZE),
        ({"state": "approved", "approved_at": AT - timedelta(hours=1), "stories": 1, "fewest_stories": 3, "thin": "skip"}, Fate.FREEZE),
        ({"late": True}, Fate.HOLD),
        ({"late": True, "state": "approved", "approved_at": AT - timedelta(hours=1)}, Fate.HOLD),
        ({"late": True, "state": "approved", "approved_at": AT + timedelta(hours=12)}, Fate.FREEZE),
    ],
)  # fmt: skip
def test_what_becomes_of_an_edition(case, fate):
    """Late ones are held, unapproved ones wait, thin ones go as configured, and who approves late means it."""
    assert ruled(**case).fate is fate


def test_reasons_can_be_read():
    """Each reason says what was counted, and what to do."""
    assert ruled(late=True).reason == "13 hours late; approve it to send it all the same"
    assert (
        ruled(stories=1, fewest_stories=3, thin="merge").reason
        == "1 story, fewer than 3; they go into the next edition"
    )
    assert ruled(approval="required").reason == "waits for approval"
