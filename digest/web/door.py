"""The readers' pages, as this installation is configured."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from threading import Lock

from sqlalchemy import Engine
from sqlmodel import Session

from digest.config import Settings
from digest.database import writing
from digest.deliver import forgetting
from digest.newsroom import Clock
from digest.web.history import Editions
from digest.web.pages import Pages
from subscribers.guard import Limits
from subscribers.tokens import Keys
from subscribers.web import Gate, NewsletterCard, RouterSettings


@dataclass(frozen=True, slots=True)
class Host:
    """What the readers' pages stand on."""

    engine: Engine
    newsletters: Mapping[str, NewsletterCard]
    pages: Pages
    keys: Keys
    clock: Clock


def signup(settings: Settings, host: Host) -> RouterSettings:
    """What the router of the readers' pages is told."""
    return RouterSettings(
        newsletters=host.newsletters,
        pages=host.pages,
        sessions=sessions(host.engine),
        keys=host.keys,
        clock=host.clock,
        confirm_max_age=timedelta(hours=settings.signup.confirm_hours),
        gate=_gate(settings),
        history=Editions(host.engine, host.clock),
        languages=host.pages.languages,
        after_erasure=partial(forgetting.forget_replies, host.engine),
    )


def sessions(engine: Engine) -> Callable[[], AbstractContextManager[Session]]:
    """Writing sessions, in SQLite one after the other: threads queue for a lock faster than in its busy handler, which sleeps."""
    if engine.dialect.name != "sqlite":
        return lambda: writing(engine)
    turn = Lock()

    @contextmanager
    def in_turn() -> Iterator[Session]:
        with turn, writing(engine) as session:
            yield session

    return in_turn


def _gate(settings: Settings) -> Gate:
    asked = settings.signup
    return Gate(
        limits=Limits(asked.per_network, per_newsletter=asked.per_newsletter, in_all=asked.in_all),
        fill_time=timedelta(seconds=asked.fill_seconds),
        refused_domains=frozenset(domain.lower().strip(".") for domain in asked.refused_domains),
        puzzle=asked.proof_of_work,
        trusted_proxies=settings.web.trusted_proxies,
    )
