"""The watch on real databases and a real relay: every reader once, whoever wakes it, however often."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from grounds import STORIES

from digest.compose.templates import environment
from digest.database import connect, writing
from digest.deliver.smtp import SmtpTransport
from digest.models import DeliveryState, Edition, EditionState
from digest.schedule.house import House
from digest.schedule.rounds import Rounds
from digest.web import wiring

PATIENCE = timedelta(seconds=10)


def house(grounds, clock, engine=None):
    settings = grounds.settings()
    rooms = {"daily": wiring.newsroom(settings, engine or grounds.engine, "daily")}
    return House(engine or grounds.engine, rooms, {}, SmtpTransport(settings.smtp), clock)


async def settle(*rounds):
    """Wait until nothing that a look began is under way."""
    while tasks := [task for one in rounds for task in one._sends.values() if not task.done()]:
        await asyncio.wait(tasks)


def look(*houses, times=1):
    """A watch on each house, all looking at once, and then again."""

    async def run():
        rounds = [Rounds(one) for one in houses]
        for _ in range(times):
            await asyncio.gather(*(one.look() for one in rounds))
            await settle(*rounds)
        await asyncio.gather(*(one.stop(PATIENCE) for one in rounds))

    asyncio.run(run())


def recipients(catcher):
    return sorted(mail.recipients[0] for mail in catcher.mails)


def test_before_its_time_nothing_is_sent(grounds, catcher):
    """A minute before the slot a look changes nothing."""
    grounds.store()
    grounds.readers("ann")
    look(house(grounds, grounds.clock(minutes=29)))
    assert (grounds.editions(), catcher.mails) == ([], [])


@pytest.mark.long
def test_two_watches_at_once_send_each_reader_one_mail(grounds, catcher, database_url):
    """Two on one database, each with its own engine, looking at the same moment: one edition, one mail for each."""
    grounds.store()
    wanted = grounds.readers(*(f"reader{number}" for number in range(12)))
    other = connect(database_url)
    try:
        look(
            house(grounds, grounds.clock(minutes=30)),
            house(grounds, grounds.clock(minutes=30), other),
            times=3,
        )
    finally:
        other.dispose()
    assert recipients(catcher) == sorted(wanted)
    assert [edition.state for edition in grounds.editions()] == [EditionState.SENT]


def test_an_empty_store_is_told_once_and_tried_again(grounds, catcher, caplog):
    """With nothing to print the log has one line however often it looks; when articles come, the edition goes."""
    grounds.readers("ann")
    clock = grounds.clock(minutes=30)

    async def run():
        rounds = Rounds(house(grounds, clock))
        for _ in range(3):
            await rounds.look()
        told = [line.getMessage() for line in caplog.records]
        assert len(told) == 1
        assert told[0].startswith(
            "daily 2026-11-24: not sent yet: no article was stored since 2026-11-23 07:00"
        )
        clock.turn(hours=2)
        grounds.store(clock() - timedelta(minutes=1))
        await rounds.look()
        await settle(rounds)

    with caplog.at_level(logging.INFO, "digest.schedule"):
        asyncio.run(run())
    assert recipients(catcher) == ["ann@readers.example"]


def test_a_first_start_in_the_afternoon_mails_nobody(grounds, catcher, caplog):
    """A list that never had an edition waits for the next slot, and the log says how to send at once."""
    grounds.store()
    grounds.readers("ann")
    look(house(grounds, grounds.clock(hours=8)), times=2)
    assert (grounds.editions(), catcher.mails) == ([], [])
    told = [line.getMessage() for line in caplog.records]
    assert len(told) == 1
    assert "`digest send --date 2026-11-24`" in told[0]


@pytest.mark.long
def test_a_list_that_had_an_edition_is_made_up_for(grounds, catcher):
    """After one edition, a process that comes back hours late still sends the day's; past half of the day it does not."""
    grounds.readers("ann")
    grounds.store(stories=STORIES[:2])
    look(house(grounds, grounds.clock(minutes=30)))
    for hours, sent, news in ((24 + 4, 2, STORIES[2:3]), (48 + 13, 2, STORIES[3:])):
        grounds.store(grounds.now + timedelta(hours=hours - 1), news)
        look(house(grounds, grounds.clock(hours=hours)))
        assert len(catcher.mails) == sent


def test_a_killed_run_is_taken_up(grounds, catcher):
    """An edition that was frozen and left by its process is delivered by the next look, long before its next slot."""
    from digest import daily

    grounds.store()
    wanted = grounds.readers("ann", "bob")
    clock = grounds.clock(minutes=30)
    mine = house(grounds, clock)
    daily.freeze(mine.rooms["daily"], mine.rooms["daily"].today(clock()), clock=clock)
    look(mine)
    assert recipients(catcher) == wanted


