"""robots.txt (RFC 9309): what a host allows us to fetch of its pages, asked once a run."""

import asyncio
from urllib.parse import urlsplit

from protego import Protego

from digest.collect.fetch.errors import FetchError, NotAllowedError
from digest.collect.fetch.fetcher import Fetcher

MOST = 500_000
"""Bytes of a robots.txt that count (RFC 9309, 2.5)."""
MAPS = 3
"""Sitemaps of one host that are looked at where no feed is found."""


class Robots:
    """The rules of the hosts that were met."""

    def __init__(self, fetcher: Fetcher, agent: str) -> None:
        self._fetcher, self._agent = fetcher, agent
        self._rules: dict[str, Protego | None] = {}
        self._free_at: dict[str, float] = {}

    async def require_allowed(self, url: str) -> None:
        """Refuse a page that its host keeps robots from.

        A host without the file allows everything; one that has a fault allows nothing until it is mended.

        Raises:
            FetchError: it is not allowed, or nobody can say.
        """
        rules = await self._of(url)
        if rules is not None and not rules.can_fetch(url, self._agent):
            raise NotAllowedError("its robots.txt does not allow it")

    async def pause(self, url: str) -> float:
        """Take the next turn at a host that asks for a crawl delay: seconds until then, 0 at the others."""
        rules = await self._of(url)
        delay = float(rules.crawl_delay(self._agent) or 0) if rules else 0.0
        if delay <= 0:
            return 0.0
        host, now = urlsplit(url).netloc, asyncio.get_running_loop().time()
        turn = max(self._free_at.get(host, now), now)
        self._free_at[host] = turn + delay
        return turn - now

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the host of an address names, a few at most; none where nobody can say."""
        try:
            rules = await self._of(url)
        except FetchError:
            return []
        return list(rules.sitemaps)[:MAPS] if rules else []

    async def _of(self, url: str) -> Protego | None:
        try:
            host = "://".join(urlsplit(url)[:2])
        except ValueError as error:  # half a bracket of an IPv6 address
            raise FetchError(f"{url[:200]!r} is no http or https address") from error
        if host not in self._rules:
            self._rules[host] = await self._asked(host)
        return self._rules[host]

    async def _asked(self, host: str) -> Protego | None:
        try:
            found = await self._fetcher.get(f"{host}/robots.txt", accept="text/plain, */*;q=0.5")
        except FetchError as error:
            if error.is_lasting:
                return None
            raise FetchError(f"its robots.txt cannot be read: {error}", wait=error.wait) from error
        return Protego.parse((found.body or b"")[:MOST].decode("utf-8", "replace"))
