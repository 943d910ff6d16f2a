"""Counts what readers do on the pages (sign up, confirm, leave), by address pattern: no token and no address of theirs."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.schedule.pulse import Pulse

STEPS = frozenset({"subscribe", "confirm", "unsubscribe", "undo", "preferences"})


class Steps:
    """Wraps the app."""

    def __init__(self, app: ASGIApp, pulse: Pulse) -> None:
        self._app, self._pulse = app, pulse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on; what was posted counts by the first part of its path and its answer: `2xx`."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return

        async def counting(message: Message) -> None:
            if message["type"] == "http.response.start":
                step = scope["path"].removeprefix(scope.get("root_path", "")).split("/")[1:2]
                if step and step[0] in STEPS:
                    self._pulse.steps[step[0], f"{message['status'] // 100}xx"] += 1
            await send(message)

        await self._app(scope, receive, counting)
