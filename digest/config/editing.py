"""Pure: a source's table written into digest.toml, or taken out, with all comments and all other lines as they were."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from digest.config.sources import same_name
from digest.errors import ConfigError

LONGEST_SLUG = 40


def with_source(text: str, slug: str, values: Mapping[str, str | int | bool]) -> str:
    """The file with one more table `[sources.<slug>]` at its end.

    Raises:
        ConfigError: the file is not TOML, or has that table.
    """
    document = _parsed(text)
    if slug in _sources(document):
        raise ConfigError(f"there is a source {slug!r} already; `digest sources remove {slug}` takes it out")
    table = tomlkit.table()
    for name, value in values.items():
        table.add(name, value)
    lone = tomlkit.document()
    lone.add("sources", tomlkit.table(is_super_table=True).add(slug, table))
    made = f"{text.rstrip()}\n\n{tomlkit.dumps(lone).strip()}\n"
    _parsed(made)
    return made


def without_source(text: str, slug: str) -> str:
    """The file without the table of a source.

    Raises:
        ConfigError: the file is not TOML, or has no such table.
    """
    document = _parsed(text)
    sources = _sources(document)
    if slug not in sources:
        known = ", ".join(sources) or "none yet"
        raise ConfigError(f"there is no source {slug!r}; there are: {known}")
    del sources[slug]
    if not sources:
        del document["sources"]
    return tomlkit.dumps(document)


def slug_for(name: str, taken: Collection[str]) -> str:
    """A slug made from a name that no other source has: `The Harbour Wire` gives `harbour-wire`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    base = (
        "-".join(words[1:] if words[:1] == ["the"] and words[1:] else words)[:LONGEST_SLUG].strip("-")
        or "source"
    )
    if base not in taken:
        return base
    numbers = (f"-{number}" for number in range(2, len(taken) + 3))
    return next(
        one for end in numbers if (one := base[: LONGEST_SLUG - len(end)].rstrip("-") + end) not in taken
    )


def name_for(name: str, taken: Collection[str], address: str) -> str:
    """The name, with the host where another source has the same: two that share a name would share their rules."""
    known = {same_name(one) for one in taken}
    host = urlsplit(address).hostname or address
    tries = (
        name[:200],
        f"{name[:100]} ({host[:90]})",
        *(f"{name[:90]} ({host[:80]} {n})" for n in range(2, len(known) + 3)),
    )
    return next(one for one in tries if same_name(one) not in known)


def _parsed(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        raise ConfigError(f"the configuration is not valid TOML: {error}") from error


def _sources(document: tomlkit.TOMLDocument) -> dict[str, object] | Table:
    found = document.get("sources")
    return found if isinstance(found, dict) else {}
