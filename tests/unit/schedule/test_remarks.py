"""What the schedule writes into the log, and how often."""

from datetime import UTC, datetime, timedelta

from digest.schedule.remarks import Remarks

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)


def test_a_line_is_said_again_after_an_hour_or_when_it_changes(caplog):
    """A fault that lasts is told once an hour, another one at once, and one that came back after a rest at once."""
    now = [NOW]
    remarks = Remarks(lambda: now[0])
    for minutes, line in (
        (0, "refused"),
        (30, "refused"),
        (31, "timed out"),
        (60, "timed out"),
        (92, "timed out"),
    ):
        now[0] = NOW + timedelta(minutes=minutes)
        remarks.warn("edition 1", line)
    remarks.forget("edition 1")
    remarks.warn("edition 1", "timed out")
    assert caplog.messages == [f"edition 1: {line}" for line in ("refused", *["timed out"] * 3)]


def test_what_does_not_get_truer_is_said_once(caplog):
    """A missed send is told once, however long the process lives."""
    now = [NOW]
    remarks = Remarks(lambda: now[0])
    for days in range(3):
        now[0] = NOW + timedelta(days=days)
        remarks.warn("daily 2026-11-24", "missed", once=True)
    assert len(caplog.messages) == 1


def test_an_error_is_logged_without_its_message(caplog):
    """A defect names its type and place, and never what it was about."""
    remarks = Remarks(lambda: NOW)
    try:
        {}["ann@example.org"]
    except KeyError as error:
        remarks.defect("edition 1", error)
    assert "KeyError in test_an_error_is_logged_without_its_message" in caplog.text
    assert "ann@" not in caplog.text
