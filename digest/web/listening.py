"""Take a port and serve an app on it until a signal ends it in good order."""

import os
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from digest.errors import DigestError

GRACE_SECONDS = 10  # for requests that are being answered when the end comes


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        DigestError: the port is in use, or the host is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        number = (
            error.errno or 0
        )  # below 0 where the name is unknown; the socket's own text repeats the address
        reason = os.strerror(number) if number > 0 else error.strerror
        raise DigestError(
            f"cannot listen on {host}:{port}: {reason}; stop what is there, or choose another --port"
        ) from error


def address(of: socket.socket) -> str:
    """The web address of a listening socket."""
    host, port = of.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Server(uvicorn.Server):
    """Says that the end has come before it waits for open requests: some end only when they are told to."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, after the word."""
        self._ending()
        await super().shutdown(sockets)


def server(app: FastAPI, ending: Callable[[], None] = lambda: None) -> uvicorn.Server:
    """A server of the app, ready to run; `ending` is called in its loop as soon as it stops."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
        proxy_headers=False,  # else anybody on this machine writes the address that the signup guard counts
    )
    return _Server(config, ending)


def serve(app: FastAPI, on: socket.socket, ending: Callable[[], None] = lambda: None) -> None:
    """Serve until SIGTERM or SIGINT; returns after requests and the app's own work have come to their end."""
    running = server(app, ending)

    def end(_signal: int, _frame: FrameType | None) -> None:
        running.should_exit = True

    # Uvicorn puts its own handlers over these, and raises the signal again when it is done: so it ends as a success,
    # and a signal that comes before uvicorn is ready is not lost.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    running.run(sockets=[on])
