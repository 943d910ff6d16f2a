"""Pure: what mail providers report through the web, in their own shapes, as what it says of a mail of ours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from digest.deliver.bounces.report import Duration, Failure, Kind, Reason
from digest.deliver.bounces.verdict import Evidence, failure

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Event:
    """One recipient's mail: delivered, bounced, complained about. `trace` holds what may name the mail as ours."""

    address: str
    trace: str
    kind: Kind | None
    failure: Failure | None = None

    @property
    def delivered(self) -> bool:
        """Whether the mail arrived."""
        return self.kind is None


def ses(message: Json) -> Iterator[Event]:
    """Amazon SES: the notification inside an SNS message."""
    mail, kind = (
        _part(message, "mail"),
        str(message.get("notificationType") or message.get("eventType") or ""),
    )
    trace = f"<{mail.get('source')}>\n{_part(mail, 'commonHeaders').get('messageId')}"
    if kind == "Bounce":
        bounce = _part(message, "bounce")
        for one in _parts(bounce, "bouncedRecipients"):
            yield _ses_bounce(bounce, one, trace)
    elif kind == "Complaint":
        for one in _parts(_part(message, "complaint"), "complainedRecipients"):
            yield Event(_text(one, "emailAddress"), trace, Kind.COMPLAINT)
    elif kind == "Delivery":
        recipients = _part(message, "delivery").get("recipients")
        for address in recipients if isinstance(recipients, list) else []:
            yield Event(str(address), trace, None)


def _ses_bounce(bounce: Json, one: Json, trace: str) -> Event:
    address = _text(one, "emailAddress")
    read = failure(
        Evidence(address, _text(one, "diagnosticCode"), "", _text(one, "status"), _text(one, "action"))
    )
    if bounce.get("bounceType") == "Transient":
        read = replace(read, duration=Duration.TEMPORARY)
    elif bounce.get("bounceType") == "Permanent":
        gone = bounce.get("bounceSubType") in ("General", "NoEmail", "Suppressed", "OnAccountSuppressionList")
        about_us = read.reason in (Reason.BLOCKED, Reason.SPAM)
        reason = Reason.INVALID if gone and not about_us else read.reason
        read = replace(read, duration=Duration.PERMANENT, reason=reason)
    return Event(address, trace, Kind.BOUNCE, replace(read, waiting=False))


_POSTMARK = {
    "HardBounce": (Duration.PERMANENT, Reason.INVALID), "BadEmailAddress": (Duration.PERMANENT, Reason.INVALID),
    "SoftBounce": (Duration.TEMPORARY, Reason.BOUNCED), "Transient": (Duration.TEMPORARY, Reason.BOUNCED),
    "DnsError": (Duration.TEMPORARY, Reason.TIMED_OUT), "Blocked": (Duration.PERMANENT, Reason.BLOCKED),
    "SpamNotification": (Duration.PERMANENT, Reason.SPAM), "DMARCPolicy": (Duration.PERMANENT, Reason.BLOCKED),
    "ManuallyDeactivated": (Duration.PERMANENT, Reason.INVALID), "Undeliverable": (Duration.PERMANENT, Reason.BOUNCED),
}  # fmt: skip


def postmark(event: Json) -> Iterator[Event]:
    """Postmark: one event in a call."""
    kind, address = _text(event, "RecordType"), _text(event, "Email") or _text(event, "Recipient")
    trace = f"{event.get('Metadata')}\n{_text(event, 'Content')[:20_000]}"
    known = _POSTMARK.get(_text(event, "Type"))
    if kind == "Bounce" and known:
        read = failure(Evidence(address, _text(event, "Details") or _text(event, "Description")))
        yield Event(address, trace, Kind.BOUNCE, Failure(address, read.status, *known))
    elif kind == "SpamComplaint":
        yield Event(address, trace, Kind.COMPLAINT)
    elif kind == "Delivery":
        yield Event(address, trace, None)


def sendgrid(events: object) -> Iterator[Event]:
    """SendGrid: a list of events."""
    for event in events if isinstance(events, list) else []:
        if not isinstance(event, dict):
            continue
        kind, address, trace = _text(event, "event"), _text(event, "email"), _text(event, "smtp-id")
        if kind == "bounce":
            read = failure(Evidence(address, _text(event, "reason"), "", _text(event, "status"), "failed"))
            if event.get("type") == "blocked" and read.reason is Reason.INVALID:
                read = replace(read, reason=Reason.BLOCKED)
            yield Event(address, trace, Kind.BOUNCE, read)
        elif kind == "dropped":
            yield from _sendgrid_dropped(event, trace)
        elif kind == "spamreport":
            yield Event(address, trace, Kind.COMPLAINT)
        elif kind == "delivered":
            yield Event(address, trace, None)


_DROPPED = {
    "bounced address": Reason.INVALID, "invalid": Reason.INVALID, "unsubscribed address": Reason.UNSUBSCRIBED,
    "spam reporting address": Reason.SPAM, "spam content": Reason.SPAM,
}  # fmt: skip


def _sendgrid_dropped(event: Json, trace: str) -> Iterator[Event]:
    """A mail that was taken and not sent on: for what is known of the address, or for what is wrong with the mail."""
    address, why = _text(event, "email"), _text(event, "reason").lower()
    reason = _DROPPED.get(why, Reason.OTHER)
    yield Event(address, trace, Kind.BOUNCE, Failure(address, "", Duration.PERMANENT, reason))
    if why == "spam reporting address":
        yield Event(address, trace, Kind.COMPLAINT)


def mailgun(event: Json) -> Iterator[Event]:
    """Mailgun: the `event-data` of a call."""
    kind, address, status = _text(event, "event"), _text(event, "recipient"), _part(event, "delivery-status")
    trace = f"<{_text(_part(_part(event, 'message'), 'headers'), 'message-id').strip('<>')}>"
    if kind == "failed":
        said = f"{status.get('code')} {_text(status, 'message')} {_text(status, 'description')}"
        temporary = event.get("severity") == "temporary"
        read = failure(Evidence(address, said, "", _text(status, "enhanced-code")))
        duration = Duration.TEMPORARY if temporary else Duration.PERMANENT
        yield Event(
            address, trace, Kind.BOUNCE, replace(read, duration=duration, waiting=temporary)
        )  # they try again
    elif kind == "complained":
        yield Event(address, trace, Kind.COMPLAINT)
    elif kind == "delivered":
        yield Event(address, trace, None)


def _text(of: Json, key: str) -> str:
    value = of.get(key)
    return value if isinstance(value, str) else ""


def _part(of: Json, key: str) -> Json:
    value = of.get(key)
    return value if isinstance(value, dict) else {}


def _parts(of: Json, key: str) -> list[Json]:
    value = of.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
