"""The archive's addresses."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from digest.web.archive.pages import Archive
from digest.web.archive.sharing import FEEDS


def routes(archive: Archive) -> APIRouter:
    """Every address; those of one word go before those that take any."""
    made = APIRouter(include_in_schema=False)
    found: tuple[tuple[str, Callable[..., Response]], ...] = (
        ("/sitemap.xml", archive.sitemap),
        ("/archive", archive.newsletters),
        ("/archive/{slug}", archive.editions),
        ("/archive/{slug}/latest", archive.latest),
        *((f"/archive/{{slug}}/{file}", _feed(archive, file)) for _, file, _ in FEEDS),
        ("/archive/{slug}/{day}", archive.edition),
        ("/archive/{slug}/{day}/{number}", archive.story),
    )
    for path, endpoint in found:
        made.add_api_route(path, endpoint, methods=["GET", "HEAD"])
    return made


def _feed(archive: Archive, file: str) -> Callable[..., Response]:
    def feed(request: Request, slug: str) -> Response:
        return archive.feed(request, slug, file)

    return feed
