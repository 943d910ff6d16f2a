"""What a command needs, built when it is asked for: settings, engine, newsroom, transport."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from digest.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from digest.config import Settings
    from digest.deliver.transport import Transport
    from digest.newsroom import Newsroom
    from subscribers.tokens import Keys


def now() -> datetime:
    """The time, aware, in UTC: the only clock of the command line."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Context:
    """One call of the command; `config` is what --config named, `environment` whether DIGEST_* variables count."""

    config: Path | None = None
    clock: Callable[[], datetime] = now
    environment: bool = True
    _settings: "Settings | None" = field(default=None, init=False)
    _engine: "Engine | None" = field(default=None, init=False)

    @property
    def settings(self) -> "Settings":
        """The configuration. Raises ConfigError."""
        if self._settings is None:
            from digest.config import load

            self._settings = load(self.config, environment=self.environment)
        return self._settings

    @property
    def engine(self) -> "Engine":
        """The store, at head. Raises DatabaseError or SchemaError."""
        if self._engine is None:
            from digest.database import connect
            from digest.migrations import require_head

            made = connect(self.settings.database_url)
            try:
                require_head(made)
            except DatabaseError:
                made.dispose()
                raise
            self._engine = made
        return self._engine

    @property
    def keys(self) -> "Keys":
        """The signing keys."""
        from subscribers.tokens import Keys

        return Keys.from_secrets(self.settings.secrets)

    def slug(self, asked: str | None) -> str:
        """The newsletter that was asked for; not needed where there is one. Raises BadParameter."""
        known = self.settings.newsletters
        if asked is None and len(known) == 1:
            return next(iter(known))
        if asked is None or asked not in known:
            said = "there are several newsletters" if asked is None else f"there is no newsletter {asked!r}"
            raise typer.BadParameter(f"{said}; say which one: {', '.join(known)}", param_hint="--newsletter")
        return asked

    def newsroom(self, asked: str | None) -> "Newsroom":
        """One newsletter, ready for its day."""
        from digest.web.wiring import newsroom

        return newsroom(self.settings, self.engine, self.slug(asked))

    def transport(self) -> "Transport":
        """The configured way out."""
        from digest.web.wiring import transport

        return transport(self.settings)

    def close(self) -> None:
        """Let go of the store's connections."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None


def context(of: typer.Context) -> Context:
    """Our context out of Typer's."""
    found = of.obj
    assert isinstance(found, Context)  # noqa: S101 - main's callback put it there
    return found


_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}


def day_of(room: "Newsroom", asked: str | None, moment: datetime) -> date:
    """The day that was asked for, in the newsletter's own zone; today where nothing was said. Raises BadParameter."""
    require_day(asked)
    if asked is None or asked in _NAMED:
        return room.today(moment) + timedelta(days=_NAMED[asked or "today"])
    return date.fromisoformat(asked)


def require_day(asked: str | None) -> None:
    """Refuse what is no day, before anything else is done. Raises BadParameter."""
    if asked is None or asked in _NAMED:
        return
    try:
        date.fromisoformat(asked)
    except ValueError as error:
        message = f"{asked!r} is no day; write it as 2026-11-24, or today, tomorrow, yesterday"
        raise typer.BadParameter(message, param_hint="--date") from error
