"""Tables of sources and a store, and what a web server on loopback has for them."""

import asyncio

from sqlalchemy import select

from digest.collect.sources.due import due
from digest.collect.sources.run import collect_sources
from digest.collect.sources.state import states
from digest.collect.sources.ways import Ways
from digest.config.sources import CollectSettings, SourceSettings
from digest.database import reading
from digest.models import Article

TEXT = (
    "The harbour board will merge the ferry line and the tram company on 1 January, its chair said on Monday. "
    "The fares stay as they are until the summer, and no job is lost. Passengers asked for it for ten years."
)
ITEM = ("http://harbour.example/ferry", "Ferry and tram to merge", TEXT)
OTHER = ("http://harbour.example/lamps", "Lamps lit on the pier", "All the lamps on the pier were lit on Monday evening, for the first time in eleven years. The council paid for them.")  # fmt: skip
ARTICLE = f"""<html lang="en"><head><title>Ferry and tram to merge</title><meta property="og:title" content="Ferry and tram to merge"></head>
<body><nav>Home News</nav><article><h1>Ferry and tram to merge</h1><p>{TEXT}</p><p>{"The two companies carried nine million people last year, the board said. " * 4}</p></article></body></html>""".encode()


class Newsroom:
    """Tables of sources, collected into one store by a clock that is set by hand."""

    def __init__(self, engine, now, root):
        self.engine, self.now, self.root = engine, now, root
        self.allowed = ("127.0.0.1",)
        self.resolve = None

    def collect(self, everything=True, **tables):
        tables = {slug: SourceSettings(**table) for slug, table in tables.items()}
        more = {"resolve": self.resolve} if self.resolve else {}
        ways = Ways(
            self.engine,
            lambda: self.now,
            CollectSettings(allow_hosts=self.allowed, seconds=2),
            self.root,
            **more,
        )
        slugs = list(tables) if everything else due(tables, states(self.engine), self.now)
        return {
            visit.slug: visit
            for visit in asyncio.run(collect_sources(tables, slugs, ways, lambda _visit: None))
        }

    def articles(self):
        with reading(self.engine) as session:
            return {one.title: one for one in session.scalars(select(Article))}
