"""What a mail that came back says: its kind, and one verdict for each recipient that it is about."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a mail that came back is."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    AUTOREPLY = "autoreply"
    OTHER = "other"


class Duration(StrEnum):
    """Whether a failure is for good (RFC 3463 §3.1, class 5) or for now (class 4)."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"


class Reason(StrEnum):
    """Why a mail was not delivered, in anymail's words."""

    INVALID = "invalid"
    BOUNCED = "bounced"
    TIMED_OUT = "timed_out"
    BLOCKED = "blocked"
    SPAM = "spam"
    UNSUBSCRIBED = "unsubscribed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Failure:
    """One recipient; `status` is the enhanced status code (RFC 3463) where one was given, or empty.

    `waiting`: whoever reports this still tries, so that nothing is decided yet.
    """

    address: str
    status: str
    duration: Duration
    reason: Reason
    waiting: bool = False

    @property
    def hard(self) -> bool:
        """Whether this address will never get a mail: nobody is there, for good."""
        return self.duration is Duration.PERMANENT and self.reason is Reason.INVALID


@dataclass(frozen=True, slots=True)
class Report:
    """What one mail says; `nameless` is a failure that it tells of without saying whose, where it names nobody."""

    kind: Kind
    failures: tuple[Failure, ...] = ()
    nameless: Failure | None = None

    @property
    def verdicts(self) -> tuple[Failure, ...]:
        """All that it tells of."""
        return self.failures or ((self.nameless,) if self.nameless else ())
