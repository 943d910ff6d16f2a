"""Who may ask: this machine's own browser, on our own page, with the address that was printed."""

import hmac
from urllib.parse import urlsplit

from fastapi.responses import PlainTextResponse
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Refuses other hosts' names (a page elsewhere may point one at 127.0.0.1), other pages, and whoever has no token."""

    def __init__(self, app: ASGIApp, token: str, site: tuple[str, str] | None = None) -> None:
        self._app, self._token, self._site = app, token.encode(), site
        self._hosts = HOSTS | ({urlsplit(f"//{site[1]}").hostname or ""} if site else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 to a stranger and 403 to another page; let the rest through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        below = request.url.path.removeprefix(scope.get("root_path", ""))  # where we are mounted
        known = below.partition("/")[2].partition("/")[0].encode()
        if request.url.hostname not in self._hosts or not hmac.compare_digest(known, self._token):
            await PlainTextResponse("There is no such page.\n", 404)(scope, receive, send)
        elif not self._is_from_here(request):
            await PlainTextResponse("Another page may not ask this.\n", 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_from_here(self, request: Request) -> bool:
        """Whether the page that asks is ours; whatever changes something has to say so (RFC 6454 §7)."""
        origin = request.headers.get("origin")
        if origin is None:
            return request.method in {"GET", "HEAD"}
        try:
            asking = urlsplit(origin)[:2]
        except ValueError:
            return False
        return asking in {(request.url.scheme, request.url.netloc), self._site}
