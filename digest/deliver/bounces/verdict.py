"""From what a server wrote about one recipient to for good or for now, and why."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.deliver.bounces import codes
from digest.deliver.bounces.codes import Codes, is_specific
from digest.deliver.bounces.meaning import Meaning, meanings, plain
from digest.deliver.bounces.report import Duration, Failure, Reason

_REASONS = {
    Meaning.FULL: Reason.BOUNCED, Meaning.LARGE: Reason.OTHER, Meaning.SPAM: Reason.SPAM, Meaning.BLOCKED: Reason.BLOCKED,
    Meaning.GREYLISTED: Reason.BOUNCED, Meaning.NO_HOST: Reason.INVALID, Meaning.NO_USER: Reason.INVALID,
    Meaning.MOVED: Reason.INVALID, Meaning.DISABLED: Reason.BOUNCED, Meaning.EXPIRED: Reason.TIMED_OUT,
    Meaning.UNREACHABLE: Reason.TIMED_OUT, Meaning.UNSUBSCRIBED: Reason.UNSUBSCRIBED, Meaning.BROKEN: Reason.OTHER,
}  # fmt: skip
_VAGUE = (Meaning.EXPIRED, Meaning.UNREACHABLE, Meaning.BROKEN)  # words that stand around any refusal, too
_PASSING = (Meaning.GREYLISTED, Meaning.EXPIRED, Meaning.UNREACHABLE)
_WAITING = re.compile(
    plain(
        r"warning message only|not yet been|has been delayed|delivery delay|message delayed|delayed \d|delivery status notification \(delay\)"
        r"|(?:not|n't)(?: \w+){0,2} yet (?:been )?(?:able|deliver|reach)|could not yet|will (?:be )?(?:try|tried|retry|retried|attempt\w*) (?:again|for|until|to deliver|every|it)"
        r"|(?:bisher|noch) nicht (?:zugestellt|zustell|ausgeliefert)|versuchen es (?:weiter|noch)|pas encore (?:pu |ete )|nouvelles tentatives|(?:aun|todavia) no se|seguiremos|continuara|ainda nao foi|non (?:e |ha )?ancora|nog niet|jeszcze dostarczon|kolejne proby|(?:пока|еще|ще) не доставлен|попытки доставки|спроби (?:доставки|триватимуть)|아직|계속 전송|まだ配信|再試行します|尚未|继续重试|繼續重試"
        r"|will (?:keep|continue) (?:trying|to try|to be)|attempts will continue|is still being|no action is required"
    )
)
_FINAL = re.compile(
    r"failed permanently|permanent (?:failure|fatal error)|permanently failed|could not be delivered permanently"
)

_OF_THE_SENDER = re.compile(
    r"after (?:mail from|initial connection|helo|ehlo)|(?:reply|response) to (?:the )?(?:mail from|helo|ehlo)|sender was rejected|\[mail_?from\]"
)
_ONLINE = (
    "recipient address rejected: access denied"  # with 5.4.1 how Exchange Online says that nobody is there
)
_NOBODY = re.compile(
    r"no such (?:user|recipient|mailbox|account|address|person)|(?:user|recipient|mailbox|account|addressee) (?:is )?(?:unknown|not found|not known|(?:does not|doesn't) exist)|unknown (?:user|recipient|mailbox)"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one recipient's failure; `passage` is the text about this one, `around` all that was written."""

    address: str
    passage: str = ""
    around: str = ""
    status: str = ""
    action: str = ""


def failure(of: Evidence) -> Failure:
    """The verdict on one recipient."""
    passage, field, around = codes.codes(of.passage), codes.codes(f" {of.status} "), codes.codes(of.around)
    status = _best(passage, field, around)
    said = Codes(status, passage.reply or around.reply).duration
    means = meanings(of.passage) or meanings(of.status) or meanings(of.around)
    words = plain(f"{of.passage}\n{of.around}")
    waiting = of.action == "delayed" or (of.action != "failed" and bool(_WAITING.search(words)))
    duration = said or (Duration.TEMPORARY if waiting else _told(words, means))
    why = _reason(status, means, duration, of.passage or of.around)
    return Failure(of.address, status, duration, why, waiting and duration is Duration.TEMPORARY)


def _best(*found: Codes) -> str:
    """The first status that names a cause, else the first."""
    many = [one.status for one in found if one.status]
    return next((one for one in many if is_specific(one)), many[0] if many else "")


def _told(words: str, means: Sequence[Meaning]) -> Duration:
    """For good or for now, where no number says it."""
    if _is_expired(means):
        return Duration.TEMPORARY
    passing = bool(means) and means[0] in _PASSING
    return Duration.TEMPORARY if passing and not _FINAL.search(words) else Duration.PERMANENT


def _is_expired(means: Sequence[Meaning]) -> bool:
    """Given up after many attempts: each of them failed for a while only, whatever the cause."""
    return Meaning.EXPIRED in means and means[0] in (Meaning.FULL, Meaning.NO_HOST, *_PASSING)


def _reason(status: str, means: Sequence[Meaning], duration: Duration, text: str) -> Reason:
    """Why; what blames us or the mail goes before what blames the reader, but for a status that says "no such mailbox"."""
    coded = codes.reason(status)
    if Meaning.NO_USER in means and (status.endswith(".1.1") or _says_nobody(status, means, text)):
        return Reason.INVALID
    if Meaning.DISABLED in means and status.endswith(".2.1"):
        return _REASONS[Meaning.DISABLED]
    if duration is Duration.PERMANENT:
        means = [one for one in means if one is not Meaning.GREYLISTED]  # "check it and try again"
    if not means:
        return coded or Reason.BOUNCED
    if coded and duration is Duration.PERMANENT and means[0] in _VAGUE:
        return coded
    said = _REASONS[means[0]]
    if said is Reason.INVALID and duration is Duration.TEMPORARY and _is_expired(means):
        return Reason.TIMED_OUT
    if said is Reason.INVALID and (coded is Reason.BLOCKED or _OF_THE_SENDER.search(plain(text))):
        return Reason.BLOCKED
    return said


def _says_nobody(status: str, means: Sequence[Meaning], text: str) -> bool:
    """Whether the words are only that nobody is there: many servers number that as a policy (5.7.1)."""
    words = plain(text)
    if status == "5.4.1" and _ONLINE in words:
        return True
    return means[0] is Meaning.NO_USER and bool(_NOBODY.search(words)) and not _OF_THE_SENDER.search(words)


def without_repeats(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    """One verdict for each address: the first."""
    first: dict[str, Failure] = {}
    for one in failures:
        first.setdefault(one.address.lower(), one)
    return tuple(first.values())
