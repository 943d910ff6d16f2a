"""Where connections are opened: a name is resolved once, what it stands for is looked at, and just that is connected to.

The check is at the socket, below redirects and whatever a resolver may answer the next time, so that no way leads
around it.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence

from httpcore2 import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream, ConnectError

from digest.collect.fetch.addresses import is_public
from digest.collect.fetch.errors import FetchError, ForbiddenHostError

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Gives the addresses of a host; raises OSError where it has none."""
_Option = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


async def resolved(host: str, port: int) -> Sequence[str]:
    """The addresses of a host as the system knows them, in its order."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


class PublicNetwork(AsyncNetworkBackend):
    """Connections to the public Internet, and to those hosts that the configuration allows by name."""

    def __init__(self, allowed: Collection[str] = (), resolve: Resolve = resolved) -> None:
        self._allowed = frozenset(name.casefold() for name in allowed)
        self._resolve = resolve
        self._inner = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[_Option] | None = None,
    ) -> AsyncNetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            ForbiddenHostError: one of its addresses is in a private network.
            FetchError: there is no such host.
        """
        fault: Exception = FetchError(f"{host} has no address")
        for address in await self._addresses(host, port):
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except ConnectError as error:
                fault = error
        raise fault

    async def connect_unix_socket(self, *_: object, **__: object) -> AsyncNetworkStream:
        """Refused: no article comes from there."""
        raise ForbiddenHostError("a socket of this machine is no web address")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"there is no host {host}") from error
        if host.casefold() not in self._allowed and not all(map(is_public, found)):
            raise ForbiddenHostError(
                f"{host} is in a private network; if that is meant, allow it by name: [collect] allow_hosts"
            )
        return found
