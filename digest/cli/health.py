"""How each source fares, as `digest sources list` tells it."""

from typing import TYPE_CHECKING

from digest.cli.context import Context
from digest.cli.talk import data, say

if TYPE_CHECKING:
    from digest.models import SourceState

ALERT = "ALERT"


def rows(ours: Context) -> list[dict[str, object]]:
    """Every source that is collected from, in the order of digest.toml."""
    from digest.collect.sources.state import states

    known = states(ours.engine)
    tables = ours.settings.sources
    return [_row(ours, slug, known.get(slug)) for slug, table in tables.items() if table.is_collected]


def alarms(ours: Context) -> list[dict[str, object]]:
    """The sources that have failed so often in a row that somebody should look."""
    return [row for row in rows(ours) if row["health"] == ALERT]


def _row(ours: Context, slug: str, state: "SourceState | None") -> dict[str, object]:
    from digest.collect.sources.due import ALARMING, place

    table = ours.settings.sources[slug]
    failures = state.failures if state else 0
    health = (
        "never asked"
        if state is None
        else "good"
        if not failures
        else "failing"
        if failures < ALARMING
        else ALERT
    )
    moments = {name: getattr(state, name, None) for name in ("checked_at", "due_at", "new_at")}
    return {
        "slug": slug,
        "name": table.name or slug,
        "address": place(table),
        "found": state.found_url if state else None,
        "health": health,
        "failures": failures,
        "error": state.error if state else None,
        "articles": state.stored if state else 0,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }


def table(rows: list[dict[str, object]]) -> None:
    """Print them for a person, a line each."""
    if not rows:
        say("no sources yet: `digest sources add https://example.org` adds a site's feed")
    width = max((len(str(row["slug"])) for row in rows), default=0)
    for row in rows:
        found = f" -> {row['found']}" if row["found"] else ""
        fault = f"  {row['error']}" if row["error"] else ""
        data(
            f"{row['slug']!s:<{width}}  {row['health']!s:<11}  {row['articles']:>6} articles  {row['address']}{found}{fault}"
        )
