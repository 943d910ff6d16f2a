"""The schedule asks sources by itself: as they fall due, and once in the hour before a send."""

import asyncio
import logging
from dataclasses import replace
from threading import Event

import pytest
from grounds import wait_until
from webserver import Page, WebServer, rss

from digest.collect.sources.state import states
from digest.schedule.gathering import Gatherer
from digest.web import wiring
from digest.web.fetching import Away

TEXT = "The harbour board will merge the ferry line and the tram company on 1 January, its chair said on Monday. Fares stay as they are."  # fmt: skip


def gatherer(grounds, clock, web, **tables):
    tables = {slug: {"url": f"{web.url}/{slug}", **table} for slug, table in tables.items()}
    settings = grounds.settings(sources=tables, collect={"allow_hosts": ["127.0.0.1"], "seconds": 2})
    return Gatherer(wiring.gathering(settings, grounds.engine, clock))


def gather(*made):
    async def run():
        for one in made:
            await one.gather()

    asyncio.run(run())


def test_sources_are_asked_when_due_and_in_the_last_hour(grounds, caplog):
    """Asked at first, left alone until the last hour before 07:00, asked there once, whatever its interval is."""
    caplog.set_level(logging.INFO)
    clock = grounds.clock(hours=-3)
    with WebServer() as web:
        web.pages["/daily"] = Page(
            rss(("http://harbour.example/a", "Ferry and tram to merge", TEXT)), etag='"1"'
        )
        one = gatherer(grounds, clock, web, daily={"every_minutes": 1440})
        gather(one, one)
        assert web.paths() == ["/daily"]
        clock.turn(hours=3)
        gather(one, one, one)
        assert web.paths() == ["/daily", "/daily"]
    assert "source daily: 1 new, 0 updated" in caplog.text


def test_a_failing_source_is_logged_and_not_hammered(grounds, caplog):
    """In the last hour too a source that fails waits for its time; the third failure in a row says so."""
    clock = grounds.clock(minutes=-20)
    with WebServer() as web:
        web.pages["/bad"] = Page(status=500)
        one = gatherer(grounds, clock, web, bad={"every_minutes": 60})
        gather(one, one)
        assert web.paths() == ["/bad"]
        for _ in range(2):
            clock.turn(hours=6)
            gather(one)
    assert "source bad: status 500: the server has a fault (3 times in a row)" in caplog.text


@pytest.mark.long
def test_a_process_of_its_own_does_the_same(grounds, caplog):
    """What it stored and what failed is told as if it had been done here, and numpy, which it needs, is not loaded here for it."""
    caplog.set_level(logging.INFO)
    with WebServer() as web:
        web.pages["/daily"] = Page(rss(("http://harbour.example/a", "Ferry and tram to merge", TEXT)))
        web.pages["/bad"] = Page(status=500)
        tables = {slug: {"url": f"{web.url}/{slug}"} for slug in ("daily", "bad")}
        settings = grounds.settings(sources=tables, collect={"allow_hosts": ["127.0.0.1"], "seconds": 2})
        made = wiring.gathering(settings, grounds.engine, grounds.clock())
        gather(Gatherer(replace(made, collect=Away(settings))))
        assert sorted(web.paths()) == ["/bad", "/daily"]
    assert "source daily: 1 new, 0 updated" in caplog.text
    assert "source bad: status 500: the server has a fault" in caplog.text


@pytest.mark.long
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_process_that_asks_is_ended_with_us(grounds):
    """A source that answers slowly holds up no stop: its process is ended, and the source is due still."""
    with WebServer() as web:
        over = Event()
        web.pages["/slow"] = lambda: Page(status=500 if over.wait(60) else 200)
        settings = grounds.settings(
            sources={"slow": {"url": f"{web.url}/slow"}},
            collect={"allow_hosts": ["127.0.0.1"], "seconds": 60},
        )
        made = wiring.gathering(settings, grounds.engine, grounds.clock())

        async def run():
            one = Gatherer(replace(made, collect=Away(settings)))
            asking = asyncio.create_task(one.gather())
            await asyncio.to_thread(wait_until, lambda: web.asked, 20)
            await asyncio.wait_for(one.stop(), 30)
            await asking

        asyncio.run(run())
        over.set()
        assert states(grounds.engine) == {}


def test_once_stopped_nothing_is_asked(grounds):
    """After a stop no question leaves."""

    async def run(one):
        await one.stop()
        await one.gather()

    with WebServer() as web:
        asyncio.run(run(gatherer(grounds, grounds.clock(), web, feed={})))
        assert web.asked == []
