"""The preview's addresses, all of them under its token."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from digest.web.preview.acts import Acts
from digest.web.preview.guard import Guard
from digest.web.preview.live import Live
from digest.web.preview.press import Press
from digest.web.preview.screen import Screen
from digest.web.preview.spamd import PLACE
from digest.web.preview.tools import Tools


def create_preview(
    press: Press,
    token: str,
    *,
    spamd: tuple[str, int] = PLACE,
    editor: str = "",
    site: tuple[str, str] | None = None,
) -> FastAPI:
    """An app that shows what `press` makes under `/<token>/`, and nothing anywhere else; `editor` is who approves there.

    It answers this machine's own browser, and that of whoever is on `site` (scheme and host), where it is on the web.

    Its `state.end` closes the event streams: call it when the server begins to stop.
    """
    live = Live(press)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(live.watch())
        yield
        watching.cancel()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.end = live.end
    _show(app, token, press, live)
    _ask(app, token, Tools(press, spamd))
    _change(app, token, Acts(press, editor))
    app.add_middleware(Guard, token=token, site=site)
    return app


def _show(app: FastAPI, token: str, press: Press, live: Live) -> None:
    """What is looked at, and the stream that says when to look again."""
    screen = Screen(press)
    for path, show in (
        ("/", screen.page),
        ("/edition.html", screen.mail),
        ("/edition.txt", screen.text),
        ("/edition.eml", screen.eml),
        ("/earlier.html", screen.earlier),
        ("/look/{name}.html", screen.look),
        ("/preview.css", screen.style),
        ("/{name}.js", screen.script),
    ):
        app.add_api_route(f"/{token}{path}", show, methods=["GET", "HEAD"])
    app.add_api_route(f"/{token}/events", live.stream, methods=["GET"])


def _ask(app: FastAPI, token: str, tools: Tools) -> None:
    """What is asked for beside it."""
    app.add_api_route(f"/{token}/spam", tools.spam, methods=["GET"])
    app.add_api_route(f"/{token}/reader", tools.reader, methods=["POST"])
    app.add_api_route(f"/{token}/test", tools.test, methods=["POST"])


def _change(app: FastAPI, token: str, acts: Acts) -> None:
    """What an editor does at the desk."""
    for name, act in (
        ("pin", acts.pin),
        ("drop", acts.drop),
        ("up", acts.up),
        ("down", acts.down),
        ("place", acts.place),
        ("last", acts.last),
        ("put-in", acts.put_in),
        ("story", acts.story),
        ("texts", acts.texts),
        ("undo", acts.undo),
        ("approve", acts.approve),
        ("hold", acts.hold),
        ("release", acts.release),
    ):
        app.add_api_route(f"/{token}/desk/{name}", act, methods=["POST"])
