"""How readers come in: how long a link lives, and what is held against floods and robots."""

from ipaddress import ip_network
from typing import Annotated

from pydantic import AfterValidator, Field

from digest.config.part import Part
from digest.config.values import Number, matching


def _network(text: str) -> str:
    try:
        ip_network(text, strict=False)
    except ValueError as error:
        raise ValueError("allowed: an address or a network such as 127.0.0.1 or 10.0.0.0/8") from error
    return text


Domain = Annotated[
    str,
    AfterValidator(
        matching(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", "a domain such as mail.example")
    ),
]
Network = Annotated[str, AfterValidator(_network)]


class SignupSettings(Part):
    """The door for readers."""

    confirm_hours: Number = Field(48, ge=1, le=720)
    fill_seconds: Number = Field(2, ge=0, le=60)
    per_network: Number = Field(20, ge=1, le=100_000)
    per_newsletter: Number = Field(2_000, ge=1, le=1_000_000)
    in_all: Number = Field(5_000, ge=1, le=1_000_000)
    refused_domains: tuple[Domain, ...] = ()
    proof_of_work: bool = False
