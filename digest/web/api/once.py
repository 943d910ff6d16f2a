"""A call that may come twice: the same key with the same body gets the stored answer, and nothing is done again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Header
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from digest.access import KEY_LENGTH, ApiAnswer
from digest.database import writing
from digest.web.api.door import Door
from digest.web.api.problems import Refusal
from digest.web.api.scopes import Caller
from subscribers.tokens import mac

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
    door: Door,
    who: Caller,
    key: str | None,
    asked: tuple[str, BaseModel],
    act: Callable[[Session], tuple[int, BaseModel]],
) -> Response:
    """Do it in one transaction with the note of its answer. `asked` is the path with the body.

    Key and body are noted by keyed hashes alone: programs make keys of whatever they have, addresses too. Under a new
    secret of the installation a key is a new one.

    Raises:
        Refusal: 409, the key was used for another call.
    """
    path, sent = asked
    call = mac(door.keys, "api/call", path, sent.model_dump_json()).hex()
    place = (who.token_id, mac(door.keys, "api/key", key).hex()) if key else None
    with writing(door.engine) as session:
        stored = _stored(session, place, call, door.clock()) if place else None
        if stored is None or stored.status == 0:
            status, answer = act(session)
            body = answer.model_dump_json()
            if stored is not None:
                stored.status, stored.body = status, body
                session.add(stored)
        else:
            status, body = stored.status, stored.body
    return Response(body, status, {"Cache-Control": "no-store"}, "application/json")


def _stored(session: Session, place: tuple[int, str], call: str, now: datetime) -> ApiAnswer:
    """The note at this place, of a token and a key's hash; its status is 0 where it is new."""
    session.execute(delete(ApiAnswer).where(col(ApiAnswer.at) < now - KEPT))
    insert = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(ApiAnswer)
    token, key = place
    new = insert.values(token_id=token, key=key, request_hash=call, status=0, body="", at=now)
    session.execute(new.on_conflict_do_nothing())  # waits for one that is being answered right now
    found = session.get_one(ApiAnswer, place)
    if found.request_hash != call:
        raise Refusal(409, "this Idempotency-Key was used for another call; take a new one")
    return found
