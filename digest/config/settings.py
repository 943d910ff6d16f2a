"""What may be configured, with its defaults and its limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal, Self

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from digest.config.dkim import DkimSettings
from digest.config.environment import Environment
from digest.config.keeping import LogSettings, RetentionSettings
from digest.config.lint import LintSettings
from digest.config.mailbox import Mailbox, MailboxField
from digest.config.newsletter import DEFAULT_SECTIONS, NewsletterSettings, SectionRule, Weekday, WordBudgets
from digest.config.part import Part
from digest.config.relays import PacingSettings, SmtpSettings
from digest.config.returns import BounceSettings, WebhookSettings
from digest.config.signup import Network, SignupSettings
from digest.config.sources import CollectSettings, SourceSettings, same_name
from digest.config.theme import ThemeSettings
from digest.config.values import BaseUrl, DatabaseUrl, Host, Number, Secret, Slug
from digest.config.workers import WorkerSettings

__all__ = [
    "DEFAULT_SECTIONS",
    "BounceSettings",
    "FileSettings",
    "Mailbox",
    "NewsletterSettings",
    "Place",
    "SectionRule",
    "Settings",
    "SmtpSettings",
    "SourceSettings",
    "WebhookSettings",
    "Weekday",
    "WordBudgets",
]


class DatabaseSettings(Part):
    """Where the store is: SQLite beside digest.toml, or PostgreSQL."""

    url: DatabaseUrl = "sqlite:///digest.db"


class DeliverySettings(Part):
    """Which transport carries the mail, and how long an edition is worth sending."""

    transport: Literal["smtp", "outbox"] = "smtp"
    outbox: Path = Path("outbox")
    uncertain: Literal["hold", "resend"] = "hold"
    relay_logs: tuple[Path, ...] = ()
    useful_hours: Number = Field(24, ge=1, le=168)
    pause_percent: Number = Field(25, ge=1, le=100)
    pause_least: Number = Field(100, ge=1, le=1_000_000)


class WebSettings(Part):
    """Where `digest serve` listens, and the address that readers know."""

    base_url: BaseUrl = "http://127.0.0.1:8000"
    host: Host = "127.0.0.1"
    port: Number = Field(8000, ge=0, le=65535)
    trusted_proxies: tuple[Network, ...] = ()
    metrics_token: Secret | None = None
    status_token: Secret | None = None


class ComposeSettings(Part):
    """How editions are dressed."""

    theme: Path | None = None
    max_html_kb: Number = Field(90, ge=20, le=100)
    max_variants: Number = Field(12, ge=1, le=200)


class AlertSettings(Part):
    """Who is told when an edition is held, skipped or fails."""

    to: MailboxField | None = None


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

    reads_environment: ClassVar[bool] = True

    secret_key: Secret
    previous_secret_keys: tuple[Secret, ...] = ()
    database: DatabaseSettings = DatabaseSettings()
    smtp: SmtpSettings = SmtpSettings()
    delivery: DeliverySettings = DeliverySettings()
    pacing: PacingSettings = PacingSettings()
    web: WebSettings = WebSettings()
    compose: ComposeSettings = ComposeSettings()
    theme: ThemeSettings = ThemeSettings()
    lint: LintSettings = LintSettings()
    signup: SignupSettings = SignupSettings()
    dkim: DkimSettings = DkimSettings()
    bounces: BounceSettings = BounceSettings()
    webhooks: WebhookSettings = WebhookSettings()
    newsletters: dict[Slug, NewsletterSettings] = Field(min_length=1)
    alerts: AlertSettings = AlertSettings()
    log: LogSettings = LogSettings()
    workers: WorkerSettings = WorkerSettings()
    retention: RetentionSettings = RetentionSettings()
    collect: CollectSettings = CollectSettings()
    sources: dict[Slug, SourceSettings] = {}

    _place: Place = PrivateAttr()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic-settings'
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then what the file gave."""
        return (Environment(settings_cls), init_settings) if cls.reads_environment else (init_settings,)

    @field_validator("sources")
    @classmethod
    def _each_source_once(cls, value: dict[str, SourceSettings]) -> dict[str, SourceSettings]:
        known: dict[str, str] = {}
        for slug, source in value.items():
            first = known.setdefault(same_name(source.name or slug), slug)
            if first != slug:
                raise ValueError(f"{first} and {slug} have the same name; give each source one table")
        return value

    @field_validator("workers")
    @classmethod
    def _on_its_database(cls, value: WorkerSettings, info: ValidationInfo) -> WorkerSettings:
        store = info.data.get("database")
        if value.engine == "procrastinate" and store is not None and store.url.startswith("sqlite:"):
            raise ValueError(
                'engine = "procrastinate" needs PostgreSQL and database.url is a SQLite file; set database.url = '
                '"postgresql://user:password@host/name" (`digest migrate-database --to URL` copies what is there, '
                'before), or engine = "embedded"'
            )
        return value

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
        if file in {url, ":memory:"} or file.startswith("file:"):
            return url
        root = str(self._place.root).replace("%", "%25").replace("?", "%3F")  # the file's own part is a URL's
        return f"sqlite:///{Path(root) / file}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """The signing secret, then those that still verify."""
        return tuple(key.get_secret_value() for key in (self.secret_key, *self.previous_secret_keys))

    def palettes(self, slug: str) -> tuple[Mapping[str, Mapping[str, str]], ...]:
        """What is laid over the palette of one newsletter's mails, one after the other."""
        return self.theme.palette(), self.newsletters[slug].theme.palette()

    def base_url(self, slug: str) -> str:
        """The address that the readers of one newsletter know, without a final slash."""
        return self.newsletters[slug].base_url or self.web.base_url


class FileSettings(Settings):
    """Settings for which the environment does not count: a demo's must not reach a real database."""

    reads_environment: ClassVar[bool] = False
