"""Pure: one act of an editor at the desk, as the changes that hold after it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from digest.compose.content import EditionContent, Item
from digest.editorial.changes import Changes

Value = TypeVar("Value")


def pin(changes: Changes, story: Collection[int]) -> Changes:
    """Hold a story in the edition whatever its score, or let it go again."""
    kept = _without(changes.pinned, story)
    return replace(changes, pinned=kept if len(kept) < len(changes.pinned) else (*kept, _key(story)))


def drop(changes: Changes, story: Collection[int]) -> Changes:
    """Leave a story out; what else was wanted of its place is forgotten."""
    return replace(
        changes,
        pinned=_without(changes.pinned, story),
        moved=_less(changes.moved, story),
        order=_without(changes.order, story),
        dropped=(*_without(changes.dropped, story), _key(story)),
    )


def put_in(changes: Changes, story: Collection[int]) -> Changes:
    """Print a story that was left out, by the room or by the editor."""
    pinned = (*_without(changes.pinned, story), _key(story))
    return replace(changes, dropped=_without(changes.dropped, story), pinned=pinned)


def move(changes: Changes, content: EditionContent, story: Item, section: str) -> Changes:
    """Print a story at the end of another section."""
    behind = [
        item for one in content.sections if one.name == section for item in one.items if item is not story
    ]
    order = _keys(content)
    order.remove(_key(story.articles))
    at = order.index(_key(behind[-1].articles)) + 1 if behind else len(order)
    order.insert(at, _key(story.articles))
    moved = _less(changes.moved, story.articles) | {_key(story.articles): section}
    return replace(changes, moved=moved, order=tuple(order))


def shift(changes: Changes, content: EditionContent, story: Item, by: int) -> Changes:
    """Print a story one place earlier (-1) or later (1); over the edge of its section into the next one."""
    number, place = next(
        (n, s.items.index(story)) for n, s in enumerate(content.sections) if story in s.items
    )
    beside = content.sections[number].items[place + by : place + by + 1] if place + by >= 0 else ()
    if beside:
        order = _keys(content)
        here, there = order.index(_key(story.articles)), order.index(_key(beside[0].articles))
        order[here], order[there] = order[there], order[here]
        return replace(changes, order=tuple(order))
    if not 0 <= number + by < len(content.sections):
        return changes
    target = content.sections[number + by]
    moved = _less(changes.moved, story.articles) | {_key(story.articles): target.name}
    order = _keys(content)
    order.remove(_key(story.articles))
    edge = target.items[-1 if by < 0 else 0]
    order.insert(order.index(_key(edge.articles)) + (by < 0), _key(story.articles))
    return replace(changes, moved=moved, order=tuple(order))


def before(changes: Changes, content: EditionContent, story: Item, other: Item) -> Changes:
    """Print a story in another one's place, that one behind it."""
    section = next(one.name for one in content.sections if other in one.items)
    own = next(one.name for one in content.sections if story in one.items)
    order = _keys(content)
    order.remove(_key(story.articles))
    order.insert(order.index(_key(other.articles)), _key(story.articles))
    moved = changes.moved
    if section != own:
        moved = _less(moved, story.articles) | {_key(story.articles): section}
    return replace(changes, moved=moved, order=tuple(order))


def reword(changes: Changes, article: int, headline: str, lead: Sequence[str]) -> Changes:
    """Give an article's story this headline and these sentences; what is empty is the room's own again."""
    headlines = _less(changes.headlines, (article,)) | ({article: headline} if headline else {})
    leads = _less(changes.leads, (article,)) | ({article: tuple(lead)} if lead else {})
    return replace(changes, headlines=headlines, leads=leads)


Named = Callable[[int], str]
"""The headline of the story that an article is part of, for a person."""


def difference(before: Changes, after: Changes, named: Named) -> str:
    """What was done between two steps: `drop “Ferry line to reopen”`."""
    was, now = set(before.pinned), set(after.pinned)
    gone, out = set(before.dropped), set(after.dropped)
    said = [f"put in {named(key)}" for key in gone - out]
    said += [f"drop {named(key)}" for key in out - gone]
    if not said:
        said += [f"pin {named(key)}" for key in now - was]
        said += [f"unpin {named(key)}" for key in was - now]
    said += _told_of_places(before, after, named) if not out - gone else []
    said += [f"edit the headline of {named(key)}" for key in _differing(before.headlines, after.headlines)]
    said += [f"choose sentences of {named(key)}" for key in _differing(before.leads, after.leads)]
    said += [f"change the {name}" for name in ("subject", "preheader", "greeting", "note") if getattr(before, name) != getattr(after, name)]  # fmt: skip
    return " and ".join(said) or "change nothing"


def _told_of_places(before: Changes, after: Changes, named: Named) -> list[str]:
    moved = sorted(_differing(before.moved, after.moved))
    if len(moved) == 1 and moved[0] in after.moved:
        return [f"move {named(moved[0])} to “{after.moved[moved[0]]}”"]
    if moved:
        return [f"change places of {' and '.join(map(named, moved[:2]))}"]
    return ["put stories in another order"] if before.order != after.order else []


def _differing(before: Mapping[int, Value], after: Mapping[int, Value]) -> list[int]:
    return [key for key in {**before, **after} if before.get(key) != after.get(key)]


def _key(story: Collection[int]) -> int:
    return next(iter(story))


def _keys(content: EditionContent) -> list[int]:
    return [_key(item.articles) for item in content.items()]


def _without(keys: Iterable[int], story: Collection[int]) -> tuple[int, ...]:
    return tuple(key for key in keys if key not in story)


def _less(values: Mapping[int, Value], story: Collection[int]) -> dict[int, Value]:
    return {key: value for key, value in values.items() if key not in story}
