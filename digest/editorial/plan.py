"""What an edition is made to, and what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter

from digest.compose.content import EditionContent
from digest.config.settings import NewsletterSettings, SourceSettings
from digest.editorial.score import Score


@dataclass(frozen=True, slots=True)
class Plan:
    """The newsletter, the local day and number of the edition, and the phrases of its language.

    `say(key, **names)` returns the phrase `edition.<key>` of the mail's words, or one beside that table.
    `sources` are the configured ones by their slugs.
    """

    slug: str
    newsletter: NewsletterSettings
    day: date
    number: int
    say: Callable[..., str]
    sources: Mapping[str, SourceSettings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one article, for the editor who asks why.

    `verdict` is printed, same story, duplicate, already sent, cap, dropped, size, thin, no lead, licence or advertisement;
    `story` is the number of the item that the article is part of, and None where it is not in the edition. `rank` is the place of its story among
    all stories of the window, and `parts` are what the story's score is the sum of.
    """

    article_id: int
    verdict: str
    reason: str
    score: float | None = None
    story: int | None = None
    rank: int | None = None
    parts: Score | None = None


@dataclass(frozen=True, slots=True)
class Assembled:
    """The edition, or None where no article could be printed, and a decision for every article."""

    content: EditionContent | None
    decisions: tuple[Decision, ...]


_DECISIONS = TypeAdapter(tuple[Decision, ...])


def decisions_to_json(decisions: tuple[Decision, ...]) -> str:
    """The decisions as they are kept with an edition."""
    return _DECISIONS.dump_json(decisions).decode()


def decisions_from_json(text: str | None) -> tuple[Decision, ...]:
    """The decisions that were kept; none where an edition was made before they were."""
    return _DECISIONS.validate_json(text) if text else ()
