"""Two newsletters of one store: no reader of both gets a story twice, and nobody else misses one."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from grounds import SECRET, STORIES, Clock, parsed
from sqlalchemy import update

from digest import daily
from digest.database import writing
from digest.deliver.sender import Watch
from digest.deliver.smtp import SmtpTransport
from digest.models import Delivery, DeliveryState
from digest.web import wiring
from subscribers import signup
from subscribers.address import parse
from subscribers.models import Subscription
from subscribers.taste import Taste
from subscribers.tokens import Keys

DAY = date(2026, 11, 24)
FRESH = [
    ("Museum opens its cellar to visitors", "The museum will show its cellar from Thursday on. Visitors need no ticket for the first week, its director said."),
]  # fmt: skip
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class House:
    """A daily and a second newsletter, both mailed to the catcher."""

    def __init__(self, grounds, **second):
        base = {"from": "The Wire <wire@news.example>", "postal_address": "1 Quay Street"}
        papers = {"daily": {"name": "Daily", **base}, "weekend": {"name": "Weekend", **base, **second}}
        self.grounds, self.settings = grounds, grounds.settings(newsletters=papers)
        self.clock = Clock(grounds.now)

    def reader(self, name, *slugs):
        with writing(self.grounds.engine) as session:
            wanted = signup.Addition(parse(f"{name}@readers.example"), slugs, None, "test")
            signup.add(
                session, wanted, keys=Keys.from_secrets([SECRET]), now=self.grounds.now - timedelta(days=9)
            )

    def send(self, slug, day=DAY, **changes):
        """Send an edition; the text of each reader's mail, by name."""
        room = replace(wiring.newsroom(self.settings, self.grounds.engine, slug), **changes)
        before = len(self.grounds.catcher.mails)
        edition = daily.freeze(room, day, clock=self.clock)
        return self.deliver(room, edition, before)

    def deliver(self, room, edition, before=0):
        way = SmtpTransport(self.settings.smtp)
        balance = asyncio.run(daily.deliver(room, edition, way, clock=self.clock, watch=Watch()))
        assert balance.balanced
        return {
            mail.recipients[0].partition("@")[0]: parsed(mail).get_body(("plain",)).get_content()
            for mail in self.grounds.catcher.mails[before:]
        }


def titles(text):
    """Which of the stories a mail has, by the first words of their leads."""
    return {title for title, body in (*STORIES, *FRESH) if body.partition(".")[0] in " ".join(text.split())}


OLD, NEW = {title for title, _ in STORIES}, {FRESH[0][0]}


@pytest.mark.long
def test_who_had_a_story_in_one_newsletter_does_not_get_it_in_the_other(grounds):
    """Who gets both has each story once; who gets the second alone has all; who has had all that is in it gets no mail."""
    house = House(grounds)
    grounds.store()
    house.reader("ann", "daily", "weekend")
    house.reader("ben", "weekend")
    house.reader("cleo", "daily")
    first = house.send("daily")
    assert {name: titles(text) for name, text in first.items()} == {"ann": OLD, "cleo": OLD}
    house.clock.turn(hours=3)
    grounds.store(house.clock(), FRESH)
    house.clock.turn(minutes=1)
    second = house.send("weekend")
    assert {name: titles(text) for name, text in second.items()} == {"ann": NEW, "ben": OLD | NEW}


@on_sqlite
@pytest.mark.long
def test_nothing_new_is_no_mail(grounds):
    """Whoever has had every story of an edition is not enrolled for it."""
    house = House(grounds)
    grounds.store()
    house.reader("ann", "daily", "weekend")
    house.reader("ben", "weekend")
    house.send("daily")
    house.clock.turn(hours=1)
    assert set(house.send("weekend")) == {"ben"}


@on_sqlite
@pytest.mark.long
def test_what_was_muted_or_never_came_is_not_had(grounds):
    """A story that a reader had muted in the first newsletter, or whose mail was refused, comes with the second."""
    house = House(grounds)
    grounds.store()
    house.reader("ann", "daily", "weekend")
    house.reader("ben", "daily", "weekend")
    with writing(grounds.engine) as session:
        muted = update(Subscription).where(
            Subscription.newsletter == "daily",
            Subscription.subscriber_id == grounds.reader_id("ann@readers.example"),
        )
        session.execute(muted.values(taste=str(Taste.of(["What else to know"], []))))
    had = titles(house.send("daily")["ann"])
    assert len(had) == 1
    with writing(grounds.engine) as session:
        refused = update(Delivery).where(Delivery.subscriber_id == grounds.reader_id("ben@readers.example"))
        session.execute(refused.values(state=DeliveryState.FAILED))
    house.clock.turn(hours=1)
    second = house.send("weekend")
    assert {name: titles(text) for name, text in second.items()} == {"ann": OLD - had, "ben": OLD}


@on_sqlite
@pytest.mark.long
def test_it_holds_with_no_variant_to_spare(grounds):
    """With one variant allowed, a second one leaves out what was had: nobody gets a story twice to save a variant."""
    house = House(grounds)
    grounds.store()
    house.reader("ann", "daily", "weekend")
    house.reader("ben", "weekend")
    house.send("daily")
    house.clock.turn(hours=3)
    grounds.store(house.clock(), FRESH)
    house.clock.turn(minutes=1)
    second = house.send("weekend", most_variants=1)
    assert {name: titles(text) for name, text in second.items()} == {"ann": NEW, "ben": OLD | NEW}


@on_sqlite
@pytest.mark.long
def test_a_newsletter_without_memory_repeats(grounds):
    """`memory_days = 0` forgets what other newsletters told, too."""
    house = House(grounds, memory_days=0)
    grounds.store()
    house.reader("ann", "daily", "weekend")
    house.send("daily")
    house.clock.turn(hours=1)
    assert titles(house.send("weekend")["ann"]) == OLD


def test_two_that_are_fixed_at_once_share_no_reader_of_a_story(grounds):
    """Both are composed before either is fixed: the later one sees what the other has told meanwhile, and is made anew."""
    house = House(grounds)
    grounds.store()
    house.reader("ann", "daily", "weekend")
    house.reader("ben", "weekend")
    house.reader("cleo", "daily")
    rooms = [wiring.newsroom(house.settings, grounds.engine, slug) for slug in ("daily", "weekend")]
    both = Barrier(2, timeout=30)
    with ThreadPoolExecutor(2) as pool:
        wanted = [pool.submit(daily.freeze, room, DAY, clock=Meeting(house.clock, both)) for room in rooms]
        editions = [one.result(30) for one in wanted]
    had = []
    for room, edition in zip(rooms, editions, strict=True):
        before = len(grounds.catcher.mails)
        mails = house.deliver(room, edition, before)
        assert titles(mails["cleo" if room.slug == "daily" else "ben"]) == OLD
        had += titles(mails.get("ann", ""))
    assert sorted(had) == sorted(OLD)


class Meeting:
    """A clock whose second look, by which an edition is composed and not fixed yet, waits for the other newsletter's."""

    def __init__(self, clock, both):
        self._clock, self._both, self._looks = clock, both, 0

    def __call__(self):
        self._looks += 1
        if self._looks == 2:
            self._both.wait()
        return self._clock()
