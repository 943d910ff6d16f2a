"""Reads the written sample back as plain values, by the standard library alone."""

import email
import email.policy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import unescape
from pathlib import Path

import pytest

from digest.sample.library import write_articles

MOMENT = datetime(2025, 3, 12, 7, 0, tzinfo=timezone(timedelta(hours=1)))


@dataclass(frozen=True, slots=True)
class Read:
    """One article as it came out of its file."""

    path: Path
    title: str
    source: str
    url: str
    published: datetime
    kicker: str
    lines: tuple[str, ...]


def read(path: Path) -> list[Read]:
    """Every article in a file of the sample."""
    reader = {".txt": _txt, ".md": _md, ".html": _html, ".jsonl": _jsonl, ".eml": _eml}[path.suffix]
    return list(reader(path))


def _txt(path: Path) -> Iterator[Read]:
    head, page = path.read_text(encoding="utf-8").split("\n\n", 1)
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    assert list(keys) == ["Source", "URL", "Published", "Section"]
    lines = tuple(page.splitlines())
    when = datetime.fromisoformat(keys["Published"])
    yield Read(path, lines[0], keys["Source"], keys["URL"], when, keys["Section"], lines)


def _md(path: Path) -> Iterator[Read]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    keys = dict(line.split(": ", 1) for line in front.splitlines())
    assert set(keys) == {"title", "source", "url", "published", "kicker", "byline"}
    when = datetime.fromisoformat(keys["published"])
    yield Read(
        path, keys["title"], keys["source"], keys["url"], when, keys["kicker"], tuple(body.splitlines())
    )


def _html(path: Path) -> Iterator[Read]:
    page = path.read_text(encoding="utf-8")
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
        json.loads(block)
    article = _between(page, r"<article.*?</article>")
    lines = tuple(unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in article.splitlines())
    dates = re.findall(r"\d{4}-\d\d-\d\dT[\d:]{8}[+-]\d\d:\d\d", page)
    title = unescape(_between(page, r"<h1[^>]*>(.*?)</h1>"))
    kicker = _between(article, r'class="(?:kicker|section-label|label|topic|sec)">(.*?)<')
    site = _between(page, r"<title>.*?</title>")
    url = _between(page, r'(?:canonical" href|og:url" content)="(.*?)"')
    yield Read(path, title, site, url, datetime.fromisoformat(dates[0]), kicker, lines)


def _between(text: str, pattern: str) -> str:
    found = re.search(pattern, text, re.DOTALL)
    assert found, pattern
    return found[1] if found.groups() else found[0]


def _jsonl(path: Path) -> Iterator[Read]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        body = row.get("paragraphs") or row.get("text", "").split("\n\n")
        if "html" in row:
            body = re.findall(r"<p[^>]*>(.*?)</p>", row["html"])
        when = datetime.fromisoformat(row["published"])
        yield Read(path, row["title"], row["source"], row["url"], when, row["kicker"], tuple(body))


def _eml(path: Path) -> Iterator[Read]:
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert not mail.defects
    plain = mail.get_body(("plain",))
    assert plain
    lines = tuple(plain.get_content().splitlines())
    url = mail["Archived-At"].strip("<>")
    name = mail["From"].addresses[0].display_name
    yield Read(path, mail["Subject"], name, url, mail["Date"].datetime, mail["Keywords"], lines)


@pytest.fixture(scope="session")
def moment() -> datetime:
    """When the edition goes out."""
    return MOMENT


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, moment: datetime) -> list[Path]:
    """The files of the sample, written once."""
    return write_articles(tmp_path_factory.mktemp("sample") / "articles", moment)


@pytest.fixture(scope="session")
def articles(written: list[Path]) -> list[Read]:
    """All articles in them."""
    return [article for path in written for article in read(path)]
