"""A new place: its configuration, its secret, its store, and the sample where it is asked for."""

import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_urlsafe
from string import Template
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Engine

from digest.cli.roster import add_one, pages
from digest.collect.collector import collect
from digest.config import FILE_NAME, Settings, load
from digest.database import connect
from digest.engines.schema import set_up
from digest.errors import ConfigError
from digest.migrations import require_head, upgrade
from digest.sample.library import NEWSLETTER, SUBSCRIBERS, SampleNewsletter, write_articles
from subscribers.tokens import Keys

PLACEHOLDER = SampleNewsletter(
    slug="briefing",
    name="The Briefing",
    tagline="What you need to know today",
    from_name="The Briefing",
    from_address="briefing@news.example.org",
    postal_address="Your organisation, 1 Example Street, Example Town",
    recommends="Recommends",
)


def begin(folder: Path, facts: SampleNewsletter = NEWSLETTER, *, environment: bool = True) -> Path:
    """Write digest.toml with a fresh secret and set up the database that it (or the environment) names.

    Raises:
        ConfigError: there is a digest.toml already, or the folder cannot be written.
        DatabaseError: the database cannot be reached.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_private(path, _configuration(facts))
    except FileExistsError as error:
        what = "exists already and is not touched" if path.exists() else "is no folder"
        raise ConfigError(f"{path if path.exists() else folder} {what}; choose another folder") from error
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}") from error
    settings = load(path, environment=environment)
    engine = connect(settings.database_url)
    upgrade(engine)
    if settings.workers.engine == "procrastinate":
        set_up(engine)
    engine.dispose()
    return path


def _configuration(facts: SampleNewsletter) -> str:
    template = (Path(__file__).parent / "digest.toml.template").read_text(encoding="utf-8")
    values = {name: _quoted(value) for name, value in asdict(facts).items()}
    return Template(template).substitute(values, secret=token_urlsafe(32), zone=_local_zone())


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _write_private(path: Path, text: str) -> None:
    """Write a new file that only its owner may read: it holds the secret."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


def _local_zone() -> str:
    """The machine's own zone by its IANA name, else UTC."""
    try:
        name = str(Path("/etc/localtime").readlink()).partition("zoneinfo/")[2]
        return str(ZoneInfo(name)) if name else "UTC"
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return "UTC"


def fill_with_sample(
    config: Path, clock: Callable[[], datetime], *, environment: bool = True
) -> tuple[int, int]:
    """Write the sample's articles beside the configuration, dated back from today's edition, and store them.

    Returns how many articles and readers are in the store now.

    Raises:
        ConfigError: the database has readers already, or the articles cannot be written.
        DatabaseError: the database cannot be reached.
    """
    settings = load(config, environment=environment)
    engine = connect(settings.database_url)
    require_head(engine)
    _require_no_readers(engine, config)
    folder = settings.path(Path("articles"))
    try:
        written = write_articles(folder, _moment(settings, clock()))
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}") from error
    found = collect(engine, written, clock=clock)
    keys, slugs = Keys.from_secrets(settings.secrets), tuple(settings.newsletters)
    for reader in SUBSCRIBERS:
        add_one(engine, reader.email, reader.name, slugs, source="sample", keys=keys, now=clock())
    engine.dispose()
    return found.new + found.updated + found.unchanged, len(SUBSCRIBERS)


def _require_no_readers(engine: Engine, config: Path) -> None:
    """The sample is for a new place; a database that the environment names may be one that is in use."""
    if next(pages(engine, None), None) is not None:
        place = engine.url.render_as_string(hide_password=True)
        raise ConfigError(
            f"{place} has readers already, and gets no sample; {config} is written, go on with it"
        )


def _moment(settings: Settings, now: datetime) -> datetime:
    """The send time of today's edition, or now where that is still to come."""
    newsletter = next(iter(settings.newsletters.values()))
    zone = ZoneInfo(newsletter.zone)
    planned = datetime.combine(now.astimezone(zone).date(), newsletter.send_at, zone)
    return min(planned.astimezone(UTC), now).astimezone(zone)
