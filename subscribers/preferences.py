"""What a reader wants of a newsletter, and of all mails: sections, sources, how often, where, in which language."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import available_timezones

from sqlmodel import Session

from subscribers import trail
from subscribers.models import Frequency, SubscriptionState
from subscribers.taste import Taste
from subscribers.tokens import Claim


@dataclass(frozen=True, slots=True)
class Preferences:
    """What holds for one newsletter (taste, frequency), and for the reader (zone, language; None: the newsletter's)."""

    taste: Taste = field(default_factory=Taste)
    frequency: Frequency = Frequency.DAILY
    zone: str | None = None
    language: str | None = None
    paused_until: datetime | None = None


def read(session: Session, claim: Claim) -> Preferences | None:
    """What a reader prefers; None where they do not get the newsletter."""
    reader = trail.locked(session, claim.subscriber_id)
    found = trail.subscription(session, claim.subscriber_id, claim.newsletter)
    if reader is None or found is None or found.state is not SubscriptionState.CONFIRMED:
        return None
    return Preferences(
        Taste.parse(found.taste), found.frequency, reader.zone, reader.language, found.paused_until
    )


def keep(session: Session, claim: Claim, wanted: Preferences) -> bool:
    """Write down what a reader prefers; False where they do not get the newsletter. A zone must be one of `zones`."""
    reader = trail.locked(session, claim.subscriber_id)
    found = trail.subscription(session, claim.subscriber_id, claim.newsletter)
    if reader is None or found is None or found.state is not SubscriptionState.CONFIRMED:
        return False
    found.taste, found.frequency, found.paused_until = (
        str(wanted.taste),
        wanted.frequency,
        wanted.paused_until,
    )
    reader.zone, reader.language = wanted.zone, wanted.language
    session.add_all([found, reader])
    return True


def zones() -> list[str]:
    """The time zones that a reader can choose: places, by region."""
    regions = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return sorted(name for name in available_timezones() if name.startswith(regions))
