"""Whom a notice is about, from the shapes in which servers write to people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.deliver.bounces.address import FORM, LETTER, addresses, distinct, is_address, is_machine, tidy

_RULE = re.compile(
    r"^[\s>]{0,8}[-=_*+#~.]{2,}.{0,60}(?:\bcopy\b|\boriginal|unsent|returned (?:mail|message|header)|\bheaders?\b|below this line|enclosed|message follows|"
    r"forwarded message|kopie|urspr[uü]ng|copie|mensaje original|mensagem original|copia|исходн|оригинал|копи|原|元の).{0,80}$",
    re.IGNORECASE,
)
_SENTENCE_RULE = re.compile(
    r"^[\s>]{0,8}(?:below (?:this line|is a copy|are the)|(?:the )?(?:original|returned|unsent) (?:message|mail|headers?)[\w ]{0,30}(?:follows?|below|:)"
    r"|your original message (?:was|is|headers|follows)|(?:original|returned|unsent) message\s*$|(?:message|received|internet) headers?\s{0,3}(?:follows?)?:?\s*$"
    r"|(?:the )?(?:first|text|headers?|beginning|body) .{0,30}(?:of|from) (?:the |your )?(?:original |returned |rejected )?(?:message|mail).{0,30}$"
    r"|included is a copy of|here is a copy of)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:Received|Return-Path|DKIM-Signature|DomainKey-Signature|ARC-[A-Za-z\-]+|Message-ID|MIME-Version|X-[A-Za-z\-]+)[ \t]*:",
    re.IGNORECASE,
)
_ANY_HEAD = re.compile(r"^[A-Za-z][A-Za-z0-9\-]{1,40}[ \t]*:")
_TRANSCRIPT = re.compile(
    r"transcript|session|diagnos|reason|error|failed|fatal|undeliver|details|report", re.IGNORECASE
)
_LINE_START = re.compile(
    rf"^[\s>*\-+•·●\"'`<(\[\d.)]{{0,12}}?(?:mailto:|smtp:|rfc822;)?\s?({FORM})(?!{LETTER}|@|\.{LETTER})(.*)$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[\s>\"'`):;,\].]{0,12}")
_GREETING = re.compile(r"^[\s,]{0,3}(?:様|さん|님|您好|你好|wrote|writes|schrieb|a ecrit|escribio)")
_NAMED = re.compile(rf"^\s?<(?:mailto:)?({FORM})>", re.IGNORECASE)
_CODED = re.compile(
    rf"^[\s>]{{0,8}}(?:<<<|>>>|->|<-)?\s{{0,4}}[45]\d\d[ \-#].{{0,200}}?<?({FORM})", re.IGNORECASE
)
_RCPT = re.compile(rf"\bRCPT[ _]TO[ :=]{{0,4}}<?({FORM})", re.IGNORECASE)
_LABELLED = re.compile(
    rf"(?<!sender )(?<!from )\b(?:final-recipient|original-recipient|dda:smtp|(?:failed |original |intended |rejected |unknown |bad |final |invalid )?(?:recipients?|addressees?|users?|mailbox|address(?:es)?|accounts?)(?:\(s\))?|destinataires?|destinatari[oa]s?|empf[aä]nger|ontvangers?|odbiorca|mottagare|modtager|alici|"
    rf"получател[ьи]|адрес(?:ат)?|收件人|宛先|受信者|수신자)[\s:=]{{1,4}}(?:rfc822;\s{{0,3}}|address\s|name\s|is\s|of\s)?[\s<\"'`\[(]{{0,4}}({FORM})",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\s{0,8}-{2,}[^@]{0,60}\b(?:transient|non-fatal|temporary|delayed|permanent|fatal)\b", re.IGNORECASE
)
_UNDELIVERED = re.compile(
    rf"\b(?:deliver\w*|sen[dt]|reach\w*|e-?mails?|messages?|nachricht|zugestellt|mensaje|mensagem|messaggio|entreg\w+|consegnat\w|remis|distribue|доставлен\w*|сообщение|письмо)\b[^@:;,<>]{{0,40}}"
    rf"\b(?:to|an|à|a|para|per|al|aan|till|til|do|для|на)\b(?: the)?(?: following)?[\w ()]{{0,20}}\s{{0,3}}:?[\s<\"'`*]{{1,4}}({FORM})",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"contact|reply|write|question|help|support|assist|report|forward|complain|please send", re.IGNORECASE
)
_TO = re.compile(
    rf"^[\s>]{{0,12}}(?:To|An|À|Para|A|Кому|宛先|收件人)\s{{0,8}}:[\s<\"']{{0,12}}({FORM})", re.IGNORECASE
)
_BRACKETED = re.compile(
    r"^\s*\((?:ultimately |)?(?:generated|expanded|expand|forwarded|alias|aliased|redirected|reason)",
    re.IGNORECASE,
)
MOST = 100
"""Addresses that a notice is taken to be about; ours go to one reader each."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One address that a notice calls undeliverable, and the lines that are about it."""

    address: str
    passage: str


