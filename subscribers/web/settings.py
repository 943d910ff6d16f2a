"""What the router must be told by its host."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from subscribers.guard import Limits
from subscribers.ports import History, NoHistory, Pages
from subscribers.tokens import Keys


@dataclass(frozen=True, slots=True)
class NewsletterCard:
    """A newsletter as its pages show it; `language` is a BCP 47 tag, `base_url` where its pages are."""

    slug: str
    name: str
    tagline: str = ""
    postal_address: str = ""
    language: str = "en"
    base_url: str = ""
    sections: tuple[str, ...] = ()
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Gate:
    """What a signup must pass; the same for the form and for programs."""

    limits: Limits = field(default_factory=Limits)
    fill_time: timedelta = timedelta(seconds=2)
    refused_domains: frozenset[str] = frozenset()
    puzzle: bool = False
    trusted_proxies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RouterSettings:
    """Newsletters by slug, in the order they are offered, and the host's parts.

    `sessions` gives a writing session that commits when it is left without an exception. `after_erasure` lets the host
    forget what it holds itself of a subscriber, by id, and what its database keeps of old pages.
    """

    newsletters: Mapping[str, NewsletterCard]
    pages: Pages
    sessions: Callable[[], AbstractContextManager[Session]]
    keys: Keys
    clock: Callable[[], datetime]
    confirm_max_age: timedelta = timedelta(hours=48)
    gate: Gate = field(default_factory=Gate)
    history: History = field(default_factory=NoHistory)
    languages: tuple[str, ...] = ("en",)
    after_erasure: Callable[[int], object] = lambda _subscriber_id: None
