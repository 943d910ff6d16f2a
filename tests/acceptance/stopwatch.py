"""How long the rows of a killed worker lie before somebody else has taken them up."""

import time
from dataclasses import dataclass, field

from sqlalchemy import Engine, bindparam, text

from digest.database import reading
from digest.errors import DatabaseError

_HELD = text(
    "SELECT subscriber_id FROM delivery WHERE state IN ('sending', 'handed') AND lease_owner LIKE '%/' || :pid || '/%'"
)
_LYING = text(
    "SELECT count(*) FROM delivery WHERE subscriber_id IN :readers AND (state = 'queued' OR "
    "(state IN ('sending', 'handed') AND lease_owner LIKE '%/' || :pid || '/%'))"
).bindparams(bindparam("readers", expanding=True))


@dataclass(slots=True)
class _Death:
    worker: int
    pid: str
    at: float
    readers: list[int]
    is_crossed: bool = False  # the database was killed as well


@dataclass(slots=True)
class Stopwatch:
    """Watches over those who were killed; `seconds` of those whose rows all went on."""

    engine: Engine
    seconds: list[float] = field(default_factory=list)
    _deaths: list[_Death] = field(default_factory=list)

    def begin(self, worker: int, pid: int) -> None:
        """A worker was killed just now."""
        at = time.monotonic()
        try:
            with reading(self.engine) as session:
                held = list(session.execute(_HELD, {"pid": str(pid)}).scalars())
        except DatabaseError:
            held = []
        self._deaths.append(_Death(worker, str(pid), at, held))

    def cross(self) -> None:
        """The database was killed: what lies now waits for more than for a dead worker."""
        for death in self._deaths:
            death.is_crossed = True

    def look(self) -> list[int]:
        """Which of the workers have nothing lying any more; those are watched no longer."""
        over = [death for death in self._deaths if not self._lies(death)]
        for death in over:
            self._deaths.remove(death)
            if death.readers and not death.is_crossed:
                self.seconds.append(time.monotonic() - death.at)
        return [death.worker for death in over]

    def _lies(self, death: _Death) -> bool:
        if not death.readers:
            return False
        try:
            with reading(self.engine) as session:
                return bool(
                    session.execute(_LYING, {"readers": death.readers, "pid": death.pid}).scalar_one()
                )
        except DatabaseError:  # it is just being started again
            return True