def told(notice: str) -> str:
    """What the notice itself says: without the mail that it returns."""
    lines = notice.splitlines()
    for number, line in enumerate(lines):
        if _returns(line) or (_HEAD.match(line) and _is_head(lines[number : number + 8])):
            said = lines[:number]
            if any(one.strip() for one in said):
                return "\n".join(said)
    return notice


def _returns(line: str) -> bool:
    ruled = _RULE.match(line) and not _TRANSCRIPT.search(line)
    return bool(ruled or _SENTENCE_RULE.match(line))


def _is_head(lines: list[str]) -> bool:
    """Whether here begins the head of a mail: several fields, some of them folded."""
    fields = sum(bool(_ANY_HEAD.match(line)) for line in lines)
    return fields >= 2 and all(
        _ANY_HEAD.match(line) or not line.strip() or line[:1].isspace() for line in lines[:3]
    )


def claims(text: str, senders: frozenset[str]) -> list[Claim]:
    """Whom the notice is about by the strongest shape that it has; `senders` are whom it is written to."""
    lines = text.splitlines()
    for shape in (_starting, _coded, _labelled, _undelivered):
        found = distinct(shape(lines, senders))[:MOST]
        if found:
            return _passages(lines, found)
    return []


def _starting(lines: list[str], senders: frozenset[str]) -> list[str]:
    """Lines that begin with an address: alone, or with what was said about it.

    A sender's own address counts where it stands alone and there is no other: people write to themselves.
    """
    others, own = [], []
    for line in lines:
        found = None if _BRACKETED.match(line) else _LINE_START.match(line)
        if found is None or not _is_mailbox(found[1]) or _GREETING.match(found[2]):
            continue
        named = _NAMED.match(found[2])
        address = tidy(named[1] if named else found[1])
        if address.lower() not in senders:
            others.append(address)
        elif _ALONE.fullmatch(found[2]) or _is_quoted(line, found[2]):
            own.append(address)
    return others or own


def _is_quoted(line: str, rest: str) -> bool:
    return line.lstrip().startswith(("<", '"')) and rest.lstrip('>"').startswith(":")


def _coded(lines: list[str], senders: frozenset[str]) -> Iterable[str]:
    """Addresses behind a reply's code, and what was asked before it."""
    for shape in (_RCPT, _CODED):
        for line in lines:
            found = shape.search(line) if shape is _RCPT else shape.match(line)
            if found and _is_other(tidy(found[1]), senders):
                yield tidy(found[1])


def _labelled(lines: list[str], senders: frozenset[str]) -> Iterable[str]:
    for line in lines:
        for found in _LABELLED.finditer(line):
            if _is_other(tidy(found[1]), senders):
                yield tidy(found[1])


def _undelivered(lines: list[str], senders: frozenset[str]) -> Iterable[str]:
    """Sentences that say to whom a mail was written; not those that say where to ask."""
    for line in lines:
        found = None if _ASKING.search(line) else _UNDELIVERED.search(line)
        if found and _is_other(tidy(found[1]), senders):
            yield tidy(found[1])


def mentioned(text: str, senders: frozenset[str]) -> list[Claim]:
    """Whom a notice in no shape that is known can be about: what stands behind To; else any address that is not the sender's."""
    lines = text.splitlines()
    to = [tidy(found[1]) for line in lines if (found := _TO.match(line))]
    named = [one for one in to if is_address(one) and one.lower() not in senders]
    anywhere = addresses("\n".join(line for line in lines if not _BRACKETED.match(line)))
    meant = distinct(named or [one for one in anywhere if _is_other(one, senders)][:3])
    return _passages(lines, meant)


def _is_other(address: str, senders: frozenset[str]) -> bool:
    return address.lower() not in senders and _is_mailbox(address)


def _is_mailbox(address: str) -> bool:
    return is_address(address) and not is_machine(address)


def _passages(lines: list[str], named: list[str]) -> list[Claim]:
    """For each address the lines from each mention of it to the next one's, under the heading that says how grave it is."""
    kept: dict[str, list[str]] = {one: [] for one in named}
    open_: list[str] = []
    above = ""
    for line in lines:
        above = line if _HEADING.match(line) else above
        low = line.lower()
        here = [one for one in named if one.lower() in low]
        for one in here:
            if above and one not in open_:
                kept[one].append(above)
        open_ = here or open_
        for one in open_:
            kept[one].append(line)
    return [Claim(one, "\n".join(kept[one])) for one in named]
