"""What the readers' pages ask of the editions (`subscribers.ports.History`)."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, select
from sqlmodel import col

from digest.compose.content import from_json
from digest.database import reading
from digest.models import FIXED_STATES, Delivery, Edition
from subscribers.ports import Past

EDITIONS = 20  # of which the sources are offered
_FRESH = timedelta(minutes=10)


@dataclass(slots=True)
class Editions:
    """The ledger and the printed editions; the sources of a newsletter are looked up every ten minutes."""

    engine: Engine
    clock: Callable[[], datetime]
    _sources: dict[str, tuple[datetime, tuple[str, ...]]] = field(default_factory=dict)

    def last(self, subscriber_id: int, most: int | None) -> Sequence[Past]:
        """A reader's last editions, newest first; all of them for None, one printed edition at a time in memory."""
        wanted = (
            select(col(Edition.newsletter), col(Edition.day), col(Edition.content), col(Delivery.state))
            .join(Edition, col(Edition.id) == col(Delivery.edition_id))
            .where(col(Delivery.subscriber_id) == subscriber_id)
            .order_by(col(Edition.day).desc(), col(Edition.id).desc())
            .limit(most)
        )
        with reading(self.engine) as session:
            return [
                Past(slug, day, json.loads(content)["subject"], state.value)
                for slug, day, content, state in session.execute(wanted.execution_options(yield_per=50))
            ]

    def sources(self, newsletter: str) -> Sequence[str]:
        """The sources of the last editions, by name."""
        known = self._sources.get(newsletter)
        if known is None or known[0] < self.clock() - _FRESH:
            known = self._sources[newsletter] = (self.clock(), self._lately(newsletter))
        return known[1]

    def _lately(self, newsletter: str) -> tuple[str, ...]:
        fixed = select(col(Edition.content)).where(
            col(Edition.newsletter) == newsletter, col(Edition.state).in_(FIXED_STATES)
        )
        with reading(self.engine) as session:
            found = session.scalars(fixed.order_by(col(Edition.day).desc()).limit(EDITIONS)).all()
        names = {
            source.name for content in found for item in from_json(content).items() for source in item.sources
        }
        return tuple(sorted(names, key=str.casefold))
