"""`digest plan`: the sends to come, zone by zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from digest.cli.context import Context, context
from digest.cli.edition import JSON, NEWSLETTER
from digest.cli.talk import data, data_json, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from digest.newsroom import Newsroom
    from digest.schedule.ahead import Ahead
    from subscribers.models import Frequency


def plan(
    of: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=3660, help="For how many days.")] = 14,
    start: Annotated[
        str | None, typer.Option("--from", help="From this day on, else from now.", metavar="DATE")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Only for readers of this zone: Europe/London.", metavar="ZONE")
    ] = None,
    newsletter: NEWSLETTER = None,
    as_json: JSON = False,
) -> None:
    """Show the sends to come, for each time zone that readers are in, over clock changes too.

    Example: digest plan --days 3 --zone Asia/Tokyo
    """
    from digest.schedule.ahead import ahead

    call = context(of)
    room = call.newsroom(newsletter)
    zones = _zones(room, zone, call.clock())
    found = ahead(room.newsletter, zones, _start(room, start, call.clock()), days)
    sends = [
        one
        for one in _wanted(room, found, call.clock())
        if one.readers or zone or one.zone == room.newsletter.zone
    ]
    if as_json:
        data_json([_shape(one) for one in sends])
        return
    width = max((len(one.zone) for one in sends), default=0)
    for one in sends:
        who = f"{one.readers:,} reader{'' if one.readers == 1 else 's'}"
        data(
            f"{one.at:%a %Y-%m-%d %H:%M} UTC  {one.zone:<{width}}  {one.local:%a %H:%M}  edition of {one.edition}  {who}"
        )
    if not sends:
        say(f"nothing is sent within {days} days")
    _say_when_done(room, sends, _limit(call))


def _shape(one: "Ahead") -> dict[str, object]:
    return {
        "zone": one.zone,
        "edition": one.edition.isoformat(),
        "local": one.local.isoformat(),
        "utc": one.at.astimezone(UTC).isoformat(),
        "readers": one.readers,
    }


def _wanted(room: "Newsroom", sends: "Iterable[Ahead]", now: datetime) -> "Iterator[Ahead]":
    """The sends, each with those readers alone who want the edition of such a day."""
    from digest.printing import frequencies

    known: dict[frozenset[Frequency], dict[str, int]] = {}
    for one in sends:
        which = frequencies(room, one.edition)
        if which not in known:
            known[which] = _counted(room, now, which)
        yield replace(one, readers=known[which].get(one.zone, 0))


def _counted(room: "Newsroom", now: datetime, which: "Collection[Frequency]") -> dict[str, int]:
    """The readers of each zone; those who chose none are in the newsletter's."""
    from digest.database import reading
    from subscribers import roster

    with reading(room.engine) as session:
        found = roster.zones(session, room.slug, at=now, frequencies=which)
    own = room.newsletter.zone
    counted = {own: found.pop("", 0) + found.pop(own, 0)} | found
    return counted if room.newsletter.local_time else {own: sum(counted.values())}


def _zones(room: "Newsroom", only: str | None, now: datetime) -> dict[str, int]:
    """The zones to be told of. Raises BadParameter."""
    from subscribers.models import Frequency

    counted = _counted(room, now, tuple(Frequency))
    if only is None:
        return counted
    try:
        ZoneInfo(only)
    except (KeyError, ValueError, OSError) as error:
        raise typer.BadParameter(
            f"{only!r} is no zone; write it as Europe/London", param_hint="--zone"
        ) from error
    return {only: counted.get(only, 0)}


def _start(room: "Newsroom", asked: str | None, now: datetime) -> datetime:
    """Midnight of a day in the newsletter's zone, else now. Raises BadParameter."""
    if asked is None:
        return now
    from digest.walltime import instant

    try:
        return instant(date.fromisoformat(asked), wall_time(0), room.zone)
    except ValueError as error:
        raise typer.BadParameter(
            f"{asked!r} is no day; write it as 2026-11-24", param_hint="--from"
        ) from error


def _limit(call: Context) -> float | None:
    """How many mails a second the relays take."""
    settings = call.settings
    return settings.smtp.all_per_second if settings.delivery.transport == "smtp" else None


def _say_when_done(room: "Newsroom", sends: "Sequence[Ahead]", limit: float | None) -> None:
    """When the last reader of the next edition has it, at the pace of the last one, or as fast as the relays take it."""
    from digest.schedule.agenda import pace

    rate, why = pace(room.engine, room.slug), "the pace of the last edition"
    if limit is not None and (rate is None or limit < rate):
        rate, why = limit, "the limit of the relays"
    nearest = [one for one in sends if one.edition == sends[0].edition]
    if not rate or not sends:
        return
    last = max(one.at + timedelta(seconds=one.readers / rate) for one in nearest)
    say(
        f"at {why} ({_number(rate)} a second) the last reader of that of {sends[0].edition} has it by {last:%a %H:%M:%S} UTC"
    )


def _number(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.2g}"


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(plan)
