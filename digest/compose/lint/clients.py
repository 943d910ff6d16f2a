"""HTML and CSS that mail clients drop: what breaks a layout fails, what only degrades is warned of or let be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.compose.lint.case import Case
from digest.compose.lint.css import Declaration, Sheet, declarations
from digest.compose.lint.finding import Finding, Level, short
from digest.compose.lint.page import Page, line_of, tag_of
from digest.compose.lint.support import address, table

# A mail that leans on one of these falls apart where it is missing.
_BREAKS = frozenset(
    [
        "css-display-flex",
        "css-display-grid",
        "css-variables",
        "css-position",
        "html-form",
        "html-link",
        "html-svg",
        "html-video",
        "html-audio",
        "html-object",
        "css-at-import",
    ]
)
_TAGS = {
    "form": "html-form", "input": "html-form", "select": "html-form", "textarea": "html-form", "button": "html-form",
    "video": "html-video", "audio": "html-audio", "object": "html-object", "svg": "html-svg",
}  # fmt: skip
_NEVER = frozenset({"script", "iframe", "frame", "frameset", "embed", "applet"})
_PROPERTIES = {
    "position": "css-position", "float": "css-float", "gap": "css-gap", "column-gap": "css-gap", "row-gap": "css-gap",
    "inset": "css-inset", "transform": "css-transform", "column-count": "css-column-count", "columns": "css-column-count",
    "grid-template-columns": "css-grid-template", "grid-template-rows": "css-grid-template",
    "grid-template-areas": "css-grid-template", "clip-path": "css-clip-path", "inline-size": "css-inline-size",
    "writing-mode": "css-writing-mode", "margin-inline": "css-margin-inline-block",
    "padding-inline": "css-padding-inline-block",
}  # fmt: skip
_VALUES = (
    (re.compile(r"\bvar\("), "css-variables"),
    (re.compile(r"\bcalc\("), "css-unit-calc"),
    (re.compile(r"\bclamp\("), "css-function-clamp"),
    (re.compile(r"\bmin\("), "css-function-min"),
    (re.compile(r"\bmax\("), "css-function-max"),
    (re.compile(r"\blight-dark\("), "css-function-light-dark"),
    (re.compile(r"\b(?:lch|oklch|lab|oklab)\("), "css-modern-color"),
    (re.compile(r"\d(?:vh|vw)\b"), "css-unit-vw"),
    (re.compile(r"\drem\b"), "css-unit-rem"),
)
_DISPLAY = {
    "flex": "css-display-flex", "inline-flex": "css-display-flex",
    "grid": "css-display-grid", "inline-grid": "css-display-grid",
}  # fmt: skip
_HARMLESS = {("position", "static"), ("float", "none"), ("transform", "none")}


@dataclass(frozen=True, slots=True)
class Use:
    """A feature at a place; `enhances` where the mail does without it: in an @ rule, or after a plainer value."""

    slug: str
    line: int
    place: str
    enhances: bool = False


def support(case: Case) -> Iterator[Finding]:
    """Each feature once, with the clients that drop it, those of a family together."""
    yield from _never(case.page)
    worst: dict[str, Use] = {}
    for use in uses(case.page):
        if use.slug not in worst or (worst[use.slug].enhances and not use.enhances):
            worst[use.slug] = use
    for use in worst.values():
        yield from _told(use, case.clients)


def _told(use: Use, clients: tuple[str, ...]) -> Iterator[Finding]:
    known = table()
    missing = known.without(use.slug, clients)
    partly = known.without(use.slug, clients, "a")
    level = _level(use, missing=bool(missing), partly=bool(partly))
    if level:
        said = f"not in {known.named(missing)}" if missing else f"only in part in {known.named(partly)}"
        message = f"{known.title(use.slug)}: {said}; {address(use.slug)}"
        yield Finding("client-support", level, f"html line {use.line}: {use.place}", message, use.line)


def _level(use: Use, *, missing: bool, partly: bool) -> Level | None:
    breaks = use.slug in _BREAKS
    if missing:
        return "warn" if use.enhances and breaks else None if use.enhances else "fail" if breaks else "warn"
    return "warn" if partly and breaks and not use.enhances else None


def _never(page: Page) -> Iterator[Finding]:
    for element in page.elements:
        if element.tag in _NEVER:
            message = f"no mail client runs <{element.tag}>, and filters take it for an attack"
            yield page.finding("forbidden-element", "fail", element, message)
        for name in map(str, element.attrib):
            if name.startswith("on") and name.isalpha():
                yield page.finding("forbidden-element", "fail", element, f"no mail client runs {name}")
        if element.tag == "link" and "stylesheet" in (element.get("rel") or "").lower():
            message = "a style sheet of its own address is not fetched; write the rules into the mail"
            yield page.finding("external-css", "fail", element, message)


def uses(page: Page) -> Iterator[Use]:
    """Every use of a feature that is watched, in the order of elements, then of style blocks."""
    for element in page.elements:
        slug = _TAGS.get(str(element.tag))
        if slug:
            yield Use(slug, line_of(element), tag_of(element))
        style = element.get("style")
        if style:
            for slug, place, enhances in _in_block(declarations(style)):
                yield Use(slug, line_of(element), place, enhances)
    for _, sheet in page.sheets:
        yield from _in_sheet(sheet)


def _in_sheet(sheet: Sheet) -> Iterator[Use]:
    for at_rule in sheet.at_rules:
        if at_rule.prelude.lower().startswith("@import"):
            yield Use("css-at-import", at_rule.line, short(at_rule.prelude, 60))
    for rule in sheet.rules:
        for slug, place, enhances in _in_block(rule.declarations):
            where = f"{short(rule.selector, 40)} {{ {place} }}"
            yield Use(slug, rule.line, where, enhances or bool(rule.inside))


def _in_block(block: tuple[Declaration, ...]) -> Iterator[tuple[str, str, bool]]:
    plain: set[str] = set()  # properties that have had a value which every client reads
    for one in block:
        found = list(_features(one))
        for slug in found:
            yield slug, short(f"{one.name}: {one.value}", 60), one.name in plain
        if not found:
            plain.add(one.name)


def _features(one: Declaration) -> Iterator[str]:
    value = one.value.lower()
    if one.name.startswith("--"):
        yield "css-variables"
        return
    if one.name == "display" and value in _DISPLAY:
        yield _DISPLAY[value]
    if one.name in _PROPERTIES and (one.name, value) not in _HARMLESS:
        yield _PROPERTIES[one.name]
    if "(" in value or "rem" in value or "vh" in value or "vw" in value:
        yield from (slug for pattern, slug in _VALUES if pattern.search(value))
