"""What the API takes and gives, with an example of each."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", examples=["early-tram"])]
Moment = Annotated[datetime, Field(examples=["2026-11-24T05:30:00Z"])]
Email = Annotated[str, Field(min_length=3, max_length=320, examples=["ada@example.org"])]

Source = Annotated[  # something is said, without controls
    str,
    Field(
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$",
        examples=["shop checkout, 2026-11-24"],
    ),
]


class Standing(BaseModel):
    """Where a reader stands with one newsletter."""

    newsletter: Slug
    state: Literal["pending", "confirmed", "left"]
    requested_at: Moment
    confirmed_at: Moment | None
    left_at: Moment | None


class Reader(BaseModel):
    """A reader."""

    id: int = Field(examples=[17])
    email: Email
    name: str | None = Field(examples=["Ada Lovelace"])
    created_at: Moment
    subscriptions: list[Standing]


class Readers(BaseModel):
    """A page of readers; `next` is the `after` of the following one, null at the end."""

    items: list[Reader]
    next: int | None = Field(examples=[217])


class NewReader(BaseModel):
    """A reader who has agreed; `consent_source` says where."""

    model_config = ConfigDict(extra="forbid")

    email: Email
    name: str | None = Field(None, max_length=200, examples=["Ada Lovelace"])
    newsletters: list[Slug] = Field(min_length=1, max_length=50)
    consent_source: Source


class Outcome(BaseModel):
    """What became of a wish for one newsletter."""

    newsletter: Slug
    outcome: Literal["added", "unchanged", "refused", "left"]
    reason: str | None = Field(None, examples=["suppressed: bounced"])


class Added(BaseModel):
    """What became of a new reader; `id` is null where every newsletter refused."""

    id: int | None = Field(examples=[17])
    outcomes: list[Outcome]


class Departure(BaseModel):
    """Which newsletter a reader leaves."""

    model_config = ConfigDict(extra="forbid")

    newsletter: Slug


class NewBar(BaseModel):
    """An address that must not be written to, for one newsletter or, with none, for all."""

    model_config = ConfigDict(extra="forbid")

    email: Email
    reason: Literal["manual", "bounced", "complained", "unsubscribed"] = "manual"
    newsletter: Slug | None = None


class Bar(BaseModel):
    """What bars an address."""

    reason: str = Field(examples=["bounced"])
    newsletter: str | None = Field(examples=["early-tram"])
    at: Moment


class Bars(BaseModel):
    """All that bars an address."""

    items: list[Bar]


class ArticleCard(BaseModel):
    """A stored article, without its text."""

    id: int = Field(examples=[301])
    title: str = Field(examples=["Sea gate holds off storm surge"])
    url: str | None = Field(examples=["https://news.example/harbour/sea-gate"])
    byline: str | None = Field(examples=["Tunde Marlowe"])
    section: str | None = Field(examples=["Harbour"])
    language: str | None = Field(examples=["en"])
    published: Moment | None
    updated: Moment | None
    stored_at: Moment


class Articles(BaseModel):
    """A page of articles, the latest first."""

    items: list[ArticleCard]
    next: int | None = Field(examples=[301])


class EditionCard(BaseModel):
    """An edition."""

    id: int = Field(examples=[41])
    newsletter: Slug
    day: date = Field(examples=["2026-11-24"])
    number: int = Field(examples=[17])
    state: str = Field(examples=["sent"])
    reason: str | None = Field(examples=[None, "no news"])
    created_at: Moment
    frozen_at: Moment | None
    sent_at: Moment | None


class Editions(BaseModel):
    """A page of editions, the latest first."""

    items: list[EditionCard]
    next: int | None = Field(examples=[41])


class Send(BaseModel):
    """How far an edition has come on its way: readers by state, which sum to `enrolled` where it balances."""

    edition: EditionCard
    enrolled: int = Field(examples=[1204])
    counts: dict[str, int] = Field(examples=[{"sent": 1203, "failed": 1}])
    balanced: bool = Field(examples=[True])
    unfinished: int = Field(examples=[0])


class Sends(BaseModel):
    """A page of sends, the latest first."""

    items: list[Send]
    next: int | None = Field(examples=[41])
