"""What the desk shows of an edition: its stories with what can be done to them, and the next ones that are out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from digest import desk
from digest.compose.content import Item
from digest.daily import Drafted
from digest.database import reading
from digest.editorial.candidates import from_rows
from digest.editorial.changes import Changes, steps_from_json
from digest.editorial.plan import Decision
from digest.editorial.steps import difference
from digest.models import OPEN_STATES, Article, EditionState, Source
from digest.newsroom import Newsroom
from digest.summarize.passage import sentences_of

NEXT = 20
"""Stories that are out and shown: the best of them."""
SENTENCES = 40
"""Sentences of an article that a lead may be chosen from: news stands at the top."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence of the article; `is_in` where the lead has it."""

    text: str
    is_in: bool


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A printed story: `key` is the id of the article that leads it."""

    item: Item
    key: int
    section: str
    is_pinned: bool
    is_reworded: bool
    is_chosen: bool
    title: str
    choices: tuple[Choice, ...]
    why: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class OutRow:
    """An article that is out, with its title and source, and why."""

    key: int
    title: str
    source: str
    decision: Decision
    may_come_in: bool


@dataclass(frozen=True, slots=True)
class DeskView:
    """The whole desk: `undoes` names the last step, empty where there is none; `day` and `hash` say what was seen."""

    day: str
    state: str
    standing: str
    hash: str
    is_open: bool
    changes: Changes
    undoes: str
    sections: tuple[str, ...]
    stories: tuple[StoryRow, ...]
    out: tuple[OutRow, ...]
    out_count: int

    @property
    def is_approved(self) -> bool:
        """Whether it goes out as it is."""
        return self.state == EditionState.APPROVED

    @property
    def is_held(self) -> bool:
        """Whether somebody keeps it back."""
        return self.state == EditionState.HELD


def desk_view(room: Newsroom, drafted: Drafted) -> DeskView:
    """The desk of an edition.

    Raises:
        DatabaseError: the store cannot be reached.
    """
    edition, changes = drafted.edition, desk.changes(drafted)
    out = _out(drafted.decisions)
    keys = [item.articles[0] for item in drafted.content.items()]
    articles = _articles(room, {*keys, *(one.article_id for one in out[:NEXT])})
    steps = steps_from_json(edition.changes)
    return DeskView(
        day=edition.day.isoformat(),
        state=str(edition.state),
        standing=desk.standing(room, edition),
        hash=edition.hash,
        is_open=edition.state in OPEN_STATES,
        changes=changes,
        undoes=difference(steps[-2], steps[-1]) if len(steps) > 1 else "",
        sections=tuple(rule.name for rule in room.newsletter.sections),
        stories=tuple(_stories(drafted, changes, articles)),
        out=tuple(_row(one, articles) for one in out[:NEXT]),
        out_count=len(out),
    )


def _out(decisions: Iterable[Decision]) -> list[Decision]:
    """One decision for each story that is out, the best first; what was never ranked comes last."""
    best: dict[object, Decision] = {}
    for one in decisions:
        if one.story is None:
            best.setdefault(("rank", one.rank) if one.rank is not None else one.article_id, one)
    return sorted(best.values(), key=lambda one: (one.rank is None, one.rank or 0))


def _articles(room: Newsroom, keys: Iterable[int]) -> Mapping[int, tuple[Article, str | None]]:
    wanted = (
        select(Article, col(Source.name))
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.id).in_(list(keys)))
    )
    with reading(room.engine) as session:
        return {article.id or 0: (article, name) for article, name in session.execute(wanted)}


def _stories(
    drafted: Drafted, changes: Changes, articles: Mapping[int, tuple[Article, str | None]]
) -> Iterable[StoryRow]:
    for section in drafted.content.sections:
        for item in section.items:
            key = item.articles[0]
            stored = articles.get(key)
            yield StoryRow(
                item=item,
                key=key,
                section=section.name,
                is_pinned=not set(changes.pinned).isdisjoint(item.articles),
                is_reworded=key in changes.headlines,
                is_chosen=key in changes.leads,
                title=stored[0].title if stored else item.headline,
                choices=_choices(item, stored) if stored else (),
                why=tuple(one for one in drafted.decisions if one.story == item.number),
            )


def _choices(item: Item, stored: tuple[Article, str | None]) -> tuple[Choice, ...]:
    found = sentences_of(from_rows([stored])[0].paragraphs)
    texts = [one.text for one in found if one.is_whole][:SENTENCES]
    return tuple(Choice(text, text in item.lead) for text in texts)


def _row(decision: Decision, articles: Mapping[int, tuple[Article, str | None]]) -> OutRow:
    article, source = articles.get(decision.article_id, (None, None))
    title = (article.title if article else "") or "An article without a title"
    return OutRow(decision.article_id, title, source or "", decision, decision.verdict in {"cap", "dropped"})
