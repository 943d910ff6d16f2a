"""Which story goes into which section, and which are left out because a section is full."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.config.settings import SectionRule
from digest.editorial.names import same_outlet_key
from digest.editorial.ranking import Ranked
from digest.editorial.terms import fold

SAME_DESK = 0.4
"""What a story loses for each one already chosen that has the same kicker, so that no desk fills a section."""
SAME_OUTLET = 0.3
"""What a story loses for each one already chosen that the same outlet leads."""
LAST_WORDS = frozenset(
    {"and finally", "the last word", "good news", "und zum schluss", "et pour finir", "y por ultimo"}
)
"""Kickers that close a section, whatever their score."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The stories of one section in printing order."""

    rule: SectionRule
    stories: tuple[Ranked, ...]


def place(ranked: Sequence[Ranked], rules: Sequence[SectionRule]) -> tuple[list[Placed], list[Ranked]]:
    """The sections in the order of `rules`, and the stories for which there was no room.

    Features take the stories that match them, then lead sections are filled, then the others; a section that
    names kickers and is no lead takes only stories that match. What its own section has no room for may go
    elsewhere, after the stories that belong there.
    """
    left = list(ranked)
    chosen: dict[int, list[Ranked]] = {}
    for number in sorted(range(len(rules)), key=lambda n: (_turn(rules[n]), n)):
        rule = rules[number]
        chosen[number] = _choose(_pools(rule, left, rules), rule.most)
        left = [story for story in left if story not in chosen[number]]
    return [Placed(rule, _ordered(chosen[n])) for n, rule in enumerate(rules) if chosen[n]], left


def matches(story: Ranked, rule: SectionRule) -> bool:
    """Say whether the kicker or section of the leading article is one that `rule` names, or has it as a word."""
    labels = [fold(label) for label in (story.best.kicker, story.best.section) if label]
    return any(_has(label, fold(kicker)) for label in labels for kicker in rule.kickers if kicker.strip())


def _has(label: str, kicker: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(kicker.strip())}(?!\w)", label) is not None


def _turn(rule: SectionRule) -> int:
    """Features first, then leads, then sections with kickers, then those that take anything."""
    if rule.kind == "lead":
        return 1
    if rule.kind == "features":
        return 0 if rule.kickers else 4
    return 2 if rule.kickers else 3


def _pools(rule: SectionRule, left: Sequence[Ranked], rules: Sequence[SectionRule]) -> list[list[Ranked]]:
    """The stories that a section may take, best pool first."""
    matching = [story for story in left if matches(story, rule)]
    if rule.kickers and rule.kind != "lead":
        return [matching]
    features = [other for other in rules if other.kind == "features" and other is not rule]
    light = [story for story in left if any(matches(story, other) for other in features)]
    rest = [story for story in left if story not in light and story not in matching]
    if rule.kind == "lead":
        return [next((pool for pool in (matching, rest, light) if pool), [])]
    return [rest, light]


def _choose(pools: Sequence[Sequence[Ranked]], most: int) -> list[Ranked]:
    """Up to `most` stories, pool after pool; what is like the stories already chosen loses score."""
    taken: list[Ranked] = []
    for pool in pools:
        waiting = list(pool)
        while waiting and len(taken) < most:
            best = min(waiting, key=lambda story: (-_balanced(story, taken), story.best.identity))
            waiting.remove(best)
            taken.append(best)
    return taken


def _balanced(story: Ranked, taken: Sequence[Ranked]) -> float:
    desk, outlet = _desk(story), same_outlet_key(story.best.outlet or "")
    desks = sum(1 for other in taken if desk and _desk(other) == desk)
    outlets = sum(1 for other in taken if outlet and same_outlet_key(other.best.outlet or "") == outlet)
    return story.score - SAME_DESK * desks - SAME_OUTLET * outlets


def _desk(story: Ranked) -> str:
    return fold(story.best.kicker or story.best.section or "")


def _ordered(stories: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """As chosen, with the stories that are meant to come last at the end."""
    return tuple(sorted(stories, key=lambda story: _desk(story) in LAST_WORDS))
