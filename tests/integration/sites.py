"""A host for the router: the packaged templates, a database, a clock that tests can turn."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from digest.compose.templates import environment
from digest.database import writing
from digest.web.history import Editions
from digest.web.pages import Pages
from subscribers import departure, signup, stamp
from subscribers.address import parse
from subscribers.models import ConsentMethod
from subscribers.tokens import Claim, Keys, Purpose, sign
from subscribers.web import Gate, NewsletterCard, RouterSettings, router

CARDS = {
    "daily": NewsletterCard(
        "daily", "The Morning Wire", "Ten things to know", "1 Quay Street, Port Lorne", "en"
    ),
    "weekly": NewsletterCard("weekly", "The Long Read", "On Sundays", "1 Quay Street, Port Lorne", "en"),
}


@dataclass
class Site:
    """A running site and the things a test wants to do to it."""

    engine: Engine
    now: datetime
    cards: dict[str, NewsletterCard]
    keys: Keys = field(default_factory=lambda: Keys.from_secrets(["a secret for the tests of pages"]))
    gate: Gate = field(default_factory=lambda: Gate(fill_time=timedelta(0)))
    _apps: dict[Keys, FastAPI] = field(default_factory=dict)

    def client(self, host: str = "203.0.113.7") -> TestClient:
        """Somebody at the address `host`."""
        if self.keys not in self._apps:
            self._apps[self.keys] = self._app()
        return TestClient(self._apps[self.keys], follow_redirects=False, client=(host, 50_000))

    def _app(self) -> FastAPI:
        pages = Pages(environment())
        settings = RouterSettings(
            newsletters=self.cards,
            pages=pages,
            sessions=lambda: writing(self.engine),
            keys=self.keys,
            clock=lambda: self.now,
            gate=self.gate,
            history=Editions(self.engine, lambda: self.now),
            languages=pages.languages,
        )
        app = FastAPI()
        app.include_router(router(settings))
        return app

    def form(self, **fields: str) -> dict[str, str]:
        """What the form sends that was just shown."""
        return {"shown": stamp.stamp(self.keys, self.now), **fields}

    def token(self, purpose: Purpose, subscriber_id: int = 1, newsletter: str = "daily") -> str:
        return sign(self.keys, purpose, newsletter, subscriber_id, issued=self.now)

    def join(self, email: str, newsletter: str = "daily", *, confirmed: bool = True) -> int:
        """A reader by the door that pages use."""
        with writing(self.engine) as session:
            signup.join(session, signup.Join(parse(email), newsletter), keys=self.keys, now=self.now)
            subscriber = signup.roster.find(session, parse(email)).id
            if confirmed:
                signup.confirm(session, Claim(newsletter, subscriber, None), self.now, keys=self.keys)
        return subscriber

    def leave(self, subscriber_id: int, newsletter: str = "daily") -> None:
        with writing(self.engine) as session:
            departure.leave(session, Claim(newsletter, subscriber_id, None), ConsentMethod.BUTTON, self.now)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)
