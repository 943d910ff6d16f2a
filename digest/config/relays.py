"""The relays that take the mail, and how fast it may go."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator

from digest.config.part import Part
from digest.config.signup import Domain
from digest.config.values import Host, Number, Weight

PerSecond = Annotated[Weight, Field(gt=0, le=10_000)]


class RelaySettings(Part):
    """A mail relay. `tls` is never guessed: a relay that does not offer what is asked is refused.

    Of several relays those with the lowest `priority` are used while they work, each for a part that `weight` says.
    """

    host: Host = "127.0.0.1"
    port: Number = Field(25, ge=1, le=65535)
    tls: Literal["none", "starttls", "tls"] = "starttls"
    user: str | None = None
    password: SecretStr | None = None
    connections: Number = Field(4, ge=1, le=200)
    mails_per_connection: Number | None = Field(None, ge=1, le=1_000_000)
    hostname: Host | None = None
    per_second: PerSecond | None = None
    warm_up_first: Number | None = Field(None, ge=1, le=10_000_000)
    warm_up_since: date | None = None
    warm_up_factor: Weight = Field(2.0, ge=1, le=10)
    priority: Number = Field(1, ge=1, le=100)
    weight: Number = Field(1, ge=1, le=100)

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.user is None) != (self.password is None):
            raise ValueError("user and password go together: give both, or neither")
        if (self.warm_up_first is None) != (self.warm_up_since is None):
            raise ValueError("warm_up_first and warm_up_since go together: give both, or neither")
        return self


class SmtpSettings(RelaySettings):
    """The relay, and further ones beside it."""

    relays: tuple[RelaySettings, ...] = ()

    @property
    def all_relays(self) -> tuple[RelaySettings, ...]:
        """This one and those beside it."""
        return (self, *self.relays)

    @property
    def all_per_second(self) -> float | None:
        """How many mails a second the preferred relays take together; None where one of them has no limit."""
        best = min(one.priority for one in self.all_relays)
        rates = [one.per_second for one in self.all_relays if one.priority == best]
        limits = [rate for rate in rates if rate is not None]
        return sum(limits) if len(limits) == len(rates) else None

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        places = [(one.host.lower(), one.port, one.user) for one in self.all_relays]
        if len(set(places)) < len(places):
            raise ValueError("two relays have the same host, port and user; [smtp] itself is the first one")
        return self


class DomainSettings(Part):
    """What one receiving domain takes; what is not given is as for the others."""

    connections: Number | None = Field(None, ge=1, le=200)
    per_second: PerSecond | None = None


class PacingSettings(Part):
    """How fast mails go to each receiving domain, over all processes that send."""

    domain_connections: Number = Field(20, ge=1, le=200)
    domain_per_second: PerSecond | None = None
    domains: dict[Annotated[Domain, AfterValidator(str.lower)], DomainSettings] = Field(default={})
