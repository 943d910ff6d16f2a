"""`kill -9` of `digest collect` at random instants: the store is whole, and the next run completes it."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from webserver import WebServer
from wire import publish

from digest.database import reading
from digest.models import Article

KILLS = 5 if os.environ.get("SMOKE") else 50  # for each database
FEEDS, ITEMS = 6, 25
DIGEST = str(Path(sys.executable).with_name("digest"))


@pytest.fixture
def web():
    with WebServer() as made:
        yield made


@pytest.fixture
def place(tmp_path, web, database_url):
    """An installation with the feeds, and how `digest` is called there."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DIGEST_")}
    environment["DIGEST_DATABASE__URL"] = database_url
    subprocess.run([DIGEST, "init"], cwd=tmp_path, env=environment, check=True, capture_output=True)
    tables = "".join(f'\n[sources.wire{n}]\nname = "Wire {n}"\nurl = "{web.url}/{n}"\n' for n in range(FEEDS))
    file = tmp_path / "digest.toml"
    file.write_text(f'{file.read_text()}\n[collect]\nallow_hosts = ["127.0.0.1"]\n{tables}')
    return lambda *words: subprocess.Popen(
        [DIGEST, *words], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_a_killed_collection_is_completed_by_the_next(place, web, engine):
    """However it is killed, every stored article is whole and stands once in the store and in the index; the next run stores the rest."""
    chance = random.Random(7)
    publish(web, 0, feeds=FEEDS, items=ITEMS)
    first = place("collect", "--all")
    begun = asking(web, 0, first)
    assert (first.communicate()[1], first.returncode) == (b"", 0)
    takes = time.monotonic() - begun
    killed = 0
    for day in range(1, KILLS + 1):
        wanted = publish(web, day, feeds=FEEDS, items=ITEMS)
        before = len(web.asked)
        process = place("collect", "--all")
        asking(web, before, process)
        try:
            process.wait(chance.uniform(0, takes))
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        process.communicate()
        whole(engine)
    process = place("collect", "--all", "--json")
    _, err = process.communicate()
    assert process.returncode == 0, err
    with reading(engine) as session:
        stored = list(session.scalars(select(Article.url)))
    assert set(wanted) <= set(stored)
    assert len(stored) == len(set(stored))
    assert json.loads(place("collect", "--all", "--json").communicate()[0])[0]["not_modified"]
    assert killed >= KILLS // 2
    print(f"\n{engine.dialect.name}: {killed} of {KILLS} runs killed, {len(stored)} articles, none twice")


def asking(web: WebServer, before: int, process: subprocess.Popen[bytes]) -> float:
    """Wait until a run has begun to ask, and say when: the start of a process takes longer than all it does."""
    while len(web.asked) == before and process.poll() is None:
        time.sleep(0.005)
    return time.monotonic()


def whole(engine) -> None:
    """Every article has its text and its words in the index; SQLite finds no fault in its file."""
    with reading(engine) as session:
        count = session.scalar(select(func.count()).select_from(Article))
        assert all(blocks for blocks in session.scalars(select(Article.blocks)))
        assert session.scalar(text(f"SELECT count(*) FROM {INDEX[engine.dialect.name]}")) == count
        if engine.dialect.name == "sqlite":
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"


INDEX = {"sqlite": "article_words_docsize", "postgresql": "article_words"}
