"""`digest worker`: one of any number of processes that collect, freeze and send."""

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import context
from digest.cli.talk import say

if TYPE_CHECKING:
    from digest.engines.port import Kind
    from digest.work.hands import Hands
    from digest.work.worker import Duty


def worker(
    of: typer.Context,
    queues: Annotated[
        str | None,
        typer.Option(
            help="What it does, else everything: freeze, bounce, collect, send.", metavar="NAME,..."
        ),
    ] = None,
    concurrency: Annotated[
        int, typer.Option("--concurrency", min=1, max=64, help="How many calls it answers at once.")
    ] = 4,
) -> None:
    """Work off what is due until it is stopped: on any machine that reaches the database and the relay.

    Start as many as you like. On SIGTERM it finishes the mails that are on their way and gives the rest back; what a killed one had is taken back within seconds. `digest serve` decides what is due.

    Example: digest worker --queues send --concurrency 4
    """
    from digest.cli import logs, loop
    from digest.deliver.leases import process
    from digest.web import working
    from digest.work.worker import Duty

    call, kinds = context(of), _kinds(queues)
    hands = working.hands(call.settings, call.engine, call.clock, kinds)
    logs.begin(call.settings.log)
    words = (
        f"worker {process()} for {', '.join(kinds)}, {concurrency} at once ({call.settings.workers.engine})"
    )
    loop.run(_run(hands, Duty(kinds, concurrency), words))
    say("stopped")


def _kinds(asked: str | None) -> "tuple[Kind, ...]":
    from digest.engines.port import Kind

    if asked is None:
        return tuple(Kind)
    names = [name.strip() for name in asked.split(",") if name.strip()]
    wrong = [name for name in names if name not in set(Kind)]
    if wrong or not names:
        said = f"there is no queue {wrong[0]!r}" if wrong else "no queue was named"
        raise typer.BadParameter(f"{said}; there are {', '.join(Kind)}", param_hint="--queues")
    return tuple(dict.fromkeys(map(Kind, names)))


async def _run(hands: "Hands", duty: "Duty", words: str) -> None:
    from digest.cli import loop
    from digest.work.worker import serve

    loop.heed_signals(hands.stop)
    say(words)
    await serve(hands, duty)


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(worker)
