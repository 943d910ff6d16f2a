"""A look at what sources give, without storing it."""

import asyncio
from dataclasses import dataclass, replace

from digest.cli.context import Context
from digest.collect.fetch.errors import FetchError
from digest.collect.fetch.fetcher import Bounds, Fetcher
from digest.collect.fetch.network import PublicNetwork
from digest.collect.fetch.robots import Robots
from digest.collect.sources.run import AGENT
from digest.collect.sources.visit import Answer, Asked, Visitor
from digest.config.sources import SourceSettings
from digest.errors import ConfigError, UnreadableError


@dataclass(frozen=True, slots=True)
class Seen:
    """What a source gave: its own name, where it was found, and how many items there are."""

    name: str
    url: str
    items: int


def looked_at(ours: Context, address: str) -> Seen:
    """Ask an address once.

    Raises:
        ConfigError: it gives nothing, with the reason.
    """
    asked = Asked("new", SourceSettings(url=address), address)
    answer = asyncio.run(_asked(ours, [asked]))[0]
    if isinstance(answer, Exception):
        raise ConfigError(f"{address}: {answer}; `--unseen` adds it all the same") from answer
    return Seen((answer.feed.title or "")[:200], answer.url, _items(answer))


def checked(ours: Context, slugs: list[str]) -> list[dict[str, object]]:
    """What each of these sources gives now: `slug`, `items`, `shape`, `error`."""
    from digest.collect import files

    tables = ours.settings.sources
    web = [Asked(slug, tables[slug], url) for slug in slugs if (url := tables[slug].url)]
    answers = dict(zip((one.slug for one in web), asyncio.run(_asked(ours, web)), strict=True))
    rows: list[dict[str, object]] = []
    for slug in slugs:
        answer = answers.get(slug)
        if answer is None:
            folder = ours.settings.path(tables[slug].folder or ours.settings.place.root)
            found = sum(not isinstance(one, files.Rejected) for one in files.originals([folder]))
            rows.append({"slug": slug, "items": found, "shape": "folder", "error": None if folder.exists() else f"there is no folder {folder}"})  # fmt: skip
        elif isinstance(answer, Exception):
            rows.append({"slug": slug, "items": 0, "shape": None, "error": str(answer)})
        else:
            rows.append({"slug": slug, "items": _items(answer), "shape": str(answer.shape), "error": None})
    return rows


def _items(answer: Answer) -> int:
    return len(answer.feed.entries) + len(answer.rows)


async def _asked(ours: Context, sources: list[Asked]) -> list[Answer | FetchError | UnreadableError]:
    settings = ours.settings.collect
    agent, bounds = settings.agent or AGENT, Bounds(settings.most_mb * 1_000_000, settings.seconds)
    async with Fetcher(PublicNetwork(settings.allow_hosts), agent, bounds) as fetcher:
        visitor = Visitor(fetcher, Robots(fetcher, agent), ours.clock())

        async def one(asked: Asked) -> Answer | FetchError | UnreadableError:
            try:
                return await visitor.ask(replace(asked, hash=""))
            except (FetchError, UnreadableError) as error:
                return error

        return list(await asyncio.gather(*map(one, sources)))
