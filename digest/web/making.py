"""Editions made in a process of their own: what they take is given back, and the web stays awake meanwhile.

Sent with the errand is all that the process needs to know, so that a digest.toml that is being changed changes nothing.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from time import monotonic

from sqlalchemy import func, select
from sqlmodel import col

from digest import daily, editions
from digest.config import Settings
from digest.database import connect, glancing
from digest.errors import DigestError, EditionError, EmptyError
from digest.models import Article
from digest.newsroom import Clock, Newsroom
from digest.schedule.making import Here, Made, What
from digest.schedule.remarks import origin
from digest.schedule.timetable import Slot, Standing

_COMMAND = [sys.executable, "-P", "-c", "from digest.web.making import main; main()"]
AGAIN = timedelta(minutes=10)
"""How long it is taken for true that there is nothing to print, where nothing new was stored."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be made, from which settings, and when it is; without a slot, the draft of a day."""

    settings: Settings
    newsletter: str
    day: date
    now: datetime
    slot: Slot | None = None
    standing: Standing = Standing.DUE
    freezes: bool = True


class Apart:
    """Makes each edition in a process that ends with it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._empty: dict[tuple[str, date], tuple[int, datetime, str]] = {}

    def draft(self, room: Newsroom, day: date, *, clock: Clock) -> editions.Drafted:
        """Make or renew the draft of a day."""
        self._run(room, Errand(self._settings, room.slug, day, clock()))
        return editions.stands(room, day)

    def settle(self, room: Newsroom, slot: Slot, found: Standing, *, clock: Clock, freezes: bool) -> Made:
        """Do with a day's edition what its newsletter's rules say."""
        return self._run(room, Errand(self._settings, room.slug, slot.day, clock(), slot, found, freezes))

    def _run(self, room: Newsroom, errand: Errand) -> Made:
        """Have it run, unless there was nothing to print the last time and nothing was stored since."""
        key, newest = (room.slug, errand.day), _newest(room)
        known, since, why = self._empty.get(key, (-1, errand.now, ""))
        if known == newest and errand.now - since < AGAIN:
            raise EmptyError(why)
        try:
            return _answer(errand)
        except EmptyError as error:
            others = {one: known for one, known in self._empty.items() if one[0] != room.slug}
            self._empty = others | {key: (newest, errand.now, str(error))}
            raise


def _newest(room: Newsroom) -> int:
    with glancing(room.engine) as connection:
        return int(connection.execute(select(func.max(col(Article.id)))).scalar() or 0)


def _answer(errand: Errand) -> Made:
    """Run it, in a session of its own: a key pressed at the terminal is for us, and the edition is finished.

    Raises:
        EmptyError: there is nothing to print.
        EditionError: it was stopped, or is being changed.
        DigestError: whatever else went wrong.
    """
    done = subprocess.run(  # noqa: S603 - fixed words
        _COMMAND, input=pickle.dumps(errand), stdout=subprocess.PIPE, start_new_session=True, check=False
    )
    if done.returncode:
        raise DigestError(f"the process that makes the edition of {errand.day} ended with {done.returncode}")
    said = json.loads(done.stdout)
    if "empty" in said:
        raise EmptyError(said["empty"])
    if "refused" in said:
        raise EditionError(said["refused"])
    if "failed" in said:
        raise DigestError(said["failed"])
    return Made(What(said.pop("what")), faults=tuple(said.pop("faults")), **said)


def run(errand: Errand) -> dict[str, object]:
    """Make what an errand is for; what is to be told of it."""
    from digest.web import wiring

    engine = connect(errand.settings.database_url)
    try:
        room = wiring.newsroom(errand.settings, engine, errand.newsletter)
        return asdict(_made(room, errand, running_from(errand.now)))
    except EmptyError as error:
        return {"empty": str(error)}
    except EditionError as error:
        return {"refused": str(error)}
    except DigestError as error:
        return {"failed": str(error)}
    except Exception as error:  # noqa: BLE001 - nobody reads our traceback, and its message may quote a reader
        return {"failed": origin(error)}
    finally:
        engine.dispose()


def _made(room: Newsroom, errand: Errand, clock: Callable[[], datetime]) -> Made:
    if errand.slot is None:
        daily.draft(room, errand.day, clock=clock)
        return Made(What.LEFT)
    return Here().settle(room, errand.slot, errand.standing, clock=clock, freezes=errand.freezes)


def running_from(moment: datetime) -> Callable[[], datetime]:
    """A clock that shows what that of the errand's sender shows."""
    begun = monotonic()
    return lambda: moment + timedelta(seconds=monotonic() - begun)


def main() -> None:
    """Read an errand, run it, and write what came of it."""
    errand: Errand = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - whoever started us wrote it
    with suppress(BrokenPipeError):  # who asked is gone: what was made is in the database
        os.write(sys.stdout.fileno(), json.dumps(run(errand)).encode())
