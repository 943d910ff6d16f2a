"""Every check, in the order of the places of a mail."""

from email import message_from_bytes

from digest.compose.content import EditionContent
from digest.compose.lint import (
    clients,
    contrast,
    envelope,
    footer,
    head,
    images,
    leftovers,
    links,
    plain,
    preheader,
    size,
    stories,
    tables,
)
from digest.compose.lint.case import Case, Check
from digest.compose.lint.finding import Finding
from digest.compose.lint.page import Page

CHECKS: tuple[Check, ...] = (
    envelope.fields,
    envelope.one_click,
    envelope.build,
    size.html_bytes,
    size.style_bytes,
    size.nested_at_rules,
    head.document,
    head.head,
    head.headings,
    head.article,
    preheader.preheader,
    tables.layout_tables,
    tables.ghost_tables,
    contrast.contrasts,
    images.images,
    links.links,
    clients.support,
    leftovers.leftovers,
    stories.sources,
    stories.twice,
    footer.footer,
    plain.text_part,
)


def check_mail(
    mail: bytes, content: EditionContent | None, postal_address: str, clients: tuple[str, ...]
) -> tuple[Finding, ...]:
    """The faults of a whole mail."""
    message = message_from_bytes(mail)
    text, html = envelope.parts_of(message)
    return _found(Case(Page(html), text, message, content, postal_address, clients))


def check_html(
    html: str, content: EditionContent | None, postal_address: str, clients: tuple[str, ...]
) -> tuple[Finding, ...]:
    """The faults of a page."""
    return _found(Case(Page(html), None, None, content, postal_address, clients))


def _found(case: Case) -> tuple[Finding, ...]:
    checks = CHECKS if len(case.page.source) <= size.LARGEST else (size.html_bytes,)
    found = [finding for check in checks for finding in check(case)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.level != "fail"))
