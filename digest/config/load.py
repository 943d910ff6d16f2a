"""Read the configuration from a file and the environment."""

import os
import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from digest.config.environment import misspelled
from digest.config.explain import explain
from digest.config.settings import FileSettings, Place, Settings
from digest.errors import ConfigError

FILE_NAME = "digest.toml"
_AT = re.compile(r"(?P<said>.*) \(at line (?P<line>\d+), column (?P<column>\d+)\)", re.DOTALL)


def load(file: Path | None = None, *, environment: bool = True) -> Settings:
    """The settings of `file`, else of digest.toml in the current folder.

    DIGEST_* variables win over the file, unless `environment` is False.

    Raises:
        ConfigError: no file, a TOML error, or a value that is not allowed; one line for each, with its place
            (the file's line where that is known, or the variable), its key, what was found, and what is allowed.
    """
    path = (file or Path(FILE_NAME)).absolute()
    text = _text(path, asked=file is not None)
    data = _parsed(path, text)
    if environment:
        _refuse_misspelled()
    kind = Settings if environment else FileSettings
    try:
        settings = kind(**data)
    except ValidationError as error:
        raise ConfigError("\n".join(explain(error, path, text, os.environ if environment else {}))) from error
    return settings.placed(Place(path, path.parent))


def rewrite(file: Path, change: Callable[[str], str]) -> None:
    """Replace a configuration by a changed one, at once, and only if it is a good one.

    Raises:
        ConfigError: it cannot be changed so, or not be written; the file is as it was.
    """
    made = change(_text(file, asked=True))
    new = file.with_name(f".{file.name}.new")
    try:
        new.touch(mode=0o600)
        new.write_text(made, encoding="utf-8")
        load(new)
        shutil.copymode(file, new)
        new.replace(file)
    except ConfigError as error:
        raise ConfigError(str(error).replace(str(new), str(file))) from error
    except OSError as error:
        raise ConfigError(f"{file}: cannot be written: {error.strerror}") from error
    finally:
        new.unlink(missing_ok=True)


def _refuse_misspelled() -> None:
    wrong = misspelled(os.environ, (name for name in Settings.model_fields if "secret" not in name))
    if wrong:
        raise ConfigError(
            "\n".join(
                f"{name}: no such variable; tables are joined by two underscores: {meant}"
                for name, meant in wrong
            )
        )


def _text(path: Path, *, asked: bool) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
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


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.fullmatch(str(error))
        where = f"{path}, line {at['line']}, column {at['column']}" if at else f"{path}"
        raise ConfigError(f"{where}: not valid TOML: {at['said'] if at else error}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: not valid TOML: it is nested too deeply") from error
    for name in data:
        if name.startswith("_"):  # pydantic-settings would take it for an option of its own
            raise ConfigError(f"{path}: {name}: unknown key; no key begins with an underscore")
    return data
