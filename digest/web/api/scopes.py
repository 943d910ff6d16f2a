"""Tokens: made, shown once, known again by their hash, taken back."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import select
from sqlmodel import Session, col

from digest.access import ApiToken

PREFIX = "digest_"  # so that scanners of leaked secrets can know it


class Scope(StrEnum):
    """What a token is good for."""

    READ_SUBSCRIBERS = "subscribers:read"
    WRITE_SUBSCRIBERS = "subscribers:write"
    READ_ARTICLES = "articles:read"
    WRITE_ARTICLES = "articles:write"
    READ_EDITIONS = "editions:read"
    READ_SENDS = "sends:read"


@dataclass(frozen=True, slots=True)
class Caller:
    """A program whose token is good."""

    token_id: int
    scopes: frozenset[str]


def create(session: Session, name: str, scopes: list[Scope], now: datetime) -> str:
    """Make a token and return it: it can never be shown again."""
    token = PREFIX + secrets.token_urlsafe(32)
    words = " ".join(sorted(set(scopes)))
    session.add(ApiToken(name=name, hash=_hash(token), scopes=words, created_at=now))
    return token


def caller(session: Session, token: str) -> Caller | None:
    """Whose token it is; None for one that is wrong or taken back. The time it takes tells nothing of how wrong it is."""
    hashed = _hash(token)
    row = session.scalars(select(ApiToken).where(col(ApiToken.hash) == hashed)).one_or_none()
    same = hmac.compare_digest(hashed, row.hash if row else "0" * 64)
    if row is None or row.id is None or not same or row.revoked_at is not None:
        return None
    return Caller(row.id, frozenset(row.scopes.split()))


def revoke(session: Session, token_id: int, now: datetime) -> bool:
    """Take a token back; False where there is none of that number."""
    row = session.get(ApiToken, token_id)
    if row is None:
        return False
    row.revoked_at = row.revoked_at or now
    session.add(row)
    return True


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
