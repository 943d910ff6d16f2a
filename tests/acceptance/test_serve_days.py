"""Two servers on one database, for weeks of a clock that is turned from outside, killed (`kill -9`) again and again."""

import os
import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from grounds import SECRET
from killing import sink_in
from pair import Books, Pair, wait
from turned import FileClock

from digest.models import DeliveryState, EditionState

SMOKE = bool(os.environ.get("SMOKE"))
DAYS, KILLS = (3, 3) if SMOKE else (50, 40)
READERS = 30
LATE = {1} if SMOKE else {9, 27, 41}
"""Days on which nobody is there at seven, nor for half a day after it."""
ZONE = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 9, 20)  # within 50 days, clocks are turned back there, and on another day in New York
STEPS = (timedelta(minutes=-40), timedelta(0), timedelta(hours=7, seconds=1), timedelta(hours=17))
"""From seven o'clock: the draft, the edition, and the mornings of New York and Tokyo, whatever clocks do."""

CONFIG = """
secret_key = "{secret}"
[database]
url = "{url}"
[smtp]
host = "127.0.0.1"
port = {port}
tls = "none"
connections = 2
[newsletters.daily]
name = "The Morning Wire"
from = "The Morning Wire <wire@news.example>"
postal_address = "1 Quay Street, Port Lorne"
zone = "Europe/Berlin"
send_at = "07:00"
editor = "Ed <ed@news.example>"
"""


def seven(number: int) -> datetime:
    """Seven in the morning of a day, counted from the first."""
    return datetime.combine(FIRST + timedelta(days=number), time(7), ZONE).astimezone(UTC)


@pytest.fixture
def books(grounds, tmp_path):
    with sink_in(tmp_path, pause=0.1) as sink:
        yield Books(grounds, sink)


@pytest.fixture
def pair(books, tmp_path):
    """Started at a quarter to six of the first day."""
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    print(f"\nSEED={seed}")
    url, config = books.grounds.url.replace("+psycopg", ""), tmp_path / "digest.toml"
    config.write_text(CONFIG.format(secret=SECRET, url=url, port=books.sink.port))
    clock = FileClock(tmp_path / "clock")
    clock.set(seven(0) - timedelta(minutes=75))
    made = Pair(config, clock, books.sink, random.Random(seed))
    made.start()
    yield made
    made.abandon()


def test_days_with_kills_bring_each_reader_one_mail_a_day(books: Books, pair: Pair) -> None:
    """One edition a day, every reader once, whichever of two servers dies when; what would come half a day late is held."""
    books.grounds.now = seven(0)
    zones = books.settle_in(READERS)
    moments = [(day, step) for day in range(DAYS) if day not in LATE for step in range(len(STEPS))]
    killed = Counter(pair.chance.choices(moments, k=KILLS - 2 * len(LATE)))
    for day in range(DAYS):
        books.stories(seven(day), pair.chance)
        if day in LATE:
            slept_through(books, pair, day)
        else:
            for step in range(len(STEPS)):
                passed(books, pair, (day, step), killed[day, step])
    assert pair.stop() == [0, 0]
    accounted(books, pair, zones)


def passed(books: Books, pair: Pair, moment: tuple[int, int], kills: int) -> None:
    """A moment of a day comes: whatever is to be done then is done, however many servers die over it."""
    day, step = moment
    pair.clock.set(seven(day) + STEPS[step])
    for _ in range(kills):
        pair.kill_in_the_middle()

    def done() -> bool:
        edition = books.edition(seven(day))
        if step == 0:
            return edition is not None
        is_over = edition is not None and edition.frozen_at is not None and books.is_idle(pair.clock())
        return is_over and (step < len(STEPS) - 1 or edition.state is EditionState.SENT)

    wait(done, pair, f"{seven(day):%Y-%m-%d}, step {step}")


def slept_through(books: Books, pair: Pair, day: int) -> None:
    """Both die before the edition's time, and are started again half a day too late."""
    pair.clock.set(seven(day) - timedelta(minutes=50))
    pair.kill_both()
    pair.clock.set(seven(day) + timedelta(hours=13))
    pair.start()
    wait(
        lambda: (found := books.edition(seven(day))) is not None and found.state is EditionState.HELD,
        pair,
        "held",
    )


def accounted(books: Books, pair: Pair, zones: dict[str, str]) -> None:
    """Days, editions, mails and the ledger agree."""
    editions, arrived, ledger = books.grounds.editions(), Counter(books.arrived()), books.standing()
    late = [seven(day).date() for day in sorted(LATE)]
    assert [edition.day for edition in editions] == [seven(day).date() for day in range(DAYS)]
    assert [edition.day for edition in editions if edition.state is EditionState.HELD] == late
    reasons = [edition.reason for edition in editions if edition.day in late]
    assert reasons == ["13 hours late; approve it to send it all the same"] * len(late)
    sent = {edition.id for edition in editions if edition.state is EditionState.SENT}
    assert len(sent) == DAYS - len(LATE)
    lost_replies = {row for row, state in ledger.items() if state is DeliveryState.UNCERTAIN}
    assert set(ledger) == {(edition, reader) for edition in sent for reader in zones}
    assert set(ledger.values()) <= {DeliveryState.SENT, DeliveryState.UNCERTAIN}
    assert max(arrived.values()) == 1
    assert set(arrived) <= set(ledger)
    assert set(ledger) - set(arrived) <= lost_replies
    assert len(lost_replies) <= 2 * pair.kills  # at most one for each connection
    assert max(books.memos().values()) == 1
    assert "Traceback" not in pair.talk.read_text()
    print(
        f"{books.grounds.engine.dialect.name}: {DAYS} days, {pair.kills} kills, {len(sent)} editions sent, {len(late)} held, "
        f"{len(ledger)} rows, {len(arrived)} mails, none twice; {len(lost_replies)} replies lost with a killed server"
    )
