"""The tables: who a reader is, what was asked for, how consent was given, who must not be written to.

Every time is aware and stored as UTC. States are plain strings in the database, so that a new one
needs no change of the schema. A subscriber row is never deleted, only emptied (`erased_at`), so that whatever
counts subscribers by id still adds up.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Index, text
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel

ADDRESS_LENGTH = 320  # RFC 5321 section 4.5.3.1: 64 + "@" + 255
SLUG_LENGTH = 64
TASTE_LENGTH = 4000
HASH_LENGTH = 43  # 256 bits in base64url; we use 128 of them


class SubscriptionState(StrEnum):
    """Where a reader stands with one newsletter."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    LEFT = "left"


class ConsentAction(StrEnum):
    """What a reader (or somebody for them) did."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    IMPORTED = "imported"
    LEFT = "left"
    RETURNED = "returned"
    ERASED = "erased"


class ConsentMethod(StrEnum):
    """By which door it was done."""

    FORM = "form"
    API = "api"
    BUTTON = "button"
    ONE_CLICK = "one-click"
    COMMAND = "command"


class SuppressionReason(StrEnum):
    """Why an address must not be written to."""

    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    MANUAL = "manual"
    ERASED = "erased"


class NoticeKind(StrEnum):
    """Which mail to one reader this is."""

    CONFIRM = "confirm"
    WELCOME = "welcome"
    FAREWELL = "farewell"
    GOODBYE_UNDO = "goodbye-undo"
    DATA = "data"
    CORRECTION = "correction"


class Frequency(StrEnum):
    """How often a reader gets a newsletter."""

    DAILY = "daily"  # every edition
    WEEKDAYS = "weekdays"  # those of Monday to Friday
    WEEKLY = "weekly"  # that of one day of the week, which the sender chooses


class NoticeState(StrEnum):
    """How far a mail to one reader has come; the words of the sender's ledger."""

    QUEUED = "queued"
    SENDING = "sending"
    HANDED = "handed"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    EXPIRED = "expired"


def _words(states: type[StrEnum]) -> SqlEnum:
    """A VARCHAR column that gives back members of `states`."""
    return SqlEnum(
        states, native_enum=False, length=16, values_callable=lambda kind: [word.value for word in kind]
    )


class Subscriber(SQLModel, table=True):
    """A reader: one row for each canonical address, whatever number of newsletters."""

    __tablename__ = "subscriber"
    __table_args__ = (
        Index("uq_subscriber_email_key", "email_key", unique=True),
        Index("ix_subscriber_address_hash", "address_hash"),
        {"sqlite_autoincrement": True},  # an id is never given twice: links in old mails carry it
    )

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=ADDRESS_LENGTH)  # as we send to it; empty once erased
    email_key: str | None = Field(default=None, max_length=ADDRESS_LENGTH)  # canonical, for uniqueness
    address_hash: str | None = Field(default=None, max_length=HASH_LENGTH)  # joins with Suppression
    name: str | None = Field(default=None, max_length=100)
    language: str | None = Field(default=None, max_length=35)  # BCP 47
    zone: str | None = Field(default=None, max_length=64)  # IANA
    created_at: datetime
    erased_at: datetime | None = None


class Subscription(SQLModel, table=True):
    """One reader and one newsletter."""

    __tablename__ = "subscription"
    __table_args__ = (Index("ix_subscription_audience", "newsletter", "state", "subscriber_id"),)

    subscriber_id: int = Field(primary_key=True, foreign_key="subscriber.id")
    newsletter: str = Field(primary_key=True, max_length=SLUG_LENGTH)
    state: SubscriptionState = Field(sa_type=_words(SubscriptionState))
    requested_at: datetime
    confirmed_at: datetime | None = None
    left_at: datetime | None = None
    paused_until: datetime | None = None
    taste: str = Field(  # canonical, see subscribers.taste; empty: everything
        default="", max_length=TASTE_LENGTH, sa_column_kwargs={"server_default": ""}
    )
    frequency: Frequency = Field(
        default=Frequency.DAILY,
        sa_column=Column(_words(Frequency), nullable=False, server_default=Frequency.DAILY.value),
    )


class Consent(SQLModel, table=True):
    """One line of the trail that proves consent; rows are only ever added."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_subscriber", "subscriber_id", "newsletter", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    subscriber_id: int = Field(foreign_key="subscriber.id")
    newsletter: str = Field(max_length=SLUG_LENGTH)
    action: ConsentAction = Field(sa_type=_words(ConsentAction))
    method: ConsentMethod = Field(sa_type=_words(ConsentMethod))
    wording: str | None = Field(default=None, max_length=40)  # version of the sentence agreed to
    source: str | None = Field(default=None, max_length=200)  # where an imported consent comes from
    network_hash: str | None = Field(default=None, max_length=HASH_LENGTH)
    at: datetime


class Suppression(SQLModel, table=True):
    """An address that must not be written to, known only by a keyed hash; no newsletter means none at all."""

    __tablename__ = "suppression"
    __table_args__ = (
        Index("uq_suppression_one", "address_hash", "newsletter", "reason", unique=True),
        Index(  # NULLs differ from each other in a unique index, so "everywhere" needs its own
            "uq_suppression_everywhere",
            "address_hash",
            "reason",
            unique=True,
            sqlite_where=text("newsletter IS NULL"),
            postgresql_where=text("newsletter IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    address_hash: str = Field(max_length=HASH_LENGTH)
    newsletter: str | None = Field(default=None, max_length=SLUG_LENGTH)
    reason: SuppressionReason = Field(sa_type=_words(SuppressionReason))
    at: datetime


class Notice(SQLModel, table=True):
    """A mail to one reader, queued in the transaction that made it due.

    It holds no secret and no address: the link is signed from (purpose, newsletter, subscriber, created_at)
    when the mail is merged.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_due", "state", "not_before"),
        Index("ix_notice_subscriber", "subscriber_id", "newsletter", "kind", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: NoticeKind = Field(sa_type=_words(NoticeKind))
    newsletter: str = Field(max_length=SLUG_LENGTH)
    subscriber_id: int = Field(foreign_key="subscriber.id")
    created_at: datetime
    not_before: datetime
    state: NoticeState = Field(default=NoticeState.QUEUED, sa_type=_words(NoticeState))
    attempts: int = 0
    lease_owner: str | None = Field(default=None, max_length=64)
    lease_until: datetime | None = None
    reply_code: int | None = None
    settled_at: datetime | None = None
    about: str | None = Field(default=None, max_length=64)  # what the host writes it about


class SignupBucket(SQLModel, table=True):
    """How many signups one key (a hashed network, say) made in the hour that began at `opened_at`."""

    __tablename__ = "signup_bucket"

    key: str = Field(primary_key=True, max_length=64)
    opened_at: datetime = Field(primary_key=True)
    count: int = 0


def insert(session: Session, table: type[SQLModel]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT, in the words of the session's database."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
