"""Read the configuration from a file and the environment."""

import os
import tomllib
from pathlib import Path

from pydantic import ValidationError

from digest.config.explain import explain
from digest.config.settings import Place, Settings
from digest.errors import ConfigError

FILE_NAME = "digest.toml"


def load(file: Path | None = None) -> Settings:
    """The settings of `file`, else of digest.toml in the current folder; DIGEST_* variables win.

    Raises:
        ConfigError: no file, a TOML error, or a value that is not allowed; one line for each, with its key,
            what was found, what is allowed, and the line where that is known.
    """
    path = (file or Path(FILE_NAME)).absolute()
    text = _text(path, asked=file is not None)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    try:
        settings = Settings(**data)
    except ValidationError as error:
        raise ConfigError("\n".join(explain(error, path, text, os.environ))) from error
    return settings.placed(Place(path, path.parent))


def _text(path: Path, *, asked: bool) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        hint = (
            "check the path after --config"
            if asked
            else "run `digest init` here, or name one with --config FILE"
        )
        raise ConfigError(f"{path}: no such file; {hint}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
