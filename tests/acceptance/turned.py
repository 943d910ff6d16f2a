"""`digest serve` whose clock is a file, so that days pass as fast as whoever writes it likes.

    python turned.py DIGEST.TOML CLOCK [apart]

CLOCK holds a moment (ISO 8601, aware) and the time of the machine at which it was that late; from there it runs on.
"""

import os
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path


@dataclass(frozen=True)
class FileClock:
    """The same for all processes that read the file."""

    path: Path

    def __call__(self) -> datetime:
        moment, since = self.path.read_text().split()
        return datetime.fromisoformat(moment) + timedelta(seconds=time.time() - float(since))

    def set(self, moment: datetime) -> None:
        """Turn it, for all of them at once."""
        part = self.path.with_suffix(".part")
        part.write_text(f"{moment.isoformat()} {time.time()}")
        part.rename(self.path)


def main(config: Path, clock: Path, *, apart: bool) -> None:
    from digest.cli import logs
    from digest.config import load
    from digest.database import connect
    from digest.schedule.scheduler import Rhythm
    from digest.web import listening
    from digest.web.app import create_app

    settings = load(config, environment=False)
    engine = connect(settings.database_url)
    with listening.listen("127.0.0.1", 0) as on:
        logs.begin(settings.log)
        # What takes half a minute takes a fraction of a second: days pass in seconds.
        rhythm = Rhythm(look=0.3, notices=1, sources=5, sweep=5)
        app = create_app(settings, engine, clock=FileClock(clock), rhythm=rhythm, apart=apart)
        print(f"{os.getpid()} serves {listening.address(on)}", flush=True)
        listening.serve(app, on, app.state.end)
    engine.dispose()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), apart="apart" in sys.argv[3:])
