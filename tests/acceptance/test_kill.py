"""`kill -9` of the sender at random instants: nobody is lost, nobody gets two, and what is unknown is counted."""

import os
import random
import subprocess
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from killing import CONNECTIONS, DIGEST, READERS, Figures, Morning, add_readers, copied, made_ready, sink_in
from sqlalchemy import make_url, text

from digest.database import connect

KILLS = int(os.environ.get("KILLS") or (5 if os.environ.get("SMOKE") else 100))  # for each database
KILLS_PER_EDITION = 25
TABLE: list[Figures] = []


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation to copy from."""
    return made_ready(tmp_path_factory.mktemp("ready") / "place")


@pytest.fixture(scope="module", autouse=True)
def table():
    """Print the figures of both databases when they are there."""
    yield
    print("\n" + "\n".join([Figures.HEAD, *(figures.line() for figures in TABLE)]))


@pytest.fixture(params=["sqlite", "postgresql"])
def new_store(request, ready: Path, tmp_path: Path) -> Callable[[], str]:
    """Makes a store with articles and readers, and gives its URL."""
    if request.param == "sqlite":
        return lambda: copied(ready, tmp_path / uuid.uuid4().hex)
    admin, uri = request.getfixturevalue("postgres_template")
    model = _postgres(admin, uri, "at_head")
    environment = os.environ | {"DIGEST_DATABASE__URL": model.replace("+psycopg", "")}
    for command in (
        ["collect", str(ready.parent / "articles")],
        ["subscribers", "add", "first@readers.example"],
    ):
        subprocess.run(
            [DIGEST, "--config", str(ready), *command], env=environment, check=True, capture_output=True
        )
    engine = connect(model)
    add_readers(engine, READERS - 1)
    engine.dispose()
    return lambda: _postgres(admin, uri, make_url(model).database or "")


def _postgres(admin, uri: str, template: str) -> str:
    name = f"kill_{uuid.uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    return make_url(uri).set(database=name).render_as_string(hide_password=False)


def test_a_killed_sender_loses_nobody_and_doubles_nobody(
    request, new_store, ready: Path, tmp_path: Path
) -> None:
    """0 lost, 0 doubled, at most one uncertain mail for each open connection and kill, balanced at each stop."""
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    chance, begun = random.Random(seed), time.monotonic()
    figures = Figures(request.node.callspec.params["new_store"])
    TABLE.append(figures)
    while figures.kills < KILLS:
        folder = tmp_path / f"edition{figures.editions}"
        folder.mkdir()
        with sink_in(folder) as sink:
            morning = Morning(ready, new_store(), sink, figures, chance)
            morning.run(min(KILLS_PER_EDITION, KILLS - figures.kills))
        figures.seconds = time.monotonic() - begun
    assert (figures.lost, figures.doubled, figures.unbalanced, figures.sent_again) == (0, 0, 0, 0), (
        f"SEED={seed}"
    )
    assert figures.most_at_once <= CONNECTIONS, f"SEED={seed}"
    assert figures.uncertain_arrived + figures.uncertain_missing <= CONNECTIONS * figures.kills
    assert figures.arrived + figures.uncertain_missing == figures.enrolled == READERS * figures.editions
