"""Pure: of all that a mail makes use of, what each family of mail clients shows in full, in part or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from digest.compose.lint.features import features
from digest.compose.lint.page import Page
from digest.compose.lint.support import table
from digest.web.preview.meanings import meaning


@dataclass(frozen=True, slots=True)
class Note:
    """Features that the same apps lack in the same way; `apps` is empty where it is the whole family.

    `line` is where the HTML first makes use of one of them.
    """

    titles: tuple[str, ...]
    meaning: str
    apps: str
    line: int


@dataclass(frozen=True)
class Family:
    """The apps of one maker that are looked at, and how they take the mail."""

    name: str
    clients: tuple[str, ...]
    used: Mapping[str, int]

    @property
    def apps(self) -> str:
        """The apps for a person: Android, iOS."""
        return _apps(self.clients)

    @cached_property
    def lacking(self) -> tuple[Note, ...]:
        """What one of the apps, or all, do not show."""
        return self._notes("n")

    @cached_property
    def partly(self) -> tuple[Note, ...]:
        """What they show only in some cases."""
        return self._notes("a")

    @cached_property
    def full(self) -> tuple[str, ...]:
        """What all of the apps show."""
        return tuple(table().title(slug) for slug in self.used if set(self._letters(slug)) == {"y"})

    @cached_property
    def untried(self) -> tuple[str, ...]:
        """What nobody has tried in one of the apps, and no other is known to lack."""
        return tuple(
            table().title(slug)
            for slug in self.used
            if "u" in self._letters(slug) and not {"n", "a"} & set(self._letters(slug))
        )

    def _letters(self, slug: str) -> tuple[str, ...]:
        return tuple(table().letter(slug, client) for client in self.clients)

    def _notes(self, letter: str) -> tuple[Note, ...]:
        """A feature stands once: among the lacking ones where one app lacks it, though another has it in part."""
        found: dict[tuple[str, str], list[str]] = {}
        for slug in self.used:
            letters = self._letters(slug)
            if letter in letters and not (letter == "a" and "n" in letters):
                those = table().without(slug, self.clients, letter)
                apps = "" if len(those) == len(self.clients) else _apps(those)
                found.setdefault((meaning(slug, partly=letter == "a"), apps), []).append(slug)
        return tuple(
            Note(tuple(map(table().title, slugs)), said, apps, min(self.used[slug] for slug in slugs))
            for (said, apps), slugs in found.items()
        )

    def count(self, notes: Iterable[Note]) -> int:
        """How many features the notes are about."""
        return sum(len(note.titles) for note in notes)


def compatibility(clients: Iterable[str], html: str) -> tuple[Family, ...]:
    """The families of the configured clients, in the order of their names."""
    used = features(Page(html))
    families: dict[str, list[str]] = {}
    for client in clients:
        families.setdefault(client.partition(".")[0], []).append(client)
    named = ((table().families.get(name, name), tuple(found)) for name, found in families.items())
    return tuple(Family(name, found, used) for name, found in sorted(named))


def _apps(clients: Iterable[str]) -> str:
    platforms = (client.partition(".")[2] for client in clients)
    return ", ".join(table().platforms.get(platform, platform) for platform in platforms)
