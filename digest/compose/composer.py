"""Compose once: content, letterhead and templates become the bytes that every recipient's mail is merged from."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Self
from urllib.parse import urlsplit

from jinja2 import Environment

from digest.compose import headers
from digest.compose.content import EditionContent, to_json
from digest.compose.message import Composition, Part, Tokens, Writer, write_alternative
from digest.compose.render import Frame, NoticeContext, Rendered, render_edition, render_notice
from digest.compose.wording import wording
from digest.config import Mailbox, NewsletterSettings

NoticeName = Literal["confirm", "welcome"]
CONFIRM_HOURS = 48


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on every mail of one newsletter: who sends it, from where, and the addresses of its pages."""

    slug: str
    name: str
    tagline: str
    postal_address: str
    language: str
    sender: Mailbox
    reply_to: Mailbox | None
    base_url: str

    @classmethod
    def of(cls, slug: str, newsletter: NewsletterSettings, base_url: str) -> Self:
        """The letterhead of a configured newsletter."""
        return cls(
            slug,
            newsletter.name,
            newsletter.tagline,
            newsletter.postal_address,
            newsletter.language,
            newsletter.sender,
            newsletter.reply_to,
            base_url,
        )

    @property
    def host(self) -> str:
        """The web address's host, as readers say it."""
        return urlsplit(self.base_url).netloc

    @property
    def list_id(self) -> str:
        """RFC 2919: stable, and under a domain of ours."""
        return f"<{self.slug}.{self.sender.domain}>"

    @property
    def archive_url(self) -> str:
        """The page of past editions."""
        return f"{self.base_url}/archive/{self.slug}"

    @property
    def subscribe_url(self) -> str:
        """The page to sign up at."""
        return f"{self.base_url}/subscribe?newsletter={self.slug}"


@dataclass(frozen=True, slots=True)
class Composed:
    """The bytes with slots, and both parts as they were rendered, with tokens in place of slots."""

    composition: Composition
    html: str
    text: str
    subject: str


def compose_edition(content: EditionContent, head: Letterhead, env: Environment) -> Composed:
    """Dress one variant of an edition; the same content, letterhead and templates give the same bytes.

    Raises:
        TemplateFault: a template, a phrase or a colour is wrong.
    """
    tokens = Tokens.of(to_json(content))
    rendered = render_edition(content, _frame(content, head, tokens, env), env)
    writer = _opened(head, content.subject)
    writer.header("List-Id", head.list_id.encode("ascii"))
    writer.slot_header("List-Unsubscribe", "unsubscribe_url", (b"<", b">"))
    writer.header("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click")
    writer.header("Feedback-ID", _feedback_id(content, head))
    writer.header("Precedence", b"bulk")
    return _closed(writer, rendered, tokens)


def compose_notice(kind: NoticeName, head: Letterhead, env: Environment) -> Composed:
    """Dress a mail to one reader. A confirmation is an answer to a request (RFC 3834), not bulk.

    Raises:
        TemplateFault: a template, a phrase or a colour is wrong.
    """
    tokens = Tokens.of(f"{kind} {head.slug}")
    rendered = render_notice(kind, _notice(kind, head, tokens, env), env)
    writer = _opened(head, rendered.subject)
    writer.header("Auto-Submitted", b"auto-generated")
    if kind != "confirm":
        writer.header("List-Id", head.list_id.encode("ascii"))
        writer.slot_header("List-Unsubscribe", "unsubscribe_url", (b"<", b">"))
        writer.header("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click")
    return _closed(writer, rendered, tokens)


def _opened(head: Letterhead, subject: str) -> Writer:
    writer = Writer()
    writer.slot_header("Date", "date")
    writer.header("From", headers.mailbox(head.sender.name, head.sender.address))
    writer.slot_header("To", "to")
    if head.reply_to is not None:
        writer.header("Reply-To", headers.mailbox(head.reply_to.name, head.reply_to.address))
    writer.header("Subject", headers.unstructured("Subject", subject))
    writer.slot_header("Message-ID", "message_id")
    return writer


def _closed(writer: Writer, rendered: Rendered, tokens: Tokens) -> Composed:
    write_alternative(writer, (Part("plain", rendered.text), Part("html", rendered.html)), tokens)
    return Composed(writer.close(), rendered.html, rendered.text, rendered.subject)


def _frame(content: EditionContent, head: Letterhead, tokens: Tokens, env: Environment) -> Frame:
    return Frame(
        newsletter=head.slug,
        name=head.name,
        tagline=head.tagline,
        postal_address=head.postal_address,
        language=content.language,
        web_url=f"{head.archive_url}/{content.day.isoformat()}",
        archive_url=head.archive_url,
        subscribe_url=head.subscribe_url,
        unsubscribe_url=tokens["unsubscribe_url"],
        preferences_url=tokens["preferences_url"],
        site_url=head.base_url,
        sender_why=wording(env, content.language).say("why", name=head.name, host=head.host),
    )


def _notice(kind: NoticeName, head: Letterhead, tokens: Tokens, env: Environment) -> NoticeContext:
    confirms = kind == "confirm"
    return NoticeContext(
        newsletter=head.slug,
        name=head.name,
        tagline=head.tagline,
        postal_address=head.postal_address,
        language=head.language,
        site_url=head.base_url,
        sender_why="" if confirms else wording(env, head.language).say("why", name=head.name, host=head.host),
        action_url=tokens["action_url"] if confirms else f"{head.archive_url}/latest",
        archive_url="" if confirms else head.archive_url,
        unsubscribe_url="" if confirms else tokens["unsubscribe_url"],
        preferences_url="" if confirms else tokens["preferences_url"],
        valid_for=timedelta(hours=CONFIRM_HOURS) if confirms else None,
    )


def _feedback_id(content: EditionContent, head: Letterhead) -> bytes:
    """Four parts, the last one stable (Gmail's feedback loop)."""
    sender = head.sender.domain.replace(".", "-")
    return f"{content.day:%Y%m%d}:{head.slug}:briefing:{sender}".encode("ascii")
