"""A preview over an installation of the tests: a theme to edit, a press, and a server to drive a browser at."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from grounds import Grounds

from digest.database import connect
from digest.web import wiring
from digest.web.listening import address, listen, server
from digest.web.preview import create_preview
from digest.web.preview.press import Bench, Press

TOKEN = "a-token"


@dataclass
class Studio:
    """What is edited and what shows it; `settings` is read anew when digest.toml is touched."""

    press: Press
    theme: Path
    configuration: Path
    settings: dict[str, object]

    @property
    def briefing(self) -> Path:
        """The template that a test may spoil."""
        return self.theme / "email" / "briefing.html"

    def app(self, spamd: tuple[str, int] = ("127.0.0.1", 1)) -> FastAPI:
        return create_preview(self.press, TOKEN, spamd=spamd)


def studio(grounds: Grounds, folder: Path) -> Studio:
    """A preview of today's edition of `daily`; digest.toml is there to be touched, and read by nobody."""
    theme = folder / "theme"
    (theme / "email" / "words").mkdir(parents=True)
    configuration, clock = folder / "digest.toml", grounds.clock()
    configuration.write_text("")
    changes: dict[str, object] = {"compose": {"theme": str(theme)}}

    def opened() -> Bench:
        settings = grounds.settings(**changes)
        room = wiring.newsroom(settings, connect(grounds.url), "daily")
        return Bench(room, wiring.transport(settings), room.today, theme)

    return Studio(Press(opened, configuration, clock), theme, configuration, changes)


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of the app while it is served as `digest preview` serves it."""
    with listen("127.0.0.1", 0) as on:
        running = server(app, getattr(app.state, "end", lambda: None))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [on]})
        thread.start()
        try:
            yield address(on)
        finally:
            running.should_exit = True
            thread.join(20)
        assert not thread.is_alive()
