"""One newsletter and all that its day needs: what every command, job and page is handed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from jinja2 import Environment
from sqlalchemy import Engine
from sqlmodel import Session

from digest.collect.printed import told_before
from digest.collect.window import Window, open_window
from digest.compose.letterhead import Letterhead
from digest.config import DEFAULT_CLIENTS, NewsletterSettings, SourceSettings
from digest.config.settings import Weekday
from digest.deliver.dkim import Signer
from digest.deliver.limits import OPEN, Limits
from digest.deliver.personal import Personal
from subscribers.tokens import Keys

KILOBYTE = 1024
_WEEK = tuple(Weekday)
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A configured newsletter with its store, its templates and its keys."""

    engine: Engine
    slug: str
    newsletter: NewsletterSettings
    head: Letterhead
    templates: Environment
    keys: Keys
    resend_uncertain: bool = False
    useful: timedelta = timedelta(hours=24)
    sources: Mapping[str, SourceSettings] = field(default_factory=dict)
    most_html: int = 90 * KILOBYTE
    most_variants: int = 12
    clients: tuple[str, ...] = DEFAULT_CLIENTS
    signer: Signer | None = None
    limits: Limits = OPEN

    @property
    def zone(self) -> ZoneInfo:
        """The newsletter's time zone."""
        return ZoneInfo(self.newsletter.zone)

    def today(self, now: datetime) -> date:
        """The local day of the newsletter."""
        return now.astimezone(self.zone).date()

    def planned(self, day: date) -> datetime:
        """When the edition of a local day is to go out, in local time."""
        return datetime.combine(day, self.newsletter.send_at, self.zone)

    def personal(self, edition_id: int) -> Personal:
        """The slots of an edition's readers."""
        head = self.head
        return Personal(self.keys, self.slug, edition_id, head.base_url, head.sender, self.newsletter.bounces)

    def window(self, session: Session, day: date, now: datetime) -> Window:
        """What an edition of `day` is made from, and what the editions before it have told.

        It opens with the last freeze; the first time as long before the send, or before now where that is earlier, as
        lies between two sends: 24 hours for a daily newsletter, a week for a weekly one.
        """
        first = min(self.planned(day).astimezone(UTC), now) - self._first_window(day)
        told = told_before(session, self.slug, day, self.newsletter.memory_days)
        return replace(open_window(session, self.slug, first=first, now=now), told=told)

    def _first_window(self, day: date) -> timedelta:
        """From the weekday of sending before `day` to it."""
        wanted = {_WEEK.index(one) for one in self.newsletter.days}
        return next(
            timedelta(days=days) for days in range(1, 8) if (day - timedelta(days=days)).weekday() in wanted
        )
