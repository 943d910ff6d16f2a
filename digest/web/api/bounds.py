"""How large a body may be: read by the server before anybody is asked for a token, so it is bounded before all else."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 5_000_000
"""Bytes; as much as a row of a file may have."""


class Bounded:
    """Middleware that stops reading a body at the bound; the app answers it as it answers every refusal."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on."""
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MOST:
                raise HTTPException(413, f"a body may have {MOST // 1_000_000} MB")
            return message

        await self._app(scope, counted, send)
