"""What may be configured, with its defaults and its limits."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    SecretStr,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from digest.config.mailbox import Mailbox, MailboxField

__all__ = ["Mailbox", "NewsletterSettings", "SectionRule", "Settings", "SmtpSettings"]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$"),
]


class Weekday(StrEnum):
    """A day of the week, by its first three letters in English."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


def _checked_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = "not a time zone; use a name of the IANA database such as Europe/London or UTC"
        raise ValueError(message) from error
    return name


def _checked_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("not a web address; use the form https://news.example.org")
    return text.rstrip("/")


Zone = Annotated[str, AfterValidator(_checked_zone)]
BaseUrl = Annotated[str, AfterValidator(_checked_url)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class DatabaseSettings(_Part):
    """Where the store is: SQLite beside digest.toml, or PostgreSQL."""

    url: str = "sqlite:///digest.db"

    @field_validator("url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if not url.startswith(("sqlite://", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("not a database; use sqlite:///FILE or postgresql://USER@HOST/NAME")
        return url


class SmtpSettings(_Part):
    """The mail relay. `tls` is never guessed: a relay that does not offer what is asked is refused."""

    host: str = "127.0.0.1"
    port: int = Field(25, ge=1, le=65535)
    tls: Literal["none", "starttls", "tls"] = "starttls"
    user: str | None = None
    password: SecretStr | None = None
    connections: int = Field(4, ge=1, le=200)
    hostname: str | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.user is None) != (self.password is None):
            raise ValueError("user and password go together: give both, or neither")
        return self


class DeliverySettings(_Part):
    """Which transport carries the mail, and how long an edition is worth sending."""

    transport: Literal["smtp", "outbox"] = "smtp"
    outbox: Path = Path("outbox")
    uncertain: Literal["hold", "resend"] = "hold"
    useful_hours: int = Field(24, ge=1, le=168)


class WebSettings(_Part):
    """Where `digest serve` listens, and the address that readers know."""

    base_url: BaseUrl = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)


class ComposeSettings(_Part):
    """How editions are dressed."""

    theme: Path | None = None


class WordBudgets(_Part):
    """How many words a lead may have, by the kind of its section."""

    lead: int = Field(150, ge=20, le=400)
    story: int = Field(80, ge=20, le=200)
    feature: int = Field(40, ge=10, le=120)


class SectionRule(_Part):
    """A section of the edition; stories whose kicker or section is named here go into it first."""

    name: Line
    kind: Literal["lead", "stories", "features"] = "stories"
    kickers: tuple[str, ...] = ()
    most: int = Field(9, ge=1, le=30)


DEFAULT_SECTIONS = (
    SectionRule(name="Today's big story", kind="lead", most=1),
    SectionRule(name="What else to know", kind="stories", most=9),
    SectionRule(
        name="Worth your time",
        kind="features",
        kickers=("feature", "features", "recommends", "review", "reviews", "travel", "culture", "food"),
        most=3,
    ),
)


class NewsletterSettings(_Part):
    """One newsletter: who sends it, when, and what is in it."""

    name: Line
    sender: MailboxField = Field(alias="from")
    postal_address: Line
    tagline: Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    reply_to: MailboxField | None = None
    bounce_address: MailboxField | None = None
    base_url: BaseUrl | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-zA-Z]{2,3}([-_][A-Za-z0-9]+)*$")] = "en"
    zone: Zone = "UTC"
    send_at: time = time(7, 0)
    days: tuple[Weekday, ...] = tuple(Weekday)
    sections: tuple[SectionRule, ...] = DEFAULT_SECTIONS
    words: WordBudgets = WordBudgets()
    subject_date: bool = False

    @field_validator("send_at")
    @classmethod
    def _local_wall_time(cls, value: time) -> time:
        if value.tzinfo is not None:
            raise ValueError('a local time such as "07:00"; the zone stands in `zone`')
        return value

    @field_validator("days")
    @classmethod
    def _some_day(cls, value: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        if not value:
            raise ValueError('at least one of "mon" to "sun"')
        return value

    @property
    def bounces(self) -> Mailbox:
        """Where bounces go: `bounces@` the sender's domain unless configured."""
        return self.bounce_address or Mailbox("", f"bounces@{self.sender.domain}")


@dataclass(frozen=True, slots=True)
class Place:
    """The file that settings came from and the folder that relative paths start at."""

    file: Path | None
    root: Path


class Settings(BaseSettings):
    """Everything that digest.toml and DIGEST_* variables say; a variable wins over the file."""

    model_config = SettingsConfigDict(
        env_prefix="DIGEST_", env_nested_delimiter="__", extra="forbid", frozen=True, env_ignore_empty=True
    )

    secret_key: Annotated[SecretStr, Field(min_length=16)]
    previous_secret_keys: tuple[SecretStr, ...] = ()
    database: DatabaseSettings = DatabaseSettings()
    smtp: SmtpSettings = SmtpSettings()
    delivery: DeliverySettings = DeliverySettings()
    web: WebSettings = WebSettings()
    compose: ComposeSettings = ComposeSettings()
    newsletters: dict[Slug, NewsletterSettings] = Field(min_length=1)

    _place: Place = PrivateAttr()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic-settings'
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then what the file gave."""
        return env_settings, init_settings

    @property
    def place(self) -> Place:
        """Where these settings were read."""
        return self._place

    def placed(self, place: Place) -> Self:
        """The same settings, knowing where they came from."""
        self._place = place
        return self

    def path(self, relative: Path) -> Path:
        """A configured path, which counts from the folder of digest.toml."""
        return self._place.root / relative

    @property
    def database_url(self) -> str:
        """The database's URL with SQLite's file made absolute, and the PostgreSQL driver named."""
        url = self.database.url
        if url.startswith("postgresql://"):
            return url.replace("postgresql://", "postgresql+psycopg://", 1)
        file = url.removeprefix("sqlite:///")
        return url if url == file or file in {"", ":memory:"} else f"sqlite:///{self.path(Path(file))}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """The signing secret, then those that still verify."""
        return tuple(key.get_secret_value() for key in (self.secret_key, *self.previous_secret_keys))

    def base_url(self, slug: str) -> str:
        """The address that the readers of one newsletter know, without a final slash."""
        return self.newsletters[slug].base_url or self.web.base_url
