"""The walks stand on the ground of the integration tests."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures import catcher, digest, grounds, newsstand, printed, sample, sample_folder, site, wired
from outage import Server

__all__ = ["catcher", "digest", "grounds", "newsstand", "printed", "sample", "sample_folder", "site", "wired"]


@pytest.fixture
def server() -> Iterator[Server]:
    """A PostgreSQL of the test's own, to be killed or moved to."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path is short
    made = Server(folder / "data")
    yield made
    made.stop()
    shutil.rmtree(folder, ignore_errors=True)
