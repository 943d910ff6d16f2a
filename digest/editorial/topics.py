"""The first part of a headline before a colon: what the others are about, or who says it."""

from collections.abc import Sequence

from digest.editorial.grammar import ENGLISH
from digest.editorial.labelrules import LEAST, TOPIC_ONLY
from digest.editorial.predicates import plain, predicate
from digest.editorial.things import is_thing
from digest.editorial.wordclasses import POINTS_BACK


def topic_of(found: Sequence[str]) -> str:
    """The first of several parts, where it is short and says what the others are about."""
    is_topic = len(found) > 1 and len(found[0].split()) <= LEAST and not found[0].endswith(("!", "?"))
    if not is_topic or not is_thing(found[0]):
        return ""
    first = plain(found[0].split(maxsplit=1)[0]).partition("'")[0]
    return "" if first in POINTS_BACK | {"here", "there", "what"} else found[0]


def may_be_spoken(label: str, cost: float) -> bool:
    """Whether a label can stand behind a topic and a colon."""
    return cost < TOPIC_ONLY and plain(label.split(maxsplit=1)[0]) not in ENGLISH.conjunctions


def only_says(label: str) -> bool:
    """`Merrow tells paper` before a colon: what is said stands behind it."""
    found = predicate(label.split())
    return (
        found is not None
        and found.verb is not None
        and found.verb.base in {"tell", "say", "warn", "claim", "ask"}
    )
