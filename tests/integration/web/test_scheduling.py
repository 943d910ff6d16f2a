"""The schedule without the web app: it sends, tells how it does, and ends well."""

import asyncio
import os
import signal

import pytest
from grounds import wait_until
from starlette.testclient import TestClient

from digest.models import EditionState
from digest.schedule.pulse import Pulse
from digest.web.app import create_watch
from digest.web.scheduling import newsrooms, scheduler, until_told

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.long
def test_it_sends_until_a_signal_ends_it(grounds, engine, catcher):
    """What is due goes out without a web server; SIGTERM ends it when the mails are through."""
    grounds.store()
    wanted = grounds.readers("ann", "ben", "cleo")
    settings, clock = grounds.settings(), grounds.clock(minutes=30, seconds=1)
    working = scheduler(settings, newsrooms(settings, engine), clock=clock, pulse=Pulse())

    async def run():
        running = asyncio.create_task(until_told(working))
        await asyncio.to_thread(wait_until, lambda: len(catcher.mails) == len(wanted))
        os.kill(os.getpid(), signal.SIGTERM)
        await running

    asyncio.run(run())
    assert sorted(mail.recipients[0] for mail in catcher.mails) == wanted
    assert [edition.state for edition in grounds.editions()] == [EditionState.SENT]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.long
def test_with_a_port_it_tells_how_it_does_and_has_no_pages(grounds, engine):
    """`/readyz` waits for the first look; there is neither signup nor archive nor API."""
    with TestClient(create_watch(grounds.settings(), engine, clock=grounds.clock())) as client:
        assert client.get("/readyz").json() == {"status": "ok", "schema": "ok", "schedule": "ok"}
        assert client.get("/healthz").status_code == 200
        assert [client.get(path).status_code for path in ("/subscribe", "/archive", "/api/editions")] == [
            404
        ] * 3
