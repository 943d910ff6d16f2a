"""Pure: which of the shipped languages a page is in."""

from collections.abc import Sequence


def chosen(wish: str, accepted: str, shipped: Sequence[str], otherwise: str) -> str:
    """The reader's own choice, else what the browser accepts (RFC 9110 section 12.5.4), else `otherwise`, else English."""
    for tag in (wish, *_by_weight(accepted), otherwise):
        if (found := _shipped(tag, shipped)) is not None:
            return found
    return "en"


def _shipped(tag: str, shipped: Sequence[str]) -> str | None:
    """`de-AT` finds `de`."""
    folded = tag.strip().replace("_", "-").lower()
    return next(
        (one for one in shipped if folded == one.lower() or folded.startswith(f"{one.lower()}-")), None
    )


def _by_weight(accepted: str) -> list[str]:
    weighed = []
    for position, part in enumerate(accepted[:500].split(",")[:20]):
        tag, _, rest = part.partition(";")
        weight = _weight(rest)
        if tag.strip() and weight > 0:
            weighed.append((-weight, position, tag))
    return [tag for _, _, tag in sorted(weighed)]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" and len(value) < 8 else 0.0
    except ValueError:
        return 0.0
