"""Pure: what the findings mean for each mail client, by caniemail.com's table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.compose.lint import Finding
from digest.compose.lint.support import table

_FEATURE = re.compile(r"caniemail\.com/features/([\w-]+)")


@dataclass(frozen=True, slots=True)
class Client:
    """A mail client by its usual name, and the findings about what it does not show, or only in part."""

    name: str
    findings: tuple[Finding, ...]


def compatibility(clients: Iterable[str], findings: Iterable[Finding]) -> tuple[Client, ...]:
    """Each client with its own findings, in the order of the configuration."""
    support = tuple(one for one in findings if one.check == "client-support")
    return tuple(
        Client(table().named((client,)), tuple(one for one in support if _concerns(client, one)))
        for client in clients
    )


def _concerns(client: str, finding: Finding) -> bool:
    feature = _FEATURE.search(finding.message)
    return feature is not None and bool(table().without(feature[1], (client,), "na"))
