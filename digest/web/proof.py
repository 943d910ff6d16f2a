"""One edition as it would be mailed now, ready to be looked at."""

from dataclasses import dataclass
from datetime import date

from digest import daily
from digest.compose.content import to_json
from digest.compose.message import Tokens
from digest.deliver.personal import NOBODY
from digest.models import FIXED_STATES
from digest.newsroom import Clock, Newsroom


@dataclass(frozen=True, slots=True)
class Proof:
    """An edition with the slots of nobody: `html` and `text` as shown, `mail` as it goes over the wire."""

    slug: str
    name: str
    sender: str
    day: date
    number: int
    state: str
    fixed: bool
    subject: str
    preheader: str
    words: int
    minutes: int
    html_bytes: int
    html: str
    text: str
    mail: bytes


def proof(room: Newsroom, day: date, *, clock: Clock) -> Proof:
    """Draft and compose the edition of a day; one that is frozen is shown as it was frozen.

    Raises:
        EditionError: there is nothing to print.
        TemplateFault: a template does not render.
    """
    drafted = daily.draft(room, day, clock=clock)
    fixed = drafted.edition.state in FIXED_STATES
    composed = daily.dressed(room, drafted)
    values = room.personal(drafted.edition.id or 0).values(NOBODY, clock())
    tokens = Tokens.of(drafted.edition.content if fixed else to_json(drafted.content))
    content, sender = drafted.content, room.head.sender
    return Proof(
        slug=room.slug,
        name=content.name,
        sender=f"{sender.name} <{sender.address}>" if sender.name else sender.address,
        day=day,
        number=content.number,
        state=str(drafted.edition.state),
        fixed=fixed,
        subject=content.subject,
        preheader=content.preheader,
        words=content.words,
        minutes=content.minutes,
        html_bytes=len(composed.html.encode()),
        html=tokens.fill(composed.html, values),
        text=tokens.fill(composed.text, values),
        mail=composed.composition.merge(values),
    )
