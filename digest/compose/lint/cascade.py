"""Which declaration wins on which element: style attributes, style blocks, media rules for light or dark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from digest.compose.lint.css import Declaration, Rule, declarations
from digest.compose.lint.page import Page

_WIDTH = re.compile(r"\b(?:max|min)-(?:device-)?width\b|\bprint\b")
_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark")
_LIGHT = re.compile(r"prefers-color-scheme\s*:\s*light")
_TOLD = frozenset(
    [
        "color",
        "background",
        "background-color",
        "background-image",
        "font",
        "font-size",
        "font-weight",
        "display",
        "visibility",
        "opacity",
    ]
)
Rank = tuple[bool, bool, tuple[int, int, int], int]


@dataclass(slots=True)
class _Winner:
    rank: Rank
    value: str


def styled(page: Page, *, dark: bool) -> dict[_Element, dict[str, str]]:
    """The winning values of each element that has any, by property; nothing is inherited yet.

    Rules for narrow screens and for paper are left out: a page is looked at as a desktop shows it.
    """
    won: dict[_Element, dict[str, _Winner]] = {}
    order = 0
    for _, sheet in page.sheets:
        for rule in sheet.rules:
            order += 1
            if _counts(rule, dark=dark):
                for element, weight in _matched(page, rule.selector):
                    _take(won, element, rule.declarations, (weight, order))
    for element in page.elements:
        order += 1
        attributes = tuple(_attributes(element))
        if attributes:
            _take(won, element, attributes, ((-1, 0, 0), 0))
        style = element.get("style")
        if style:
            _take(won, element, declarations(style), ((0, 0, 0), order), inline=True)
    return {element: {name: one.value for name, one in names.items()} for element, names in won.items()}


def _counts(rule: Rule, *, dark: bool) -> bool:
    for prelude in rule.inside:
        text = prelude.lower()
        if not text.startswith("@media") or _WIDTH.search(text):
            return False
        if (_DARK.search(text) and not dark) or (_LIGHT.search(text) and dark):
            return False
    return any(one.name in _TOLD for one in rule.declarations)


def _matched(page: Page, selectors: str) -> Iterator[tuple[_Element, tuple[int, int, int]]]:
    """Each element that one of the selectors names, with that one's weight; what is no selector names none."""
    import cssselect
    from lxml.etree import XPathError

    translator = cssselect.HTMLTranslator()
    for selector in dict.fromkeys(selectors.split(",")):
        try:
            (parsed,) = cssselect.parse(selector)
            path = translator.selector_to_xpath(parsed)
            found = page.root.xpath(path)
        except (cssselect.SelectorError, XPathError, ValueError, RecursionError):
            continue
        for element in found if isinstance(found, list) else ():
            if isinstance(element, _Element):
                yield element, parsed.specificity()


def _attributes(element: _Element) -> Iterator[Declaration]:
    if element.get("bgcolor"):
        yield Declaration("background-color", element.get("bgcolor") or "")
    if element.tag == "font" and element.get("color"):
        yield Declaration("color", element.get("color") or "")


def _take(
    won: dict[_Element, dict[str, _Winner]],
    element: _Element,
    found: tuple[Declaration, ...],
    weight: tuple[tuple[int, int, int], int],
    *,
    inline: bool = False,
) -> None:
    names = won.setdefault(element, {})
    for one in found:
        name = "background-color" if one.name == "background" else one.name
        if one.name not in _TOLD:
            continue
        rank: Rank = (one.important, inline, *weight)
        if name not in names or names[name].rank <= rank:
            names[name] = _Winner(rank, one.value)
