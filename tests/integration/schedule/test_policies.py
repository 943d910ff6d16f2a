"""The watch keeps a newsletter's rules, on both databases: approval, thin news, lateness; and tells who has to know, once."""

import asyncio
from datetime import date, timedelta

import pytest
from grounds import STORIES, parsed

from digest import desk
from digest.compose.content import from_json
from digest.deliver.smtp import SmtpTransport
from digest.models import EditionState
from digest.schedule.house import House
from digest.schedule.rounds import Rounds
from digest.web import wiring

DAY = date(2026, 11, 24)
PATIENCE = timedelta(seconds=10)


class Watch:
    """An installation with an editor and an operator, looked after by a clock that is turned by hand."""

    def __init__(self, grounds, **rules):
        base = {
            "name": "The Morning Wire",
            "from": "The Morning Wire <wire@news.example>",
            "postal_address": "1 Quay Street, Port Lorne",
            "editor": "Ed <ed@news.example>",
        } | rules
        self.settings = grounds.settings(newsletters={"daily": base}, alerts={"to": "ops@news.example"})
        self.grounds, self.clock = grounds, grounds.clock(minutes=-60)
        self.room = wiring.newsroom(self.settings, grounds.engine, "daily")
        self.house = House(grounds.engine, {"daily": self.room}, {}, SmtpTransport(self.settings.smtp), self.clock, operator=self.settings.alerts.to)  # fmt: skip

    def look(self, times=1):
        async def run():
            rounds = Rounds(self.house, self.grounds.now - timedelta(hours=2))
            for _ in range(times):
                await rounds.look()
                while tasks := [task for task in rounds._sends.values() if not task.done()]:
                    await asyncio.wait(tasks)
            await rounds.stop(PATIENCE)

        asyncio.run(run())

    @property
    def edition(self):
        (found,) = self.grounds.editions()
        return found

    def subjects(self, address):
        return [
            parsed(mail)["Subject"] for mail in self.grounds.catcher.mails if mail.recipients == [address]
        ]


@pytest.fixture
def readers(grounds):
    return grounds.readers("ann", "bob")


@pytest.mark.long
def test_the_editor_is_shown_the_draft_and_told_how_it_went(grounds, readers):
    """One note 45 minutes before, one report after the send, however often it is looked, also by a new process."""
    watch = Watch(grounds)
    grounds.store()
    watch.look()
    assert watch.subjects("ed@news.example") == []
    watch.clock.turn(minutes=50)
    watch.look(2)
    watch.look()
    (draft,) = watch.subjects("ed@news.example")
    assert draft.startswith("Draft: ")
    watch.clock.turn(minutes=45)
    watch.look(2)
    watch.look()
    assert [subject.partition(":")[0] for subject in watch.subjects("ed@news.example")] == ["Draft", "Sent"]
    assert watch.edition.state is EditionState.SENT
    body = parsed(grounds.catcher.mails[0]).get_content()
    assert STORIES[0][0] in body
    assert "digest preview --date 2026-11-24" in body


@pytest.mark.long
def test_an_edition_waits_for_its_approval(grounds, readers):
    """Held at its time, with editor and operator told, and reminded an hour later; sent at the first look after somebody approved it."""
    watch = Watch(grounds, approval="required", draft_minutes=0)
    grounds.store()
    watch.clock.turn(minutes=95)
    watch.look(2)
    assert (watch.edition.state, watch.edition.reason) == (EditionState.HELD, "waits for approval")
    assert (
        watch.subjects("ed@news.example")
        == watch.subjects("ops@news.example")
        == ["The Morning Wire of 2026-11-24 is held"]
    )
    watch.clock.turn(minutes=65)
    watch.look(2)
    watch.look()
    assert watch.subjects("ops@news.example")[1:] == ["The Morning Wire of 2026-11-24 is still held"]
    desk.approve(watch.room, DAY, watch.edition.hash, clock=watch.clock)
    watch.look()
    assert watch.edition.state is EditionState.SENT
    assert len(watch.subjects("ann@readers.example")) == 1


