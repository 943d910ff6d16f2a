"""Most tables of this package: where articles come from, what was printed, and who got it. The others are in `records`.

Times are aware and stored as UTC, states are plain strings: a new one needs no change of the schema. Subscribers are known by id only.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy import Enum as SqlEnum
from sqlmodel import Field, SQLModel

import digest.records  # noqa: F401 - so that all are known

SLUG_LENGTH = 64
EDITOR_LENGTH = 100


class EditionState(StrEnum):
    """How far an edition has come."""

    DRAFT = "draft"
    APPROVED = "approved"
    HELD = "held"
    FROZEN = "frozen"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


RENEWED_STATES = frozenset({EditionState.DRAFT, EditionState.HELD})
"""What is made anew from the store whenever it is looked at."""
OPEN_STATES = frozenset({EditionState.DRAFT, EditionState.APPROVED, EditionState.HELD})
CLOSED_STATES = frozenset(
    {EditionState.FROZEN, EditionState.SENDING, EditionState.PAUSED, EditionState.SENT, EditionState.SKIPPED}
)
"""Those whose window is over: its articles come into no later edition."""
SENDABLE_STATES = frozenset({EditionState.FROZEN, EditionState.SENDING, EditionState.SENT})
FIXED_STATES = SENDABLE_STATES | {EditionState.PAUSED}


class DeliveryState(StrEnum):
    """How far one edition has come on its way to one reader.

    `handed` is written just before the final dot and replaced just after the reply to it; what a killed process
    leaves there becomes `uncertain`, which is neither resent nor dropped without a word.
    """

    QUEUED = "queued"
    SENDING = "sending"
    HANDED = "handed"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SUPPRESSED = "suppressed"
    EXPIRED = "expired"


def _words(states: type[StrEnum]) -> SqlEnum:
    return SqlEnum(
        states, native_enum=False, length=16, values_callable=lambda kind: [word.value for word in kind]
    )


class Source(SQLModel, table=True):
    """An outlet, known by its name."""

    __tablename__ = "source"
    __table_args__ = (Index("uq_source_name", "name", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200)
    created_at: datetime


class SourceState(SQLModel, table=True):
    """How a configured source fares: the version of its last answer, and when it is asked again.

    `url` is where the table in digest.toml led when it was asked, `found_url` where its feed was found; `full_text` says whether
    the pages of its items were fetched.
    """

    __tablename__ = "source_state"

    slug: str = Field(primary_key=True, max_length=SLUG_LENGTH)
    url: str = Field(max_length=2100)
    found_url: str | None = Field(default=None, max_length=2100)
    etag: str | None = Field(default=None, max_length=500)
    modified: str | None = Field(default=None, max_length=100)
    body_hash: str | None = Field(default=None, max_length=64)
    full_text: bool = False
    checked_at: datetime
    due_at: datetime
    good_at: datetime | None = None
    new_at: datetime | None = None
    failures: int = 0
    error: str | None = Field(default=None, max_length=500)
    stored: int = 0


class Announced(SQLModel, table=True):
    """An item of a source whose page was read, by the SHA-256 of its address; `version` is that of its announcement."""

    __tablename__ = "announced"

    slug: str = Field(primary_key=True, max_length=SLUG_LENGTH)
    key: str = Field(primary_key=True, max_length=64)
    version: str = Field(max_length=64)
    etag: str | None = Field(default=None, max_length=500)
    modified: str | None = Field(default=None, max_length=100)
    read_at: datetime


class Article(SQLModel, table=True):
    """A stored article: the original as it came, and what cleaning made of it.

    `identity` is `url:` and the canonical address, or `text:` and a fingerprint of title and body; it is
    what makes an article come once. `blocks`, `dropped` and `related` are lists of objects: see `digest.collect.extract`.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index("uq_article_identity", "identity", unique=True),
        Index("ix_article_stored", "stored_at"),
        Index("ix_article_source", "source_id", "stored_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    identity: str = Field(max_length=2100)
    source_id: int | None = Field(default=None, foreign_key="source.id")
    url: str | None = Field(default=None, max_length=2048)
    title: str = Field(max_length=1000)
    dek: str | None = Field(default=None, sa_type=Text)
    byline: str | None = Field(default=None, max_length=300)
    kicker: str | None = Field(default=None, max_length=200)
    section: str | None = Field(default=None, max_length=200)
    language: str | None = Field(default=None, max_length=35)
    published: datetime | None = None
    updated: datetime | None = None
    stored_at: datetime
    changed_at: datetime
    blocks: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    dropped: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    related: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    image: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    tags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))
    raw_kind: str = Field(max_length=16)
    raw: str = Field(sa_type=Text)
    raw_hash: str = Field(max_length=64)
    withdrawn_at: datetime | None = None


