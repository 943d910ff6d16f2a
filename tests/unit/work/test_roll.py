"""Who is on the roll, and what nobody on it is for."""

from datetime import UTC, datetime, timedelta

from digest.records import Worker
from digest.work.roll import Shown, unanswered

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


def shown(queues: str, silent: int = 0) -> Shown:
    worker = Worker(name=queues, queues=queues, at_once=4, started_at=NOW, beat_at=NOW)
    return Shown(worker, timedelta(seconds=silent))


def test_every_queue_needs_one_who_lives() -> None:
    """Several workers may share the queues; the dead answer nothing."""
    everything = "bounce,collect,freeze,send"
    assert unanswered([shown(everything)]) is None
    assert unanswered([shown("send"), shown("bounce,collect,freeze")]) is None
    assert unanswered([shown("send"), shown("bounce,collect")]) == (
        "no worker lives that is for freeze: start `digest worker`"
    )
    assert unanswered([shown(everything, silent=20)]) == unanswered([])
    assert "freeze, bounce, collect, send" in str(unanswered([]))
