"""What the desk shows of an edition: its stories with what can be done to them, and the next ones that are out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import defer
from sqlmodel import col

from digest import desk
from digest.compose.content import EditionContent, Item
from digest.config.settings import SourceSettings
from digest.database import reading
from digest.editions import Drafted
from digest.editorial.candidates import Candidate, from_rows
from digest.editorial.changes import Changes
from digest.editorial.plan import Decision
from digest.editorial.steps import difference
from digest.models import OPEN_STATES, Article, EditionState, Source
from digest.newsroom import Newsroom
from digest.web.preview.choices import Choice, choices

NEXT = 20
"""Stories that are out and shown, the best of them; and articles that nobody ranked."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A printed story: `key` is the id of the article that leads it, `size` says what the mail's size took of it."""

    item: Item
    key: int
    section: str
    is_pinned: bool
    is_reworded: bool
    is_chosen: bool
    title: str
    choices: tuple[Choice, ...]
    why: tuple[Decision, ...]
    licence: str
    size: str


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
    """The whole desk: `undoes` names the last step, empty where there is none; `day` and `hash` say what was seen.

    `out` are the next stories by their score; `refused` are articles that have none: they cannot be printed, or were sent.
    """

    day: str
    state: str
    standing: str
    hash: str
    is_open: bool
    was_approved: bool
    changes: Changes
    undoes: str
    sections: tuple[str, ...]
    stories: tuple[StoryRow, ...]
    out: tuple[OutRow, ...]
    out_count: int
    refused: tuple[OutRow, ...]
    refused_count: int

    @property
    def is_approved(self) -> bool:
        """Whether it goes out as it is."""
        return self.state == EditionState.APPROVED

    @property
    def is_lapsed(self) -> bool:
        """Whether it was approved, and changed after that."""
        return self.state == EditionState.DRAFT and self.was_approved

    @property
    def is_held(self) -> bool:
        """Whether somebody keeps it back."""
        return self.state == EditionState.HELD


def desk_view(room: Newsroom, drafted: Drafted, mailed: EditionContent) -> DeskView:
    """The desk of an edition, of which `mailed` is what its mail has room for.

    Raises:
        DatabaseError: the store cannot be reached.
    """
    edition, changes = drafted.edition, desk.changes(drafted)
    out = _out(drafted.decisions)
    refused = [one for one in drafted.decisions if one.story is None and one.rank is None]
    keys = [item.articles[0] for item in drafted.content.items()]
    steps = desk.steps(drafted)[-2:]
    mentioned = {key for step in steps for key in _mentioned(step)}
    listed = (one.article_id for one in (*out[:NEXT], *refused[:NEXT]))
    articles = stored(room, {*keys, *mentioned, *listed})
    rows = _Rows(room, drafted, tuple(mailed.items()), articles)
    return DeskView(
        day=edition.day.isoformat(),
        state=str(edition.state),
        standing=desk.standing(room, edition),
        hash=edition.hash,
        is_open=edition.state in OPEN_STATES,
        was_approved=edition.approved_at is not None,
        changes=changes,
        undoes=difference(steps[0], steps[1], rows.named) if len(steps) > 1 else "",
        sections=tuple(rule.name for rule in room.newsletter.sections),
        stories=tuple(rows.story(one.name, item) for one in drafted.content.sections for item in one.items),
        out=tuple(_row(one, articles) for one in out[:NEXT]),
        out_count=len(out),
        refused=tuple(_row(one, articles) for one in refused[:NEXT]),
        refused_count=len(refused),
    )


def _out(decisions: Iterable[Decision]) -> list[Decision]:
    """One decision for each story that is out, the best first."""
    best: dict[int, Decision] = {}
    for one in decisions:
        if one.story is None and one.rank is not None:
            best.setdefault(one.rank, one)
    return [best[rank] for rank in sorted(best)]


def stored(room: Newsroom, keys: Iterable[int]) -> dict[int, Candidate]:
    """The articles with these ids, without what they were made from. Raises DatabaseError."""
    wanted = (
        select(Article, col(Source.name))
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.id).in_(sorted(set(keys))))
        .options(defer(Article.raw))  # type: ignore[arg-type]
    )
    with reading(room.engine) as session:
        rows = [(article, name) for article, name in session.execute(wanted)]
    return {one.article_id: one for one in from_rows(rows)}


def _mentioned(step: Changes) -> set[int]:
    return {*step.pinned, *step.dropped, *step.moved, *step.headlines, *step.leads}


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes rows of the stories; `mailed` are those that the mail has room for."""

    room: Newsroom
    drafted: Drafted
    mailed: tuple[Item, ...]
    articles: Mapping[int, Candidate]

    def story(self, section: str, item: Item) -> StoryRow:
        from digest.editorial.sources import configured

        key, changes = item.articles[0], desk.changes(self.drafted)
        article = self.articles.get(key)
        source = configured(self.room.sources).of(article) if article else SourceSettings()
        return StoryRow(
            item=item,
            key=key,
            section=section,
            is_pinned=not set(changes.pinned).isdisjoint(item.articles),
            is_reworded=key in changes.headlines,
            is_chosen=key in changes.leads,
            title=article.headline if article else item.headline,
            choices=choices(article, item.lead) if article and not source.headline_only else (),
            why=tuple(one for one in self.drafted.decisions if one.story == item.number),
            licence=_licence(source),
            size=_size(item, self.mailed),
        )

    def named(self, key: int) -> str:
        """A story by its headline, as the editor has it."""
        return f"“{desk.changes(self.drafted).headlines.get(key) or _title(self.articles.get(key))}”"


def _title(article: Candidate | None) -> str:
    return (article.headline if article else "") or "An article without a title"


def _licence(source: SourceSettings) -> str:
    if source.headline_only:
        return "Its licence allows the headline alone."
    return f"Its licence allows {source.max_words} words." if source.max_words is not None else ""


def _size(item: Item, mailed: Iterable[Item]) -> str:
    found = next((one for one in mailed if one.articles == item.articles), None)
    if found is None:
        return "Not in the mail: it would be too long with it."
    if found.lead != item.lead:
        return f"Shortened to {found.words} words: the mail would be too long."
    return ""


def _row(decision: Decision, articles: Mapping[int, Candidate]) -> OutRow:
    article = articles.get(decision.article_id)
    source = (article.outlet if article else None) or ""
    return OutRow(
        decision.article_id, _title(article), source, decision, decision.verdict in {"cap", "dropped"}
    )
