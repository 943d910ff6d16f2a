"""Pure: what is to become of an edition whose time has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from digest.config import NewsletterSettings
from digest.models import Edition, EditionState
from digest.schedule.timetable import Slot, Standing


class Fate(StrEnum):
    """Fix it and send it; keep it until somebody says so; leave it out; leave it out and keep its stories for the next one."""

    FREEZE = "freeze"
    HOLD = "hold"
    SKIP = "skip"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A fate and its reason, in words that are kept with the edition and shown."""

    fate: Fate
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An edition as it stands, how many stories it has, and its time."""

    edition: Edition
    stories: int
    slot: Slot
    standing: Standing
    now: datetime


def rule(newsletter: NewsletterSettings, case: Case) -> Ruling:
    """Decide on an edition that is due or late.

    What somebody approved goes, late or thin as it may be, if it was approved after its time; before it, unless it is late or
    nothing of the newsletter goes out by the clock.
    """
    edition = case.edition
    is_approved = edition.state is EditionState.APPROVED
    if is_approved and edition.approved_at is not None and edition.approved_at > case.slot.at:
        return Ruling(Fate.FREEZE)
    if case.standing is Standing.LATE:
        return Ruling(
            Fate.HOLD, f"{_lateness(case.now - case.slot.at)} late; approve it to send it all the same"
        )
    if newsletter.approval == "hold":
        return Ruling(Fate.HOLD, "waits to be let go; an approval from now on does it")
    if is_approved:
        return Ruling(Fate.FREEZE)
    if newsletter.approval != "auto":
        return Ruling(Fate.HOLD, "waits for approval")
    if case.stories < newsletter.fewest_stories:
        return _thin(newsletter, case.stories)
    return Ruling(Fate.FREEZE)


def _thin(newsletter: NewsletterSettings, stories: int) -> Ruling:
    few = f"{stories} {'story' if stories == 1 else 'stories'}, fewer than {newsletter.fewest_stories}"
    if newsletter.thin == "merge":
        return Ruling(Fate.MERGE, f"{few}; they go into the next edition")
    return Ruling(Fate.SKIP, few) if newsletter.thin == "skip" else Ruling(Fate.FREEZE, few)


def _lateness(span: timedelta) -> str:
    hours = span / timedelta(hours=1)
    return f"{hours:.0f} hours" if hours >= 2 else f"{span // timedelta(minutes=1)} minutes"
