"""The contrast of two colours (WCAG 2.2, 1.4.3), and of a palette's texts on what is behind them."""

from collections.abc import Iterator, Mapping

PAIRS = [
    *((text, behind) for text in ("ink", "body", "muted", "accent") for behind in ("card", "panel")),
    ("muted", "page"),
    ("mast_ink", "mast"),
]


def channels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def luminance(rgb: list[float]) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: list[float], other: list[float]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def contrasts(colours: Mapping[str, str], *, inverted: bool = False) -> Iterator[tuple[str, str, float]]:
    """Text, what is behind it, and their contrast; `inverted` as a mail program that turns light into dark shows them."""
    for text, behind in PAIRS:
        both = [channels(colours[name]) for name in (text, behind)]
        one, other = ([1 - value for value in rgb] for rgb in both) if inverted else both
        yield text, behind, ratio(one, other)
