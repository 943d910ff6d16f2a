"""The configured sources, found by the outlets that articles name: their weights, caps and licences."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.config.settings import SourceSettings
from digest.editorial.candidates import Candidate
from digest.editorial.names import same_outlet_key

UNKNOWN = SourceSettings()
"""What holds for a source that no table names."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The tables of the sources, and of each slug and name what all spellings of the name have in common."""

    tables: Mapping[str, SourceSettings] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    def of(self, one: Candidate) -> SourceSettings:
        """What is configured for an article's outlet."""
        return self.tables.get(same_outlet_key(one.outlet or ""), UNKNOWN)

    def key(self, name: str) -> str:
        """The outlet that a rule means, by its name or by the slug of its table."""
        return self.keys.get(name) or same_outlet_key(name)


def configured(tables: Mapping[str, SourceSettings]) -> Sources:
    """The sources of digest.toml, by their slugs; of two tables that mean one outlet the first counts."""
    keys = {slug: same_outlet_key(table.name or slug) for slug, table in tables.items()}
    found: dict[str, SourceSettings] = {}
    for slug, table in tables.items():
        found.setdefault(keys[slug], table)
    return Sources(found, keys)
