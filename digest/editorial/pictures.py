"""The picture of a story: the first of its tellings' that every mail client shows and the licence has."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from digest.compose.content import Picture
from digest.compose.pictures import rare_kind
from digest.editorial.candidates import Candidate
from digest.editorial.ranking import Ranked
from digest.editorial.sources import Sources

NARROWEST = 320
"""Pixels; a smaller picture would look lost in the column, or coarse across it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The picture that is printed, if any, and what there is to say of those that were passed over."""

    picture: Picture | None
    remark: str = ""


def picture_of(ranked: Ranked, sources: Sources) -> Choice:
    """The picture of the telling that leads the story, else of the first other one that has a good one."""
    passed: list[str] = []
    for one in ranked.tellings:
        if one.image is None:
            continue
        fault = "its licence has none" if not sources.of(one).images else _fault(one.image)
        if not fault:
            return Choice(_picture(one), _remark(passed, _named(one) if one is not ranked.best else ""))
        passed.append(f"{_named(one)}’s is left out: {fault}")
    return Choice(None, _remark(passed, ""))


def _remark(passed: list[str], whose: str) -> str:
    said = [*([f"{whose}’s is printed"] if whose else []), *passed]
    return f"of its pictures {'; '.join(said)}" if said else ""


def _fault(image: Mapping[str, object]) -> str:
    """What keeps a picture out of a mail; empty where nothing does."""
    url, alt, width = image.get("url"), image.get("alt"), image.get("width")
    if not isinstance(url, str) or not _is_https(url):
        return "it is not fetched by https"
    if kind := rare_kind(url):
        return f"it is {kind}, which not every mail client shows"
    if not isinstance(alt, str) or not alt.strip():
        return "nothing says what it shows"
    if not isinstance(width, int) or width <= 0:
        return "its width is not known"
    return f"it is only {width} pixels wide" if width < NARROWEST else ""


def _picture(one: Candidate) -> Picture:
    image = one.image or {}
    width, height = image.get("width"), image.get("height")
    return Picture(
        str(image.get("url")),
        " ".join(str(image.get("alt")).split()),
        width if isinstance(width, int) else None,
        height if isinstance(height, int) and height > 0 else None,
        one.outlet,
    )


def _named(one: Candidate) -> str:
    return one.outlet or f"article {one.article_id}"


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)
