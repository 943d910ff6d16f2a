"""What is on this machine: the configuration, the database, the clock, the disk."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Engine, text

from digest.config import Settings
from digest.database import reading
from digest.doctor.finding import Finding, fail, ok, warn
from digest.errors import DatabaseError
from digest.migrations import head, revision
from digest.schedule.timetable import next_send

LITTLE, TOO_LITTLE = 1 << 30, 100 << 20
SKEW = timedelta(seconds=5)
OLDEST = datetime(2026, 1, 1, tzinfo=UTC)  # no clock that is right shows an earlier time


def configuration(settings: Settings) -> Iterator[Finding]:
    """What the file says that is allowed, and still not fit for readers."""
    count = len(settings.newsletters)
    yield ok(
        "configuration",
        f"{settings.place.file or 'settings'} is valid; {count} newsletter{'s' * (count > 1)}",
    )
    if settings.delivery.transport == "outbox":
        yield warn(
            "transport", "mails are written to a folder and sent to nobody", 'set delivery.transport = "smtp"'
        )
    if settings.alerts.to is None:
        yield warn("alerts", "nobody is told when an edition is held", "set alerts.to in digest.toml")
    file = settings.place.file
    if file is not None and file.exists() and file.stat().st_mode & 0o077:
        yield warn(
            "secrets", f"others on this machine can read {file}, which holds secret_key", f"chmod 600 {file}"
        )


def database(engine: Engine, now: datetime) -> Iterator[Finding]:
    """Whether it is there, at head, and of one mind with us about the time."""
    place = engine.url.render_as_string(hide_password=True)
    try:
        found = revision(engine)
        theirs = _their_time(engine)
    except DatabaseError as error:
        yield fail("database", str(error), "check database.url, and that the server runs")
        return
    if found != head():
        yield fail(
            "database", f"{place} is at {found or 'no schema'}, not at {head()}", "run `digest migrate`"
        )
        return
    yield ok("database", f"{place} is at {found}")
    if theirs is not None and abs(theirs - now) > SKEW:
        apart = abs(theirs - now).total_seconds()
        yield warn(
            "clock", f"this machine and the database are {apart:.0f} s apart", "let NTP set both clocks"
        )


def _their_time(engine: Engine) -> datetime | None:
    if engine.dialect.name != "postgresql":
        return None
    with reading(engine) as session:
        found: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
        return found


def clock(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The time, and when each newsletter goes out by it."""
    if now < OLDEST:
        yield fail("clock", f"this machine says that it is {now:%Y-%m-%d %H:%M} UTC", "let NTP set its clock")
        return
    for slug, newsletter in settings.newsletters.items():
        at = next_send(newsletter, now).at
        message = (
            f"{now:%Y-%m-%d %H:%M} UTC; {slug} goes out next at {at:%Y-%m-%d %H:%M} UTC ({newsletter.zone})"
        )
        yield ok("clock", f"{message}, tzdata {version('tzdata')}")


def disk(settings: Settings, engine: Engine) -> Iterator[Finding]:
    """Whether there is room where files are written."""
    folders = {settings.place.root}
    if engine.dialect.name == "sqlite" and engine.url.database:
        folders.add(Path(engine.url.database).parent)
    for folder in sorted(one for one in folders if one.is_dir()):
        free = shutil.disk_usage(folder).free
        message = f"{free / (1 << 30):.1f} GB are free in {folder}"
        if free < TOO_LITTLE:
            yield fail("disk", message, "make room, or set [retention]")
        elif free < LITTLE:
            yield warn("disk", message, "make room, or set [retention]")
        else:
            yield ok("disk", message)
