"""Whether the tables of sources mean an outlet that articles come from: a misspelt one would say nothing, silently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import Engine
from sqlmodel import select

from digest.config.settings import SourceSettings
from digest.database import reading
from digest.doctor.finding import Finding, ok, warn
from digest.editorial.names import same_outlet_key
from digest.models import Article, Source

_NEAR = 0.7
"""How alike two names must be for one to be taken for the other, misspelt: see `difflib`."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A table of `[sources]` that no article's outlet has the name of; `near` is one that is written much like it."""

    slug: str
    name: str
    near: str | None

    def told(self) -> str:
        """It in a sentence."""
        like = f'; "{self.near}" is written much like it' if self.near else ""
        return f'[sources.{self.slug}]: no stored article is from "{self.name}"{like}'


def unmatched(tables: Mapping[str, SourceSettings], outlets: Mapping[str, str]) -> Iterator[Unmatched]:
    """The tables that only say how articles are treated, and treat none; `outlets` are names by their keys.

    Tables with an address or a folder name the articles that they bring themselves. A store without outlets tells nothing.
    """
    for slug, table in tables.items() if outlets else ():
        name = table.name or slug
        key = same_outlet_key(name)
        if table.is_collected or key in outlets:
            continue
        near = get_close_matches(key, list(outlets), n=1, cutoff=_NEAR)
        yield Unmatched(slug, name, outlets[near[0]] if near else None)


def outlets_of(engine: Engine) -> dict[str, str]:
    """The outlets that stored articles are from, by what all spellings of their names have in common."""
    with reading(engine) as session:
        names = session.exec(
            select(Source.name).where(Source.id.in_(select(Article.source_id))).order_by(Source.name)  # type: ignore[union-attr]
        ).all()
    return {same_outlet_key(name): name for name in names}


def sources(tables: Mapping[str, SourceSettings], engine: Engine) -> Iterator[Finding]:
    """Each table that matches no article; one finding that they all do, where there are any."""
    outlets = outlets_of(engine)
    found = list(unmatched(tables, outlets))
    for one in found:
        mend = f'set sources.{one.slug}.name = "{one.near}"' if one.near else "look at `digest articles list`"
        yield warn("sources", one.told(), f"{mend}, or take the table out")
    if tables and outlets and not found:
        yield ok(
            "sources", f"{len(tables)} in the configuration, each with articles or a place to collect from"
        )
