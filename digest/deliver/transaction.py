"""One mail over one SMTP connection, and no doubt about how far it came (RFC 5321 §3.3, §4.1.4).

The commands are asked one by one over aiosmtplib's connection, so that each reply is a value and it is known at any
moment whether the mail itself has begun to go over. Before that a lost connection means "not delivered"; after it
nobody can know (RFC 1047).
"""

import asyncio
import re
from contextlib import suppress
from dataclasses import replace

from aiosmtplib import SMTP, SMTPServerDisconnected

from digest.deliver.outcome import Outcome, Reply
from digest.deliver.replies import classify, is_final, parse
from digest.deliver.transport import Envelope, Hand
from digest.models import DeliveryState

COMMAND_SECONDS = 300.0  # RFC 5321 §4.5.3.2: MAIL and RCPT
DATA_SECONDS = 120.0
FINAL_DOT_SECONDS = 600.0  # a shorter wait here makes duplicates
QUIT_SECONDS = 5.0
_UNSENDABLE = re.compile(r"[\x00-\x20\x7f<>]")


class _LostError(Exception):
    """The connection is gone or out of step; its text says why."""


class SmtpChannel:
    """One connection. After anything but a clean reply it is closed and never used again."""

    def __init__(self, client: SMTP) -> None:
        self._client = client
        self._begun = False

    async def transmit(self, envelope: Envelope, message: bytes, hand: Hand) -> Outcome | None:
        """One transaction: MAIL, RCPT, `hand`, DATA, the mail. `message` has CRLF line ends and a final one."""
        if (refusal := self._beforehand(envelope, message)) is not None:
            return refusal
        try:
            return await self._transaction(envelope, message, hand)
        except BaseException:
            self._client.close()  # a transaction that is broken off leaves its replies behind: never reuse it
            raise

    async def close(self) -> None:
        """QUIT where that can be said, and the end of the connection in any case."""
        try:
            if self._client.is_connected:
                with suppress(Exception):
                    await asyncio.wait_for(self._client.quit(), QUIT_SECONDS)
        finally:
            self._client.close()

    def _beforehand(self, envelope: Envelope, message: bytes) -> Outcome | None:
        """What can be told before a transaction is begun: the address, SMTPUTF8 (RFC 6531), SIZE (RFC 1870)."""
        offered = self._client.esmtp_extensions
        if _UNSENDABLE.search(envelope.recipient) or "@" not in envelope.recipient:
            return Outcome(
                DeliveryState.FAILED, Reply(553, "5.1.3", "this is no address that can be sent to")
            )
        if self._client.is_connected and not envelope.recipient.isascii() and "smtputf8" not in offered:
            text = "the relay does not take addresses with letters outside ASCII (no SMTPUTF8)"
            return Outcome(DeliveryState.FAILED, Reply(553, "5.6.7", text))
        limit = offered.get("size", "")
        if limit.isdigit() and 0 < int(limit) < len(message):
            text = f"the mail has {len(message):,} bytes and the relay takes {int(limit):,}"
            return Outcome(DeliveryState.DEFERRED, Reply(552, "5.3.4", text), ours=True)
        return None

    async def _transaction(self, envelope: Envelope, message: bytes, hand: Hand) -> Outcome | None:
        self._begun = False
        try:
            refused = await self._envelope(envelope, len(message))
            if refused is None and await hand():
                return await self._mail(message)
        except _LostError as error:
            return self._lost(error)
        usable = await self._reset()
        return replace(refused, usable=refused.usable and usable) if refused else None

    async def _envelope(self, envelope: Envelope, size: int) -> Outcome | None:
        """MAIL and RCPT; an outcome where either was refused."""
        plain, offered = envelope.recipient.isascii(), self._client.esmtp_extensions
        options = f" SIZE={size}" * ("size" in offered) + " SMTPUTF8" * (not plain)
        reply = await self._ask(f"MAIL FROM:<{envelope.sender}>{options}")
        if reply.code >= 300:
            return _refused(reply, ours=plain or reply.code == 530)
        reply = await self._ask(f"RCPT TO:<{envelope.recipient}>")
        return _refused(reply, ours=reply.code == 530) if reply.code >= 300 else None

    async def _mail(self, message: bytes) -> Outcome:
        """DATA, the mail with its dots stuffed (RFC 5321 §4.5.2), and the reply that makes it theirs."""
        reply = await self._ask("DATA", DATA_SECONDS)
        if reply.code >= 400:
            return replace(classify(reply), usable=await self._reset())
        protocol = self._client.protocol
        if reply.code != 354 or protocol is None or not self._client.is_connected:
            raise _LostError(f"DATA was answered by {reply.code}")
        self._begun = True
        try:
            protocol.write(stuffed(message))
            code, text = await protocol.read_response(timeout=FINAL_DOT_SECONDS)
        except Exception as error:
            raise _LostError(_reason(error)) from error
        if not is_final(reply := parse(code, text)):
            raise _LostError(f"the mail was answered by {code}")
        outcome = classify(reply)
        return replace(outcome, usable=outcome.usable and self._in_step())

    async def _ask(self, line: str, seconds: float = COMMAND_SECONDS) -> Reply:
        """One command and its one reply, of 2yz to 5yz."""
        try:
            code, text = await self._client.execute_command(line.encode(), timeout=seconds)
        except Exception as error:
            raise _LostError(_reason(error)) from error
        reply = parse(code, text)
        if not (is_final(reply) or code == 354):
            raise _LostError(f"a reply that means nothing here: {code} {reply.text}")
        if reply.code < 400 and not self._in_step():
            raise _LostError("more replies than commands")
        return reply

    def _in_step(self) -> bool:
        """Whether nothing is left to read: a reply that nobody asked for would be taken for the next one."""
        protocol = self._client.protocol
        return protocol is not None and self._client.is_connected and not protocol._buffer  # noqa: SLF001 - told nowhere else

    async def _reset(self) -> bool:
        """RSET, so that the connection can be used again; False where it cannot."""
        try:
            if self._in_step() and (await self._ask("RSET")).code == 250:
                return True
        except _LostError:
            pass
        self._client.close()
        return False

    def _lost(self, error: _LostError) -> Outcome:
        self._client.close()
        state = DeliveryState.UNCERTAIN if self._begun else DeliveryState.DEFERRED
        return Outcome(state, parse(0, f"connection lost: {error}"), usable=False)


def stuffed(message: bytes) -> bytes:
    """The mail as it goes over the wire: a dot before each line that begins with one, and the final dot."""
    first = b"." if message.startswith(b".") else b""
    end = b".\r\n" if message.endswith(b"\r\n") else b"\r\n.\r\n"
    return first + message.replace(b"\r\n.", b"\r\n..") + end


def _refused(reply: Reply, *, ours: bool) -> Outcome:
    """What a refusal of MAIL or RCPT means; for good and because of us, it is not the reader's."""
    if reply.code < 400:
        raise _LostError(f"a reply that means nothing here: {reply.code} {reply.text}")
    if reply.code >= 500 and ours:
        return Outcome(DeliveryState.DEFERRED, reply, ours=True)
    return classify(reply)


def _reason(error: Exception) -> str:
    if isinstance(error, SMTPServerDisconnected):
        return "the other side closed it"
    return " ".join(str(error).split()) or type(error).__name__
