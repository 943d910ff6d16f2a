"""From articles to stories: copies first, then articles that tell of the same event."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.editorial.candidates import Candidate, in_order
from digest.editorial.clauses import is_title
from digest.editorial.copies import copy_groups
from digest.editorial.events import event_groups


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event: `tellings` in words of their own, each with the copies that were made of it."""

    tellings: tuple["Telling", ...]

    @property
    def articles(self) -> tuple[Candidate, ...]:
        """All articles: the tellings, then their copies."""
        return (
            *(telling.original for telling in self.tellings),
            *(copy for telling in self.tellings for copy in telling.copies),
        )


@dataclass(frozen=True, slots=True)
class Telling:
    """One text about an event, and the other articles that have the same text."""

    original: Candidate
    copies: tuple[Candidate, ...] = ()

    @property
    def articles(self) -> tuple[Candidate, ...]:
        """The original and its copies."""
        return (self.original, *self.copies)


def group(candidates: Sequence[Candidate]) -> list[Story]:
    """The stories that these articles tell, each article in one of them; the order given does not matter."""
    ordered = in_order(candidates)
    tellings = [_telling([ordered[place] for place in places]) for places in copy_groups(ordered)]
    events = event_groups([telling.original for telling in tellings])
    return [Story(tuple(tellings[place] for place in places)) for places in events]


def _telling(articles: Sequence[Candidate]) -> Telling:
    """The original is the longest text that has a title; of equals the first that was published."""
    original, *copies = sorted(
        articles,
        key=lambda one: (
            not is_title(one.headline),
            one.outlet is None,
            -one.words,
            one.moment,
            one.identity,
        ),
    )
    return Telling(original, tuple(copies))
