"""Colours of style sheets: read, laid over each other, inverted as a mail client does, and compared (WCAG 2.2)."""

import colorsys
import re
from functools import lru_cache

Colour = tuple[float, float, float, float]
"""Red, green, blue from 0 to 255, and opacity from 0 to 1."""

WHITE: Colour = (255, 255, 255, 1)
BLACK: Colour = (0, 0, 0, 1)
CLEAR: Colour = (0, 0, 0, 0)
_HEX = re.compile(r"#([0-9a-f]{3,8})\Z")
_FUNCTION = re.compile(r"rgba?\(([^()]{1,60})\)\Z")
_NAMED = {
    "black": "000000", "silver": "c0c0c0", "gray": "808080", "grey": "808080", "white": "ffffff", "maroon": "800000",
    "red": "ff0000", "purple": "800080", "fuchsia": "ff00ff", "magenta": "ff00ff", "green": "008000", "lime": "00ff00",
    "olive": "808000", "yellow": "ffff00", "navy": "000080", "blue": "0000ff", "teal": "008080", "aqua": "00ffff",
    "cyan": "00ffff", "orange": "ffa500", "gold": "ffd700", "brown": "a52a2a", "pink": "ffc0cb", "tomato": "ff6347",
    "crimson": "dc143c", "darkred": "8b0000", "darkblue": "00008b", "darkgreen": "006400", "darkgray": "a9a9a9",
    "darkgrey": "a9a9a9", "dimgray": "696969", "dimgrey": "696969", "lightgray": "d3d3d3", "lightgrey": "d3d3d3",
    "whitesmoke": "f5f5f5", "gainsboro": "dcdcdc", "ivory": "fffff0", "beige": "f5f5dc", "snow": "fffafa",
}  # fmt: skip


@lru_cache(maxsize=512)
def colour(text: str) -> Colour | None:
    """A colour as style sheets write it; None for one that we cannot read."""
    word = text.strip().lower()
    if word == "transparent":
        return CLEAR
    found = _HEX.match("#" + _NAMED[word] if word in _NAMED else word)
    if found:
        return _from_hex(found[1])
    function = _FUNCTION.match(word)
    return _from_parts(re.split(r"[,/\s]+", function[1].strip())) if function else None


def _from_hex(digits: str) -> Colour | None:
    if len(digits) in {3, 4}:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in {6, 8}:
        return None
    red, green, blue, *rest = (int(digits[at : at + 2], 16) for at in range(0, len(digits), 2))
    return red, green, blue, rest[0] / 255 if rest else 1


def _from_parts(parts: list[str]) -> Colour | None:
    try:
        values = [float(part[:-1]) / 100 if part.endswith("%") else float(part) for part in parts]
    except ValueError:
        return None
    if len(values) not in {3, 4} or not all(abs(value) <= 1000 for value in values):
        return None
    scaled = [
        value * 255 if part.endswith("%") else value for value, part in zip(values[:3], parts, strict=False)
    ]
    red, green, blue = (min(255.0, max(0.0, value)) for value in scaled)
    return red, green, blue, min(1.0, max(0.0, values[3])) if len(values) == 4 else 1


def over(above: Colour, below: Colour) -> Colour:
    """What is seen of a colour on an opaque one."""
    part = above[3]
    red, green, blue = (
        one * part + other * (1 - part) for one, other in zip(above[:3], below[:3], strict=True)
    )
    return red, green, blue, 1


def inverted(seen: Colour) -> Colour:
    """The colour with its lightness turned over and its hue kept, as clients do that force a dark page."""
    hue, lightness, saturation = colorsys.rgb_to_hls(seen[0] / 255, seen[1] / 255, seen[2] / 255)
    red, green, blue = (255 * part for part in colorsys.hls_to_rgb(hue, 1 - lightness, saturation))
    return red, green, blue, seen[3]


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of two opaque colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(seen: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in seen[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def hexed(seen: Colour) -> str:
    """As style sheets write it in six digits."""
    return "#" + "".join(f"{round(part):02x}" for part in seen[:3])
