"""Today's edition on a page of its own, made anew on every reload, for the one person who knows the address."""

import hmac
from collections.abc import Awaitable, Callable
from threading import Lock

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from digest.compose.templates import environment
from digest.errors import DigestError
from digest.web.archive import RULES
from digest.web.pages import Pages
from digest.web.proof import Proof
from subscribers.web.answers import policy

HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the address holds the token, and the mail's links lead elsewhere
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Press:
    """Makes proofs, one at a time, and keeps the last one, so that all parts of a page are of one edition."""

    def __init__(self, make: Callable[[], Proof]) -> None:
        self._make, self._lock = make, Lock()
        self._last: Proof | None = None

    def anew(self) -> Proof:
        """The edition as it is now. Raises DigestError."""
        with self._lock:
            self._last = None
            self._last = self._make()
            return self._last

    def last(self) -> Proof:
        """The edition that the page last loaded is about. Raises DigestError."""
        return self._last or self.anew()


def create_preview(make: Callable[[], Proof], token: str) -> FastAPI:
    """An app that shows what `make` gives under `/<token>/`, and nothing anywhere else.

    Whatever `make` raises on purpose (a wrong setting, a fault in a template, no article) is a page that says it.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    press, pages = Press(make), Pages(environment())  # not in the theme: it may be the theme that is broken

    def page() -> Response:
        html = pages.render("web/preview.html", proof=press.anew())
        return _page(html, 200)

    def mail() -> Response:
        return HTMLResponse(
            _opening_links(press.last().html), headers={**_HEADERS, "Content-Security-Policy": RULES}
        )

    def text() -> Response:
        return PlainTextResponse(press.last().text, headers=_HEADERS)

    def eml() -> Response:
        proof = press.last()
        name = f'attachment; filename="{proof.slug}-{proof.day}.eml"'
        return Response(proof.mail, 200, {**_HEADERS, "Content-Disposition": name}, "message/rfc822")

    async def fault(_request: Request, error: Exception) -> Response:
        return _page(pages.render("web/preview_fault.html", lines=str(error).splitlines()), 500)

    for path, endpoint in (
        ("/", page),
        ("/edition.html", mail),
        ("/edition.txt", text),
        ("/edition.eml", eml),
    ):
        app.add_api_route(f"/{token}{path}", endpoint, methods=["GET", "HEAD"])
    app.add_exception_handler(DigestError, fault)
    app.middleware("http")(_only_for(token))
    return app


def _page(html: str, status: int) -> Response:
    rules = f"{policy(html)}; frame-src 'self'"
    return HTMLResponse(
        html, status, {**_HEADERS, "Content-Security-Policy": rules, "X-Frame-Options": "DENY"}
    )


def _opening_links(html: str) -> str:
    """Links of the mail open beside the preview, not inside its frame."""
    return html.replace("<head>", '<head>\n<base target="_blank">', 1)


def _only_for(
    token: str,
) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    """Refuse other hosts' names (a page elsewhere may point one at 127.0.0.1) and whoever does not know the token."""

    async def guard(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        known = request.url.path.split("/")[1]
        if request.url.hostname not in HOSTS or not hmac.compare_digest(known.encode(), token.encode()):
            return PlainTextResponse("There is no such page.\n", 404)
        return await go_on(request)

    return guard
