"""The tables of the admin API: tokens, answers that are given again, wrong tries. A token itself is stored nowhere."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

NAME_LENGTH = 100
KEY_LENGTH = 255


class ApiToken(SQLModel, table=True):
    """A program that may use the API: known by the SHA-256 of its token, which has 256 random bits."""

    __tablename__ = "api_token"
    __table_args__ = (Index("uq_api_token_hash", "hash", unique=True), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=NAME_LENGTH)
    hash: str = Field(max_length=64)
    scopes: str = Field(max_length=300)  # with spaces between
    created_at: datetime
    revoked_at: datetime | None = None


class ApiAnswer(SQLModel, table=True):
    """What a call with an idempotency key was answered; the same call gets the same answer again."""

    __tablename__ = "api_answer"

    token_id: int = Field(primary_key=True, foreign_key="api_token.id")
    key: str = Field(primary_key=True, max_length=KEY_LENGTH)
    request_hash: str = Field(max_length=64)
    status: int
    body: str = Field(sa_type=Text)
    at: datetime


class ApiMiss(SQLModel, table=True):
    """How many wrong tokens came from a network, known by a keyed hash, in the hour that began at `opened_at`."""

    __tablename__ = "api_miss"

    network: str = Field(primary_key=True, max_length=64)
    opened_at: datetime = Field(primary_key=True)
    count: int = 0