@pytest.mark.long
def test_a_deferred_mail_goes_when_its_time_has_come(grounds, catcher):
    """A reader's 451 leaves the edition open; it is tried again at its own time and not before, and then closed."""
    grounds.store()
    grounds.readers("ann", "bob")
    catcher.replies["bob@readers.example"] = "451 4.7.1 come back later"
    clock = grounds.clock(minutes=30)
    mine = house(grounds, clock)
    look(mine, times=2)
    assert recipients(catcher) == ["ann@readers.example"]
    assert [edition.state for edition in grounds.editions()] == [EditionState.SENDING]
    catcher.replies.clear()
    clock.turn(hours=1)
    look(mine)
    assert recipients(catcher) == ["ann@readers.example", "bob@readers.example"]
    assert [edition.state for edition in grounds.editions()] == [EditionState.SENT]


@pytest.mark.long
def test_an_edition_that_only_has_to_be_closed_is_closed(grounds, catcher):
    """A run that was killed after its last mail and before its last line leaves an edition that a look ends."""
    grounds.store()
    grounds.readers("ann")
    mine = house(grounds, grounds.clock(minutes=30))
    look(mine)
    with writing(grounds.engine) as session:
        session.get_one(Edition, 1).state = EditionState.SENDING
    look(mine)
    assert [edition.state for edition in grounds.editions()] == [EditionState.SENT]
    assert len(catcher.mails) == 1


@pytest.mark.long
def test_a_relay_that_is_down_stops_nothing(grounds, catcher, caplog):
    """The edition is frozen, the log says why nobody gets it, and the look after the relay's return sends it."""
    grounds.store()
    grounds.readers("ann")
    down = grounds.settings().smtp.model_copy(update={"port": 1})
    mine = house(grounds, grounds.clock(minutes=30))
    look(replace(mine, transport=SmtpTransport(down)), times=2)
    assert [row.state for row in grounds.deliveries()] == [DeliveryState.QUEUED]
    assert sum("cannot be used" in line.getMessage() for line in caplog.records) == 1
    assert "readers.example" not in caplog.text
    look(mine)
    assert recipients(catcher) == ["ann@readers.example"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_the_end_gives_back_what_is_not_on_the_wire(grounds, catcher):
    """A stop in the middle of a send finishes the mails being handed over; the rest waits, and the next run sends it."""
    grounds.store()
    wanted = grounds.readers(*(f"reader{number:02}" for number in range(20)))
    catcher.slow = 0.05
    mine = house(grounds, grounds.clock(minutes=30))

    async def run():
        rounds = Rounds(mine)
        await rounds.look()
        await asyncio.to_thread(catcher.wait_for, 4)
        await rounds.stop(PATIENCE)

    asyncio.run(run())
    states = [row.state for row in grounds.deliveries()]
    assert set(states) == {DeliveryState.SENT, DeliveryState.QUEUED}
    assert states.count(DeliveryState.SENT) == len(catcher.mails) < 20
    catcher.slow = 0
    look(mine)
    assert recipients(catcher) == wanted


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_held_edition_stays(grounds, catcher):
    """What an editor holds is not sent by the clock."""
    grounds.store()
    grounds.readers("ann")
    mine = house(grounds, grounds.clock(minutes=30))
    room = mine.rooms["daily"]
    from digest import daily

    drafted = daily.draft(room, room.today(mine.clock()), clock=mine.clock)
    with writing(grounds.engine) as session:
        session.get_one(Edition, drafted.edition.id).state = EditionState.HELD
    look(mine)
    assert [edition.state for edition in grounds.editions()] == [EditionState.HELD]
    assert catcher.mails == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_first_start_before_the_send_time_has_nothing_to_say(grounds, caplog):
    """A new newsletter is not told that it missed yesterday."""
    look(house(grounds, grounds.clock(minutes=29)))
    assert caplog.messages == []


def test_an_edition_with_faults_goes_out_and_the_log_says_which(grounds, catcher, caplog, tmp_path):
    """Nobody is awake to mend it: readers get their mail, and what `digest lint` fails is a warning each."""
    grounds.store()
    wanted = grounds.readers("ann")
    footer = tmp_path / "theme" / "email" / "parts" / "footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text('<p class="footline">Bye.</p>\n')
    place = house(grounds, grounds.clock(minutes=30))
    rooms = {"daily": replace(place.rooms["daily"], templates=environment(tmp_path / "theme"))}
    look(replace(place, rooms=rooms), times=2)
    assert recipients(catcher) == wanted
    told = [line.getMessage() for line in caplog.records if "lint: " in line.getMessage()]
    assert len(told) == len(set(told))
    assert any("postal-address: " in line for line in told)
