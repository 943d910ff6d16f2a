"""One mail as it is begun and closed: the headers that all have, those that bulk has, both parts."""

from dataclasses import dataclass

from digest.compose import headers
from digest.compose.content import EditionContent
from digest.compose.letterhead import Letterhead
from digest.compose.message import Composition, Part, Tokens, Writer, write_alternative, write_part
from digest.compose.render import Rendered

_TOKEN = 34  # characters of a signed link behind the newsletter's name


@dataclass(frozen=True, slots=True)
class Composed:
    """The bytes with slots, and both parts as they were rendered, with tokens in place of slots.

    `content` is the edition as it is printed (None for a mail that is none); `cuts` says what had to go for its size.
    """

    composition: Composition
    html: str
    text: str
    subject: str
    content: EditionContent | None = None
    cuts: tuple[str, ...] = ()


def opened(head: Letterhead, subject: str) -> Writer:
    """A mail from the newsletter to one reader."""
    writer = Writer()
    writer.slot_header("Date", "date")
    writer.header("From", headers.mailbox(head.sender.name, head.sender.address))
    writer.slot_header("To", "to")
    if head.reply_to is not None:
        writer.header("Reply-To", headers.mailbox(head.reply_to.name, head.reply_to.address))
    writer.header("Subject", headers.unstructured("Subject", subject))
    writer.slot_header("Message-ID", "message_id")
    return writer


def leavable(writer: Writer, head: Letterhead) -> None:
    """The list that the mail belongs to (RFC 2919), and how to leave it with one click (RFC 8058)."""
    writer.header("List-Id", head.list_id.encode("ascii"))
    writer.slot_header("List-Unsubscribe", "unsubscribe_url", (b"<", b">"))
    writer.header("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click")


def bulk(writer: Writer, head: Letterhead, campaign: str) -> None:
    """What marks a mail to a whole list. `campaign` is `20261124:morning:briefing`: what Gmail's reports are about.

    A Feedback-ID has four parts, the last one stable (Gmail's feedback loop).
    """
    sender = head.sender.domain.replace(".", "-")
    writer.header("Feedback-ID", f"{campaign}:{sender}".encode("ascii"))
    writer.header("Precedence", b"bulk")


def html_bytes(html: str, tokens: Tokens, head: Letterhead) -> int:
    """How many bytes of HTML a mail program gets: line ends of two bytes, and links in place of the slots."""
    link = len(f"{head.base_url}/unsubscribe/{head.slug}.") + _TOKEN
    parts = tokens.split(html)
    return len("".join(parts[::2]).encode("utf-8", "replace")) + html.count("\n") + link * (len(parts) // 2)


def closed(writer: Writer, rendered: Rendered, tokens: Tokens, *, text_only: bool = False) -> Composed:
    """The mail with both its parts, or with its text alone."""
    plain = Part("plain", rendered.text)
    if text_only:
        writer.header("MIME-Version", b"1.0")
        write_part(writer, plain, tokens)
    else:
        write_alternative(writer, (plain, Part("html", rendered.html)), tokens)
    return Composed(writer.close(), rendered.html, rendered.text, rendered.subject)
