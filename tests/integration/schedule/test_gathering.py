"""The schedule asks sources by itself: as they fall due, and once in the hour before a send."""

import asyncio
import logging

from webserver import Page, WebServer, rss

from digest.schedule.gathering import Gatherer
from digest.web import wiring

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


def test_once_stopped_nothing_is_asked(grounds):
    """After a stop no question leaves."""

    async def run(one):
        await one.stop()
        await one.gather()

    with WebServer() as web:
        asyncio.run(run(gatherer(grounds, grounds.clock(), web, feed={})))
        assert web.asked == []
