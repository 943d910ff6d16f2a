"""One address, asked politely: conditional, one connection a host at a time, hop by hop, within time and size."""

import asyncio
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore2

from digest.collect.fetch import bodies
from digest.collect.fetch.errors import FetchError
from digest.collect.fetch.network import PublicNetwork
from digest.collect.fetch.waiting import retry_after
from digest.collect.identity import canonical_url

HOPS = 5
"""Redirects that are followed."""
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_WHAT = {401: "it wants a login", 403: "it refuses us", 404: "there is nothing at this address", 410: "it is gone for good", 429: "we asked too often", 503: "it is busy, or under repair"}  # fmt: skip
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
FEEDS = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5"
PAGES = "text/html, application/xhtml+xml, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Validators:
    """What an answer said about its version, to be given back with the next question (RFC 9110, 13.1)."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditions of the next request."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


UNKNOWN = Validators()
"""Nothing is known: the question is unconditional."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer; `body` is None where nothing has changed. `url` is where it was found in the end, `moved` where it is now for good."""

    url: str
    body: bytes | None
    kind: str = ""
    validators: Validators = UNKNOWN
    moved: str | None = None

    @property
    def charset(self) -> str | None:
        """The character set that the server named."""
        found = _CHARSET.search(self.kind)
        return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much an answer may have, in bytes, and how long it may take with all its hops, in seconds."""

    most: int = 5_000_000
    seconds: float = 10.0


class Fetcher:
    """Fetches addresses; used as `async with`. Connections are kept open as long as it is."""

    def __init__(self, network: PublicNetwork, agent: str, bounds: Bounds) -> None:
        self._pool = httpcore2.AsyncConnectionPool(
            network_backend=network, max_connections=32, max_keepalive_connections=16, keepalive_expiry=15
        )
        self._agent, self._bounds = agent, bounds
        self._hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.aclose()

    async def get(self, url: str, *, known: Validators = UNKNOWN, accept: str = PAGES) -> Fetched:
        """Ask for an address, at most HOPS redirects on.

        Raises:
            FetchError: it gave nothing: no such host, a private one, a status that is no success, too large, too slow.
        """
        here, moved, is_for_good = _web_address(url), None, True
        for _ in range(HOPS + 1):
            found = await self._asked(here, known if here == _web_address(url) else UNKNOWN, accept)
            if isinstance(found, Fetched):
                return Fetched(found.url, found.body, found.kind, found.validators, moved)
            status, there = found
            is_for_good = is_for_good and status in _FOR_GOOD
            here = _web_address(_joined(here, there))
            moved = here if is_for_good else moved
        raise FetchError(f"it redirects more than {HOPS} times")

    async def _asked(self, url: str, known: Validators, accept: str) -> Fetched | tuple[int, str]:
        host = urlsplit(url).hostname or ""
        async with self._hosts[host]:  # one connection per host at a time
            try:
                async with asyncio.timeout(self._bounds.seconds):
                    return await self._answer(url, known, accept)
            except (TimeoutError, httpcore2.TimeoutException) as error:
                raise FetchError(f"no answer within {self._bounds.seconds:g} s") from error
            except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
                raise FetchError(
                    f"the connection failed: {str(error)[:200] or type(error).__name__}"
                ) from error

    async def _answer(self, url: str, known: Validators, accept: str) -> Fetched | tuple[int, str]:
        async with self._stream(url, {"Accept": accept, **known.headers()}) as (status, said, pieces):
            if status in _MOVED and said("location"):
                return status, said("location") or ""
            if status == 304:
                return Fetched(url, None, validators=known)
            if status != 200:
                raise _refusal(status, said("retry-after"))
            body = await bodies.read(pieces, said("content-encoding") or "", self._bounds.most)
            return Fetched(
                url, body, said("content-type") or "", Validators(said("etag"), said("last-modified"))
            )

    @asynccontextmanager
    async def _stream(
        self, url: str, headers: dict[str, str]
    ) -> AsyncIterator[tuple[int, Callable[[str], str | None], AsyncIterator[bytes]]]:
        asked = {"User-Agent": self._agent, "Accept-Encoding": bodies.ENCODINGS, **headers}
        seconds = self._bounds.seconds
        limits = {"timeout": {"connect": seconds, "read": seconds, "write": seconds, "pool": seconds}}
        lines = [(name.encode(), value.encode("latin-1", "replace")) for name, value in asked.items()]
        lines.insert(0, (b"Host", urlsplit(url).netloc.encode()))
        async with self._pool.stream("GET", url, headers=lines, extensions=limits) as answer:
            values = {name.lower(): value.decode("latin-1") for name, value in reversed(answer.headers)}
            yield answer.status, lambda name: values.get(name.encode()), answer.aiter_stream()


def _refusal(status: int, wait: str | None) -> FetchError:
    why = _WHAT.get(status) or ("the server has a fault" if status >= 500 else "that is no answer we can use")
    # The clock here only turns a date into a duration; nothing that is stored depends on it.
    rest = retry_after(wait, datetime.now(UTC))
    until = f"; it asks to be left alone for {rest.total_seconds() / 60:.0f} min" if rest else ""
    return FetchError(f"status {status}: {why}{until}", wait=rest, status=status)


def _web_address(url: str) -> str:
    """The address in ASCII, as it can be asked for.

    Raises:
        FetchError: it is no http or https address.
    """
    try:
        parts = urlsplit(url.strip() if len(url) <= 4096 else "")
    except ValueError:  # half a bracket of an IPv6 address
        parts = urlsplit("")
    made = canonical_url(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/")
    if made is None:
        raise FetchError(f"{url[:200]!r} is no http or https address")
    path = _escaped(parts.path) or "/"
    return f"{made.rstrip('/')}{path}{'?' + _escaped(parts.query) if parts.query else ''}"


def _joined(here: str, there: str) -> str:
    """Where a redirect leads; what is no address stays as it is, and is refused as such."""
    try:
        return urljoin(here, there)
    except ValueError:
        return there


def _escaped(text: str) -> str:
    return "".join(one if "!" <= one <= "~" and one not in '"<>\\^`{|}' else _percent(one) for one in text)


def _percent(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
