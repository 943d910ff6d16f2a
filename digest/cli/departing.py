"""What the commands about readers who go do in the store; each answers with a word for the terminal."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from digest.database import reading, writing
from digest.deliver import forgetting
from subscribers import departure, roster, suppression
from subscribers.address import Address
from subscribers.models import ConsentMethod, SuppressionReason
from subscribers.tokens import Claim, Keys
from subscribers.trail import Settled

_UNKNOWN = "not found"


def leave(engine: Engine, address: Address, newsletters: Sequence[str], now: datetime) -> str:
    """End the reader's subscriptions to these newsletters."""
    with writing(engine) as session:
        reader = roster.find(session, address)
        if reader is None or reader.id is None:
            return _UNKNOWN
        ended = [
            newsletter
            for newsletter in newsletters
            if departure.leave(session, Claim(newsletter, reader.id, None), ConsentMethod.COMMAND, now)
            is Settled.DONE
        ]
    return f"left {', '.join(ended)}" if ended else "unchanged"


def forget(engine: Engine, address: Address, *, keys: Keys, now: datetime) -> str:
    """Erase the reader."""
    with reading(engine) as session:
        reader = roster.find(session, address)
    if reader is None or reader.id is None:
        return _UNKNOWN
    clean = forgetting.forget(engine, reader.id, ConsentMethod.COMMAND, keys=keys, now=now)
    return "erased" if clean else "erased; the database is busy, run it again to clean its log"


def bar(
    engine: Engine, address: Address, reason: str, *, newsletter: str | None, keys: Keys, now: datetime
) -> str:
    """Put the address on the suppression list."""
    with writing(engine) as session:
        roster.suppress(session, address, SuppressionReason(reason), newsletter=newsletter, keys=keys, at=now)
    return f"suppressed ({reason})"


def free(engine: Engine, address: Address, newsletter: str | None, *, keys: Keys) -> str:
    """Take the address off the suppression list, as far as that may be."""
    with writing(engine) as session:
        under = roster.hashes(session, address, keys=keys)
        lifted = suppression.lift(session, newsletter, under)
        left = [
            one.reason for one in suppression.bars(session, under) if one.newsletter in (None, newsletter)
        ]
    if left:
        return f"refused: still suppressed ({', '.join(left)})"
    return "lifted" if lifted else "unchanged"
