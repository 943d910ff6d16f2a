"""Pure: what one reader's mail has that no other has: links, Message-ID, return path."""

from dataclasses import dataclass
from datetime import datetime

from digest.compose import headers, quoted
from digest.compose.message import body_slot
from digest.config import Mailbox
from digest.deliver.transport import Envelope
from subscribers.roster import Recipient
from subscribers.tokens import Keys, Purpose, mac, macs, sign

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # base 32 (RFC 4648 §6), since relays may change the case of a local part
_PAIRS = [one + two for one in _LETTERS for two in _LETTERS]


def _word(digest: bytes) -> str:
    """A multiple of five bytes in base 32: what `base64.b32encode` gives, in a third of its time."""
    number = int.from_bytes(digest, "big")
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(len(digest) * 8 - 10, -1, -10)])


def _slots(**texts: str) -> dict[str, bytes]:
    bare = {name: text.encode("ascii") for name, text in texts.items()}
    return bare | {body_slot(name): quoted.encode_value(text) for name, text in texts.items()}


NOBODY = Recipient(0, "reader@example.org", None, ascii=True)
"""Whom a preview is for: the links that are a reader's own lead nowhere."""


def message_names(keys: Keys, edition_id: int, subscriber_id: int) -> tuple[str, ...]:
    """The left side of a mail's Message-ID: as it is made now, then as each older secret made it."""
    made = macs(keys, "message-id", edition_id, subscriber_id)
    return tuple(f"{edition_id}.{_word(one[:15])}" for one in made)


@dataclass(frozen=True, slots=True)
class Personal:
    """The readers' slots of one edition; everything follows from the secret, so a retry carries the same."""

    keys: Keys
    newsletter: str
    edition_id: int
    base_url: str
    sender: Mailbox
    bounces: Mailbox

    def values(self, reader: Recipient, now: datetime) -> dict[str, bytes]:
        """A value for every slot of the edition's composition."""
        leave = sign(self.keys, Purpose.UNSUBSCRIBE, self.newsletter, reader.subscriber_id)
        prefer = sign(self.keys, Purpose.PREFERENCES, self.newsletter, reader.subscriber_id)
        fixed = {
            "date": headers.date(now),
            "to": headers.mailbox(reader.name or "", reader.email),
            "message_id": self.message_id(reader.subscriber_id).encode("ascii"),
        }
        return fixed | _slots(
            unsubscribe_url=f"{self.base_url}/unsubscribe/{leave}",
            preferences_url=f"{self.base_url}/preferences/{prefer}",
        )

    def message_id(self, subscriber_id: int) -> str:
        """The Message-ID, by HMAC from edition and reader: the same on every retry."""
        digest = mac(self.keys, "message-id", self.edition_id, subscriber_id)[:15]
        return f"<{self.edition_id}.{_word(digest)}@{self.sender.domain}>"

    def envelope(self, reader: Recipient) -> Envelope:
        """The return path names edition and reader (VERP), with an HMAC that nobody can forge."""
        made = _word(mac(self.keys, "bounce", self.edition_id, reader.subscriber_id)[:10])
        token = f"{self.edition_id}-{reader.subscriber_id}-{made}"
        return Envelope(
            sender=f"{self.bounces.local}+{token}@{self.bounces.domain}",
            recipient=reader.email,
            reference=f"{self.newsletter}-{self.edition_id}-{reader.subscriber_id}",
        )


ACTIONS = {"confirm": Purpose.CONFIRM, "farewell": Purpose.UNDO, "data": Purpose.DATA}
"""What the button of a notice does, where that is the reader's own; each purpose is a page of that name."""


@dataclass(frozen=True, slots=True)
class Note:
    """Which notice it is, and when it became due."""

    notice_id: int
    kind: str
    issued: datetime


@dataclass(frozen=True, slots=True)
class PersonalNotice:
    """The slots of a mail to one reader that is no edition: a confirmation, a welcome."""

    keys: Keys
    newsletter: str
    base_url: str
    sender: Mailbox
    bounces: Mailbox

    def values(self, reader: Recipient, notice: "Note", now: datetime) -> dict[str, bytes]:
        """A value for every slot of a notice; the link behind its button lives from `issued`."""
        purpose = ACTIONS.get(notice.kind, Purpose.CONFIRM)
        action = sign(self.keys, purpose, self.newsletter, reader.subscriber_id, issued=notice.issued)
        leave = sign(self.keys, Purpose.UNSUBSCRIBE, self.newsletter, reader.subscriber_id)
        prefer = sign(self.keys, Purpose.PREFERENCES, self.newsletter, reader.subscriber_id)
        digest = mac(self.keys, "message-id", "notice", notice.notice_id)[:15]
        fixed = {
            "date": headers.date(now),
            "to": headers.mailbox("", reader.email),  # whoever filled in the form chose the name
            "message_id": f"<n{notice.notice_id}.{_word(digest)}@{self.sender.domain}>".encode("ascii"),
        }
        return fixed | _slots(
            action_url=f"{self.base_url}/{purpose}/{action}",
            unsubscribe_url=f"{self.base_url}/unsubscribe/{leave}",
            preferences_url=f"{self.base_url}/preferences/{prefer}",
        )

    def envelope(self, reader: Recipient, notice_id: int) -> Envelope:
        """As an edition's, with the notice in place of the edition."""
        made = _word(mac(self.keys, "bounce", "notice", notice_id, reader.subscriber_id)[:10])
        return Envelope(
            sender=f"{self.bounces.local}+n{notice_id}-{reader.subscriber_id}-{made}@{self.bounces.domain}",
            recipient=reader.email,
            reference=f"{self.newsletter}-notice-{notice_id}",
        )
