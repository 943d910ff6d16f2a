"""Feeds of invented articles, no two alike, on a web server that knows their versions."""

import random

from webserver import Page, WebServer, rss

WORDS = [
    "harbour",
    "council",
    "ferry",
    "orchard",
    "railway",
    "museum",
    "bridge",
    "lantern",
    "weather",
    "festival",
    "library",
    "market",
    "tower",
    "garden",
    "river",
    "station",
    "theatre",
    "village",
    "captain",
    "teacher",
    "engine",
    "window",
    "mountain",
    "letter",
    "kitchen",
    "island",
]


def item(feed: int, number: int, day: int, *, paragraphs: int = 6, words: int = 14) -> tuple[str, str, str]:
    """An item of its own for each feed, number and day: its address, title and text."""
    chance = random.Random(f"{feed} {number} {day}")
    told = "".join(
        f"<p>On day {day} the {' '.join(chance.choices(WORDS, k=words))} and the count was {chance.randrange(10**9)}.</p>"
        for _ in range(paragraphs)
    )
    return f"http://wire{feed}.example/{day}/{number}", f"Story {number} of wire {feed}, day {day}", told


def publish(web: WebServer, day: int, *, feeds: int, items: int, **size: int) -> list[str]:
    """Give each feed new items, under /0, /1 and so on, with the day as its version; returns their addresses."""
    addresses = []
    for feed in range(feeds):
        told = [item(feed, number, day, **size) for number in range(items)]
        web.pages[f"/{feed}"] = Page(rss(*told, title=f"Wire {feed}"), etag=f'"{day}"')
        addresses += [url for url, *_ in told]
    return addresses
