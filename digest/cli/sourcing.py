"""A look at what sources give, without storing it."""

import asyncio
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import typer

from digest.cli.context import Context
from digest.cli.talk import say
from digest.collect.feeds.discover import Shape
from digest.collect.fetch.errors import FetchError
from digest.collect.fetch.fetcher import Bounds, Fetcher
from digest.collect.fetch.network import PublicNetwork
from digest.collect.fetch.robots import Robots
from digest.collect.identity import canonical_url
from digest.collect.sources.run import AGENT
from digest.collect.sources.visit import Answer, Asked, Visitor
from digest.config.sources import SourceSettings
from digest.errors import ConfigError, UnreadableError
from digest.words import count_words

if TYPE_CHECKING:
    from digest.collect.feeds.opml import Outline

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?]\S*)?\Z")


FEW_WORDS = 60
"""Words of an item under which its feed carries a teaser of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be added: an address, and what its table is to say."""

    address: str
    name: str | None = None
    slug: str | None = None
    is_full: bool = False
    is_unseen: bool = False


class Added(TypedDict):
    """What was added; `items` is null where it was not looked at, `teasers` says that it carries no whole texts."""

    slug: str
    name: str
    address: str
    items: int | None
    teasers: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What a source gave: its own name, where it was found, how many items there are, and whether they are but teasers."""

    name: str
    url: str
    items: int
    teasers: bool = False


def added(ours: Context, wanted: Wanted) -> Added:
    """Add a source to digest.toml, looked at before.

    Raises:
        BadParameter: it is neither a web address nor a folder.
        ConfigError: it gives nothing, or another source asks it already.
    """
    from digest.cli.sources import edit
    from digest.config.editing import name_for, slug_for, with_source

    tables, url = ours.settings.sources, _web_address(ours, wanted.address)
    seen = looked_at(ours, url) if url and not wanted.is_unseen else None
    found = seen.url if seen else url or ""
    _require_new(ours, {found, url or ""})
    called = wanted.name or (seen.name if seen else "") or ("" if url else wanted.address)
    slug = wanted.slug or slug_for(called or found.partition("://")[2].partition("/")[0], tables)
    name = name_for(called, names(ours), wanted.address) if called else ""
    values: dict[str, str | int | bool] = {"name": name} if name else {}
    values |= {"url": found} if url else {"folder": wanted.address}
    values |= {"full_text": True} if wanted.is_full else {}
    edit(ours, lambda text: with_source(text, slug, values))
    teasers = bool(seen and seen.teasers and not wanted.is_full)
    return Added(slug=slug, name=name or slug, address=found or wanted.address, items=seen.items if seen else None, teasers=teasers)  # fmt: skip


def _web_address(ours: Context, given: str) -> str | None:
    """The web address that was meant, with its scheme; None where it is a folder that is there. Raises BadParameter."""
    if given.startswith(("http://", "https://")):
        if canonical_url(given) is None:
            raise typer.BadParameter(f"{given[:200]!r} is no web address", param_hint="ADDRESS")
        return given
    if (ours.settings.place.root / given).exists():
        return None
    if given.startswith("feed:"):
        rest = given.removeprefix("feed:")
        return f"http:{rest}" if rest.startswith("//") else rest
    if _HOST.match(given):
        return f"https://{given}"
    raise typer.BadParameter(f"{given!r} is neither a web address nor a folder", param_hint="ADDRESS")


def _require_new(ours: Context, addresses: set[str]) -> None:
    for slug, table in ours.settings.sources.items():
        if table.url and table.url in addresses:
            raise ConfigError(f"{table.url}: the source {slug!r} asks there already")


def imported(ours: Context, file: Path) -> tuple[list[str], int]:
    """Add the feeds of an OPML file that are new: their slugs, and how many were known. Raises ConfigError."""
    from digest.cli.sources import edit
    from digest.collect.feeds import opml

    try:
        outlines = opml.parse(file.read_bytes())
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ConfigError(f"{file}: {error}") from error
    good = [one for one in outlines if canonical_url(one.url)]
    for one in outlines:
        if one not in good:
            say(f"digest: {file}: {one.url[:200]!r} is no web address; it is passed over")
    known = {table.url for table in ours.settings.sources.values()}
    new, slugs = [one for one in good if one.url not in known], list[str]()
    if new:
        edit(ours, lambda text: _with_outlines(ours, text, new, slugs))
    return slugs, len(good) - len(new)


def _with_outlines(ours: Context, text: str, new: "list[Outline]", slugs: list[str]) -> str:
    from digest.config.editing import name_for, slug_for, with_source

    taken, known = set(ours.settings.sources), names(ours)
    for one in new:
        name = name_for(one.name or one.url.partition("://")[2].partition("/")[0], known, one.url)
        slug = slug_for(name, taken)
        text = with_source(text, slug, {"name": name, "url": one.url})
        taken.add(slug)
        known.append(name)
        slugs.append(slug)
    return text


def names(ours: Context) -> list[str]:
    """The names of all sources."""
    return [table.name or slug for slug, table in ours.settings.sources.items()]


def looked_at(ours: Context, address: str) -> Seen:
    """Ask an address once.

    Raises:
        ConfigError: it gives nothing, with the reason.
    """
    asked = Asked("new", SourceSettings(url=address), address)
    answer = asyncio.run(_asked(ours, [asked]))[0]
    if isinstance(answer, Exception):
        raise ConfigError(f"{address}: {answer}; `--unseen` adds it all the same") from answer
    return Seen((answer.feed.title or "")[:200], answer.url, _items(answer), _has_teasers(answer))


def _has_teasers(answer: Answer) -> bool:
    """Whether most items of a feed carry but the beginning of their text."""
    from digest.collect import pages

    few = 0
    for entry in answer.feed.entries:
        tree = pages.parse(entry.html) if entry.html.strip() else None
        words = count_words(" ".join(text for _, text in pages.flat(tree))) if tree is not None else 0
        few += bool(entry.url) and words < FEW_WORDS
    return answer.shape is Shape.FEED and few * 2 > len(answer.feed.entries)


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
    from digest.collect import files

    return len(answer.feed.entries) + sum(not isinstance(one, files.Rejected) for one in answer.rows)


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
