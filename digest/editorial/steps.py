"""Pure: one act of an editor at the desk, as the changes that hold after it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from digest.compose.content import EditionContent, Item
from digest.editorial.changes import Changes

Value = TypeVar("Value")
_NAMES = {
    "pinned": "a pin", "dropped": "what is left out", "moved": "a move to another section", "order": "the order",
    "headlines": "a headline", "leads": "a lead", "subject": "the subject", "preheader": "the preheader",
    "greeting": "the greeting", "note": "the note",
}  # fmt: skip


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


def difference(earlier: Changes, later: Changes) -> str:
    """What a step changed, in words that follow "undo": "the order, a headline"."""
    changed = [one.name for one in fields(Changes) if getattr(earlier, one.name) != getattr(later, one.name)]
    if "moved" in changed and "order" in changed:
        changed.remove("order")
    return ", ".join(_NAMES[name] for name in changed) or "nothing"


def _key(story: Collection[int]) -> int:
    return next(iter(story))


def _keys(content: EditionContent) -> list[int]:
    return [_key(item.articles) for item in content.items()]


def _without(keys: Iterable[int], story: Collection[int]) -> tuple[int, ...]:
    return tuple(key for key in keys if key not in story)


def _less(values: Mapping[int, Value], story: Collection[int]) -> dict[int, Value]:
    return {key: value for key, value in values.items() if key not in story}
