"""What a mail that came back is, and what it says of whom.

Delivery status in fields (RFC 3464) speaks first, then complaints (RFC 5965), then the shapes in which servers write to
people, then what else names an address.
"""

from digest.deliver.bounces import automatic, feedback, notice
from digest.deliver.bounces.address import addresses, distinct, is_machine
from digest.deliver.bounces.codes import codes
from digest.deliver.bounces.fields import DELIVERED, Entry, entries
from digest.deliver.bounces.foreign import by_others
from digest.deliver.bounces.letter import Letter, enclosed, opened, parted
from digest.deliver.bounces.meaning import meanings
from digest.deliver.bounces.notification import notified
from digest.deliver.bounces.report import Duration, Failure, Kind, Reason, Report
from digest.deliver.bounces.verdict import Evidence, failure, without_repeats


def classify(raw: bytes) -> Report:
    """Read one mail, as bytes; never raises."""
    letter = opened(raw)
    return _read(_forwarded(letter) or letter)


def _forwarded(letter: Letter) -> Letter | None:
    """The report inside a mail that somebody passed on; a report of our own never comes back inside another."""
    if letter.fields or letter.feedback:
        return None
    by_hand = not automatic.is_from_machine(letter)  # else a gateway has wrapped it, or returns what is ours
    inside = [parted(mail) for mail in enclosed(letter.headers)]
    return next((one for one in inside if _is_report(one) or (by_hand and _is_notice(one))), None)


def _is_report(letter: Letter) -> bool:
    return bool(entries(letter.fields)) or bool(letter.feedback.strip())


def _is_notice(letter: Letter) -> bool:
    return automatic.is_from_machine(letter) and automatic.is_bounce_subject(letter)


def _read(letter: Letter) -> Report:
    if feedback.is_complaint(letter):
        return _complaint(letter)
    notification = notified(letter.notice)
    if notification:
        return notification
    said = notice.told(letter.notice)
    listed = entries(letter.fields) or entries(said)
    if listed:
        return _by_fields(letter, listed, said)
    return _by_notice(letter, said)


def _complaint(letter: Letter) -> Report:
    who = feedback.complainers(letter)
    return Report(Kind.COMPLAINT, tuple(Failure(one, "", Duration.PERMANENT, Reason.SPAM) for one in who))


def _by_fields(letter: Letter, listed: list[Entry], said: str) -> Report:
    """A report in fields: whoever got the mail after all is not in it."""
    failed = [one for one in listed if one.action not in DELIVERED]
    if not failed:
        return Report(Kind.OTHER)
    named = [one.address for one in failed]
    if not all(named):
        named = [name or spare for name, spare in zip(named, _unnamed(letter, failed, said), strict=True)]
    single = len(failed) == 1
    found = [
        failure(
            Evidence(
                name, one.diagnostic or _about(said, name), said if single else "", one.status, one.action
            )
        )
        for one, name in zip(failed, named, strict=True)
        if name
    ]
    first = failed[0]
    nameless = failure(Evidence("", first.diagnostic, said, first.status, first.action))
    return Report(Kind.BOUNCE, without_repeats(found), None if found else nameless)


def _unnamed(letter: Letter, failed: list[Entry], said: str) -> list[str]:
    """An address for each group whose fields name no mailbox, out of the notice, else of the field's own text."""
    claimed = notice.claims(said, _senders(letter)) or _guessed(letter, said)
    told = [claim.address for claim in claimed] or _failed_header(letter)
    return [told[0] if len(failed) == 1 and told else one.spare for one in failed]


def _about(said: str, address: str) -> str:
    return "\n".join(line for line in said.splitlines() if address.lower() in line.lower())


def _by_notice(letter: Letter, said: str) -> Report:
    """A report in words."""
    if automatic.is_success(letter):
        return Report(Kind.OTHER)
    closed = automatic.refusing_list(letter)
    if closed:
        return Report(Kind.BOUNCE, (failure(Evidence(closed, said)),))
    titled = automatic.is_bounce_subject(letter) or bool(_failed_header(letter))
    machine = automatic.is_from_machine(letter) and not automatic.is_away(letter)
    replied = automatic.is_reply(letter)
    sure = machine or titled
    if sure or ((meanings(said) or automatic.is_bounce(said)) and not replied):
        found = _claims(letter, said, sure=sure or bool(letter.original))
        if found:
            return Report(Kind.BOUNCE, without_repeats(failure(one) for one in found))
    text = f"{letter.header('Subject')}\n{said}"
    if sure and not replied and (titled or codes(text).duration):
        return Report(Kind.BOUNCE, nameless=failure(Evidence("", around=text)))
    return Report(Kind.AUTOREPLY if replied else Kind.OTHER)


def _claims(letter: Letter, said: str, *, sure: bool) -> list[Evidence]:
    """Whom a notice is about; where it is not sure that it is one, only whom it names as servers do."""
    claimed, text = notice.claims(said, _senders(letter)), f"{letter.header('Subject')}\n{said}"
    if not claimed and (named := _failed_header(letter) or by_others(letter.headers)):
        return [Evidence(one, "", text) for one in named]
    if not claimed and sure:
        claimed = _guessed(letter, said)
    if not claimed and sure:
        return [Evidence(one, "", text) for one in _returned_to(letter)]
    single = len(claimed) == 1
    return [Evidence(one.address, one.passage, text if single else "") for one in claimed]


def _guessed(letter: Letter, said: str) -> list[notice.Claim]:
    """Whoever is mentioned: of several the one to whom the mail was written that came back."""
    found, to = notice.mentioned(said, _senders(letter)), {one.lower() for one in _returned_to(letter)}
    return [one for one in found if one.address.lower() in to] or found


def _failed_header(letter: Letter) -> list[str]:
    return distinct(addresses(letter.header("X-Failed-Recipients")))


def _senders(letter: Letter) -> frozenset[str]:
    """Whom the notice is written to, who wrote it, and who wrote the mail that came back."""
    named = [letter.header(name) for name in ("To", "Delivered-To", "X-Original-To", "From", "Return-Path")]
    returned = (letter.original or letter.notice).splitlines()
    named += [
        line
        for line in returned
        if line.lower().startswith(("from:", "return-path:", "sender:", "reply-to:"))
    ]
    return frozenset(one.lower() for one in addresses("\n".join(named)))


def _returned_to(letter: Letter) -> list[str]:
    """To whom the mail was addressed that came back."""
    lines = (letter.original or letter.notice).splitlines()
    to = " ".join(
        line for line in lines if line.lower().startswith(("to:", "x-original-to:", "delivered-to:"))
    )
    return distinct(one for one in addresses(to) if not is_machine(one))[:1]
