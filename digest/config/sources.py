"""One source of articles: how much it counts, and what its licence allows."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from digest.config.part import Part
from digest.config.values import Host, Language, Line, Number, WebAddress, Weight


class CollectSettings(Part):
    """How articles are fetched from the web."""

    allow_hosts: tuple[Host, ...] = ()
    agent: Line | None = None
    most_mb: Number = Field(5, ge=1, le=50)
    seconds: Number = Field(10, ge=1, le=120)


class SourceSettings(Part):
    """A source, known by the name that its articles carry; every limit is off unless it is set.

    With `url` or `folder` it is collected from; without, its table only says how its articles are treated.
    """

    name: Line | None = None
    url: WebAddress | None = None
    folder: Path | None = None
    every_minutes: Number = Field(60, ge=1, le=20_160)
    full_text: bool = False
    is_page: bool = Field(False, alias="page")
    days: Number = Field(2, ge=1, le=60)
    section: Line | None = None
    tags: tuple[Line, ...] = ()
    language: Language | None = None
    weight: Weight = Field(1.0, ge=0, le=5)
    most: Number | None = Field(None, ge=0, le=30)
    max_words: Number | None = Field(None, ge=1, le=400)
    headline_only: bool = False
    images: bool = True

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.url and self.folder:
            raise ValueError("url and folder exclude each other: give the source one of them")
        return self

    @property
    def is_collected(self) -> bool:
        """Whether articles are fetched from it."""
        return bool(self.url or self.folder)

    @property
    def is_free(self) -> bool:
        """Whether its words may be printed without a limit."""
        return self.max_words is None and not self.headline_only


def same_name(name: str) -> str:
    """What two spellings of a source's name have in common."""
    return " ".join(name.casefold().split()).removeprefix("the ")
