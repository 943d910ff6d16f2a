"""`digest dkim keygen`: a key of our own, and what the DNS needs to say of it."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from digest.cli.context import context
from digest.cli.talk import data, say
from digest.errors import ConfigError

keys = typer.Typer(help="Our own signatures on mails (DKIM).", no_args_is_help=True, rich_markup_mode=None)
_LONGEST = 255  # octets of one string in a TXT record (RFC 1035 §3.3.14)


@keys.command()
def keygen(
    of: typer.Context,
    kind: Annotated[
        Literal["rsa", "ed25519"], typer.Option("--type", help="RSA of 2,048 bits, or Ed25519.")
    ] = "rsa",
    selector: Annotated[str, typer.Option(help="Its name in the DNS.")] = "digest",
    domain: Annotated[
        str | None, typer.Option(help="Whose it is, else that of the newsletter's sender.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where the private key goes, else dkim-SELECTOR.pem.")
    ] = None,
) -> None:
    """Make a key, and print the record that the DNS needs.

    The private key is written for its owner alone, and never over another.

    Example: digest dkim keygen --selector s2026
    """
    from digest.deliver.dkim import Key, record

    at = domain or _own_domain(of)
    path = out or Path(f"dkim-{selector}.pem")
    pem = _made(kind)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(pem)
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written: {error.strerror}; name another place with --out"
        ) from error
    key = Key(at, selector, pem)
    strings = " ".join(f'"{part}"' for part in split(record(key)))
    data(f"{selector}._domainkey.{at}. IN TXT ( {strings} )")
    prefix = "ed25519_" if kind == "ed25519" else ""
    say(
        f'wrote {path}; put the record into the DNS, then set [dkim] {prefix}selector = "{selector}" and {prefix}key = "{path}"'
    )


def split(text: str) -> list[str]:
    """A TXT record's text in strings that are short enough for one."""
    return [text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST)]


def _own_domain(of: typer.Context) -> str:
    domains = {one.sender.domain for one in context(of).settings.newsletters.values()}
    if len(domains) > 1:
        raise typer.BadParameter(f"say whose key it is: {', '.join(sorted(domains))}", param_hint="--domain")
    return domains.pop()


def _made(kind: str) -> bytes:
    from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    private: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey
    private = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ed25519.Ed25519PrivateKey.generate()
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.add_typer(keys, name="dkim")
