"""Articles as files, and the store they are collected into."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import select
from wire import WORDS

from digest.collect.collector import Collected, collect
from digest.database import reading
from digest.models import Article, Source


def sentence(seed: int, words: int = 14) -> str:
    """A sentence of its own for each seed."""
    said = [WORDS[(seed * 7 + n * (seed % 5 + 3)) % len(WORDS)] for n in range(words)]
    return f"On day {seed} the {' '.join(said)}."


def paragraph(seed: int, sentences: int = 3) -> str:
    return " ".join(sentence(seed * 31 + n) for n in range(sentences))


def row(number: int, **fields: object) -> dict[str, object]:
    """A row of a .jsonl file, with an address and three paragraphs of its own."""
    return {
        "title": f"Story number {number} of the day",
        "paragraphs": [paragraph(number * 10 + n) for n in range(3)],
        "source": "The Lantern",
        "url": f"https://lantern.example/{number}",
    } | fields


@dataclass
class Newsstand:
    """A folder and a store; the clock moves a minute with each collection."""

    engine: Engine
    folder: Path
    now: datetime

    def clock(self) -> datetime:
        return self.now

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def rows(self, name: str, rows: Iterable[dict[str, object]]) -> Path:
        return self.write(name, "".join(json.dumps(one) + "\n" for one in rows))

    def collect(self, *paths: Path) -> Collected:
        self.now += timedelta(minutes=1)
        return collect(self.engine, paths, clock=self.clock)

    def articles(self) -> list[Article]:
        with reading(self.engine) as session:
            return list(session.exec(select(Article).order_by(Article.id)))

    def sources(self) -> list[str]:
        with reading(self.engine) as session:
            return sorted(session.exec(select(Source.name)))


def counts(result: Collected) -> tuple[int, int, int, int]:
    return result.new, result.updated, result.unchanged, len(result.rejected)


def texts(article: Article) -> list[str]:
    return [block["text"] for block in article.blocks]
