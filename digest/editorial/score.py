"""What a story is worth, part by part, so that an editor can read why it stands where it does."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a story's score; `digest.editorial.ranking` says how each is found."""

    coverage: float = 0.0
    weight: float = 0.0
    freshness: float = 0.0
    lead: float = 0.0
    length: float = 0.0

    @property
    def total(self) -> float:
        """The sum, to four places."""
        return round(sum(self.parts().values()), 4)

    def parts(self) -> dict[str, float]:
        """Each part by its name, to four places, in the order in which they are told."""
        return {one.name: round(getattr(self, one.name), 4) for one in fields(self)}

    def __str__(self) -> str:
        """`6.1 = coverage 3.2 + freshness 1.5 + lead 1.0 + length 0.4`; a weight that changes nothing is not named."""
        told = "".join(
            f" {'-' if value < 0 else '+'} {name} {abs(value):.1f}"
            for name, value in self.parts().items()
            if value or name != "weight"
        )
        return f"{self.total:.1f} = {told.removeprefix(' + ')}"
