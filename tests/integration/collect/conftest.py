import pytest
from newsstand import Newsstand


@pytest.fixture
def stand(engine, tmp_path, now):
    """A folder of articles and a store, on each database."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return Newsstand(engine, folder, now)
