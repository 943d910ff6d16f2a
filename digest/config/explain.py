"""Pure: turn a validation error into lines that say where, which key, what was found, and what is allowed."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from digest.config.lines import Key, deepest, lines_of

_SECRET = ("password", "secret")
_USERINFO = re.compile(r"//[^/\s]*@")
_ALLOWED = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_type": "text in quotes",
    "path_type": "a path in quotes",
    "tuple_type": "a list in brackets",
    "list_type": "a list in brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "too_short": "at least one",
}
_TABLES = {"dict_type", "model_type"}


def explain(error: ValidationError, path: Path, text: str, environ: Mapping[str, str]) -> list[str]:
    """One line for each wrong value, in the order they were found; no secret stands in any of them."""
    lines = lines_of(text)
    found = error.errors(include_url=False)
    return [f"{_place(one, path, lines, environ)}: {_said(one)}" for one in found]


def _said(details: ErrorDetails) -> str:
    name = ".".join(map(_plain, _key(details))) or "the configuration"
    match details["type"]:
        case "missing":
            return f"{name}: missing; it must be given"
        case "extra_forbidden":
            return f"{name}: unknown key; see the commented digest.toml that `digest init` writes"
    return f"{name}: found {_found(name, details)}; {_allowed(details)}"


def _allowed(details: ErrorDetails) -> str:
    if details["type"] == "value_error":
        return details["msg"].removeprefix("Value error, ")
    said = _ALLOWED.get(details["type"]) or details["msg"].removeprefix("Input should be ")
    return f"allowed: {said}"


def _found(name: str, details: ErrorDetails) -> str:
    value = details["input"]
    if any(word in name for word in _SECRET):
        return "a secret that is not shown"
    if isinstance(value, Mapping | Sequence) and not isinstance(value, str):
        return "a table" if isinstance(value, Mapping) else "a list"
    if details["type"] in _TABLES:
        return "something else"  # it may be a table with a password in it, written wrongly
    shown = _USERINFO.sub("//***@", repr(value))
    return shown if len(shown) <= 80 else shown[:77] + "..."


def _key(details: ErrorDetails) -> Key:
    return tuple(part for part in details["loc"] if part != "[key]")


def _plain(part: int | str) -> str:
    return str(part) if re.fullmatch(r"[\w-]+", str(part)) else json.dumps(part)


def _place(details: ErrorDetails, path: Path, lines: Mapping[Key, int], environ: Mapping[str, str]) -> str:
    key = _key(details)
    if variable := _variable(key, environ):
        return variable
    line = deepest(lines, key)
    return f"{path}, line {line}" if line else str(path)


def _variable(key: Key, environ: Mapping[str, str]) -> str | None:
    """The variable that holds this key: by its own name, or a table's as JSON."""
    names = {name.upper().replace("-", "_"): name for name in environ}
    for length in range(len(key), 0, -1):
        spelled = "DIGEST_" + "__".join(str(part) for part in key[:length]).upper().replace("-", "_")
        if spelled in names and _holds(environ[names[spelled]], key[length:]):
            return names[spelled]
    return None


def _holds(value: str, rest: Key) -> bool:
    try:
        found: Any = json.loads(value) if rest else None
        for part in rest:
            found = found[part]
    except (ValueError, LookupError, TypeError):
        return False
    return True
