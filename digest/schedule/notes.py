"""What editors and operators are told of an edition, in plain words."""

from collections.abc import Sequence
from datetime import datetime

from digest.compose.content import EditionContent
from digest.compose.memo import Memo
from digest.config.mailbox import Mailbox
from digest.deliver.ledger import Balance
from digest.deliver.outcome import Reply
from digest.models import DeliveryState
from digest.newsroom import Newsroom
from digest.schedule.timetable import Slot


def draft_note(room: Newsroom, content: EditionContent, slot: Slot, desk: str) -> Memo | None:
    """What is about to go out, and where to change it; None where nobody edits it."""
    at = slot.at.astimezone(room.zone)
    lines = [f"The edition of {content.day:%A, %d %B} goes out at {at:%H:%M} ({room.newsletter.zone})."]
    if room.newsletter.approval != "auto":
        how = f"goes out at {at:%H:%M} if you approve it"
        if room.newsletter.approval == "hold":
            how = f"is held at {at:%H:%M}, and goes out when you approve it after that"
        lines = [f"The edition of {content.day:%A, %d %B} is ready. It {how}."]
    lines += ["", f"Look at it, change, approve or hold it: {desk}", "", f"Subject: {content.subject}", ""]
    for section in content.sections:
        lines += [section.name, *(f"  {item.number}. {item.headline}" for item in section.items), ""]
    return _memo(room, room.newsletter.editor, f"Draft: {content.subject}", lines)


def stopped_note(room: Newsroom, slot: Slot, what: str, reason: str) -> tuple[str, list[str]]:
    """Subject and lines about an edition that does not go out at its time."""
    at = slot.at.astimezone(room.zone)
    subject = f"{room.newsletter.name} of {slot.day} is {what}"
    lines = [f"The edition that was due at {at:%H:%M} ({room.newsletter.zone}) is {what}: {reason}.", ""]
    lines.append(f"digest preview --date {slot.day}    shows it, and why")
    lines.append(f"digest approve --date {slot.day}    sends it")
    return subject, lines


def reminder(room: Newsroom, slot: Slot, reason: str) -> tuple[str, list[str]]:
    """Subject and lines about an edition that is held still."""
    subject, (_, *rest) = stopped_note(room, slot, "held", reason)
    at = slot.at.astimezone(room.zone)
    said = f"The edition that was due at {at:%H:%M} ({room.newsletter.zone}) is still held: {reason}."
    return f"{subject.removesuffix('held')}still held", [said, *rest]


def missed_note(room: Newsroom, slots: Sequence[Slot], reason: str) -> tuple[str, list[str]]:
    """Subject and lines about editions that nobody was there to send."""
    many = f"{len(slots)} editions of {room.newsletter.name} were not sent"
    subject = f"{room.newsletter.name} of {slots[0].day} was not sent" if len(slots) == 1 else many
    lines = [f"  {slot.at.astimezone(room.zone):%A, %d %B, %H:%M} ({room.newsletter.zone})" for slot in slots]
    return subject, [f"{reason[:1].upper()}{reason[1:]}.", "", *lines]


def stuck_note(room: Newsroom, day: str, since: datetime, reason: str) -> tuple[str, list[str]]:
    """Subject and lines about an edition that the mail host does not take."""
    at = since.astimezone(room.zone)
    subject = f"{room.newsletter.name} of {day} could not be sent at {at:%H:%M}"
    lines = [f"Since {at:%H:%M} ({room.newsletter.zone}) the mail host took no mail of it: {reason}.", ""]
    lines.append("Nothing is lost: it is tried again every half minute, and goes on with those who wait.")
    lines.append("digest doctor    says what mends it")
    return subject, lines


def paused_note(room: Newsroom, day: str, reason: str) -> tuple[str, list[str]]:
    """Subject and lines about an edition that has paused itself."""
    subject = f"{room.newsletter.name} of {day} is paused: too many mails were refused"
    lines = [
        f"{reason[:1].upper()}{reason[1:]}.",
        "",
        "Who was not reached waits; nobody else is tried before that.",
    ]
    lines.append(f"digest status --date {day}    says what the servers said")
    lines.append("digest cancel    gives up those who wait")
    return subject, lines


def shut_note(room: Newsroom, day: str, domain: str, reply: Reply) -> tuple[str, list[str]]:
    """Subject and lines about a domain whose readers do not get an edition, by what its server says of us."""
    said = " ".join(f"{reply.code} {reply.status or ''} {reply.text}".split())
    subject = f"{domain} takes no mail of {room.newsletter.name}"
    lines = [
        f"Of the edition of {day} {domain} refused every mail, by its policy and not for a reader's sake:",
        said,
        "",
        "Its readers are tried again until the edition is too old; all others have theirs.",
        "digest doctor    looks at what other mail hosts look at: SPF, DKIM, DMARC, the reverse name",
    ]
    return subject, lines


def report(room: Newsroom, day: str, subject: str, balance: Balance) -> Memo | None:
    """How a send ended; None where nobody edits the newsletter."""
    lines = [
        f"The edition of {day}, “{subject}”, went to {balance[DeliveryState.SENT]} of {balance.enrolled} readers."
    ]
    rest = [
        f"  {balance[state]} {state}"
        for state in DeliveryState
        if balance[state] and state is not DeliveryState.SENT
    ]
    lines += ["", *rest, "", f"digest status --date {day}    says more"] if rest else []
    return _memo(room, room.newsletter.editor, f"Sent: {subject}", lines)


def to_whom(room: Newsroom, subject: str, lines: list[str], operator: Mailbox | None) -> dict[str, Memo]:
    """The same to the editor and to the operator, by what they are; once where they are one."""
    people = {"editor": room.newsletter.editor, "operator": operator}
    if room.newsletter.editor and operator and room.newsletter.editor.address == operator.address:
        del people["operator"]
    return {who: memo for who, to in people.items() if (memo := _memo(room, to, subject, lines))}


def _memo(room: Newsroom, to: Mailbox | None, subject: str, lines: list[str]) -> Memo | None:
    return Memo(room.newsletter.sender, to, subject, "\n".join(lines)) if to else None
