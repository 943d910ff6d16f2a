"""How many stories of an edition a source may lead, and which article leads where one may lead no more."""

from collections import Counter
from dataclasses import dataclass, field, replace

from digest.editorial.candidates import Candidate
from digest.editorial.names import same_outlet_key
from digest.editorial.ranking import Ranked
from digest.editorial.sources import Sources


@dataclass(slots=True)
class Caps:
    """The stories that each outlet leads so far, counted through the edition; `most` holds where its table has none."""

    sources: Sources = field(default_factory=Sources)
    most: int | None = None
    led: Counter[str] = field(default_factory=Counter)

    def admit(self, story: Ranked) -> Ranked | None:
        """The story, led by its best article whose outlet may lead one more, and counted; None where none may."""
        best = self._leading(story)
        if best is None:
            return None
        self.led[_key(best)] += 1
        if best is story.best:
            return story
        return replace(story, best=best, tellings=(best, *(one for one in story.tellings if one is not best)))

    def admits(self, story: Ranked) -> bool:
        """Whether one of the story's articles may lead it."""
        return self._leading(story) is not None

    def said(self, story: Ranked) -> str:
        """Why a story was not admitted."""
        limit = self._limit(story.best)
        if limit == 0:
            return f"{story.best.outlet} may lead no story"
        return f"{story.best.outlet} leads {limit} already, the most it may"

    def _leading(self, story: Ranked) -> Candidate | None:
        return next((one for one in story.tellings if self._may_lead(one, story)), None)

    def _may_lead(self, one: Candidate, story: Ranked) -> bool:
        limit = self._limit(one)
        is_entitled = bool(one.headline) or one is story.best
        return is_entitled and (limit is None or self.led[_key(one)] < limit)

    def _limit(self, one: Candidate) -> int | None:
        """An article of which no outlet is known has no limit."""
        if not one.outlet:
            return None
        own = self.sources.of(one).most
        return self.most if own is None else own


def _key(one: Candidate) -> str:
    return same_outlet_key(one.outlet or "")
