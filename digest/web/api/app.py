"""The API as an app of its own, to be mounted at /api: its refusals and its description are not those of the pages."""

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from sqlalchemy import Engine

from digest.newsroom import Clock
from digest.web.api import press, problems
from digest.web.api.articles import articles
from digest.web.api.bounds import Bounded
from digest.web.api.door import Door
from digest.web.api.problems import Problem
from digest.web.api.readers import Registry
from subscribers.tokens import Keys


def create_api(
    engine: Engine, newsletters: Iterable[str], keys: Keys, clock: Clock, proxies: tuple[str, ...] = ()
) -> FastAPI:
    """The API; `openapi.json` describes it. `proxies` are ours, and believed about who is behind them."""
    app = _Described(
        title="digest-mailer: admin API",
        docs_url=None,  # the documentation pages would load scripts from elsewhere
        redoc_url=None,
    )
    door = Door(engine, keys, clock, proxies)
    app.include_router(Registry(door, frozenset(newsletters)).routes())
    for routes in (articles, press.editions, press.sends):
        app.include_router(routes(door))
    app.add_middleware(Bounded)
    problems.install(app)
    return app


class _Described(FastAPI):
    """An app whose description, made when it is first asked for, has the shape of refusals: no endpoint returns that by itself."""

    def openapi(self) -> dict[str, Any]:
        made = super().openapi()
        made["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        return made
