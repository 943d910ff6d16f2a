"""Fixtures that the rooms' tests and the walks of the acceptance run share; a folder's conftest.py takes those that it needs."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from catcher import Catcher
from command import Digest
from grounds import Grounds
from sites import CARDS, Site

from digest import daily
from digest.cli.start import begin, fill_with_sample
from digest.sample.library import NEWSLETTER
from digest.web import wiring


@pytest.fixture
def catcher():
    """A relay that takes everything until it is told otherwise."""
    with Catcher() as made:
        yield made


@pytest.fixture
def grounds(database_url, engine, catcher, tmp_path, now):
    """One newsletter on each database, whose relay is the catcher."""
    return Grounds(database_url, engine, catcher, tmp_path, now)


@pytest.fixture
def printed(grounds, engine):
    """Freezes an edition of a day counted from today."""

    def freeze(days=0):
        clock = grounds.clock(days=days, minutes=30)
        grounds.store(clock())
        room = wiring.newsroom(grounds.settings(), engine, "daily")
        # Every edition prints the same stories.
        room = replace(room, newsletter=room.newsletter.model_copy(update={"memory_days": 0}))
        clock.turn(seconds=1)
        return daily.freeze(room, room.today(clock()), clock=clock)

    return freeze


@pytest.fixture
def digest(tmp_path, capsys, monkeypatch):
    """The command, in a folder of its own, with nothing of ours in the environment."""
    for name in [name for name in os.environ if name.startswith("DIGEST_") and name != "DIGEST_TEST_DATA"]:
        monkeypatch.delenv(name)
    folder = tmp_path / "place"
    folder.mkdir()
    return Digest(folder, capsys, monkeypatch)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    """What `digest init --sample` makes, to copy from; test_setting_up.py tests the command itself."""
    path = begin(tmp_path_factory.mktemp("sample"), NEWSLETTER, environment=False)
    fill_with_sample(path, lambda: datetime.now(UTC), environment=False)
    path.write_text(path.read_text().replace('transport = "smtp"', 'transport = "outbox"'))
    return path.parent


@pytest.fixture
def sample(digest, sample_folder):
    """A folder with the sample newsletter, its articles and readers, mailing to an outbox."""
    shutil.copytree(sample_folder, digest.folder, dirs_exist_ok=True)
    return digest


@pytest.fixture
def wired(digest, grounds):
    """The command on each database, with four stories, three readers and the catcher as relay."""
    grounds.toml("07:00").replace(digest.folder / "digest.toml")
    grounds.store(grounds.now.now(grounds.now.tzinfo))
    grounds.readers("ann", "ben", "cleo")
    return digest


@pytest.fixture
def site(engine, now):
    """A site with one newsletter."""
    return Site(engine, now, {"daily": CARDS["daily"]})


@pytest.fixture
def newsstand(engine, now):
    """A site with two newsletters."""
    return Site(engine, now, CARDS)
