import pytest
from newsroom import Newsroom
from newsstand import Newsstand
from webserver import WebServer


@pytest.fixture
def stand(engine, tmp_path, now):
    """A folder of articles and a store, on each database."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return Newsstand(engine, folder, now)


@pytest.fixture
def web():
    """A web server on loopback."""
    with WebServer() as made:
        yield made


@pytest.fixture
def room(engine, now, tmp_path):
    """Sources that are collected from into a store, on each database."""
    return Newsroom(engine, now, tmp_path)
