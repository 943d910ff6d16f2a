"""Sources that are asked in a process of their own: what reading and cleaning takes is given back with its end."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime

from digest.collect.sources.ways import Ways
from digest.config import Settings, SourceSettings
from digest.database import connect
from digest.errors import DigestError
from digest.schedule.gathering import Visited, here
from digest.schedule.remarks import origin
from digest.web.making import running_from

_COMMAND = [sys.executable, "-P", "-c", "from digest.web.fetching import main; main()"]
_LOOK = 0.5  # seconds between two looks whether to stop


@dataclass(frozen=True, slots=True)
class Round:
    """Which sources are to be asked, by which settings, and when it is."""

    settings: Settings
    slugs: tuple[str, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Away:
    """Asks sources in a process that ends with it."""

    settings: Settings

    def __call__(
        self, _tables: Mapping[str, SourceSettings], slugs: Sequence[str], ways: Ways
    ) -> list[Visited]:
        """Ask these; once it is to stop, the process is ended, and what it had not stored is asked for again.

        Raises:
            DigestError: the process did not come to its end.
        """
        process = subprocess.Popen(  # noqa: S603 - fixed words
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        wanted: bytes | None = pickle.dumps(Round(self.settings, tuple(slugs), ways.clock()))
        while True:
            with suppress(subprocess.TimeoutExpired):
                said, _ = process.communicate(wanted, timeout=_LOOK)
                break
            wanted = None  # it has been given all of it
            if ways.stopped():
                process.terminate()
        if process.returncode and not ways.stopped():
            raise DigestError(f"the process that asks sources ended with {process.returncode}")
        return [] if process.returncode else [Visited(**one) for one in json.loads(said)]


def main() -> None:
    """Read which sources are meant, ask them, and write how they fared."""
    wanted: Round = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - whoever started us wrote it
    try:
        told = json.dumps([asdict(one) for one in run(wanted)])
    except Exception as error:  # noqa: BLE001 - its message may quote what was read
        sys.exit(origin(error))
    with suppress(BrokenPipeError):  # who asked is gone: what was collected is in the database
        os.write(sys.stdout.fileno(), told.encode())


def run(wanted: Round) -> list[Visited]:
    """Ask the sources of a round."""
    from digest.web import wiring

    engine = connect(wanted.settings.database_url)
    try:
        gathering = wiring.gathering(wanted.settings, engine, running_from(wanted.now))
        return here(gathering.tables, wanted.slugs, gathering.ways)
    finally:
        engine.dispose()
