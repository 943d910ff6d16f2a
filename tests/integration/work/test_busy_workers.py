"""A worker does as much at once as it was asked to, and is heard of meanwhile, however few processors there are."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import delete
from test_workers import Place, house
from webserver import Page, WebServer

from digest.config import SourceSettings
from digest.database import writing
from digest.engines.port import Call, Kind
from digest.records import Worker

__all__ = ["house"]
MANY = 40
"""More than the threads that asyncio has by itself, on whatever machine."""


@pytest.mark.long
def test_as_many_sources_as_it_was_asked_to_are_asked_at_once(house: Place) -> None:
    """Forty sites that let it wait are asked at the same time, and it goes on to write that it lives."""
    answered = threading.Event()
    with WebServer() as web:
        tables = {f"site{number}": f"{web.url}/{number}" for number in range(MANY)}
        web.pages |= {f"/{number}": _after(answered) for number in range(MANY)}
        house.call(*[Call(Kind.COLLECT, slug) for slug in tables])
        sources = {slug: SourceSettings(url=url).model_dump() for slug, url in tables.items()}
        hands = house.hands(sources=sources, collect={"allow_hosts": ["127.0.0.1"], "seconds": 60})

        def is_heard_of() -> bool:
            if web.at_once < MANY:
                return False
            if not forgotten:
                with writing(house.grounds.engine) as session:
                    session.execute(delete(Worker))
                forgotten.append(True)
            return bool(house.roll())

        forgotten: list[bool] = []
        try:
            house.work(lambda: is_heard_of() and not answered.set(), hands, at_once=MANY)
        finally:
            answered.set()


def _after(answered: threading.Event) -> Callable[[], Page]:
    def page() -> Page:
        answered.wait(30)
        return Page(status=404, kind="text/plain")

    return page
