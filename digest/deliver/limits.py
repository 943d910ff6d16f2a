"""What bounds a send: values that are configured, known to whoever sends."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.deliver.pacing import WarmUp


@dataclass(frozen=True, slots=True)
class RelayLimit:
    """A relay by its name, how many mails a second it takes from all processes together, and how it is warmed up."""

    name: str = ""
    per_second: float | None = None
    warm_up: WarmUp | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing has to be asked before a mail."""
        return self.per_second is None and self.warm_up is None


@dataclass(frozen=True, slots=True)
class DomainLimit:
    """How many mails may be on their way to a domain's readers at once, and how many a second, over all processes."""

    connections: int | None = None
    per_second: float | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """An edition is paused where more than `most` of its mails, 0 to 1, were refused for good, once `least` were settled."""

    most: float = 0.25
    least: int = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """Those of every receiving domain, those of some, and when there is something wrong with the list or the sender."""

    each: DomainLimit = DomainLimit()
    domains: Mapping[str, DomainLimit] = field(default_factory=dict)
    failing: Threshold = Threshold()

    @property
    def is_open(self) -> bool:
        """Whether no domain has a limit."""
        return not self.domains and self.each == DomainLimit()

    def of(self, domain: str) -> DomainLimit:
        """A domain's own limits, else those of each."""
        return self.domains.get(domain, self.each)


OPEN = Limits()
"""No domain has a limit."""
ANY_RELAY = RelayLimit()
"""A relay without a limit."""
