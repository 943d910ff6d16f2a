"""A digest.toml to spoil, and an environment without our variables."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from spoiled_toml import NEWSLETTER, SECRET

from digest.config import Settings, load
from digest.errors import ConfigError


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing of ours in the environment."""
    for name in list(os.environ):
        if name.upper().startswith("DIGEST_"):
            monkeypatch.delenv(name)
    return monkeypatch


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Settings]:
    """Load a file with this text."""

    def read(text: str = SECRET + NEWSLETTER) -> Settings:
        (tmp_path / "digest.toml").write_text(text, encoding="utf-8")
        return load(tmp_path / "digest.toml")

    return read


@pytest.fixture
def refused(loaded: Callable[..., Settings], tmp_path: Path) -> Callable[..., list[str]]:
    """The lines that a file with this text is refused with, without its folder."""

    def read(text: str = SECRET + NEWSLETTER) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            loaded(text)
        return str(caught.value).replace(f"{tmp_path}/", "").splitlines()

    return read
