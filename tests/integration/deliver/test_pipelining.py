"""Transactions that overlap on one connection: what is announced, what is refused, and what is known when it breaks."""

import asyncio
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from press import smtp
from relay import Relay
from scripted import scripted

from digest.deliver.transport import Envelope, Mail
from digest.models import DeliveryState

EHLO = b"250-odd.test\r\n250-PIPELINING\r\n250 SIZE 100000000\r\n"
ONCE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def mail(name, body=b"Good morning\r\n"):
    envelope = Envelope("bounces+1-1-x@news.example", f"{name}@readers.example", f"morning-{name}")
    return Mail.of(envelope, b"Subject: hello\r\n\r\n" + body)


ANN, BOB, CAT = mail("ann"), mail("bob"), mail("cat")


async def yes():
    return True


@asynccontextmanager
async def talking(talk):
    """A server that says `talk(reader, writer)`; gives what `smtp` needs of it."""
    done = []

    async def serve(reader, writer):
        try:
            writer.write(b"220 odd.test ESMTP\r\n")
            await reader.readline()
            writer.write(EHLO)
            await talk(reader, writer)
        except ConnectionError:
            pass
        finally:
            writer.close()
            done.append(True)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield SimpleNamespace(port=server.sockets[0].getsockname()[1])
    finally:
        server.close()


async def lines(reader, count):
    return [(await reader.readline()).rstrip() for _ in range(count)]


def test_the_next_envelope_comes_right_behind_the_final_dot():
    """The relay has MAIL, RCPT and DATA of the next mail before it has answered this one."""
    heard = []

    async def talk(reader, writer):
        heard.append(await lines(reader, 3))
        writer.write(b"250 ok\r\n250 ok\r\n354 go on\r\n")
        heard.append(await lines(reader, 4 + 3))
        writer.write(b"250 kept\r\n250 ok\r\n250 ok\r\n354 go on\r\n")
        heard.append(await lines(reader, 4))
        writer.write(b"250 kept\r\n")
        await reader.readline()

    async def two():
        async with talking(talk) as server:
            channel = await smtp(server).open()
            first = await channel.transmit(ANN, yes, BOB)
            assert channel.announced
            second = await channel.transmit(BOB, yes)
            await channel.close()
            return first.state, second.state

    assert asyncio.run(two()) == (DeliveryState.SENT, DeliveryState.SENT)
    assert [line[:8] for line in heard[0]] == [b"MAIL FRO", b"RCPT TO:", b"DATA"]
    assert heard[1][3:] == [b".", *(line.replace(b"ann", b"bob") for line in heard[0])]


def test_a_refused_recipient_whose_data_was_granted_is_ended_by_a_lone_dot():
    """RFC 2920 §3.1: the relay gets an empty mail for nobody, the reader is refused, the next one gets theirs."""

    async def two():
        async with scripted(EHLO=EHLO, RCPT=[b"550 5.1.1 no such user\r\n", b"250 ok\r\n"]) as server:
            channel = await smtp(server).open()
            found = [await channel.transmit(ANN, yes, BOB), await channel.transmit(BOB, yes)]
            await channel.close()
            return [one.state for one in found], server.mails

    states, mails = asyncio.run(two())
    assert states == [DeliveryState.FAILED, DeliveryState.SENT]
    assert mails == [b"", BOB.message]


@pytest.mark.parametrize("answer", [b"421 4.3.2 shutting down\r\n", b""])
def test_a_connection_that_ends_after_the_mail_announces_nobody(answer):
    """The next mail was on its way and is known not to have gone: it can go over another connection."""

    async def one():
        async with scripted(EHLO=EHLO, DOT=answer) as server:
            channel = await smtp(server).open()
            found = await channel.transmit(ANN, yes, BOB)
            after = channel.announced, await channel.transmit(BOB, yes)
            await channel.close()
            return found.usable, after[0], after[1].state

    assert asyncio.run(one()) == (False, False, DeliveryState.DEFERRED)


def test_another_mail_than_the_announced_one_is_not_sent():
    """Its bytes would go to the reader who was announced."""

    async def two():
        async with scripted(EHLO=EHLO) as server:
            channel = await smtp(server).open()
            await channel.transmit(ANN, yes, BOB)
            other = await channel.transmit(CAT, yes)
            await channel.close()
            return other, server.mails

    other, mails = asyncio.run(two())
    assert (other.state, other.usable) == (DeliveryState.DEFERRED, False)
    assert b"".join(mails) == ANN.message


def test_an_announced_mail_that_does_not_come_ends_the_connection_without_a_word():
    """After DATA was granted, QUIT would be a line of a mail."""

    async def one():
        async with scripted(EHLO=EHLO) as server:
            channel = await smtp(server).open()
            await channel.transmit(ANN, yes, BOB)
            await channel.close()
            return server.commands, server.mails

    commands, mails = asyncio.run(one())
    assert b"QUIT" not in commands
    assert mails[0] == ANN.message


def test_a_connection_that_breaks_before_the_dot_was_out_means_not_delivered():
    """Most of a long mail is still on this side when the relay goes: it cannot have the end of it (RFC 1047)."""

    async def talk(reader, writer):
        await lines(reader, 3)
        writer.write(b"250 ok\r\n250 ok\r\n354 go on\r\n")
        await reader.readline()
        writer.transport.abort()

    async def one():
        async with talking(talk) as server:
            channel = await smtp(server).open()
            found = await channel.transmit(
                mail("ann", b"x" * 70 + b"\r\n" + (b"y" * 70 + b"\r\n") * 600_000), yes
            )
            await channel.close()
            return found

    found = asyncio.run(one())
    assert (found.state, found.usable) == (DeliveryState.DEFERRED, False)


@ONCE
@pytest.mark.long
def test_a_reader_who_leaves_between_claim_and_hand_gets_nothing(press):
    """The row was claimed and announced; the ledger is asked once more before the mail goes."""
    ann, bob, cat = press.print("ann", "bob", "cat")

    def leaves(stage, address):
        if stage == "DOT" and address == ann:
            press.leave(bob)

    with Relay(leaves) as relay:
        press.run(smtp(relay, connections=1))
    assert relay.recipients == [ann, cat]
    assert press.states() == {ann: DeliveryState.SENT, bob: DeliveryState.SUPPRESSED, cat: DeliveryState.SENT}
