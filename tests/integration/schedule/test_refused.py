"""Who has to look is told: of an edition that pauses itself, and of a receiving domain that refuses us."""

import asyncio
import re
from datetime import timedelta

import pytest
from grounds import parsed
from returned import report

from digest.models import DeliveryState, EditionState
from digest.schedule.house import House
from digest.schedule.rounds import Rounds
from digest.web import postbox, wiring

ONCE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NAMES = [f"reader{number}" for number in range(14)]


def made_rounds(grounds, **changes):
    """An edition that is due, sent by two looks; the alerts that came of it, as subject and text."""
    settings = grounds.settings(alerts={"to": "ops@news.example"}, **changes)
    grounds.store()
    room = wiring.newsroom(settings, grounds.engine, "daily")
    way = wiring.transport(settings)
    house = House(
        grounds.engine, {"daily": room}, {}, way, grounds.clock(minutes=31), operator=settings.alerts.to
    )

    async def run():
        rounds = Rounds(house)
        for _ in range(2):
            await rounds.look()
            while tasks := [task for task in rounds._sends.values() if not task.done()]:
                await asyncio.wait(tasks)
        await rounds.stop(timedelta(seconds=10))

    asyncio.run(run())
    mails = [parsed(mail) for mail in grounds.catcher.to("ops@news.example")]
    return [(mail["Subject"], mail.get_body(("plain",)).get_content()) for mail in mails]


@ONCE
@pytest.mark.long
def test_an_edition_that_pauses_itself_alarms_once(grounds):
    """Too many mailboxes that do not exist: the operator reads why and what to do, and nobody else is tried."""
    for address in grounds.readers(*NAMES):
        grounds.catcher.replies[address] = "550 5.2.1 disabled"
    ((subject, text),) = made_rounds(grounds, delivery={"pause_least": 10})
    assert "is paused: too many mails were refused" in subject
    assert re.search(
        r"(10 of 10|11 of 11) mails were refused for good", text
    )  # one may be on its way beside the tenth
    assert [edition.state for edition in grounds.editions()] == [EditionState.PAUSED]
    assert sum(row.state is DeliveryState.QUEUED for row in grounds.deliveries()) in {
        2,
        3,
        4,
    }  # of two connections


@ONCE
@pytest.mark.long
def test_a_domain_that_refuses_us_alarms_once(grounds):
    """Its readers wait, the words of its server are told, the others have their mail."""
    grounds.readers("ann@other.example")
    for address in grounds.readers(*NAMES):
        grounds.catcher.replies[address] = "550 5.7.1 you are on our list"
    ((subject, text),) = made_rounds(grounds)
    assert subject.startswith("readers.example takes no mail of")
    assert "550 5.7.1 you are on our list" in text
    assert len(grounds.catcher.to("ann@other.example")) == 1
    assert {row.state for row in grounds.deliveries()} == {DeliveryState.SENT, DeliveryState.DEFERRED}


@ONCE
@pytest.mark.long
def test_mails_that_came_back_are_read_by_the_schedule(grounds):
    """A Maildir that is configured is emptied, and who cannot be read any more is not written to."""
    folder = grounds.folder / "returned"
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    settings = grounds.settings(bounces={"maildir": folder})
    (ann,) = grounds.readers("ann")
    grounds.store()
    room = wiring.newsroom(settings, grounds.engine, "daily")
    clock = grounds.clock(minutes=31)
    read = postbox.reader(settings, grounds.engine, clock)
    house = House(grounds.engine, {"daily": room}, {}, wiring.transport(settings), clock, postbox=read)

    async def run():
        rounds = Rounds(house)
        await rounds.look()
        await asyncio.gather(*rounds._sends.values())
        (mail,) = grounds.catcher.mails
        failed = f"Final-Recipient: rfc822; {ann}\nAction: failed\nStatus: 5.1.1"
        came = report(failed).replace(b"To: bounces@morning.example", f"To: {mail.sender}".encode())
        (folder / "new" / "1.a.host").write_bytes(came)
        await rounds.fetch()
        await rounds.stop(timedelta(seconds=10))

    asyncio.run(run())
    assert [path.name for path in (folder / "cur").iterdir()] == ["1.a.host:2,S"]
    assert [row.state for row in grounds.deliveries()] == [DeliveryState.FAILED]
    assert postbox.reader(grounds.settings(), grounds.engine, clock) is None
