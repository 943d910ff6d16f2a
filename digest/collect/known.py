"""What is known of an article before its text is read."""

from dataclasses import dataclass

from digest.collect.boilerplate import Furniture


@dataclass(frozen=True, slots=True)
class Known:
    """What its file, page or feed says of it; `furniture` is what recurs in its source's other articles."""

    title: str | None = None
    dek: str | None = None
    source: str | None = None
    section: str | None = None
    furniture: Furniture | None = None


NOTHING = Known()
