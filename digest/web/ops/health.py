"""Whether it lives, and whether it is ready for work: for service managers and load balancers."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi.responses import JSONResponse, Response
from sqlalchemy import Engine, text

from digest.database import reading
from digest.errors import DatabaseError
from digest.migrations import head, revision
from digest.schedule.pulse import Pulse

QUIET_SECONDS = 300.0  # a schedule that looked not once in five minutes hangs


@dataclass(frozen=True, slots=True)
class Health:
    """The database, and the schedule of this process where it has one."""

    engine: Engine
    pulse: Pulse | None

    def healthz(self) -> Response:
        """200 while the web app is up and the database answers, else 503."""
        said = _judged(self._answers)
        return JSONResponse({"status": said}, 200 if said == "ok" else 503, {"Cache-Control": "no-store"})

    def readyz(self) -> Response:
        """200 while the schema is at head and the schedule looks at what is due, else 503 with what is not so."""
        found = {"schema": _judged(self._schema)}
        if self.pulse is not None:
            quiet = self.pulse.quiet()
            found["schedule"] = "ok" if quiet < QUIET_SECONDS else f"has not looked for {quiet:.0f} seconds"
        return _said(found)

    def _answers(self) -> str:
        with reading(self.engine) as session:
            session.execute(text("SELECT 1"))
        return "ok"

    def _schema(self) -> str:
        found = revision(self.engine)
        return "ok" if found == head() else f"at {found}, not at {head()}"


def _judged(check: Callable[[], str]) -> str:
    try:
        return check()
    except DatabaseError:
        return "no database"


def _said(found: dict[str, str]) -> Response:
    wrong = [said for said in found.values() if said != "ok"]
    answer = {"status": "; ".join(wrong) or "ok", **found}
    return JSONResponse(answer, 503 if wrong else 200, {"Cache-Control": "no-store"})
