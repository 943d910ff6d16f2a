"""Is this mail fit to be sent? Every fault of its bytes, with the place that it is about."""

from digest.compose.content import EditionContent
from digest.compose.lint.finding import Finding, Level, passed
from digest.config import DEFAULT_CLIENTS

__all__ = ["Finding", "Level", "lint_html", "lint_mail", "passed"]


def lint_mail(
    mail: bytes,
    content: EditionContent | None = None,
    *,
    postal_address: str = "",
    clients: tuple[str, ...] = DEFAULT_CLIENTS,
) -> tuple[Finding, ...]:
    """The faults of a whole mail, worst first; any bytes are taken.

    What is known of the edition makes the checks of stories and of the footer exact: without it they go by the
    shape of the page. `clients` are those of caniemail.com whose support counts.
    """
    from digest.compose.lint.checks import check_mail

    return check_mail(mail, content, postal_address, clients)


def lint_html(
    html: str,
    content: EditionContent | None = None,
    *,
    postal_address: str = "",
    clients: tuple[str, ...] = DEFAULT_CLIENTS,
) -> tuple[Finding, ...]:
    """The faults of the HTML part alone, worst first."""
    from digest.compose.lint.checks import check_html

    return check_html(html, content, postal_address, clients)
