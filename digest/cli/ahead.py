"""`digest plan`: the sends to come, zone by zone."""

from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from digest.cli.context import Context, context
from digest.cli.edition import JSON, NEWSLETTER
from digest.cli.talk import data, data_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.newsroom import Newsroom
    from digest.schedule.ahead import Ahead


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
    sends = list(ahead(room.newsletter, zones, _start(room, start, call.clock()), days))
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


def _zones(room: "Newsroom", only: str | None, now: datetime) -> dict[str, int]:
    """The zones to be told of; those who chose none are in the newsletter's. Raises BadParameter."""
    from digest.database import reading
    from subscribers import roster

    with reading(room.engine) as session:
        found = roster.zones(session, room.slug, at=now)
    own = room.newsletter.zone
    counted = {own: found.pop("", 0) + found.pop(own, 0)} | found
    if not room.newsletter.local_time:
        counted = {own: sum(counted.values())}
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
