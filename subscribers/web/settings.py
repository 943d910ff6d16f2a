"""What the router must be told by its host."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from subscribers.ports import Pages
from subscribers.tokens import Keys


@dataclass(frozen=True, slots=True)
class NewsletterCard:
    """A newsletter as its pages show it; `language` is a BCP 47 tag."""

    slug: str
    name: str
    tagline: str = ""
    postal_address: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class RouterSettings:
    """Newsletters by slug, in the order they are offered, and the host's parts.

    `sessions` gives a writing session that commits when it is left without an exception.
    """

    newsletters: Mapping[str, NewsletterCard]
    pages: Pages
    sessions: Callable[[], AbstractContextManager[Session]]
    keys: Keys
    clock: Callable[[], datetime]
    confirm_max_age: timedelta = timedelta(hours=48)
