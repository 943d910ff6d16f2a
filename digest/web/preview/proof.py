"""One edition as it would be mailed now, ready to be looked at, for nobody or for one reader."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from digest import daily, editions
from digest.compose.composer import Composed
from digest.compose.content import EditionContent
from digest.compose.lint import Finding
from digest.compose.message import Tokens
from digest.deliver.personal import NOBODY, Personal
from digest.models import FIXED_STATES
from digest.newsroom import Newsroom
from digest.web.preview.earlier import Earlier
from subscribers.roster import Recipient


@dataclass(frozen=True, slots=True)
class Mailed:
    """The mail of one reader: both parts as shown, the whole as it goes over the wire, the links that are hers."""

    html: str
    text: str
    raw: bytes
    own_links: tuple[str, ...]


@dataclass(frozen=True)
class Proof:
    """An edition and its dress; `made` is the date that its mail carries."""

    room: Newsroom
    drafted: editions.Drafted
    composed: Composed
    tokens: Tokens
    personal: Personal
    sender: str
    made: datetime
    earlier: Earlier | None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with it; checked when it is first asked for, so that the mail itself need not wait."""
        return daily.linted(self.room, self.drafted, self.composed)

    @property
    def clients(self) -> tuple[str, ...]:
        """The mail clients that count."""
        return self.room.clients

    @property
    def content(self) -> EditionContent:
        """What is printed: of an edition that was over its size, what is left."""
        return self.composed.content or self.drafted.content

    @property
    def fixed(self) -> bool:
        """Whether its bytes are fixed, whatever happens to templates and store."""
        return self.drafted.edition.state in FIXED_STATES

    def mailed(self, reader: Recipient = NOBODY) -> Mailed:
        """What one reader would get."""
        return _mailed(self.composed, self.tokens, self.personal, (reader, self.made))


def proof(room: Newsroom, drafted: editions.Drafted, now: datetime, earlier: Earlier | None) -> Proof:
    """Dress a drafted edition; one that is frozen is shown as it was frozen.

    Raises:
        TemplateFault: a template does not render.
    """
    composed = daily.dressed(room, drafted)
    personal = room.personal(drafted.edition.id or 0)
    tokens = Tokens.of(drafted.edition.content)
    sender = room.head.sender
    shown = sender.name or sender.address
    return Proof(room, drafted, composed, tokens, personal, shown, now, earlier)


def _mailed(
    composed: Composed, tokens: Tokens, personal: Personal, whom: tuple[Recipient, datetime]
) -> Mailed:
    values = personal.values(*whom)
    own = tuple(values[name].decode("ascii") for name in ("unsubscribe_url", "preferences_url"))
    return Mailed(
        tokens.fill(composed.html, values),
        tokens.fill(composed.text, values),
        composed.composition.merge(values),
        own,
    )
