"""The mails that are no edition: to one reader (confirm, welcome, farewell, goodbye-undo, data), and a correction to all."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from jinja2 import Environment

from digest.compose.letterhead import Letterhead
from digest.compose.message import Tokens
from digest.compose.render import NoticeContext, render_notice
from digest.compose.sheet import Composed, bulk, closed, leavable, opened
from digest.compose.wording import wording

NoticeName = Literal["confirm", "welcome", "farewell", "goodbye-undo", "data"]
VALID = {"confirm": timedelta(hours=48), "farewell": timedelta(days=7), "data": timedelta(hours=48)}
"""How long the button of a mail works, where what it does is the reader's own."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in the edition of a day, in the editor's words; each line is a paragraph."""

    day: date
    text: str


def compose_notice(
    kind: NoticeName, head: Letterhead, env: Environment, valid_for: timedelta | None = None
) -> Composed:
    """Dress a mail to one reader, which is an answer to what that reader did (RFC 3834), not bulk.

    `valid_for` is how long its button works, if not as long as usual. Who is not on the list, or no longer, is offered nothing to leave.

    Raises:
        TemplateFault: a template, a phrase or a colour is wrong.
    """
    tokens, answers = Tokens.of(f"{kind} {head.slug}"), kind in VALID
    valid_for = valid_for or VALID.get(kind)
    context = _outsider(valid_for, head, tokens) if answers else _member(head, tokens, env)
    rendered = render_notice(kind, context, env)
    writer = opened(head, rendered.subject)
    writer.header("Auto-Submitted", b"auto-generated")
    if not answers:
        leavable(writer, head)
    return closed(writer, rendered, tokens)


def compose_correction(correction: Correction, head: Letterhead, env: Environment) -> Composed:
    """Dress the mail that corrects an edition, for everyone who got it; its slots are an edition's.

    Raises:
        TemplateFault: a template, a phrase or a colour is wrong.
    """
    tokens = Tokens.of(f"correction {head.slug} {correction.day} {correction.text}")
    context = _member(head, tokens, env, correction)
    rendered = render_notice("correction", context, env)
    writer = opened(head, rendered.subject)
    leavable(writer, head)
    bulk(writer, head, f"{correction.day:%Y%m%d}:{head.slug}:correction")
    return closed(writer, rendered, tokens)


def _outsider(valid_for: timedelta | None, head: Letterhead, tokens: Tokens) -> NoticeContext:
    """For who is not on the list: one button, which is that reader's own."""
    return NoticeContext(
        newsletter=head.slug,
        name=head.name,
        tagline=head.tagline,
        postal_address=head.postal_address,
        language=head.language,
        site_url=head.base_url,
        sender_why="",
        action_url=tokens["action_url"],
        valid_for=valid_for,
    )


def _member(
    head: Letterhead, tokens: Tokens, env: Environment, correction: Correction | None = None
) -> NoticeContext:
    """For who is on the list: a button to an edition, and the way out."""
    return NoticeContext(
        newsletter=head.slug,
        name=head.name,
        tagline=head.tagline,
        postal_address=head.postal_address,
        language=head.language,
        site_url=head.base_url,
        sender_why=wording(env, head.language).say("why", name=head.name, host=head.host),
        action_url=f"{head.archive_url}/{correction.day.isoformat() if correction else 'latest'}",
        archive_url=head.archive_url,
        unsubscribe_url=tokens["unsubscribe_url"],
        preferences_url=tokens["preferences_url"],
        day=correction.day if correction else None,
        message=correction.text if correction else "",
    )
