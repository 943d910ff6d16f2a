"""Articles and plans for the editors' room."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from digest.compose.templates import environment
from digest.compose.wording import wording
from digest.config.settings import NewsletterSettings, SourceSettings
from digest.editorial.candidates import Candidate
from digest.editorial.plan import Plan

MORNING = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
Article = Callable[..., Candidate]


@pytest.fixture
def article() -> Article:
    """A candidate by its title and paragraphs; `hours` is its age, the rest is as given."""
    made = iter(range(1, 10_000))

    def make(title: str, *paragraphs: str, hours: float = 1, **fields: object) -> Candidate:
        number = next(made)
        known = {
            "article_id": number,
            "identity": f"url:https://wire.example/{number:04}",
            "title": title,
            "stored_at": MORNING,
            "published": MORNING - timedelta(hours=hours),
            "blocks": tuple(("paragraph", text) for text in paragraphs),
            "source": "The Wire",
            "url": f"https://wire.example/{number:04}",
        }
        return Candidate(**(known | fields))

    return make


@pytest.fixture
def plan() -> Callable[..., Plan]:
    """A plan in the phrases of a language, its newsletter's settings and the configured sources as given."""

    def make(
        language: str = "en", sources: Mapping[str, SourceSettings] | None = None, **settings: object
    ) -> Plan:
        known = {
            "name": "The Early Tram",
            "from": "morning@early-tram.example",
            "postal_address": "14 Lantern Quay",
            "language": language,
        }
        say = wording(environment(), language).say
        newsletter = NewsletterSettings(**(known | settings))
        return Plan("early-tram", newsletter, date(2026, 11, 24), 12, say, sources or {})

    return make
