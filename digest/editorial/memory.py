"""No story twice: what the last editions told is left out, unless it has developed since, and then says so."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from digest.compose.content import Item
from digest.editorial.candidates import Candidate
from digest.editorial.plan import Decision
from digest.editorial.ranking import Leads
from digest.editorial.stories import Story, Telling, group
from digest.editorial.terms import terms

DEVELOPED = 0.45
"""Share of what an article's headline and lead say that no article of the earlier story has said, from which on it is news."""


@dataclass(frozen=True, slots=True)
class Past:
    """A story that the edition of `day` has printed as its story `number`; `said` holds the terms of all its texts."""

    day: date
    number: int
    articles: tuple[Candidate, ...]
    said: frozenset[str]


@dataclass(frozen=True, slots=True)
class Recalled:
    """The stories that are news today, and what became of the articles that are none.

    `earlier` has, by article, the day on which the story that it develops was last told.
    """

    stories: list[Story]
    earlier: dict[int, date]
    decisions: tuple[Decision, ...] = ()


def past_of(day: date, item: Item, articles: Iterable[Candidate]) -> Past:
    """A printed story as memory keeps it; where none of its articles is stored any more, by what was printed."""
    kept = tuple(articles) or (_as_printed(day, item),)
    texts = [item.headline, item.lead, *(text for one in kept for text in (one.headline, *one.paragraphs))]
    kept = tuple(replace(one, identity=f"told:{day}:{item.number}:{one.identity}") for one in kept)
    return Past(day, item.number, kept, frozenset(terms(" ".join(texts))))


def recall(candidates: Sequence[Candidate], past: Sequence[Past], leads: Leads) -> Recalled:
    """Group today's articles together with those that were printed, and take out what is no news any more.

    An article is news to a story that was told when it is no copy of a printed one, is younger than all of them, and
    says enough that none of them said. Only those articles go on to tell the story.
    """
    of = {one.identity: story for story in past for one in story.articles}
    found = Recalled([], {})
    decisions: list[Decision] = []
    for story in group([*candidates, *(one for old in past for one in old.articles)]):
        before = {id(of[one.identity]): of[one.identity] for one in story.articles if one.identity in of}
        news = [one for one in story.tellings if _is_today(one, of) and _is_news(one, before.values(), leads)]
        if news:
            found.stories.append(Story(tuple(news)))
        if before:
            last = max(before.values(), key=lambda one: (one.day, -one.number))
            found.earlier.update({one.article_id: last.day for telling in news for one in telling.articles})
            today = [one for one in story.articles if one.identity not in of]
            decisions += [_already_sent(one, last) for one in today if one.article_id not in found.earlier]
    return replace(found, decisions=tuple(decisions))


def _as_printed(day: date, item: Item) -> Candidate:
    moment = datetime.combine(day, time(), UTC)
    blocks = tuple(("paragraph", passage.text) for passage in item.passages)
    return Candidate(0, "", item.headline, moment, blocks, published=moment)


def _is_today(telling: Telling, of: Mapping[str, Past]) -> bool:
    """Whether nothing of it is printed already, not even a copy."""
    return not any(one.identity in of for one in telling.articles)


def _is_news(telling: Telling, before: Collection[Past], leads: Leads) -> bool:
    if not before:
        return True
    one = telling.original
    if one.moment <= max(old.moment for story in before for old in story.articles):
        return False
    said = frozenset(terms(f"{one.headline} {leads[one.identity].text}"))
    new = said.difference(*(story.said for story in before))
    return len(new) >= DEVELOPED * len(said)


def _already_sent(one: Candidate, last: Past) -> Decision:
    reason = f"story {last.number} of {last.day} told of it, and there is too little new in it"
    return Decision(one.article_id, "already sent", reason)
