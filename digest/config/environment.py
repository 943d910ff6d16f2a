"""DIGEST_* variables as the tables that digest.toml would hold."""

from collections.abc import Collection, Iterable
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import EnvSettingsSource

PREFIX = "DIGEST_"


def misspelled(names: Collection[str], tables: Iterable[str]) -> list[tuple[str, str]]:
    """Variables that name a table and join it by one underscore, each with what was meant; they would do nothing."""
    found = []
    for table in (table.upper() for table in tables):
        single, double = f"{PREFIX}{table}_", f"{PREFIX}{table}__"
        wrong = (
            name for name in names if name.upper().startswith(single) and not name.upper().startswith(double)
        )
        found += [(name, double + name.upper().removeprefix(single)) for name in wrong]
    return sorted(found)


class Environment(EnvSettingsSource):
    """pydantic-settings' reader, with two habits of its own.

    A list that is not JSON is left to validation, which names the variable and the key. And since no shell sets a
    variable with a hyphen in its name, the slug of a newsletter or a source may be written with underscores:
    DIGEST_NEWSLETTERS__EARLY_TRAM__SEND_AT.
    """

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:  # noqa: ANN401 - its signature
        """The value as JSON, else as it stands."""
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value

    def __call__(self) -> dict[str, Any]:
        """All variables, by the keys of the file."""
        found = super().__call__()
        for table in ("newsletters", "sources"):
            if isinstance(found.get(table), dict):
                found[table] = _by_slug(found[table])
        return found


def _by_slug(tables: dict[str, Any]) -> dict[str, Any]:
    """The tables under their slugs, joined where both spellings of one are given; what is no table is left to validation."""
    merged: dict[str, Any] = {}
    for name, values in tables.items():
        slug = name.replace("_", "-")
        known = merged.get(slug)
        merged[slug] = {**known, **values} if isinstance(known, dict) and isinstance(values, dict) else values
    return merged
