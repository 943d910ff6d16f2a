"""What is answered when something is not there or does not work: a page for people, JSON for programs."""

import logging

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from digest.errors import DigestError
from digest.web.pages import Pages, answer

log = logging.getLogger("digest.web")


def install(app: FastAPI, pages: Pages, home: str) -> None:
    """Answer in the look of the other pages; `home` is where a lost reader can go on."""

    async def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for no other
        if error.status_code == 404 and _wants_page(request):
            return answer(pages.render("web/missing.html", newsletter=None, home=home), 404)
        return await http_exception_handler(request, error)

    async def broken(request: Request, error: Exception) -> Response:
        log.error("%s: %s", request.scope["route"].path if "route" in request.scope else "?", error)
        if _wants_page(request):
            return answer(pages.render("web/broken.html", newsletter=None), 503)
        return JSONResponse({"detail": "Please try again in a moment."}, 503, {"Retry-After": "30"})

    app.add_exception_handler(HTTPException, missing)
    app.add_exception_handler(DigestError, broken)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
