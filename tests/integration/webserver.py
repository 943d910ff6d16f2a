"""A small web server on loopback that answers what it is told, and keeps what it was asked."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """An answer: a page with an `etag` is answered by 304 where the question names it."""

    body: bytes = b""
    kind: str = "application/rss+xml"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None


class WebServer:
    """`pages` by path; a path that is not there is 404. `asked` holds (path, headers) of each request."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Callable[[], Page]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.at_once = 0
        self.most_at_once = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(0.05), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def _handler(server):  # noqa: N805 - `self` is the request inside
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with server._lock:
                    server.asked.append(
                        (self.path, {name.lower(): value for name, value in self.headers.items()})
                    )
                    server.at_once += 1
                    server.most_at_once = max(server.most_at_once, server.at_once)
                page = server.pages.get(self.path, Page(status=404, kind="text/plain"))
                page = page() if callable(page) else page
                with server._lock:
                    server.at_once -= 1
                if page.etag and self.headers.get("If-None-Match") == page.etag:
                    page = Page(status=304, etag=page.etag)
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # who asked is gone
                    self._tell(page)

            def _tell(self, page: Page) -> None:
                self.send_response(page.status)
                for name, value in {**({"ETag": page.etag} if page.etag else {}), **page.headers}.items():
                    self.send_header(name, value)
                if page.status != 304:
                    self.send_header("Content-Type", page.kind)
                    self.send_header("Content-Length", str(len(page.body)))
                self.end_headers()
                if page.status != 304:
                    self.wfile.write(page.body)

            def handle(self):
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # between two questions, too
                    super().handle()

            def log_message(self, *_):
                pass

        return Handler


def rss(
    *items: tuple[str, str, str], title: str = "The Harbour Wire", link: str = "http://harbour.example"
) -> bytes:
    """An RSS feed of (address, title, text)."""
    from html import escape

    told = "".join(
        f"<item><title>{escape(name)}</title><link>{escape(url)}</link><guid>{escape(url)}</guid>"
        f"<pubDate>Tue, 24 Nov 2026 05:00:00 GMT</pubDate><description>{escape(text)}</description></item>"
        for url, name, text in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><link>{link}</link><language>en</language>{told}</channel></rss>'.encode()
