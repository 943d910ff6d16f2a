"""The templates: a user's own folder over the packaged one, file by file, and faults that name file and line."""

import tomllib
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import CodeType
from typing import TypeAlias, cast

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import TemplateError

from digest.compose.textpart import rule, wrap
from digest.errors import TemplateFault

Table: TypeAlias = Mapping[str, "str | Table"]

PALETTE = "email/styles/palette.toml"
_OVER = "palettes"  # the settings' own, with the environment

_MEND = "Correct it, or remove it from your theme to get the packaged one."
_RENDER_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


class _Compiled(BytecodeCache):
    """The process's compiled templates, by file and text: each newsletter, page and preview has an environment of its own."""

    def __init__(self) -> None:
        self._code: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._code.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._code[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


def packaged() -> Path:
    """The folder of the templates that come with this package: inside a wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "templates", package.parent / "templates"):
        if folder.is_dir():
            return folder
    raise TemplateFault(f"The packaged templates are missing beside {package}. Install the package again.")


def environment(theme: Path | None = None, palettes: Sequence[Table] = ()) -> Environment:
    """Jinja over the packaged templates and, before them, the user's own folder of the same layout.

    A file in `theme` replaces the packaged file of the same name; tables (`.toml`) are laid over it key by key, and
    `palettes`, the settings' own, over the palette of both.
    Raises TemplateFault if `theme` is not a folder.
    """
    if theme is not None and not theme.is_dir():
        raise TemplateFault(
            f"The theme folder {theme} does not exist. Make it, or take `theme` out of digest.toml."
        )
    folders = [packaged()] if theme is None else [theme, packaged()]
    env = Environment(
        loader=FileSystemLoader(folders),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False, default_for_string=False),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    env.newstyle_gettext = True  # type: ignore[attr-defined] # the extension's own
    env.policies["ext.i18n.trimmed"] = True
    env.filters["wrap"] = wrap
    env.globals["rule"] = rule
    env.globals[_OVER] = tuple(palettes)
    return env


def fill(env: Environment, name: str, values: Mapping[str, object]) -> str:
    """The template `name` with `values` in it. Raises TemplateFault, which names the file and the line."""
    try:
        return env.get_template(name).render(values)
    except TemplateSyntaxError as error:
        place = f"{error.filename or error.name}, line {error.lineno}"
        raise TemplateFault(f"{place}: {error.message}. {_MEND}") from error
    except TemplateNotFound as error:
        raise TemplateFault(
            f"{_place(error, name)}: no template is called {error.message}. {_MEND}"
        ) from error
    except _RENDER_FAULTS as error:
        raise TemplateFault(f"{_place(error, name)}: {error}. {_MEND}") from error


def _place(error: BaseException, name: str) -> str:
    """Jinja rewrites tracebacks: the innermost frame outside Python files is the template's."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.endswith(".py")
    ]
    return f"{frames[-1].filename}, line {frames[-1].lineno}" if frames else name


def exists(env: Environment, name: str) -> bool:
    """Whether any folder has the file `name`."""
    return any((folder / name).is_file() for folder in folders(env))


def table(env: Environment, name: str) -> Table:
    """The `.toml` file `name` of all folders, the user's keys over the packaged ones, settings over both.

    Empty if there is none.
    """
    merged: Table = {}
    files = (_parsed(folder / name) for folder in reversed(folders(env)))
    palettes = cast("Sequence[Table]", env.globals[_OVER]) if name == PALETTE else ()
    for over in (*files, *palettes):
        merged = _over(merged, over)
    return merged


def folders(env: Environment) -> list[Path]:
    """The user's folder, if there is one, before the packaged one."""
    return [Path(folder) for folder in cast("FileSystemLoader", env.loader).searchpath]


def _parsed(path: Path) -> Table:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateFault(f"{path}: {error}. {_MEND}") from error


def _over(under: Table, over: Table) -> Table:
    both = dict(under)
    for key, value in over.items():
        below = both.get(key)
        both[key] = (
            _over(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
        )
    return both
