"""What a check has to say: the value that every check of a mail gives back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["fail", "warn"]
_SHORT = 90


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a mail.

    `check` names the rule ("contrast-dark"), `where` the place for a person ("html line 214: <img ...>",
    "text line 12", "header Subject", "story 4"). `line` is the place's line in the part that `where` names, from 1.
    """

    check: str
    level: Level
    where: str
    message: str
    line: int | None = None


def passed(findings: Iterable[Finding]) -> bool:
    """Whether none of the findings is a fail."""
    return all(finding.level != "fail" for finding in findings)


def short(text: str, most: int = _SHORT) -> str:
    """The text on one line, cut to at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 3].rstrip() + "..."
