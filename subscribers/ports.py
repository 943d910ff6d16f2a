"""What the router asks of its host."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Pages(Protocol):
    """Turns a template of `templates/` and its values into a page."""

    def render(self, name: str, **context: object) -> str:
        """The page `name` (such as `web/confirm.html`) as HTML, every value escaped; `language` says in which words."""
        ...


@dataclass(frozen=True, slots=True)
class Past:
    """An edition that was made for a reader, and what became of it: one of the words of the sender's ledger."""

    newsletter: str
    day: date
    subject: str
    state: str


class History(Protocol):
    """What the host knows of its editions."""

    def last(self, subscriber_id: int, most: int | None) -> Sequence[Past]:
        """A reader's last editions, newest first; with None as the most, all of them."""
        ...

    def sources(self, newsletter: str) -> Sequence[str]:
        """The sources that a newsletter had lately, by name: what a reader may mute."""
        ...


class NoHistory:
    """A host that sends nothing yet."""

    def last(self, subscriber_id: int, most: int | None) -> Sequence[Past]:  # noqa: ARG002 - the signature is the port's
        """None."""
        return ()

    def sources(self, newsletter: str) -> Sequence[str]:  # noqa: ARG002 - as above
        """None."""
        return ()
