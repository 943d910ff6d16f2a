"""What stands between the signup form and the open internet: a trap for robots, and ceilings that are counted.

Everything is counted in the database, in hours of the clock, so it holds over processes and restarts: by the client's
network, by address, by newsletter, and in all. The last two are counted in shards, lest all signups wait for one row.
One mail a day for each address is held where the mail is queued: `signup.join`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from ipaddress import IPv6Address, ip_address, ip_network
from zlib import crc32

from sqlalchemy import TextClause, bindparam, delete, select, text
from sqlmodel import Session, SQLModel, col

from subscribers.models import SignupBucket
from subscribers.tokens import Keys, Purpose, keyed_hash

NETWORK_CEILING = 20  # signups an hour from one network
SHARDS = 8
_KEPT = timedelta(days=2)
_BUCKETS = SQLModel.metadata.tables["signup_bucket"].c
_SEEN = select(_BUCKETS.key, _BUCKETS.count).where(
    _BUCKETS.key.in_(bindparam("keys", expanding=True)), _BUCKETS.opened_at == bindparam("hour")
)


class Verdict(StrEnum):
    """What to do with a signup."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    QUIET = "quiet"  # answer as always and do nothing
    BUSY = "busy"  # 429


@dataclass(frozen=True, slots=True)
class Limits:
    """Signups an hour: past `per_address` they are answered as always and not looked at, past the others refused."""

    per_network: int = NETWORK_CEILING
    per_address: int = 10
    per_newsletter: int = 2_000
    in_all: int = 5_000


@dataclass(frozen=True, slots=True)
class Attempt:
    """A signup as it came in: who connected, what stood in the field that people do not see, and what was asked."""

    client: str | None
    trap: str = ""
    newsletter: str = ""
    address: str = ""  # its canonical form


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
    session: Session, attempt: Attempt, *, keys: Keys, now: datetime, limits: Limits = Limits()
) -> Verdict:
    """Count this signup and judge it. Every signup counts, whoever it is for: what comes after must not show."""
    if attempt.trap.strip():
        return Verdict.QUIET
    hour = now.replace(minute=0, second=0, microsecond=0)
    place, who = (
        network_hash(keys, attempt.client),
        keyed_hash(keys, Purpose.ADDRESS, f"bucket:{attempt.address}"),
    )
    shard = crc32(place.encode()) % SHARDS
    mine = {
        "network": f"network:{place}",
        "address": f"address:{who}",
        "newsletter": f"list:{attempt.newsletter[:48]}:{shard}",
        "all": f"all:{shard}",
    }
    seen = _count(session, sorted(mine.values()), hour)
    if seen[mine["all"]] == 1:
        session.execute(delete(SignupBucket).where(col(SignupBucket.opened_at) < now - _KEPT))
    if seen[mine["network"]] > limits.per_network:
        return Verdict.BUSY
    if _is_flooded(session, attempt.newsletter[:48], hour, limits):
        return Verdict.BUSY
    return Verdict.QUIET if seen[mine["address"]] > limits.per_address else Verdict.PASS


def used_before(session: Session, name: str, now: datetime) -> bool:
    """Whether something that is good for one use was used before; it is used up by this."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    earlier = select(col(SignupBucket.key)).where(
        col(SignupBucket.key) == f"once:{name}", col(SignupBucket.opened_at) < hour
    )
    again = session.scalars(earlier.limit(1)).one_or_none() is not None
    return _count(session, [f"once:{name}"], hour)[f"once:{name}"] > 1 or again


def _count(session: Session, keys: list[str], hour: datetime) -> dict[str, int]:
    """One more for each of these keys, in their order, so that no two signups wait in a circle; what they stand at."""
    values = {f"key{n}": key for n, key in enumerate(keys)} | {"hour": hour}
    found = session.connection().execute(_counting(len(keys)), values)
    return {key: count for key, count in found}  # noqa: C416 - rows are no pairs to mypy


@cache
def _counting(most: int) -> TextClause:
    """Prepared, in words that both databases know."""
    rows = ", ".join(f"(:key{n}, :hour, 1)" for n in range(most))
    said = text(
        f"INSERT INTO signup_bucket (key, opened_at, count) VALUES {rows} "  # noqa: S608 - nothing of a request is in it
        "ON CONFLICT (key, opened_at) DO UPDATE SET count = signup_bucket.count + 1 RETURNING key, count"
    )
    return said.bindparams(bindparam("hour", type_=_BUCKETS.opened_at.type))


def _is_flooded(session: Session, newsletter: str, hour: datetime, limits: Limits) -> bool:
    in_all = [f"all:{shard}" for shard in range(SHARDS)]
    of_list = [f"list:{newsletter}:{shard}" for shard in range(SHARDS)]
    found = session.connection().execute(_SEEN, {"keys": [*in_all, *of_list], "hour": hour})
    counts = {key: count for key, count in found}  # noqa: C416 - as above
    return bool(
        sum(counts.get(key, 0) for key in in_all) > limits.in_all
        or sum(counts.get(key, 0) for key in of_list) > limits.per_newsletter
    )
