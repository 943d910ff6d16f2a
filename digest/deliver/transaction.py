"""One mail after the other over one SMTP connection, and no doubt about how far each came (RFC 5321 §3.3, §4.1.4).

Where the relay offers PIPELINING (RFC 2920) MAIL, RCPT and DATA go over in one write, and those of the next mail right
behind the final dot; elsewhere each command waits for its reply. `hand` is awaited after the 354 and before the first
octet of the mail: a connection lost before its final dot was sent means "not delivered"; after it nobody can know
(RFC 1047).
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from digest.deliver.dots import END
from digest.deliver.limits import ANY_RELAY, RelayLimit
from digest.deliver.outcome import Outcome, Reply
from digest.deliver.replies import classify, is_final, parse
from digest.deliver.transport import Envelope, Hand, Mail
from digest.deliver.wire import LostError, RawReply, Wire
from digest.models import DeliveryState

COMMAND_SECONDS = 300.0  # RFC 5321 §4.5.3.2: MAIL and RCPT
DATA_SECONDS = 120.0
FINAL_DOT_SECONDS = 600.0  # a shorter wait here makes duplicates
QUIT_SECONDS = 5.0
LONGEST_PATH = 254  # octets (RFC 5321 §4.5.3.1.3, less the brackets)
_UNSENDABLE = re.compile(r"[\x00-\x20\x7f<>]")
_STEPS = (("MAIL", COMMAND_SECONDS), ("RCPT", COMMAND_SECONDS), ("DATA", DATA_SECONDS))


class SmtpChannel:
    """One connection. After anything but a clean reply it is closed and never used again."""

    def __init__(self, wire: Wire, offered: Mapping[str, str], relay: RelayLimit = ANY_RELAY) -> None:
        self._wire, self._offered, self._relay = wire, offered, relay
        self._begun = False
        self._ahead: Mail | None = None  # its MAIL, RCPT and DATA are on the way

    @property
    def relay(self) -> RelayLimit:
        """The relay at its other end."""
        return self._relay

    @property
    def announces(self) -> bool:
        """Whether the relay offers PIPELINING."""
        return "pipelining" in self._offered

    @property
    def announced(self) -> bool:
        """Whether the envelope of the last mail's `following` is on its way."""
        return self._ahead is not None

    async def transmit(self, mail: Mail, hand: Hand, following: Mail | None = None) -> Outcome | None:
        """One transaction: MAIL, RCPT, DATA, `hand`, the mail with the envelope of `following` behind it."""
        is_announced = self.announced and self._ahead is mail
        if not is_announced and (refusal := self._beforehand(mail)) is not None:
            return refusal
        self._begun = False
        try:
            return await self._transaction(mail, hand, following, is_announced=is_announced)
        except LostError as error:
            return self._lost(error)
        except BaseException:
            self._hang_up()  # a transaction that is broken off leaves its replies behind: never reuse it
            raise

    async def close(self) -> None:
        """QUIT where that can be said, and the end of the connection in any case."""
        try:
            if self._wire.in_step and not self.announced:
                self._wire.write(b"QUIT\r\n")
                with suppress(LostError):
                    await self._wire.reply(QUIT_SECONDS)
        finally:
            self._hang_up()
        await self._wire.closed()

    def _beforehand(self, mail: Mail) -> Outcome | None:
        """What can be told before a transaction is begun: the address, SMTPUTF8 (RFC 6531), SIZE (RFC 1870)."""
        recipient, limit = mail.envelope.recipient, self._offered.get("size", "")
        if _UNSENDABLE.search(recipient) or "@" not in recipient or len(recipient.encode()) > LONGEST_PATH:
            return Outcome(
                DeliveryState.FAILED, Reply(553, "5.1.3", "this is no address that can be sent to")
            )
        if not recipient.isascii() and self._wire.is_open and "smtputf8" not in self._offered:
            text = "the relay does not take addresses with letters outside ASCII (no SMTPUTF8)"
            return Outcome(DeliveryState.FAILED, Reply(553, "5.6.7", text))
        if limit.isdigit() and 0 < int(limit) < len(mail.wire) - len(END):
            text = f"the mail has {len(mail.wire) - len(END):,} bytes and the relay takes {int(limit):,}"
            return Outcome(DeliveryState.DEFERRED, Reply(552, "5.3.4", text), ours=True)
        return None

    async def _transaction(
        self, mail: Mail, hand: Hand, following: Mail | None, *, is_announced: bool
    ) -> Outcome | None:
        if not is_announced:
            if not self._wire.in_step or self.announced:
                raise LostError("the other side closed it, or it is out of step")
            if self.announces:
                self._wire.write(*self._commands(mail))
        self._ahead = None
        refused = await self._envelope(mail)
        if refused is not None:
            return refused
        if not self._wire.in_step:
            raise LostError("more replies than commands")
        if not await hand():
            self._hang_up()  # after the 354 there is no other way not to send it
            return None
        return await self._mail(mail, following)

    async def _envelope(self, mail: Mail) -> Outcome | None:
        """The replies to MAIL, RCPT and DATA; an outcome where one was refused, which is the first that was."""
        refused, code = None, 0
        for (word, seconds), command in zip(_STEPS, self._commands(mail), strict=True):
            try:
                if not self.announces:
                    self._ask(command)
                code, _ = raw = await self._wire.reply(seconds)
            except LostError:
                if refused is None:
                    raise
                return self._closed(refused)
            refused = refused or _refusal(word, raw, mail.envelope)
            if refused is not None and not (refused.usable and self.announces):
                break
        return None if refused is None else await self._taken_back(refused, is_open=code == 354)

    def _ask(self, command: bytes) -> None:
        if not self._wire.in_step:
            raise LostError("more replies than commands")
        self._wire.write(command)

    async def _taken_back(self, refused: Outcome, *, is_open: bool) -> Outcome:
        """After a refusal: a DATA that was granted all the same is ended by a lone dot (RFC 2920 §3.1), then RSET."""
        if not refused.usable:
            return self._closed(refused)
        try:
            if is_open:
                self._wire.write(END)
                await self._wire.reply(FINAL_DOT_SECONDS)
            self._ask(b"RSET\r\n")
            code, _ = await self._wire.reply(COMMAND_SECONDS)
        except LostError:
            return self._closed(refused)
        return refused if code == 250 and self._wire.in_step else self._closed(refused)

    async def _mail(self, mail: Mail, following: Mail | None) -> Outcome:
        """The mail, and the reply that makes it theirs."""
        ahead: tuple[bytes, ...] = ()
        if following is not None and self.announces and self._beforehand(following) is None:
            ahead, self._ahead = self._commands(following), following
        self._begun = True
        self._wire.write(mail.wire, *ahead)
        reply = _parsed(await self._wire.reply(FINAL_DOT_SECONDS))
        if not is_final(reply):
            raise LostError(f"the mail was answered by {reply.code}")
        outcome = classify(reply)
        goes_on = outcome.usable and (self.announced or self._wire.in_step)
        return outcome if goes_on else self._closed(outcome)

    def _commands(self, mail: Mail) -> tuple[bytes, bytes, bytes]:
        envelope, size = mail.envelope, ""
        if "size" in self._offered:
            size = f" SIZE={len(mail.wire) - len(END)}"
        utf8 = "" if envelope.recipient.isascii() else " SMTPUTF8"
        return (
            f"MAIL FROM:<{envelope.sender}>{size}{utf8}\r\n".encode(),
            f"RCPT TO:<{envelope.recipient}>\r\n".encode(),
            b"DATA\r\n",
        )

    def _hang_up(self) -> None:
        self._ahead = None
        self._wire.close()

    def _closed(self, outcome: Outcome) -> Outcome:
        self._hang_up()
        return replace(outcome, usable=False)

    def _lost(self, error: LostError) -> Outcome:
        is_out = self._begun and not self._wire.kept_the_dot
        state = DeliveryState.UNCERTAIN if is_out else DeliveryState.DEFERRED
        return self._closed(Outcome(state, parse(0, f"connection lost: {error}")))


def _refusal(word: str, raw: RawReply, envelope: Envelope) -> Outcome | None:
    """What the reply to one of the three commands means; None where the transaction goes on.

    Where the sender is refused for good, or a login is asked for, it is not the reader's.
    """
    code, _ = raw
    if code == 354 if word == "DATA" else 200 <= code < 300:
        return None
    reply = _parsed(raw)
    if not 400 <= code < 600:
        raise LostError(f"{word} was answered by {code} {reply.text}")
    ours = word != "DATA" and (
        code == 530 or (word == "MAIL" and code >= 500 and envelope.recipient.isascii())
    )
    return Outcome(DeliveryState.DEFERRED, reply, ours=True) if ours else classify(reply)


def _parsed(raw: RawReply) -> Reply:
    return parse(raw[0], raw[1].decode("utf-8", "surrogateescape"))
