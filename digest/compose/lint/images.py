"""Images: said in words, sized, fetched safely, small enough, and of a kind that clients show."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from digest.compose.lint.case import Case
from digest.compose.lint.finding import Finding
from digest.compose.lint.page import Page
from digest.compose.pictures import rare_kind

MOST_BYTES = 1024 * 1024
_WIDTH = re.compile(r"\s*\d+(?:\.\d+)?%?\s*\Z")
_ICONS = {"image/svg+xml": "SVG", "image/webp": "WebP", "image/avif": "AVIF"}


def images(case: Case) -> Iterator[Finding]:
    """Every <img>."""
    for image in case.page.all("img"):
        yield from _described(case.page, image)
        yield from _source(case.page, image)


def _described(page: Page, image: _Element) -> Iterator[Finding]:
    if image.get("alt") is None:
        yield page.finding(
            "image-alt", "fail", image, 'no alt: say what it shows, or alt="" where it says nothing'
        )
    if not _WIDTH.match(image.get("width") or ""):
        yield page.finding("image-width", "fail", image, "no width: Outlook shows it at its full size")


def _source(page: Page, image: _Element) -> Iterator[Finding]:
    source = (image.get("src") or "").strip()
    if source.lower().startswith("data:"):
        yield from _embedded(page, image, source)
    elif source.lower().startswith("cid:"):
        return
    elif not source.lower().startswith("https://"):
        yield page.finding("image-https", "fail", image, "not fetched by https: clients block it or warn")
    elif kind := rare_kind(source):
        yield _rare(page, image, kind)


def _embedded(page: Page, image: _Element, source: str) -> Iterator[Finding]:
    head, _, data = source.partition(",")
    size = len(data) * 3 // 4 if ";base64" in head.lower() else len(data)
    if size > MOST_BYTES:
        yield page.finding(
            "image-bytes", "fail", image, f"{size / MOST_BYTES:.1f} MiB; keep an image under 1 MiB"
        )
    yield page.finding(
        "image-data", "warn", image, "Gmail and Outlook do not show images within the page (data:)"
    )
    kind = _ICONS.get(head[5:].partition(";")[0].strip().lower())
    if kind:
        yield _rare(page, image, kind)


def _rare(page: Page, image: _Element, kind: str) -> Finding:
    return page.finding(
        "image-format", "warn", image, f"{kind} is not shown everywhere; use JPEG, PNG or GIF"
    )
