"""A mail host that takes nothing for a quarter of an hour is told of, once, as soon as anything can be told."""

import asyncio
import socket
from datetime import timedelta

import pytest
from grounds import parsed

from digest.deliver.smtp import SmtpTransport
from digest.schedule.house import House
from digest.schedule.rounds import Rounds
from digest.web import wiring


class Switch:
    """One mail host, and another in its place."""

    def __init__(self, good, bad):
        self.good, self.bad, self.works = good, bad, False

    @property
    def now(self):
        return self.good if self.works else self.bad

    @property
    def channels(self):
        return self.now.channels

    @property
    def place(self):
        return self.now.place

    async def open(self):
        return await self.now.open()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("minutes", "told"), [(10, 0), (16, 1)])
@pytest.mark.long
def test_the_operator_is_told_once(grounds, minutes, told):
    """Not for a short outage; for a long one once, by the first mail that goes through; and the edition is sent."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = grounds.settings(alerts={"to": "ops@news.example"})
    bad = settings.smtp.model_copy(update={"port": port})
    way, clock = Switch(SmtpTransport(settings.smtp), SmtpTransport(bad)), grounds.clock(minutes=31)
    grounds.readers("ann")
    grounds.store()
    room = wiring.newsroom(settings, grounds.engine, "daily")
    house = House(grounds.engine, {"daily": room}, {}, way, clock, operator=settings.alerts.to)

    async def run():
        rounds = Rounds(house)

        async def look():
            await rounds.look()
            while tasks := [task for task in rounds._sends.values() if not task.done()]:
                await asyncio.wait(tasks)

        await look()
        clock.turn(minutes=minutes)
        await look()
        way.works = True
        for _ in range(3):
            clock.turn(seconds=61)
            await look()
        await rounds.stop(timedelta(seconds=10))

    asyncio.run(run())
    mails = [(mail.recipients[0], parsed(mail)["Subject"]) for mail in grounds.catcher.mails]
    assert sum(to == "ann@readers.example" for to, _ in mails) == 1
    alerts = [subject for to, subject in mails if to == "ops@news.example"]
    assert len(alerts) == told
    assert all("could not be sent at 07:01" in subject for subject in alerts)
