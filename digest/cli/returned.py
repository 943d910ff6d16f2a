"""What `digest bounces` read, counted."""

from collections import Counter
from dataclasses import dataclass, field

from digest.deliver.bounces.report import Kind
from digest.deliver.intake import Taken
from digest.deliver.returns import Effect


@dataclass(slots=True)
class Tally:
    """What the mails of one call were, and what followed."""

    _kinds: Counter[Kind] = field(default_factory=Counter)
    _effects: Counter[Effect] = field(default_factory=Counter)

    def add(self, taken: Taken) -> None:
        """Count one mail."""
        self._kinds[taken.kind] += 1
        self._effects[taken.effect] += 1

    def counts(self) -> dict[str, object]:
        """For a program."""
        kinds = {str(kind): self._kinds[kind] for kind in Kind}
        return {"mails": self._kinds.total(), **kinds, **{str(one): self._effects[one] for one in Effect}}

    def line(self) -> str:
        """For a person."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self._kinds.items()))
        effects = ", ".join(f"{count} {effect}" for effect, count in sorted(self._effects.items()))
        return f"{self._kinds.total()} mails: {kinds}; {effects}" if kinds else "no new mails"
