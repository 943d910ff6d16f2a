"""One newsletter: who sends it, when, and how its edition is made up."""

from datetime import date, time
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from digest.config.mailbox import Mailbox, MailboxField
from digest.config.part import Part
from digest.config.theme import ThemeSettings
from digest.config.values import BaseUrl, Holidays, Language, Line, Number, Text, WallTime, Zone


class Weekday(StrEnum):
    """A day of the week, by its first three letters in English."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class WordBudgets(Part):
    """How many words a lead may have, by the kind of its section."""

    lead: Number = Field(150, ge=20, le=400)
    story: Number = Field(80, ge=20, le=200)
    feature: Number = Field(40, ge=10, le=120)


class SectionRule(Part):
    """A section of the edition, and the stories that belong in it: those that any entry of any of the lists names."""

    name: Line
    kind: Literal["lead", "stories", "features"] = "stories"
    kickers: tuple[Line, ...] = ()
    tags: tuple[Line, ...] = ()
    url: tuple[Line, ...] = ()
    sources: tuple[Line, ...] = ()
    words: tuple[Line, ...] = ()
    most: Number = Field(9, ge=1, le=30)

    @property
    def names_stories(self) -> bool:
        """Whether it names the stories that belong in it, rather than take any."""
        return bool(self.kickers or self.tags or self.url or self.sources or self.words)


DEFAULT_SECTIONS = (
    SectionRule(name="Top story", kind="lead", most=1),
    SectionRule(name="What else to know", kind="stories", most=9),
    SectionRule(
        name="Worth your time",
        kind="features",
        kickers=("feature", "features", "recommends", "review", "reviews", "travel", "culture", "food"),
        most=3,
    ),
)


class NewsletterSettings(Part):
    """One newsletter: who sends it, when, and what is in it."""

    name: Line
    sender: MailboxField = Field(alias="from")
    postal_address: Line
    tagline: Text = ""
    reply_to: MailboxField | None = None
    bounce_address: MailboxField | None = None
    base_url: BaseUrl | None = None
    language: Language = "en"
    zone: Zone = "UTC"
    send_at: WallTime = time(7, 0)
    days: tuple[Weekday, ...] = tuple(Weekday)
    weekly_on: Weekday | None = None
    skip_dates: tuple[date, ...] = ()
    holidays: Holidays | None = None
    local_time: bool = True
    editor: MailboxField | None = None
    approval: Literal["auto", "required", "hold"] = "auto"
    draft_minutes: Number = Field(45, ge=0, le=720)
    fewest_stories: Number = Field(1, ge=1, le=30)
    thin: Literal["send", "skip", "merge"] = "send"
    late_hours: Number | None = Field(None, ge=1, le=168)
    sections: tuple[SectionRule, ...] = DEFAULT_SECTIONS
    words: WordBudgets = WordBudgets()
    theme: ThemeSettings = ThemeSettings()
    subject_date: bool = False
    memory_days: Number = Field(7, ge=0, le=60)
    least_words: Number = Field(12, ge=1, le=500)
    most_per_source: Number | None = Field(None, ge=1, le=30)

    @field_validator("days", "sections")
    @classmethod
    def _at_least_one(cls, value: tuple[object, ...]) -> tuple[object, ...]:
        if not value:
            raise ValueError("allowed: at least one")
        return value

    @model_validator(mode="after")
    def _weekly_on_one_of_its_days(self) -> Self:
        if self.weekly_on is not None and self.weekly_on not in self.days:
            raise ValueError(f"weekly_on: found {self.weekly_on.value!r}; allowed: one of `days`")
        return self

    @property
    def weekly_day(self) -> Weekday:
        """The day whose edition those get who want one a week: the last of the week's unless configured."""
        return self.weekly_on or max(self.days, key=list(Weekday).index)

    @property
    def bounces(self) -> Mailbox:
        """Where bounces go: `bounces@` the sender's domain unless configured."""
        return self.bounce_address or Mailbox("", f"bounces@{self.sender.domain}")
