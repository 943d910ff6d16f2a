"""A call that may come twice: the same key with the same body gets the stored answer, and nothing is done again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated

from fastapi import Header
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy import Engine, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from digest.access import KEY_LENGTH, ApiAnswer
from digest.database import writing
from digest.web.api.problems import Refusal
from digest.web.api.scopes import Caller

KEPT = timedelta(days=2)
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=KEY_LENGTH,
        pattern=r"^[\x21-\x7e]+$",
        description="Any text of your own; the same call with the same key is done once, and answered alike for two days.",
        examples=["signup-2026-11-24-17"],
    ),
]


def once(
    engine: Engine,
    who: Caller,
    key: str | None,
    asked: tuple[str, BaseModel],
    act: Callable[[Session], tuple[int, BaseModel]],
    now: datetime,
) -> Response:
    """Do it in one transaction with the note of its answer. `asked` is the path with the body.

    Raises:
        Refusal: 409, the key was used for another call.
    """
    with writing(engine) as session:
        stored = _stored(session, who, key, asked, now) if key else None
        if stored is None or stored.status == 0:
            status, answer = act(session)
            body = answer.model_dump_json()
            if stored is not None:
                stored.status, stored.body = status, body
                session.add(stored)
        else:
            status, body = stored.status, stored.body
    return Response(body, status, {"Cache-Control": "no-store"}, "application/json")


def _stored(
    session: Session, who: Caller, key: str, asked: tuple[str, BaseModel], now: datetime
) -> ApiAnswer:
    """The note of this key; its status is 0 where it is new."""
    path, body = asked
    hashed = sha256(f"{path}\n{body.model_dump_json()}".encode()).hexdigest()
    session.execute(delete(ApiAnswer).where(col(ApiAnswer.at) < now - KEPT))
    insert = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(ApiAnswer)
    new = insert.values(token_id=who.token_id, key=key, request_hash=hashed, status=0, body="", at=now)
    session.execute(new.on_conflict_do_nothing())  # waits for one that is being answered right now
    found = session.get_one(ApiAnswer, (who.token_id, key))
    if found.request_hash != hashed:
        raise Refusal(409, "this Idempotency-Key was used for another call; take a new one")
    return found
