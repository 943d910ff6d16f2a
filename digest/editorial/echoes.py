"""Pure: stories of an edition that another newsletter has told, so that nobody who gets both reads one twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.compose.content import Item
from digest.editorial.candidates import Candidate
from digest.editorial.memory import DEVELOPED, Past
from digest.editorial.stories import group
from digest.editorial.terms import terms


def echoes(items: Sequence[Item], mine: Sequence[Past], theirs: Sequence[Past]) -> dict[int, tuple[int, ...]]:
    """For each story that was told, by its number, the places in `theirs` of those that told it.

    `mine` are the articles of `items`, one for one. What has developed since, by the rule of a newsletter's own memory, is
    another story.
    """
    of_mine, of_theirs = _owners("mine", mine), _owners("theirs", theirs)
    candidates = [*_named("mine", mine), *_named("theirs", theirs)]
    found: defaultdict[int, set[int]] = defaultdict(set)
    for story in group(candidates):
        ours = {of_mine[one.identity] for one in story.articles if one.identity in of_mine}
        others = {of_theirs[one.identity] for one in story.articles if one.identity in of_theirs}
        for place in ours:
            told = {other for other in others if not _has_developed(items[place], mine[place], theirs[other])}
            found[items[place].number] |= told
    return {number: tuple(sorted(places)) for number, places in found.items() if places}


def _named(side: str, stories: Sequence[Past]) -> list[Candidate]:
    """All articles, each with the place of its story in its identity: one article may stand in several."""
    return [
        replace(one, identity=f"{side}:{place}:{one.identity}")
        for place, story in enumerate(stories)
        for one in story.articles
    ]


def _owners(side: str, stories: Sequence[Past]) -> Mapping[str, int]:
    return {
        f"{side}:{place}:{one.identity}": place
        for place, story in enumerate(stories)
        for one in story.articles
    }


def _has_developed(item: Item, mine: Past, theirs: Past) -> bool:
    """Whether it is younger than what was told, and its headline and lead say enough that was not said."""
    if max(one.moment for one in mine.articles) <= max(one.moment for one in theirs.articles):
        return False
    said = frozenset(terms(f"{item.headline} {item.lead}"))
    return len(said - theirs.said) >= DEVELOPED * len(said)
