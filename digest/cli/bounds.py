"""The limits that a send keeps now, for `digest status`: what is configured, and what of it is used up."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import Engine

from digest.config import Settings
from digest.config.relays import RelaySettings
from digest.database import reading
from digest.deliver import buckets
from digest.deliver.relays import limit_of


def limits(settings: Settings, engine: Engine, now: datetime) -> dict[str, object]:
    """For a program: those of each relay, those of receiving domains, and how many senders share them."""
    pacing, today = settings.pacing, now.astimezone(UTC).date()
    with reading(engine) as session:
        relays = []
        for one in settings.smtp.all_relays:
            limit = limit_of(one)
            quota = limit.warm_up.quota(today) if limit.warm_up else None
            left = (
                None
                if quota is None
                else max(quota - buckets.taken(session, f"relay {limit.name}", today), 0)
            )
            relays.append(_relay(one) | {"warm_up_today": quota, "warm_up_left": left})
        senders = buckets.present(session)
    domains = {"*": {"connections": pacing.domain_connections, "per_second": pacing.domain_per_second}}
    own = {
        name: {"connections": one.connections, "per_second": one.per_second}
        for name, one in sorted(pacing.domains.items())
    }
    return {"relays": relays, "domains": domains | own, "senders": senders}


def _relay(one: RelaySettings) -> dict[str, object]:
    return {
        "relay": f"{one.host}:{one.port}",
        "priority": one.priority,
        "connections": one.connections,
        "per_second": one.per_second,
    }


def lines(found: Mapping[str, object]) -> Iterator[str]:
    """For a person: what bounds more than the number of connections, and nothing where nothing does."""
    relays, domains = found["relays"], found["domains"]
    assert isinstance(relays, list)  # noqa: S101 - see `limits`
    assert isinstance(domains, dict)  # noqa: S101 - as above
    for one in relays:
        parts = [f"{one['per_second']:g} mails a second"] if one["per_second"] else []
        if one["warm_up_today"] is not None:
            parts.append(f"{one['warm_up_left']} of today's {one['warm_up_today']} mails left")
        if parts:
            yield f"relay {one['relay']}  {', '.join(parts)}"
    for name, one in domains.items():
        each = "each domain" if name == "*" else name
        if one["per_second"]:
            yield f"{each}  {one['per_second']:g} mails a second"
        if name != "*" and one["connections"]:
            yield f"{each}  {one['connections']} at once"
