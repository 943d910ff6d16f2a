"""Several processes send one edition under one limit: together they keep to it."""

import asyncio
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from press import Press
from relay import Relay

RATE = 100
SMOKE = bool(os.environ.get("SMOKE"))
SECONDS = 8 if SMOKE else 60
PROCESSES = 4


class _Timed(Relay):
    """It notes when each mail came."""

    def __init__(self):
        super().__init__()
        self.times = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.times.append(time.monotonic())
        return await super().handle_DATA(server, session, envelope)


class _Crowded(Relay):
    """It notes how many mails were on their way to it at once."""

    def __init__(self):
        super().__init__()
        self.flying = self.most = 0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.flying += 1
        self.most = max(self.most, self.flying)
        await asyncio.sleep(0.05)
        self.flying -= 1
        return await super().handle_DATA(server, session, envelope)


def _sent_by_all(press, relay, url, rate, seconds, at_once):
    """An edition sent by four processes; how each of them ended."""
    here = Path(__file__).parent
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join([*sys.path, str(here.parent / "integration" / "deliver")])
    }
    command = [sys.executable, str(here / "pacer.py"), url, str(press.edition), str(relay.port)]
    command += [str(rate), str(seconds), str(at_once)]
    running = [subprocess.Popen(command, env=env) for _ in range(PROCESSES)]
    return [one.wait(timeout=seconds + 60) for one in running]


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_four_processes_share_a_domains_connections(engine, database_url):
    """Six mails at once to a domain, over four processes and from the first mail on: never seven, and all are sent once."""
    press = Press(engine, datetime.now(UTC))
    wanted = press.print(*(f"reader{number}" for number in range(60 if SMOKE else 1200)))
    with _Crowded() as relay:
        codes = _sent_by_all(press, relay, database_url, 1000, 120, 6)
        assert sorted(relay.recipients) == sorted(wanted)
    assert codes == [0] * PROCESSES
    print(f"{PROCESSES} processes, 6 at once: {relay.most} at the most")
    assert 3 <= relay.most <= 6


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_four_processes_keep_one_limit(engine, database_url):
    """100 mails a second, over a minute and four processes: 100 +/- 3; a short run on a busy machine tries the ceiling alone."""
    press = Press(engine, datetime.now(UTC))
    press.print(*(f"reader{number}" for number in range(RATE * (SECONDS + 12))))
    with _Timed() as relay:
        codes = _sent_by_all(press, relay, database_url, RATE, SECONDS + 8, 20)
        times, recipients = sorted(relay.times), relay.recipients
    assert codes == [0] * PROCESSES
    assert len(set(recipients)) == len(recipients)
    begun = times[0] + 4.0  # by then all of them are there
    rate = sum(begun <= at < begun + SECONDS for at in times) / SECONDS
    print(f"{PROCESSES} processes, limit {RATE}/s: {rate:.2f}/s over {SECONDS} s")
    assert rate <= RATE + 3
    assert SMOKE or rate >= RATE - 3
