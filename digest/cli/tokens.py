"""`digest token`: who may use the admin API."""

from typing import Annotated

import typer

from digest.cli.context import context
from digest.cli.talk import EXIT_REFUSED, data, data_json, say

group = typer.Typer(
    help="""Tokens of the admin API (/api of `digest serve`).

    Examples: digest token create shop --scope subscribers:write; digest token list; digest token revoke 3
    """,
    no_args_is_help=True,
    rich_markup_mode=None,
)
JSON = Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")]
_SCOPES = "subscribers:read subscribers:write articles:read articles:write editions:read sends:read"


@group.command()
def create(
    of: typer.Context,
    name: Annotated[str, typer.Argument(help="Which program it is for.", metavar="NAME")],
    scope: Annotated[list[str], typer.Option(help=f"What it may do: {_SCOPES}; may be repeated.")],
    as_json: JSON = False,
) -> None:
    """Make a token and print it, once: only its hash is stored.

    Example: digest token create shop --scope subscribers:write
    """
    from digest.database import writing
    from digest.web.api import scopes

    if not name.strip() or not name.isprintable() or len(name) > 100:
        raise typer.BadParameter("a name has 1 to 100 letters", param_hint="NAME")
    unknown = set(scope) - set(scopes.Scope)
    if unknown:
        raise typer.BadParameter(f"there is no {', '.join(sorted(unknown))}; say one of {_SCOPES}")
    call = context(of)
    with writing(call.engine) as session:
        token = scopes.create(session, name, [scopes.Scope(one) for one in scope], call.clock())
    if as_json:
        data_json({"name": name, "scopes": scope, "token": token})
    else:
        data(token)
        say("keep it: it cannot be shown again")


@group.command(name="list")
def list_tokens(of: typer.Context, as_json: JSON = False) -> None:
    """List the tokens, without what is secret of them.

    Example: digest token list
    """
    from sqlalchemy import select
    from sqlmodel import col

    from digest.access import ApiToken
    from digest.database import reading

    with reading(context(of).engine) as session:
        found = session.scalars(select(ApiToken).order_by(col(ApiToken.id))).all()
    for one in found:
        state = "revoked" if one.revoked_at else "good"
        told = {"id": one.id, "name": one.name, "scopes": one.scopes.split(), "state": state}
        if as_json:
            data_json(told | {"created_at": one.created_at.isoformat()})
        else:
            data(f"{one.id:>4}  {state:<8} {one.created_at:%Y-%m-%d}  {one.name}  {one.scopes}")


@group.command()
def revoke(
    of: typer.Context,
    number: Annotated[int, typer.Argument(help="The token's number in `digest token list`.", metavar="ID")],
) -> None:
    """Take a token back: it is good for nothing from now on.

    Example: digest token revoke 3
    """
    from digest.database import writing
    from digest.web.api import scopes

    call = context(of)
    with writing(call.engine) as session:
        done = scopes.revoke(session, number, call.clock())
    say(f"token {number}: {'revoked' if done else 'there is none'}")
    if not done:
        raise typer.Exit(EXIT_REFUSED)


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.add_typer(group, name="token")
