"""Turns of phrase, and how a line is searched for them.

A phrase is looked for only in a line that has one of its trigger words: most lines have none, and cost nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A turn of phrase; `triggers` are words of which any line that has the phrase holds at least one."""

    triggers: frozenset[str]
    pattern: re.Pattern[str]


def words_of(text: str) -> frozenset[str]:
    """Return the words of a line in small letters, to be compared with triggers."""
    return frozenset(_WORD.findall(text.lower()))


def phrase(triggers: str, pattern: str) -> Phrase:
    """Return the phrase of a pattern (case does not count) with its trigger words, given in one string."""
    return Phrase(frozenset(triggers.split()), re.compile(pattern, re.IGNORECASE))


class Phrasebook:
    """Phrases by their triggers, so that a line is only searched for those that it may hold."""

    def __init__(self, *phrases: Phrase) -> None:
        self._by_trigger: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for trigger in phrase.triggers:
                self._by_trigger.setdefault(trigger, []).append(phrase)

    def found(self, text: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
        """Yield the first match of each phrase that is in `text`, whose words are `words`."""
        likely = {id(p): p for word in self._by_trigger.keys() & words for p in self._by_trigger[word]}
        for phrase in likely.values():
            if match := phrase.pattern.search(text):
                yield match
