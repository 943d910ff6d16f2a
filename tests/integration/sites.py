"""A host for the router: the packaged templates, a database, a clock that tests can turn."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fastapi import FastAPI
from jinja2 import Environment
from sqlalchemy import Engine
from starlette.testclient import TestClient

from digest.compose.templates import environment, fill
from digest.database import writing
from subscribers import departure, signup
from subscribers.address import parse
from subscribers.models import ConsentMethod
from subscribers.tokens import Claim, Keys, Purpose, sign
from subscribers.web import NewsletterCard, RouterSettings, router

CARDS = {
    "daily": NewsletterCard(
        "daily", "The Morning Wire", "Ten things to know", "1 Quay Street, Port Lorne", "en"
    ),
    "weekly": NewsletterCard("weekly", "The Long Read", "On Sundays", "1 Quay Street, Port Lorne", "en"),
}


@dataclass
class Pages:
    """The packaged templates through the host's own environment."""

    env: Environment = field(default_factory=environment)

    def render(self, name: str, **context: object) -> str:
        return fill(self.env, name, context)


@dataclass
class Site:
    """A running site and the things a test wants to do to it."""

    engine: Engine
    now: datetime
    cards: dict[str, NewsletterCard]
    keys: Keys = field(default_factory=lambda: Keys.from_secrets(["a secret for the tests of pages"]))
    _apps: dict[Keys, FastAPI] = field(default_factory=dict)

    def client(self, host: str = "203.0.113.7") -> TestClient:
        """Somebody at the address `host`."""
        if self.keys not in self._apps:
            self._apps[self.keys] = self._app()
        return TestClient(self._apps[self.keys], follow_redirects=False, client=(host, 50_000))

    def _app(self) -> FastAPI:
        settings = RouterSettings(
            newsletters=self.cards,
            pages=Pages(),
            sessions=lambda: writing(self.engine),
            keys=self.keys,
            clock=lambda: self.now,
        )
        app = FastAPI()
        app.include_router(router(settings))
        return app

    def token(self, purpose: Purpose, subscriber_id: int = 1, newsletter: str = "daily") -> str:
        return sign(self.keys, purpose, newsletter, subscriber_id, issued=self.now)

    def join(self, email: str, newsletter: str = "daily", *, confirmed: bool = True) -> int:
        """A reader by the door that pages use."""
        with writing(self.engine) as session:
            signup.join(session, signup.Join(parse(email), newsletter), keys=self.keys, now=self.now)
            subscriber = signup.roster.find(session, parse(email)).id
            if confirmed:
                signup.confirm(session, Claim(newsletter, subscriber, None), self.now)
        return subscriber

    def leave(self, subscriber_id: int, newsletter: str = "daily") -> None:
        with writing(self.engine) as session:
            departure.leave(session, Claim(newsletter, subscriber_id, None), ConsentMethod.BUTTON, self.now)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)