@pytest.mark.parametrize(("thin", "next_day"), [("skip", 1), ("merge", 3)])
def test_thin_news_are_left_out(grounds, readers, now, thin, next_day):
    """Too few stories: no mail, the reason on record; merged stories are in the next edition, skipped ones are not."""
    watch = Watch(grounds, fewest_stories=3, thin=thin, draft_minutes=0)
    grounds.store(now + timedelta(minutes=20), STORIES[:2])
    watch.clock.turn(minutes=95)
    watch.look(2)
    assert (watch.edition.state, watch.edition.reason.startswith("2 stories, fewer than 3")) == (
        EditionState.SKIPPED,
        True,
    )
    assert watch.subjects("ann@readers.example") == []
    grounds.store(now + timedelta(hours=20), STORIES[2:3])
    drafted = desk.daily.draft(watch.room, DAY + timedelta(days=1), clock=lambda: now + timedelta(hours=24))
    assert len(list(drafted.content.items())) == next_day


def test_a_late_edition_is_held(grounds, readers):
    """Past its useful time it is not sent but held, with how late it is; an approval after that sends it."""
    watch = Watch(grounds, late_hours=3, draft_minutes=0)
    grounds.store()
    watch.clock.turn(minutes=95, hours=4)
    watch.look(2)
    assert watch.edition.state is EditionState.HELD
    assert watch.edition.reason.startswith("4 hours late")
    desk.approve(watch.room, DAY, watch.edition.hash, clock=watch.clock)
    watch.look()
    assert watch.edition.state is EditionState.SENT


@pytest.mark.long
def test_sends_that_nobody_was_there_for_are_on_record(grounds, readers, now):
    """After three days away: the two older editions are skipped with the reason and told of once, by one of two servers; all of
    their stories are in the newest, which goes out."""
    watch = Watch(grounds, draft_minutes=0)
    grounds.store(now, STORIES[:1])
    watch.clock.turn(minutes=95)
    watch.look()
    for day, story in enumerate(STORIES[1:], 1):
        grounds.store(now + timedelta(days=day), [story])
    watch.clock.turn(days=3)
    watch.look(2)
    watch.look()
    *rest, newest = grounds.editions()
    assert [edition.day.day for edition in grounds.editions()] == [24, 25, 26, 27]
    assert [edition.state for edition in rest] == [
        EditionState.SENT,
        EditionState.SKIPPED,
        EditionState.SKIPPED,
    ]
    assert all(edition.reason.startswith("missed: nothing was running") for edition in rest[1:])
    assert (newest.state, len(list(from_json(newest.content).items()))) == (EditionState.SENT, 3)
    told = "2 editions of The Morning Wire were not sent"
    assert watch.subjects("ops@news.example") == [told]
    assert watch.subjects("ed@news.example")[1] == told
    (mail,) = (parsed(one) for one in grounds.catcher.mails if one.recipients == ["ops@news.example"])
    days = [line for line in mail.get_content().splitlines() if "07:00" in line]
    assert days == ["  Wednesday, 25 November, 07:00 (UTC)", "  Thursday, 26 November, 07:00 (UTC)"]


@pytest.mark.long
def test_a_newsletter_that_was_never_printed_has_missed_nothing(grounds, readers):
    """Days before its first edition are no missed ones."""
    watch = Watch(grounds, draft_minutes=0)
    grounds.store(watch.clock() + timedelta(days=4))
    watch.clock.turn(minutes=95, days=4)
    watch.look()
    assert [edition.day.day for edition in grounds.editions()] == [28]
    assert watch.subjects("ops@news.example") == []


def test_a_memo_that_is_not_taken_is_told_again(grounds, readers):
    """The relay refuses the note once: the next look sends it."""
    watch = Watch(grounds)
    grounds.store()
    watch.clock.turn(minutes=50)
    grounds.catcher.replies["ed@news.example"] = "451 4.7.1 later"
    watch.look()
    assert watch.subjects("ed@news.example") == []
    del grounds.catcher.replies["ed@news.example"]
    watch.look()
    assert len(watch.subjects("ed@news.example")) == 1
