"""What is answered when something is not there or does not work: a page for people, JSON for programs."""

import logging

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from digest.errors import DigestError
from digest.web.catalogue import SOURCE
from digest.web.pages import Pages, answer
from subscribers.web.languages import chosen

log = logging.getLogger("digest.web")


def install(app: FastAPI, pages: Pages, home: str, language: str = SOURCE) -> None:
    """Answer in the look of the other pages, and in the reader's language, else in `language`; at `home` the lost go on."""

    def page(request: Request, name: str, status: int, **context: object) -> Response:
        wish, accepted = request.query_params.get("lang", ""), request.headers.get("accept-language", "")
        tongue = chosen(wish, accepted, pages.languages, language)
        return answer(pages.render(name, newsletter=None, language=tongue, **context), status)

    async def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for no other
        if error.status_code == 404 and _wants_page(request):
            return page(request, "web/missing.html", 404, home=home)
        return await http_exception_handler(request, error)

    async def broken(request: Request, error: Exception) -> Response:
        log.error("%s: %s", request.scope["route"].path if "route" in request.scope else "?", error)
        if _wants_page(request):
            return page(request, "web/broken.html", 503)
        return JSONResponse({"detail": "Please try again in a moment."}, 503, {"Retry-After": "30"})

    app.add_exception_handler(HTTPException, missing)
    app.add_exception_handler(DigestError, broken)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
