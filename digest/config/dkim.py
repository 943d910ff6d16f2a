"""Our own signatures on mails; off unless a key is named, since the relay usually signs."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from digest.config.part import Part
from digest.config.values import Host, matching

Selector = Annotated[
    str,
    AfterValidator(
        matching(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?", "a name for the DNS such as s2026")
    ),
]


class DkimSettings(Part):
    """Keys and the names under which the DNS has their public halves."""

    domain: Host | None = None
    selector: Selector | None = None
    key: Path | None = None
    ed25519_selector: Selector | None = None
    ed25519_key: Path | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        for name, key in ((self.selector, self.key), (self.ed25519_selector, self.ed25519_key)):
            if (name is None) != (key is None):
                raise ValueError("a selector and its key go together: give both, or neither")
        return self
