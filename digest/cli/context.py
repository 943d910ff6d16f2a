"""What a command needs, built when it is asked for: settings, engine, newsroom, transport."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from digest.errors import ConfigError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from digest.config import Settings
    from digest.daily import Newsroom
    from digest.deliver.transport import Transport
    from subscribers.tokens import Keys


def now() -> datetime:
    """The time, aware, in UTC: the only clock of the command line."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Context:
    """One call of the command; `config` is what --config named."""

    config: Path | None = None
    clock: Callable[[], datetime] = now
    _settings: "Settings | None" = field(default=None, init=False)
    _engine: "Engine | None" = field(default=None, init=False)

    @property
    def settings(self) -> "Settings":
        """The configuration. Raises ConfigError."""
        if self._settings is None:
            from digest.config import load

            self._settings = load(self.config)
        return self._settings

    @property
    def engine(self) -> "Engine":
        """The store, at head. Raises DatabaseError or SchemaError."""
        if self._engine is None:
            from digest.database import connect
            from digest.migrations import require_head

            made = connect(self.settings.database_url)
            require_head(made)
            self._engine = made
        return self._engine

    @property
    def keys(self) -> "Keys":
        """The signing keys."""
        from subscribers.tokens import Keys

        return Keys.from_secrets(self.settings.secrets)

    def slug(self, asked: str | None) -> str:
        """The newsletter that was asked for; not needed where there is one. Raises ConfigError."""
        known = self.settings.newsletters
        names = ", ".join(known)
        if asked is None and len(known) > 1:
            raise ConfigError(
                f"there are several newsletters; say which one: --newsletter {' | '.join(known)}"
            )
        if asked is not None and asked not in known:
            raise ConfigError(f"there is no newsletter {asked!r}; digest.toml has: {names}")
        return asked or next(iter(known))

    def newsroom(self, asked: str | None) -> "Newsroom":
        """One newsletter, ready for its day."""
        from digest.web.wiring import newsroom

        return newsroom(self.settings, self.engine, self.slug(asked))

    def transport(self) -> "Transport":
        """The configured way out."""
        from digest.web.wiring import transport

        return transport(self.settings)


def context(of: typer.Context) -> Context:
    """Our context out of Typer's."""
    found = of.obj
    assert isinstance(found, Context)  # noqa: S101 - main's callback put it there
    return found


def parse_day(text: str) -> date:
    """A day: `today`, `tomorrow`, `yesterday` (UTC-independent: see `day_of`) or 2026-11-24."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2026-11-24, or today, tomorrow") from error


_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}


def day_of(room: "Newsroom", asked: str | None, moment: datetime) -> date:
    """The day that was asked for, in the newsletter's own zone; today where nothing was said."""
    if asked is None or asked in _NAMED:
        return room.today(moment) + timedelta(days=_NAMED[asked or "today"])
    return parse_day(asked)
