"""Receiving domains that refuse us by policy: nobody there is given up for it, and nobody elsewhere waits for them."""

from dataclasses import dataclass, field

from digest.deliver.feed import Ready
from digest.deliver.gate import domain_of
from digest.deliver.outcome import Outcome

MOST_POLICY = 10  # readers refused by policy before a mail was taken: then it is us who are refused


@dataclass(slots=True)
class Refusals:
    """What was refused since a domain took a mail, and which domains are not tried any more in this run."""

    _held: dict[str, list[tuple[Ready, Outcome]]] = field(default_factory=dict)
    _shut: dict[str, Outcome] = field(default_factory=dict)

    def hold(self, ready: Ready, outcome: Outcome) -> bool:
        """A reader was refused by policy; whether that was one too many, and the domain is shut now."""
        name = domain_of(ready)
        held = self._held.setdefault(name, [])
        held.append((ready, outcome))
        if len(held) < MOST_POLICY or name in self._shut:
            return False
        self._shut[name] = outcome
        return True

    def released(self, name: str | None = None) -> list[tuple[Ready, Outcome]]:
        """Who is held of one domain, or of all."""
        names = list(self._held) if name is None else [name]
        return [one for each in names for one in self._held.pop(each, [])]

    def why_not(self, ready: Ready) -> Outcome | None:
        """What a reader's domain says to everybody; None where it is not shut."""
        return self._shut.get(domain_of(ready))

    def __bool__(self) -> bool:
        return bool(self._held)
