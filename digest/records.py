"""The tables about editions besides their own: what was corrected, how many had which end, what was told, what came back."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, Index, LargeBinary, Text
from sqlmodel import Field, SQLModel


class Correction(SQLModel, table=True):
    """What was wrong in a story of an edition that is out, in the editor's words; each line is a paragraph.

    `mailed_at` says when it was queued for those who had the story; null where it only stands in the archive.
    """

    __tablename__ = "correction"
    __table_args__ = (Index("ix_correction_edition", "edition_id"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id")
    story: int
    text: str = Field(sa_type=Text)
    at: datetime
    mailed_at: datetime | None = None


class EditionTally(SQLModel, table=True):
    """How many rows of an edition were in a state when they were too old to be kept: with them it still balances."""

    __tablename__ = "edition_tally"

    edition_id: int = Field(primary_key=True, foreign_key="edition.id")
    state: str = Field(primary_key=True, max_length=16)
    readers: int


class Told(SQLModel, table=True):
    """What the people who run a newsletter were told by mail, each thing once."""

    __tablename__ = "told"

    about: str = Field(primary_key=True, max_length=200)
    at: datetime


class Bounce(SQLModel, table=True):
    """What came back of one reader's mail of one edition: that it did not arrive, or that it was called spam."""

    __tablename__ = "bounce"
    __table_args__ = (Index("ix_bounce_subscriber", "subscriber_id"),)

    edition_id: int = Field(primary_key=True, foreign_key="edition.id")
    subscriber_id: int = Field(primary_key=True)
    kind: str = Field(primary_key=True, max_length=16)  # bounce, complaint
    permanent: bool
    reason: str = Field(max_length=16)  # anymail's words
    status: str = Field(default="", max_length=16)  # RFC 3463
    at: datetime


class ReturnedMail(SQLModel, table=True):
    """A mail that came back and was not read yet, or what a provider reported of one (`event`); the row goes when it was."""

    __tablename__ = "returned_mail"

    id: int | None = Field(default=None, primary_key=True)
    raw: bytes = Field(sa_type=LargeBinary)
    envelope: str = Field(default="", max_length=1000)
    event: str | None = Field(default=None, sa_type=Text)
    at: datetime


class Worker(SQLModel, table=True):
    """A process that answers calls: what it serves, when it showed last that it lives, how much it sends.

    `settled` counts mails since it began; `rates` are mails a second within the last minute, by newsletter.
    """

    __tablename__ = "worker"

    name: str = Field(primary_key=True, max_length=64)
    queues: str = Field(max_length=100)
    at_once: int
    started_at: datetime
    beat_at: datetime
    settled: int = 0
    rates: dict[str, float] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Pace(SQLModel, table=True):
    """What all senders together have drawn of a limit: `until` is in seconds since 1970, `taken` counts the mails of `day`."""

    __tablename__ = "pace"

    name: str = Field(primary_key=True, max_length=300)
    until: float = 0.0
    day: date | None = None
    taken: int = 0


class PaceSender(SQLModel, table=True):
    """A run that shares the limits with others: when it came and when it was heard of last, in seconds since 1970."""

    __tablename__ = "pace_sender"

    owner: str = Field(primary_key=True, max_length=64)
    joined: float
    heard: float
