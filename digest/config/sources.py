"""One source of articles: how much it counts, and what its licence allows."""

from pydantic import Field

from digest.config.part import Part
from digest.config.values import Line, Number, Weight


class SourceSettings(Part):
    """A source, known by the name that its articles carry; every limit is off unless it is set."""

    name: Line | None = None
    weight: Weight = Field(1.0, ge=0, le=5)
    most: Number | None = Field(None, ge=0, le=30)
    max_words: Number | None = Field(None, ge=1, le=400)
    headline_only: bool = False
    images: bool = True

    @property
    def is_free(self) -> bool:
        """Whether its words may be printed without a limit."""
        return self.max_words is None and not self.headline_only


def same_name(name: str) -> str:
    """What two spellings of a source's name have in common."""
    return " ".join(name.casefold().split()).removeprefix("the ")
