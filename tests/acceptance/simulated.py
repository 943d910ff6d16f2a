"""A newsroom's month, simulated: every day its own articles out of the data, with junk, copies and late reprints."""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from proofreading import Original

from digest.summarize.sentences import split

A_DAY, COPIES, REPRINTS = 24, 3, 2
SENTENCES = 2  # a paragraph, where the data keep none
AGENCY, REPRINTER = "Northgate Press Agency", "Valley Mirror"


@dataclass(frozen=True)
class Sheet:
    """An article of the pool: its paragraphs and what is known about it."""

    key: str
    paragraphs: tuple[str, ...]
    outlet: str
    title: str
    url: str

    def original(self, junk: Sequence[str]) -> Original:
        return Original("\n".join(self.paragraphs), self.outlet, self.title, tuple(junk))


def pool(data: Path) -> list[Sheet]:
    """All articles of the summaries, shuffled by the hash of their text."""
    sheets = [*_cnn(data), *_digests(data), *_descriptions(data)]
    return sorted(sheets, key=lambda one: hashlib.sha256("".join(one.paragraphs).encode()).digest())


def junk_of(data: Path) -> list[str]:
    """The lines that are labelled as junk in the scraped pages."""
    lines: dict[str, None] = {}
    for labels in sorted((data / "articles").glob("*.json")):
        text = labels.with_suffix(".txt").read_text().splitlines()
        lines |= {text[n - 1].strip(): None for n in json.loads(labels.read_text())["junk_line_numbers"]}
    return [line for line in lines if line]


@dataclass(frozen=True)
class Day:
    """What comes in on one day: the rows of a file, and the originals by the address of their article."""

    rows: list[dict[str, object]]
    originals: dict[str, Original]


def days(sheets: Sequence[Sheet], junk: Sequence[str], first: datetime, count: int) -> Iterator[Day]:
    """Day after day: new articles with junk strewn in, the same day's copies, and reprints of the day before."""
    rng = random.Random(20261124)
    before: list[Sheet] = []
    for number in range(count):
        fresh = list(sheets[number * A_DAY : (number + 1) * A_DAY])
        copies = [_at(one, AGENCY, "agency") for one in rng.sample(fresh, COPIES)]
        late = [_at(one, REPRINTER, "late") for one in rng.sample(before, min(REPRINTS, len(before)))]
        rows, originals = [], {}
        for sheet in (*fresh, *copies, *late):
            strewn = rng.sample(junk, 4)
            rows.append(_row(sheet, strewn, first + timedelta(days=number), rng))
            originals[sheet.url] = sheet.original(strewn)
        yield Day(rows, originals)
        before = fresh


def _at(sheet: Sheet, outlet: str, host: str) -> Sheet:
    return replace(sheet, outlet=outlet, url=f"https://{host}.example/{sheet.key}")


def _row(sheet: Sheet, junk: Sequence[str], day: datetime, rng: random.Random) -> dict[str, object]:
    lines = list(sheet.paragraphs)
    for line in junk:
        lines.insert(rng.randint(1, len(lines)), line)
    published = day - timedelta(minutes=rng.randint(10, 600))
    known = {"url": sheet.url, "source": sheet.outlet, "published": published.isoformat()}
    return {**known, "title": sheet.title, "text": "\n\n".join(lines)}


def _rows(path: Path) -> Iterator[dict[str, object]]:
    return (json.loads(line) for line in path.read_text().splitlines())


def _sheet(key: object, paragraphs: Sequence[str], outlet: str, title: str) -> Sheet:
    name = hashlib.sha256(str(key).encode()).hexdigest()[:12]
    host = "".join(filter(str.isalnum, outlet.casefold()))
    return Sheet(name, tuple(paragraphs), outlet, title, f"https://{host}.example/{name}")


def _cnn(data: Path) -> Iterator[Sheet]:
    """The first line of the editors' highlights serves as title."""
    for row in _rows(data / "summaries/cnn.jsonl"):
        title = str(row["highlights"]).splitlines()[0].removesuffix(" .").removesuffix(".")
        yield _sheet(row["id"], _paragraphs(str(row["article"])), "CNN", title)


def _digests(data: Path) -> Iterator[Sheet]:
    for row in _rows(data / "summaries/digests.jsonl"):
        yield _sheet(row["id"], _paragraphs(str(row["article"])), "Hindustan Times", str(row["headline"]))


def _descriptions(data: Path) -> Iterator[Sheet]:
    """These have no titles."""
    for row in _rows(data / "summaries/descriptions.jsonl"):
        name = str(row["id"])
        host = (urlsplit(name).hostname if "//" in name else name.rstrip("0123456789")) or "Feature Desk"
        outlet = host.removeprefix("www.")
        yield _sheet(row["id"], [str(one) for one in row["paragraphs"]], outlet, "")  # type: ignore[attr-defined]


def _paragraphs(text: str) -> list[str]:
    sentences = [" ".join(one.split()) for one in split(text)]
    return [" ".join(sentences[n : n + SENTENCES]) for n in range(0, len(sentences), SENTENCES)]
