"""`digest subscribers remove`, `erase` and `suppress`: readers who go, and addresses that are not written to."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from digest.cli.context import Context, context
from digest.cli.talk import EXIT_REFUSED, data, data_json, say
from digest.cli.transfer import JSON, NEWSLETTERS
from subscribers.errors import AddressError

if TYPE_CHECKING:
    from collections.abc import Callable

    from subscribers.address import Address

ADDRESSES = Annotated[list[str], typer.Argument(help="E-mail addresses.", metavar="ADDRESS...")]


def remove(
    of: typer.Context, addresses: ADDRESSES, newsletter: NEWSLETTERS = None, as_json: JSON = False
) -> None:
    """End subscriptions for readers who ask for it; each gets the last mail, by which it can be taken back.

    Example: digest subscribers remove ada@example.org
    """
    from digest.cli.departing import leave

    call = context(of)
    slugs = [call.slug(one) for one in newsletter or list(call.settings.newsletters)]
    _each(addresses, lambda address: leave(call.engine, address, slugs, call.clock()), as_json=as_json)


def erase(
    of: typer.Context,
    addresses: ADDRESSES,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: JSON = False,
) -> None:
    """Forget readers for good: nothing of them is left in the store but a keyed hash that keeps the address out.

    Editions still balance. Files that were exported and mails that were sent are out of reach, and so are backups.

    Example: digest subscribers erase ada@example.org --yes
    """
    from digest.cli.departing import forget

    call = context(of)
    if not yes:
        typer.confirm(f"Forget {', '.join(addresses)} for good?", abort=True, err=True)
    _each(
        addresses,
        lambda address: forget(call.engine, address, keys=call.keys, now=call.clock()),
        as_json=as_json,
    )


def suppress(
    of: typer.Context,
    addresses: ADDRESSES,
    reason: Annotated[
        Literal["manual", "bounced", "complained", "unsubscribed"], typer.Option(help="Why; kept with it.")
    ] = "manual",
    newsletter: Annotated[
        str | None, typer.Option(help="For this newsletter only; for all unless given.", metavar="SLUG")
    ] = None,
    lift: Annotated[
        bool, typer.Option("--lift", help="Take it back; not for complaints and erased persons.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Never write to these addresses again, whoever adds or imports them; only a keyed hash of each is kept.

    Example: digest subscribers suppress trap@example.org --reason complained
    """
    from digest.cli.departing import bar, free

    call: Context = context(of)
    slug = call.slug(newsletter) if newsletter else None

    def act(address: "Address") -> str:
        if lift:
            return free(call.engine, address, slug, keys=call.keys)
        return bar(call.engine, address, reason, newsletter=slug, keys=call.keys, now=call.clock())

    _each(addresses, act, as_json=as_json)


def _each(addresses: list[str], act: "Callable[[Address], str]", *, as_json: bool) -> None:
    """Do it to each; one that is no address or was not found is told, and the rest goes on."""
    from subscribers.address import parse

    refused = False
    for written in addresses:
        try:
            outcome = act(parse(written))
        except AddressError as error:
            outcome = f"refused: {error}"
        bad = outcome.startswith(("refused", "not "))
        refused |= bad
        if as_json:
            data_json({"address": written, "outcome": outcome})
        else:
            (say if bad else data)(f"{written}: {outcome}")
    if refused:
        raise typer.Exit(EXIT_REFUSED)
