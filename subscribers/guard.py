"""What stands between the signup form and the open internet: a trap for robots, a ceiling for each network.

The ceiling is counted in the database, in hours of the clock, so it holds over processes and restarts.
The third guard, one mail a day for each address, is where the mail is queued: `signup.join`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete
from sqlmodel import Session, col

from subscribers.models import SignupBucket, insert
from subscribers.tokens import Keys, Purpose, keyed_hash

NETWORK_CEILING = 20  # signups an hour from one network
_KEPT = timedelta(days=2)


class Verdict(StrEnum):
    """What to do with a signup."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    ROBOT = "robot"  # answer as always and do nothing
    BUSY = "busy"  # 429


@dataclass(frozen=True, slots=True)
class Attempt:
    """A signup as it came in: who connected, and what stood in the field that people do not see."""

    client: str | None
    trap: str = ""


def network(client: str | None) -> str:
    """The network of a client's address: /24 of IPv4 (mapped ones too), /64 of IPv6; one name for all that have none."""
    try:
        address = ip_address((client or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return str(ip_network((address, 24 if address.version == 4 else 64), strict=False))


def network_hash(keys: Keys, client: str | None) -> str:
    """The keyed hash under which a client's network is counted and noted."""
    return keyed_hash(keys, Purpose.NETWORK, network(client))


def check(
    session: Session, attempt: Attempt, *, keys: Keys, now: datetime, ceiling: int = NETWORK_CEILING
) -> Verdict:
    """Count this signup and judge it. Every signup counts, whoever it is for: what comes after must not show."""
    if attempt.trap.strip():
        return Verdict.ROBOT
    seen = _count(session, f"network:{network_hash(keys, attempt.client)}", now)
    return Verdict.PASS if seen <= ceiling else Verdict.BUSY


def _count(session: Session, key: str, now: datetime) -> int:
    hour = now.replace(minute=0, second=0, microsecond=0)
    first = insert(session, SignupBucket).values(key=key, opened_at=hour, count=1)
    again = first.on_conflict_do_update(
        index_elements=["key", "opened_at"], set_={"count": col(SignupBucket.count) + 1}
    )
    count: int = session.execute(again.returning(col(SignupBucket.count))).scalar_one()
    if count == 1:
        session.execute(delete(SignupBucket).where(col(SignupBucket.opened_at) < now - _KEPT))
    return count
