"""An editor's changes, laid over what the room would print by itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from digest.config.settings import SectionRule
from digest.editorial.changes import Changes
from digest.editorial.plan import Decision
from digest.editorial.ranking import Ranked
from digest.editorial.sections import Left, Placed
from digest.editorial.stories import Story, Telling

DROPPED = "dropped by the editor"
Place = Callable[[Sequence[Ranked], Sequence[SectionRule]], tuple[list[Placed], list[Left]]]
"""How stories come into sections when nobody interferes."""


def edited(story: Story, changes: Changes) -> Story:
    """The story with the editor's headline and sentences, told first by the article that has them."""
    return Story(tuple(_edited(telling, changes) for telling in story.tellings))


def _edited(telling: Telling, changes: Changes) -> Telling:
    words = [one for one in telling.articles if one.article_id in {*changes.headlines, *changes.leads}]
    if not words:
        return telling
    one, key = words[0], words[0].article_id
    told = replace(
        one, title=changes.headlines.get(key, one.title), chosen=changes.leads.get(key, ()), is_edited=True
    )
    return Telling(told, tuple(copy for copy in telling.articles if copy is not one))


def lay_out(
    ranked: Sequence[Ranked], rules: Sequence[SectionRule], place: Place, changes: Changes
) -> tuple[list[Placed], list[Left]]:
    """The sections as `place` fills them, with what the editor dropped, pinned, moved and put in order."""
    kept = [story for story in ranked if not _is_in(story, changes.dropped)]
    placed, left = place(kept, rules)
    held = {story.rank: home for story in kept if (home := _home(story, placed, rules, changes)) is not None}
    if held:
        placed, left = _around(kept, rules, place, held)
    dropped = [Left(story, DROPPED) for story in ranked if _is_in(story, changes.dropped)]
    return [replace(one, stories=_in_order(one.stories, changes.order)) for one in placed], [*left, *dropped]


def _home(
    story: Ranked, placed: Sequence[Placed], rules: Sequence[SectionRule], changes: Changes
) -> int | None:
    """The section that the editor holds a story in: where it was moved to, else where it stands, else the first open one."""
    wanted = [name for key, name in changes.moved.items() if key in _keys(story)]
    for number, rule in enumerate(rules):
        if rule.name in wanted:
            return number
    if not wanted and not _is_in(story, changes.pinned):
        return None
    stands = [one.rule for one in placed if any(other.rank == story.rank for other in one.stories)]
    is_open = [rule for rule in rules if rule.kind == "stories"]
    return rules.index((*stands, *is_open, rules[-1])[0])


def _around(
    kept: Sequence[Ranked], rules: Sequence[SectionRule], place: Place, held: Mapping[int, int]
) -> tuple[list[Placed], list[Left]]:
    """The held stories in their sections, and the others in what room is left."""
    taken = [sum(1 for home in held.values() if home == number) for number in range(len(rules))]
    room = [rule.model_copy(update={"most": max(0, rule.most - taken[n])}) for n, rule in enumerate(rules)]
    placed, left = place([story for story in kept if story.rank not in held], room)
    found: list[Placed] = []
    for number, rule in enumerate(rules):
        own = [story for story in kept if held.get(story.rank) == number]
        others = [story for one in placed if one.rule is room[number] for story in one.stories]
        if own or others:
            found.append(Placed(rule, _among(others, own)))
    return found, left


def _among(others: Sequence[Ranked], own: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """The held stories before the first one that ranks lower; the others stay in their order."""
    found = list(others)
    for story in own:
        at = next((n for n, other in enumerate(found) if other.rank > story.rank), len(found))
        found.insert(at, story)
    return tuple(found)


def _in_order(stories: Iterable[Ranked], order: Sequence[int]) -> tuple[Ranked, ...]:
    """The stories as the editor ordered them; those that came later follow as they were."""
    turn = {key: number for number, key in enumerate(order)}
    return tuple(
        sorted(
            stories,
            key=lambda story: min((turn[key] for key in _keys(story) if key in turn), default=len(turn)),
        )
    )


def _is_in(story: Ranked, keys: Iterable[int]) -> bool:
    return not _keys(story).isdisjoint(keys)


def _keys(story: Ranked) -> frozenset[int]:
    return frozenset(one.article_id for one in story.story.articles)


def noted(decisions: Iterable[Decision], changes: Changes) -> tuple[Decision, ...]:
    """The decisions, those of the editor said to be so."""
    return tuple(_noted(one, changes) for one in decisions)


def _noted(decision: Decision, changes: Changes) -> Decision:
    if decision.reason == DROPPED:
        return replace(decision, verdict="dropped")
    if decision.verdict == "printed" and decision.article_id in {*changes.pinned, *changes.moved}:
        return replace(decision, reason=f"{decision.reason}, where the editor wants it")
    return decision
