"""What mail clients understand, by the measurements of caniemail.com (MIT; see caniemail.LICENSE)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Table:
    """Of each feature its title and a letter a client: y, n, a (partly) or u (nobody has tried)."""

    clients: tuple[str, ...]
    features: dict[str, tuple[str, str]]
    families: dict[str, str]
    platforms: dict[str, str]

    def letter(self, slug: str, client: str) -> str:
        """How a client takes a feature; u for what is not in the table."""
        found = self.features.get(slug)
        return found[1][self.clients.index(client)] if found and client in self.clients else "u"

    def title(self, slug: str) -> str:
        """What the feature is called."""
        return self.features[slug][0] if slug in self.features else slug

    def without(self, slug: str, clients: Iterable[str], letters: str = "n") -> tuple[str, ...]:
        """Those of the clients that take the feature as one of the letters says."""
        return tuple(client for client in clients if self.letter(slug, client) in letters)

    def named(self, clients: Iterable[str]) -> str:
        """The clients for a person, those of one family together: Gmail (Android, iOS), Outlook (Windows)."""
        families: dict[str, list[str]] = {}
        for client in clients:
            family, _, platform = client.partition(".")
            families.setdefault(self.families.get(family, family), []).append(
                self.platforms.get(platform, platform)
            )
        return ", ".join(f"{family} ({', '.join(platforms)})" for family, platforms in families.items())


@cache
def table() -> Table:
    """The table that comes with this package, read once."""
    held = json.loads((files("digest.compose.lint") / "caniemail.json").read_text(encoding="utf-8"))
    features = {slug: (title, letters) for slug, (title, letters) in held["features"].items()}
    return Table(tuple(held["clients"]), features, held["names"]["family"], held["names"]["platform"])


def address(slug: str) -> str:
    """Where the feature's measurements are told in full."""
    return f"https://www.caniemail.com/features/{slug}/"
