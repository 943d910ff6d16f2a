"""Articles by API: listed, shown, and stored as those of any other source."""

import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import select
from sqlmodel import Session, col

from digest.collect.identity import canonical_url
from digest.database import reading
from digest.models import Article
from digest.web.api.door import Door
from digest.web.api.once import IdempotencyKey, once
from digest.web.api.problems import Refusal, described
from digest.web.api.readers import After, Limit, Number
from digest.web.api.scopes import Caller, Scope
from digest.web.api.shapes import ArticleCard, Articles

if TYPE_CHECKING:
    from digest.collect.files import Found

SHORT = "it is shorter than an article: stored as it was sent"
Words = Annotated[str, StringConstraints(max_length=1000)]
Address = Annotated[str, Field(max_length=2048, examples=["https://news.example/harbour/sea-gate"])]


class NewArticle(BaseModel):
    """An article: its text as `text`, `paragraphs` or `html` (what stands in the page's article, not the whole page)."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=1000, examples=["Sea gate holds off storm surge"])
    text: str | None = Field(None, max_length=1_000_000, examples=["The gate at Marram harbour held."])
    paragraphs: list[str] | None = Field(
        None, max_length=5000, examples=[["The gate at Marram harbour held on Monday night."]]
    )
    html: str | None = Field(None, max_length=2_000_000, examples=["<p>The gate held.</p>"])
    source: str | None = Field(None, max_length=200, examples=["The Marram Post"])
    url: Address | None = None
    guid: str | None = Field(
        None,
        max_length=1000,
        description="What it is known by where it has no address; with its `source`.",
        examples=["sea-gate-2026-11-24"],
    )
    published: datetime | None = Field(None, examples=["2026-11-24T05:30:00Z"])
    updated: datetime | None = Field(None, examples=["2026-11-24T06:10:00Z"])
    dek: Words | None = Field(None, examples=["Two metres of water, and dry cellars"])
    kicker: Words | None = Field(None, examples=["Weather"])
    byline: Words | None = Field(None, examples=["Tunde Marlowe"])
    section: Words | None = Field(None, examples=["Harbour"])
    language: str | None = Field(None, max_length=35, examples=["en"])
    image: Address | None = None
    tags: list[Annotated[str, StringConstraints(max_length=100)]] | None = Field(
        None, max_length=50, examples=[["storm", "harbour"]]
    )


class Posted(BaseModel):
    """What became of it: `withdrawn` is one that an editor has taken out, which is not stored again."""

    outcome: Literal["new", "updated", "unchanged", "withdrawn"]
    article: ArticleCard
    warning: str | None = Field(None, description="What its sender may want to mend.", examples=[None, SHORT])


def articles(door: Door) -> APIRouter:
    """What is stored, and what is added to it."""
    made = APIRouter(tags=["articles"], responses=described(401, 403, 422, 429, 503))
    _add_reading(made, door)
    _add_storing(made, door)
    return made


def _add_reading(made: APIRouter, door: Door) -> None:
    read = Depends(door.needs(Scope.READ_ARTICLES))

    @made.get("/articles", dependencies=[read])
    def list_articles(after: After = 0, limit: Limit = 100) -> Articles:
        """The stored articles by descending id."""
        wanted = select(Article).order_by(col(Article.id).desc()).limit(limit)
        with reading(door.engine) as session:
            found = session.scalars(wanted.where(col(Article.id) < after) if after else wanted).all()
        items = [_card(one) for one in found]
        return Articles(items=items, next=items[-1].id if len(items) == limit else None)

    @made.get("/articles/{number}", dependencies=[read], responses=described(404))
    def show_article(number: Number) -> ArticleCard:
        """One article."""
        with reading(door.engine) as session:
            found = session.get(Article, number)
        if found is None:
            raise Refusal(404, f"there is no article {number}")
        return _card(found)


def _add_storing(made: APIRouter, door: Door) -> None:
    write = door.needs(Scope.WRITE_ARTICLES)

    @made.post(
        "/articles",
        status_code=201,
        response_model=Posted,
        responses={200: {"model": Posted, "description": "It was known."}, **described(400, 409, 413)},
    )
    def add_article(
        body: NewArticle, who: Annotated[Caller, Depends(write)], idempotency_key: IdempotencyKey = None
    ) -> Response:
        """Store an article for the next edition; one of the same `url`, or else `guid` or words, takes its place."""
        from digest.collect.collector import put

        found, warning = understood(body)

        def act(session: Session) -> tuple[int, Posted]:
            row, outcome = put(session, found, clock=door.clock)
            posted = Posted(outcome=outcome, article=_card(row), warning=warning)
            return 201 if outcome == "new" else 200, posted

        return once(door, who, idempotency_key, ("articles", body), act)


def understood(body: NewArticle) -> "tuple[Found, str | None]":
    """The article as any collected one: its HTML sanitised, cleaned, with what is beside the text taken as said.

    Unlike a page, what is sent is an article however short it is; then there is a warning beside it.

    Raises:
        Refusal: 422, an address is none or there is no text in it.
    """
    from digest.collect import brief, files

    for field in ("url", "image"):
        given = getattr(body, field)
        if given is not None and canonical_url(given) is None:
            raise Refusal(422, f"{field}: it is no http or https address")
    found = files.understood(files.Original("api", None, "row", _row(body)))
    if isinstance(found, files.Rejected):
        raise Refusal(422, found.reason)
    if found.extract.paragraphs:
        return found, None
    short = replace(found, extract=brief.as_sent(found.extract))
    if not short.extract.paragraphs:
        raise Refusal(422, files.without_text(found).reason)
    return short, SHORT


def _row(body: NewArticle) -> str:
    import nh3

    row = body.model_dump(mode="json", exclude_none=True)
    if body.html is not None:
        row["html"] = nh3.clean(body.html)
    return json.dumps(row, ensure_ascii=False)


def _card(row: Article) -> ArticleCard:
    return ArticleCard.model_validate(row, from_attributes=True)