class ArticleVersion(SQLModel, table=True):
    """What an article was before it changed: the original as it came, and until when it was the one."""

    __tablename__ = "article_version"

    article_id: int = Field(primary_key=True, foreign_key="article.id")
    replaced_at: datetime = Field(primary_key=True)
    title: str = Field(max_length=1000)
    raw_kind: str = Field(max_length=16)
    raw: str = Field(sa_type=Text)
    raw_hash: str = Field(max_length=64)


class Edition(SQLModel, table=True):
    """One newsletter on one local day; `content` is canonical JSON and `hash` its SHA-256.

    `decisions` says as JSON of each article of the window why it is in or out (see `digest.editorial.why`); null in
    editions that were made before decisions were kept. `changes` holds what an editor changed, step by step. Who approved
    it, and when, stays with a draft that was changed since, and is gone with one that was held or released.

    The window holds the articles that were stored after `window_start` and not after `window_end`, so that
    what is fetched late is printed late, and never lost.
    """

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("newsletter", "day", name="uq_edition_day"),
        Index("ix_edition_state", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    newsletter: str = Field(max_length=SLUG_LENGTH)
    day: date
    number: int
    state: EditionState = Field(default=EditionState.DRAFT, sa_type=_words(EditionState))
    reason: str | None = Field(default=None, max_length=500)
    window_start: datetime
    window_end: datetime
    content: str = Field(sa_type=Text)
    hash: str = Field(max_length=64)
    decisions: str | None = Field(default=None, sa_type=Text)
    changes: str | None = Field(default=None, sa_type=Text)
    approved_at: datetime | None = None
    approved_by: str | None = Field(default=None, max_length=EDITOR_LENGTH)
    enrolled: int = 0
    created_at: datetime
    frozen_at: datetime | None = None
    sent_at: datetime | None = None


class EditionVariant(SQLModel, table=True):
    """An edition dressed for a group of readers: the bytes that are merged, and the parts to look at."""

    __tablename__ = "edition_variant"

    edition_id: int = Field(primary_key=True, foreign_key="edition.id")
    key: str = Field(primary_key=True, max_length=64)
    composition: bytes = Field(sa_type=LargeBinary)
    html: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)


class Delivery(SQLModel, table=True):
    """One edition for one reader. It stores no address: erasing a person leaves the ledger balanced.

    On PostgreSQL each edition's rows are a partition (`digest.partitions`), whose index holds those that were not sent.
    The subscriber's id is no foreign key: that table may one day live elsewhere; its rows are emptied, never deleted.
    """

    __tablename__ = "delivery"
    __table_args__ = (Index(
            "ix_delivery_due", "edition_id", "state", "not_before", "subscriber_id",
            postgresql_where=text("state <> 'sent'"),
        ),
    )  # fmt: skip

    edition_id: int = Field(primary_key=True, foreign_key="edition.id")
    subscriber_id: int = Field(primary_key=True)
    variant: str = Field(max_length=64)
    state: DeliveryState = Field(default=DeliveryState.QUEUED, sa_type=_words(DeliveryState))
    not_before: datetime
    attempts: int = 0
    lease_owner: str | None = Field(default=None, max_length=64)
    lease_until: datetime | None = None
    reply_code: int | None = None
    reply_status: str | None = Field(default=None, max_length=16)
    reply_text: str | None = Field(default=None, max_length=300)
    changed_at: datetime
