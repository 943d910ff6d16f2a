"""Pure: what a reader leaves out of a newsletter, in one canonical text, so that readers of one taste are counted as one."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

MOST_NAMES = 60  # sections, and as many sources
_LONGEST_NAME = 200
_LONGEST = 4000  # characters of the whole text, as wide as its column


@dataclass(frozen=True, slots=True)
class Taste:
    """The sections and sources that a reader has muted, by name, and whether the mail is to be text alone."""

    sections: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    text_only: bool = False

    @classmethod
    def of(cls, sections: Iterable[str], sources: Iterable[str], *, text_only: bool = False) -> Self:
        """A taste out of names as they were sent: blanks, controls and more names than anybody has are left off."""
        return cls(_names(sections), _names(sources), text_only)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The taste that `str()` wrote; the empty text is the taste for everything."""
        if not text:
            return cls()
        kept = json.loads(text)
        return cls(frozenset(kept.get("sections", ())), frozenset(kept.get("sources", ())), "text" in kept)

    def __str__(self) -> str:
        """Canonical: the same taste gives the same text; empty for everything, 4,000 characters at the most."""
        sections, sources = sorted(self.sections), sorted(self.sources)
        while len(text := _text(sections, sources, text_only=self.text_only)) > _LONGEST:
            del (sources or sections)[-1]
        return text


def _text(sections: list[str], sources: list[str], *, text_only: bool) -> str:
    kept: dict[str, object] = {"sections": sections} if sections else {}
    kept |= {"sources": sources} if sources else {}
    kept |= {"text": 1} if text_only else {}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if kept else ""


def _names(names: Iterable[str]) -> frozenset[str]:
    good = sorted({name.strip() for name in names if name.strip() and name.isprintable()})
    return frozenset(name for name in good[:MOST_NAMES] if len(name) <= _LONGEST_NAME)
