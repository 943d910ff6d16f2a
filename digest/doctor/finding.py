"""What was looked at, what was found, and what mends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How it is: good, to be looked at, or in the way of the work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `mend` is empty where nothing needs to be done."""

    check: str
    level: Level
    message: str
    mend: str = ""


def ok(check: str, message: str) -> Finding:
    """It is good."""
    return Finding(check, Level.OK, message)


def warn(check: str, message: str, mend: str) -> Finding:
    """It works, and may not do so for long, or not for everybody."""
    return Finding(check, Level.WARN, message, mend)


def fail(check: str, message: str, mend: str) -> Finding:
    """It is in the way of the work."""
    return Finding(check, Level.FAIL, message, mend)


def is_fit(found: Sequence[Finding]) -> bool:
    """Whether nothing is in the way."""
    return all(one.level is not Level.FAIL for one in found)
