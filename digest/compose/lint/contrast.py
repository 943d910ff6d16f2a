"""Whether text can be read on what is behind it: in light, in dark, and where a client inverts the page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from digest.compose.lint.cascade import styled
from digest.compose.lint.case import Case
from digest.compose.lint.colours import BLACK, CLEAR, WHITE, Colour, colour, contrast, hexed, inverted, over
from digest.compose.lint.finding import Finding, Level
from digest.compose.lint.page import Page, visible

LEAST, LEAST_LARGE = 4.5, 3.0
LARGE, LARGE_BOLD = 24.0, 18.66  # CSS pixels (WCAG 2.2: 18 and 14 points)
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(px|pt|em|rem|%)\Z")
_IN_FONT = re.compile(r"(?<![\w.-])\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|rem|%)")
_HEADINGS = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_BOLD = frozenset({"b", "strong", "th", *_HEADINGS})


@dataclass(frozen=True, slots=True)
class Look:
    """How an element's own text is seen."""

    ink: Colour | None
    ground: Colour | None
    size: float = 16.0
    bold: bool = False
    hidden: bool = False

    @property
    def large(self) -> bool:
        """Whether the lower ratio is enough."""
        return self.size >= LARGE or (self.bold and self.size >= LARGE_BOLD)


def contrasts(case: Case) -> Iterator[Finding]:
    """Each pair of colours once, at the first text that has it."""
    page = case.page
    for name, dark in (("light", False), ("dark", True)):
        looks = looked(page, dark=dark)
        yield from _faint(page, looks, f"contrast-{name}", "fail")
        if not dark:
            yield from _faint(
                page, {key: _turned(look) for key, look in looks.items()}, "contrast-inverted", "warn"
            )


def looked(page: Page, *, dark: bool) -> dict[_Element, Look]:
    """Every element's look; an unreadable colour, or an image behind the text, makes it unknown."""
    values = styled(page, dark=dark)
    blank = _canvas(page, dark=dark)
    looks: dict[_Element, Look] = {}
    for element in page.elements:
        parent = element.getparent()
        above = looks.get(parent, blank) if parent is not None else blank
        looks[element] = _look(element, values.get(element, {}), above, linked=_CANVAS_LINK[dark])
    return looks


_CANVAS_LINK: tuple[Colour, Colour] = ((0, 0, 238, 1), (158, 158, 255, 1))


def _canvas(page: Page, *, dark: bool) -> Look:
    """What browsers start from: a dark page where the mail says that it is made for one."""
    schemes = [meta.get("content") or "" for meta in page.all("meta") if meta.get("name") == "color-scheme"]
    if dark and any("dark" in scheme for scheme in schemes):
        return Look(WHITE, (18, 18, 18, 1))
    return Look(BLACK, WHITE)


def _look(element: _Element, values: Mapping[str, str], above: Look, linked: Colour) -> Look:
    tag = str(element.tag)
    default = linked if tag == "a" and element.get("href") else above.ink
    return Look(
        ink=_ink(values.get("color"), default, above),
        ground=_ground(values, above),
        size=_size(values, above.size * _HEADINGS.get(tag, 1.0), above.size),
        bold=_bold(values, above.bold or tag in _BOLD),
        hidden=above.hidden or _is_hidden(element, values),
    )


def _ink(value: str | None, default: Colour | None, above: Look) -> Colour | None:
    if value is None:
        return default
    return above.ink if value.lower() in {"inherit", "currentcolor"} else colour(value)


def _ground(values: Mapping[str, str], above: Look) -> Colour | None:
    value = values.get("background-color", "transparent").lower()
    if "url(" in value or "gradient(" in value or values.get("background-image", "none").lower() != "none":
        return None
    if value in {"none", "inherit", "initial", "unset"}:
        return above.ground
    own = next((found for found in map(colour, [value, *value.split()]) if found), None)
    if own is None:
        return None
    if own[3] == 1:
        return own
    return above.ground if own == CLEAR or above.ground is None else over(own, above.ground)


def _size(values: Mapping[str, str], default: float, parent: float) -> float:
    in_font = _IN_FONT.search(values.get("font", ""))
    found = _SIZE.match(values.get("font-size", in_font[0] if in_font else "").strip().lower())
    if not found:
        return default
    scale = {"px": 1.0, "pt": 4 / 3, "em": parent, "rem": 16.0, "%": parent / 100}[found[2]]
    return float(found[1]) * scale


def _bold(values: Mapping[str, str], default: bool) -> bool:
    value = values.get("font-weight", "").strip().lower()
    if value.isascii() and value.isdigit():
        return len(value) < 5 and int(value) >= 700
    return value in {"bold", "bolder"} if value in {"bold", "bolder", "normal", "lighter"} else default


def _is_hidden(element: _Element, values: Mapping[str, str]) -> bool:
    return (
        values.get("display") == "none"
        or values.get("visibility") == "hidden"
        or values.get("opacity") in {"0", "0.0"}
        or element.get("aria-hidden") == "true"  # ornament: it says nothing
    )


def _turned(look: Look) -> Look:
    ink, ground = look.ink, look.ground
    return Look(ink and inverted(ink), ground and inverted(ground), look.size, look.bold, look.hidden)


def _faint(page: Page, looks: Mapping[_Element, Look], check: str, level: Level) -> Iterator[Finding]:
    first: dict[tuple[str, str, bool], _Element] = {}
    counts: dict[tuple[str, str, bool], int] = {}
    for element, text in page.texts():
        look = looks[element]
        if look.ink is None or look.ground is None or look.hidden or not look.size or not visible(text):
            continue
        ink = over(look.ink, look.ground)
        if contrast(ink, look.ground) < (LEAST_LARGE if look.large else LEAST):
            key = (hexed(ink), hexed(look.ground), look.large)
            first.setdefault(key, element)
            counts[key] = counts.get(key, 0) + 1
    for (ink_text, ground_text, large), element in first.items():
        ratio = contrast(colour(ink_text) or BLACK, colour(ground_text) or WHITE)
        times = counts[ink_text, ground_text, large]
        message = f"{ratio:.2f}:1 ({ink_text} on {ground_text}); at least {LEAST_LARGE if large else LEAST}:1"
        yield page.finding(check, level, element, message + (f", {times} times" if times > 1 else ""))
