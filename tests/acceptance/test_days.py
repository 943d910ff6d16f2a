"""Thirty mornings in a row read well: nothing invented, nothing halved, nothing sold, nothing told twice."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from proofreading import Original, marks, told_twice
from simulated import days, junk_of, pool
from sqlmodel import select

from digest import daily
from digest.collect.collector import collect
from digest.compose.content import EditionContent, from_json
from digest.config import Settings
from digest.config.settings import Place
from digest.database import connect, reading
from digest.migrations import upgrade
from digest.models import Article
from digest.web import wiring

COUNT = 3 if os.environ.get("SMOKE") else 30
FIRST = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


def newsroom(folder: Path) -> daily.Newsroom:
    """A newsletter with an empty store."""
    engine = connect(f"sqlite:///{folder / 'days.db'}")
    upgrade(engine)
    letter = {
        "name": "The Month",
        "from": "The Month <month@news.example>",
        "postal_address": "1 Quay Street",
    }
    settings = Settings(secret_key="a secret of the tests, long enough", newsletters={"month": letter})
    return wiring.newsroom(settings.placed(Place(None, folder)), engine, "month")


@pytest.mark.data
def test_thirty_days_read_well(tmp_path, test_data, capsys):
    """Over simulated days with junk in every article, same-day copies and late reprints, a proofreader marks nothing."""
    room = newsroom(tmp_path)
    folder = Path(os.environ.get("DIGEST_DAYS", tmp_path / "editions"))
    folder.mkdir(parents=True, exist_ok=True)
    found, editions = [], []
    for number, day in enumerate(days(pool(test_data), junk_of(test_data), FIRST, COUNT)):
        now = FIRST + timedelta(days=number)
        rows = tmp_path / "rows.jsonl"
        rows.write_text("".join(json.dumps(row) + "\n" for row in day.rows))
        collect(room.engine, [rows], clock=lambda now=now: now)
        content, again = (drafted(room, now) for _ in range(2))
        assert content == again
        originals = by_article(room, day.originals)
        found += [f"{content.day}, {mark}" for mark in marks(content, originals)]
        editions.append((content, originals))
        (folder / f"{content.day}.txt").write_text(
            daily.dressed(room, daily.draft(room, content.day, clock=lambda now=now: now)).text
        )
        daily.freeze(room, content.day, clock=lambda now=now: now)
    found += told_twice(editions)
    stories = sum(1 for content, _ in editions for _ in content.items())
    with capsys.disabled():
        print(f"\n{len(editions)} editions, {stories} stories, {len(found)} marks", *found, sep="\n")
    assert found == []


def drafted(room: daily.Newsroom, now: datetime) -> EditionContent:
    """The draft of a morning, as it is stored."""
    made = daily.draft(room, room.today(now), clock=lambda: now)
    return from_json(made.edition.content)


def by_article(room: daily.Newsroom, originals: dict[str, Original]) -> dict[int, Original]:
    """The originals of a day by the id of the stored article."""
    with reading(room.engine) as session:
        stored = session.exec(select(Article.id, Article.url)).all()
    return {key or 0: originals[url] for key, url in stored if url in originals}
