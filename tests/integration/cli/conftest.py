import os

import pytest
from command import Digest


@pytest.fixture
def digest(tmp_path, capsys, monkeypatch):
    """The command, in a folder of its own, with nothing of ours in the environment."""
    for name in [name for name in os.environ if name.startswith("DIGEST_") and name != "DIGEST_TEST_DATA"]:
        monkeypatch.delenv(name)
    folder = tmp_path / "place"
    folder.mkdir()
    return Digest(folder, capsys, monkeypatch)


@pytest.fixture
def sample(digest):
    """A folder with the sample newsletter, its articles and readers, mailing to an outbox."""
    assert digest("init", "--sample").code == 0
    path = digest.folder / "digest.toml"
    path.write_text(path.read_text().replace('transport = "smtp"', 'transport = "outbox"'))
    return digest
