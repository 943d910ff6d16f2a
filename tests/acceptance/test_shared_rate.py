"""Several processes send one edition under one limit: together they keep to it."""

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


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_four_processes_keep_one_limit(engine, database_url):
    """100 mails a second, over a minute and four processes: 100 +/- 3; a short run on a busy machine tries the ceiling alone."""
    press = Press(engine, datetime.now(UTC))
    press.print(*(f"reader{number}" for number in range(RATE * (SECONDS + 12))))
    here = Path(__file__).parent
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join([*sys.path, str(here.parent / "integration" / "deliver")])
    }
    with _Timed() as relay:
        command = [sys.executable, str(here / "pacer.py"), database_url, str(press.edition), str(relay.port)]
        running = [
            subprocess.Popen([*command, str(RATE), str(SECONDS + 8)], env=env) for _ in range(PROCESSES)
        ]
        codes = [one.wait(timeout=SECONDS + 60) for one in running]
        times, recipients = sorted(relay.times), relay.recipients
    assert codes == [0] * PROCESSES
    assert len(set(recipients)) == len(recipients)
    begun = times[0] + 4.0  # by then all of them are there
    rate = sum(begun <= at < begun + SECONDS for at in times) / SECONDS
    print(f"{PROCESSES} processes, limit {RATE}/s: {rate:.2f}/s over {SECONDS} s")
    assert rate <= RATE + 3
    assert SMOKE or rate >= RATE - 3
