"""The addresses of those who run it."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from digest.errors import DatabaseError
from digest.web.ops.figures import Figures
from digest.web.ops.health import Health
from digest.web.ops.keyhole import COOKIE, Keyhole
from digest.web.ops.status import AGAIN, shown
from digest.web.pages import Pages
from subscribers.web.answers import answer

_PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_CHECKED: dict[int | str, dict[str, Any]] = {
    status: {"description": said, "content": {"application/json": {"example": {"status": told}}}}
    for status, said, told in ((200, "All is well", "ok"), (503, "It is not", "no database"))
}


@dataclass(frozen=True, slots=True)
class Ops:
    """What is asked, and who may ask it; `secure` where readers come by https."""

    health: Health
    figures: Figures
    pages: Pages
    metrics: Keyhole
    status: Keyhole
    secure: bool = False

    def scrape(self, request: Request) -> Response:
        """The figures for Prometheus."""
        from digest.web.ops.metrics import KIND, scraped

        if not self.metrics.admits(request):
            return _hidden()
        try:
            return Response(scraped(self.figures), media_type=KIND, headers=_PRIVATE)
        except DatabaseError:
            return PlainTextResponse("no database\n", 503, _PRIVATE)

    def page(self, request: Request, token: str = "", still: str = "") -> Response:
        """The status page. A token in its address is kept by the browser and taken out of the address; `still` asks for no refresh."""
        if self.status.token is None or not (self.status.admits(request) or self.status.fits(token)):
            return _hidden()
        if token:
            return self._entered()
        page = answer(self.pages.render("web/status.html", newsletter=None, still=still, again=AGAIN, **shown(self.figures)))  # fmt: skip
        if not still:
            page.headers["Refresh"] = str(AGAIN)
        return page

    def _entered(self) -> Response:
        found = RedirectResponse("status", 303, _PRIVATE)
        found.set_cookie(
            COOKIE, self.status.stub, max_age=12 * 3600, httponly=True, samesite="strict", secure=self.secure
        )
        return found


def routes(ops: Ops) -> APIRouter:
    """`/healthz` and `/readyz` for everybody, `/metrics` and `/status` for who may."""
    made = APIRouter(tags=["ops"])
    for path, check in (("/healthz", ops.health.healthz), ("/readyz", ops.health.readyz)):
        made.add_api_route(path, check, methods=["GET"], responses=_CHECKED)
        made.add_api_route(path, check, methods=["HEAD"], include_in_schema=False)
    made.add_api_route("/metrics", ops.scrape, methods=["GET"], include_in_schema=False)
    made.add_api_route("/status", ops.page, methods=["GET"], include_in_schema=False)
    return made


def _hidden() -> Response:
    return JSONResponse({"detail": "Not Found"}, 404, _PRIVATE)
