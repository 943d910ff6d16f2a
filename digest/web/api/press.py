"""Editions and sends by API, the latest first."""

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlmodel import Session, col

from digest.database import reading
from digest.deliver import ledger
from digest.models import FIXED_STATES, Edition
from digest.web.api.door import Door
from digest.web.api.problems import Refusal, described
from digest.web.api.readers import After, Limit, Named, Number
from digest.web.api.scopes import Scope
from digest.web.api.shapes import EditionCard, Editions, Send, Sends


def editions(door: Door) -> APIRouter:
    """What was made of them."""
    made = APIRouter(tags=["editions"], responses=described(401, 403, 422, 429, 503))
    read = Depends(door.needs(Scope.READ_EDITIONS))

    @made.get("/editions", dependencies=[read])
    def list_editions(newsletter: Named = None, after: After = 0, limit: Limit = 100) -> Editions:
        """The editions by descending id, of one newsletter or of all."""
        with reading(door.engine) as session:
            items = [_card(one) for one in _editions(session, newsletter, after, limit)]
        return Editions(items=items, next=items[-1].id if len(items) == limit else None)

    @made.get("/editions/{number}", dependencies=[read], responses=described(404))
    def show_edition(number: Number) -> EditionCard:
        """One edition."""
        with reading(door.engine) as session:
            return _card(_edition(session, number))

    return made


def sends(door: Door) -> APIRouter:
    """Who got it."""
    made = APIRouter(tags=["sends"], responses=described(401, 403, 422, 429, 503))
    read = Depends(door.needs(Scope.READ_SENDS))

    @made.get("/sends", dependencies=[read])
    def list_sends(newsletter: Named = None, after: After = 0, limit: Limit = 20) -> Sends:
        """The editions that were frozen, by descending id, each with how far it has come."""
        with reading(door.engine) as session:
            found = _editions(session, newsletter, after, limit, fixed=True)
            items = [_send(session, one) for one in found]
        return Sends(items=items, next=items[-1].edition.id if len(items) == limit else None)

    @made.get("/sends/{number}", dependencies=[read], responses=described(404))
    def show_send(number: Number) -> Send:
        """How far one edition has come."""
        with reading(door.engine) as session:
            found = _edition(session, number)
            if found.state not in FIXED_STATES:
                raise Refusal(404, f"edition {number} is not on its way")
            return _send(session, found)

    return made


def _editions(
    session: Session, newsletter: str | None, after: int, limit: int, *, fixed: bool = False
) -> list[Edition]:
    wanted = select(Edition).order_by(col(Edition.id).desc()).limit(limit)
    if newsletter is not None:
        wanted = wanted.where(col(Edition.newsletter) == newsletter)
    if after:
        wanted = wanted.where(col(Edition.id) < after)
    if fixed:
        wanted = wanted.where(col(Edition.state).in_(FIXED_STATES))
    return list(session.scalars(wanted).all())


def _edition(session: Session, number: int) -> Edition:
    found = session.get(Edition, number)
    if found is None:
        raise Refusal(404, f"there is no edition {number}")
    return found


def _card(edition: Edition) -> EditionCard:
    return EditionCard.model_validate(edition, from_attributes=True)


def _send(session: Session, edition: Edition) -> Send:
    balance = ledger.balance(session, edition)
    counts = {state.value: count for state, count in sorted(balance.counts.items())}
    return Send(
        edition=_card(edition),
        enrolled=balance.enrolled,
        counts=counts,
        balanced=balance.balanced,
        unfinished=balance.unfinished,
    )
