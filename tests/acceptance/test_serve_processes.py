"""`digest serve` as a process: two at once, and how they end."""

import re
import signal
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from grounds import wait_until
from served import Process

from digest.models import EditionState


@pytest.fixture
def serve(grounds, tmp_path):
    """Starts processes whose newsletter is due since a second; whatever is left is killed at the end."""
    config = grounds.toml(f"{datetime.now(UTC) - timedelta(seconds=1):%H:%M:%S}")
    started = []

    def start(*words):
        words = words or ("serve", "--port", "0")
        started.append(Process(config, tmp_path / f"talk-{len(started)}.txt", words))
        return started[-1]

    yield start
    for one in started:
        if one.runs:
            one.end(signal.SIGKILL)


def test_two_processes_send_nothing_twice_and_end_well(grounds, catcher, serve):
    """Two start at the same moment on one database: one mail for each reader; both end with 0 on a signal, and no
    address is in their logs."""
    grounds.store(datetime.now(UTC) - timedelta(hours=1))
    readers = grounds.readers(*(f"reader{number:02}" for number in range(10)))
    first, second = serve(), serve()
    catcher.wait_for(10, 30)
    wait_until(lambda: [edition.state for edition in grounds.editions()] == [EditionState.SENT])
    for one in (first, second):
        assert httpx2.get(f"{one.address()}/healthz").json() == {"status": "ok"}
        assert httpx2.get(f"{one.address()}/archive/daily/latest").status_code == 307
    assert (first.end(signal.SIGINT), second.end(signal.SIGTERM)) == (0, 0)
    assert sorted(mail.recipients[0] for mail in catcher.mails) == readers
    for talk in (first.said, second.said):
        assert re.search(r"next send of daily: \w{3} [\d-]+ [\d:]+ UTC", talk)
        assert talk.endswith("stopped\n")
        assert "readers.example" not in talk
        assert "Traceback" not in talk


def test_the_schedule_alone_sends_and_the_web_alone_does_not(grounds, catcher, serve):
    """`digest serve --no-schedule` leaves the sending to `digest schedule`, with a port and without: one mail for each
    reader, and a signal ends each of them with 0."""
    grounds.store(datetime.now(UTC) - timedelta(hours=1))
    readers = grounds.readers(*(f"reader{number:02}" for number in range(10)))
    web = serve("serve", "--port", "0", "--no-schedule")
    assert httpx2.get(f"{web.address()}/readyz").json() == {"status": "ok", "schema": "ok"}
    assert grounds.editions() == []
    watched, bare = serve("schedule", "--port", "0"), serve("schedule")
    catcher.wait_for(10, 30)
    wait_until(lambda: [edition.state for edition in grounds.editions()] == [EditionState.SENT])
    assert httpx2.get(f"{watched.address()}/readyz").json()["schedule"] == "ok"
    assert httpx2.get(f"{watched.address()}/subscribe").status_code == 404
    assert httpx2.get(f"{web.address()}/archive/daily/latest").status_code == 307
    wait_until(lambda: "next send of daily" in bare.said, 20)
    assert [one.end(signal.SIGTERM) for one in (web, watched, bare)] == [0, 0, 0]
    assert sorted(mail.recipients[0] for mail in catcher.mails) == readers
    assert [one.said.endswith("stopped\n") for one in (web, watched, bare)] == [True] * 3
    assert "Traceback" not in web.said + watched.said + bare.said


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_asks_is_who_connects_whatever_a_header_says(grounds, serve):
    """100 signups from one network under 100 forwarded addresses are 20, and then 429."""
    url = f"{serve().address()}/subscribe"
    with httpx2.Client() as client:
        answers = [
            client.post(
                url, json={"email": f"r{n}@readers.example"}, headers={"X-Forwarded-For": f"198.51.{n}.7"}
            ).status_code
            for n in range(100)
        ]
    assert answers[:20] == [202] * 20
    assert set(answers[40:]) == {429}  # an hour of the clock may end in between
