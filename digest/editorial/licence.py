"""What a source's licence leaves of its articles: all, a number of words, or the headline alone."""

from collections.abc import Iterable
from dataclasses import replace

from digest.compose.content import Passage
from digest.config.settings import SourceSettings, WordBudgets
from digest.editorial.candidates import Candidate
from digest.editorial.clauses import is_title
from digest.editorial.passages import passages_of
from digest.editorial.sources import Sources
from digest.editorial.stories import Story, Telling
from digest.words import count_words


def licensed_passages(
    one: Candidate, kind: str, budgets: WordBudgets, source: SourceSettings
) -> tuple[Passage, ...]:
    """The text of a story as far as its source's licence goes; empty where only the headline may be printed."""
    if source.headline_only:
        return ()
    most = source.max_words
    if most is None:
        return passages_of(one, kind, budgets)
    cut = {name: min(most, words) for name, words in budgets.model_dump().items()}
    passages = passages_of(one, kind, budgets.model_copy(update=cut))
    return passages if sum(count_words(passage.text) for passage in passages) <= most else ()


def quotable(articles: Iterable[Candidate], sources: Sources) -> tuple[Candidate, ...]:
    """The articles from which more than their lead may be taken."""
    return tuple(one for one in articles if sources.of(one).is_free)


def freed(story: Story, sources: Sources) -> Story:
    """The story, where of one text there is a copy whose words are free, told by that copy."""
    return Story(tuple(_freed(telling, sources) for telling in story.tellings))


def _freed(telling: Telling, sources: Sources) -> Telling:
    if sources.of(telling.original).is_free:
        return telling
    free = [one for one in quotable(telling.copies, sources) if is_title(one.headline)]
    if not free:
        return telling
    best = min(free, key=lambda one: (-one.words, one.moment, one.identity))
    return replace(telling, original=best, copies=tuple(one for one in telling.articles if one is not best))
