"""One mail over one connection: how far it came is known whatever the relay does."""

import asyncio
from dataclasses import replace

import pytest
from press import smtp
from relay import DROP, Relay, saying
from scripted import USUAL, scripted

from digest.config import SmtpSettings
from digest.deliver.smtp import SmtpTransport
from digest.deliver.transport import Envelope, Mail
from digest.errors import DatabaseError, TransportError
from digest.models import DeliveryState

ANN = Envelope("bounces+1-1-x@news.example", "ann@readers.example", "morning-1-1")
MAIL = b"Subject: hello\r\n\r\nGood morning\r\n"


@pytest.fixture(params=["pipelined", "one by one"], autouse=True)
def way(request, monkeypatch):
    """Whether the servers offer PIPELINING: what becomes of a mail is the same."""
    if request.param == "pipelined":
        monkeypatch.setitem(USUAL, b"EHLO", b"250-odd.test\r\n250-PIPELINING\r\n250 SIZE 1000000\r\n")
    else:
        monkeypatch.setattr(Relay, "pipelining", False)
    return request.param


class Hand:
    """Says yes, or what it is told to say, and remembers that it was asked."""

    def __init__(self, answer=True):
        self.answer, self.asked = answer, 0

    async def __call__(self):
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


async def exchange(relay, *envelopes, message=MAIL, hand=None, **changes):
    """The outcome of each envelope over one connection."""
    channel = await smtp(relay, **changes).open()
    try:
        return [await channel.transmit(Mail.of(envelope, message), hand or Hand()) for envelope in envelopes]
    finally:
        await channel.close()


def outcome(script, envelope=ANN, hand=None):
    """What became of one mail to a relay with this script."""
    with Relay(script) as relay:
        found = asyncio.run(exchange(relay, envelope, hand=hand))[0]
    return found, relay


def to(address):
    return replace(ANN, recipient=address)


def test_a_taken_mail_is_sent_as_it_was_written():
    """Envelope and bytes arrive as they were given, and the reply is kept."""
    found, relay = outcome(saying())
    assert (found.state, found.reply.code, found.usable) == (DeliveryState.SENT, 250, True)
    assert [(mail.sender, mail.recipients, mail.raw) for mail in relay.mails] == [
        (ANN.sender, [ANN.recipient], MAIL)
    ]


def test_lines_that_begin_with_dots_arrive_identical():
    """Dots are stuffed on the way out, and a lone dot does not end the mail (S8)."""
    lines = [b".", b"..", b".x", b"...", b"x.", b". ", b".\r\n."]
    around = [(b"a\r\n", b"\r\nb"), (b"", b""), (b"", b"\r\n.\r\n")]
    mails = [b"Subject: dots\r\n\r\n" + one + line + two + b"\r\n" for line in lines for one, two in around]

    async def all_of_them():
        channel = await smtp(relay).open()
        for mail in mails:
            await channel.transmit(Mail.of(ANN, mail), Hand())
        await channel.close()

    with Relay() as relay:
        asyncio.run(all_of_them())
    assert [mail.raw for mail in relay.mails] == mails


def test_a_mail_that_begins_with_a_dot_arrives_identical():
    """The first line is stuffed as well."""
    with Relay() as relay:
        asyncio.run(exchange(relay, ANN, message=b".first: line\r\n\r\nx\r\n"))
    assert relay.mails[0].raw == b".first: line\r\n\r\nx\r\n"


@pytest.mark.parametrize("stage", ["RCPT", "DATA", "DOT"])
@pytest.mark.parametrize(
    ("reply", "state"),
    [
        ("550 5.1.1 no such user", DeliveryState.FAILED),
        ("451 4.7.1 greylisted", DeliveryState.DEFERRED),
    ],
)
def test_a_refusal_is_an_outcome_and_the_connection_goes_on(stage, reply, state):
    """5yz fails, 4yz defers, at RCPT, at DATA and after the mail; the next reader gets theirs over the same connection."""
    with Relay(saying(**{stage: {ANN.recipient: reply}})) as relay:
        first, second = asyncio.run(exchange(relay, ANN, to("bob@readers.example")))
    assert (first.state, first.reply.code, first.reply.status) == (state, int(reply[:3]), reply[4:9])
    assert (second.state, relay.connections) == (DeliveryState.SENT, 1)
    assert relay.recipients == ["bob@readers.example"]


def test_after_a_refused_recipient_nothing_is_handed_over():
    """No DATA follows a refused RCPT, and the ledger is not asked (S9)."""
    hand = Hand()
    found, _ = outcome(saying(RCPT={"*": "550 5.1.1 no"}), hand=hand)
    assert (found.state, hand.asked) == (DeliveryState.FAILED, 0)


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "DOT"])
def test_421_defers_and_ends_the_connection(stage):
    """The relay goes away in good order: the mail was not taken, wherever that was said (S4)."""
    found, relay = outcome(saying(**{stage: {"*": "421 4.3.2 shutting down"}}))
    assert (found.state, found.reply.code, found.usable) == (DeliveryState.DEFERRED, 421, False)
    assert relay.mails == []


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
def test_a_connection_lost_before_the_mail_went_means_not_delivered(stage):
    """Cut at MAIL, at RCPT or at DATA, the mail can be tried again (S5)."""
    found, relay = outcome(saying(**{stage: {"*": DROP}}))
    assert (found.state, found.usable, relay.mails) == (DeliveryState.DEFERRED, False, [])


def test_a_connection_lost_after_the_final_dot_is_uncertain():
    """The relay has the mail and never said so: neither sent nor to be sent again (RFC 1047)."""
    found, relay = outcome(saying(DOT={"*": DROP}))
    assert (found.state, found.usable, len(relay.mails)) == (DeliveryState.UNCERTAIN, False, 1)


@pytest.mark.parametrize("code", [530, 550, 501])
def test_a_refused_sender_is_nobody_s_fault_but_ours(code):
    """5yz to MAIL says nothing about the reader: the outcome says so and nothing was handed over."""
    hand = Hand()
    found, _ = outcome(saying(MAIL={"*": f"{code} 5.7.0 not from you"}), hand=hand)
    assert (found.ours, hand.asked) == (True, 0)


def test_a_mail_that_is_not_ours_any_more_is_not_sent():
    """Where the ledger says no, the connection ends before the mail: after the 354 nothing else stops it."""
    with Relay() as relay:
        none, after = asyncio.run(exchange(relay, ANN, to("bob@readers.example"), hand=Hand(answer=False)))
    assert (none, after.state, after.usable) == (None, DeliveryState.DEFERRED, False)
    assert (relay.mails, relay.connections) == ([], 1)


def test_where_the_ledger_fails_nothing_is_sent():
    """An error out of the ledger comes through, and the connection is not used again."""

    async def attempt():
        channel = await smtp(relay).open()
        with pytest.raises(DatabaseError):
            await channel.transmit(Mail.of(ANN, MAIL), Hand(DatabaseError("gone")))
        after = await channel.transmit(Mail.of(ANN, MAIL), Hand())
        await channel.close()
        return after

    with Relay() as relay:
        after = asyncio.run(attempt())
    assert (after.state, after.usable, relay.mails) == (DeliveryState.DEFERRED, False, [])


@pytest.mark.parametrize("silent", ["MAIL", "DOT"])
def test_a_cancelled_mail_leaves_no_reply_for_the_next_one(silent):
    """After a cancelled transaction the connection answers nothing any more, so no reply is taken for another's."""

    async def attempt():
        says_nothing = {"MAIL": None, "RCPT": None, "DATA": None} if silent == "MAIL" else {"DOT": None}
        async with scripted(**says_nothing) as server:
            channel = await smtp(server).open()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(channel.transmit(Mail.of(ANN, MAIL), Hand()), 0.05)
            after = await channel.transmit(Mail.of(to("bob@readers.example"), MAIL), Hand())
            await channel.close()
            return after, server.mails

    after, mails = asyncio.run(attempt())
    assert (after.state, after.usable, mails) == (DeliveryState.DEFERRED, False, [MAIL] * (silent == "DOT"))


def test_an_address_outside_ascii_needs_smtputf8():
    """Where the relay does not offer it, that reader fails for good and before anything is asked (M13)."""
    with Relay(enable_SMTPUTF8=False) as relay:
        first, second = asyncio.run(exchange(relay, to("jörg@readers.example"), ANN))
    assert (first.state, first.reply.status, second.state) == (
        DeliveryState.FAILED,
        "5.6.7",
        DeliveryState.SENT,
    )


def test_an_address_outside_ascii_arrives_where_smtputf8_is_offered():
    """The address goes over in UTF-8 (RFC 6531)."""
    found, relay = outcome(saying(), to("jörg@readers.example"))
    assert (found.state, relay.recipients) == (DeliveryState.SENT, ["jörg@readers.example"])


@pytest.mark.parametrize(
    "address", ["a@b.example>\r\nRCPT TO:<c@d.example", "a b@c.example", "nobody", "a\0@b.example", ""]
)
def test_what_is_no_address_never_reaches_the_wire(address):
    """A command cannot be smuggled in by an address: it fails by itself."""
    found, relay = outcome(saying(), to(address))
    assert (found.state, found.ours, relay.mails) == (DeliveryState.FAILED, False, [])


def test_a_mail_over_the_relay_s_size_is_not_begun():
    """SIZE of EHLO is looked at before DATA (RFC 1870), and too large an edition is no reader's fault."""
    hand = Hand()

    async def attempt():
        async with scripted(EHLO=b"250-small.test\r\n250 SIZE 20\r\n") as server:
            return (await exchange(server, ANN, hand=hand))[0], server.commands

    found, commands = asyncio.run(attempt())
    assert (found.ours, found.reply.code, hand.asked) == (True, 552, 0)
    assert not any(line.startswith(b"MAIL") for line in commands)


def test_the_size_is_told_where_the_relay_asks_for_it():
    """MAIL carries the number of octets as they go over (RFC 1870 §6)."""

    async def attempt():
        async with scripted() as server:
            await exchange(server, ANN)
            return server.commands, server.mails

    commands, mails = asyncio.run(attempt())
    assert f"MAIL FROM:<{ANN.sender}> SIZE={len(MAIL)}".encode() in commands
    assert mails == [MAIL]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"MAIL": b"what?\r\n"}, DeliveryState.DEFERRED),
        ({"RCPT": b"354 go on\r\n"}, DeliveryState.DEFERRED),
        ({"RCPT": b"250 ok\r\n250 ok again\r\n"}, DeliveryState.DEFERRED),
        ({"DATA": b"250 ok\r\n"}, DeliveryState.DEFERRED),
        ({"DATA": b"199 hm\r\n"}, DeliveryState.DEFERRED),
        ({"DOT": b"2 50 kept\r\n"}, DeliveryState.UNCERTAIN),
        ({"DOT": b"354 go on\r\n"}, DeliveryState.UNCERTAIN),
        ({"DOT": b"250 " + b"x" * 40_000}, DeliveryState.UNCERTAIN),
        ({"DOT": b""}, DeliveryState.UNCERTAIN),
    ],
)
def test_replies_out_of_step_end_the_connection(said, state):
    """A reply that means nothing is no refusal: before the mail it is tried again, after it nobody knows."""

    async def attempt():
        async with scripted(**said) as server:
            channel = await smtp(server).open()
            found = await channel.transmit(Mail.of(ANN, MAIL), Hand())
            after = await channel.transmit(Mail.of(ANN, MAIL), Hand())
            await channel.close()
            return found, after

    found, after = asyncio.run(attempt())
    assert (found.state, found.usable) == (state, False)
    assert (after.state, after.usable) == (DeliveryState.DEFERRED, False)


def test_a_reply_too_many_after_the_mail_is_not_taken_for_the_next_one():
    """The mail counts as answered, and the connection is given up."""

    async def attempt():
        async with scripted(DOT=b"250 kept\r\n250 kept again\r\n") as server:
            return (await exchange(server, ANN))[0]

    found = asyncio.run(attempt())
    assert (found.state, found.usable) == (DeliveryState.SENT, False)


def test_a_refusal_is_believed_though_the_connection_ends_with_it():
    """A relay that hangs up after its 550 has said what it has to say."""

    async def attempt():
        async with scripted(RCPT=b"550 5.1.1 no\r\n", RSET=b"") as server:
            return (await exchange(server, ANN))[0]

    found = asyncio.run(attempt())
    assert (found.state, found.usable) == (DeliveryState.FAILED, False)


def test_any_positive_reply_to_the_mail_means_that_it_was_taken():
    """2yz is enough (RFC 5321 §4.2.1): some relays answer 251 or 200."""

    async def attempt():
        async with scripted(DOT=b"200 fine\r\n") as server:
            return (await exchange(server, ANN))[0]

    assert asyncio.run(attempt()).state is DeliveryState.SENT


def test_letters_of_another_charset_in_a_reply_can_be_stored():
    """A relay that speaks Latin-1, or sends NUL, leaves a text that any database takes."""

    async def attempt():
        async with scripted(RCPT=b"550 5.1.1 Empf\xe4nger\0 <ann@readers.example> unbekannt\r\n") as server:
            return (await exchange(server, ANN))[0]

    assert asyncio.run(attempt()).reply.text == "Empf nger <address> unbekannt"


def test_a_host_that_refuses_is_one_clear_error():
    """Nobody listens: the error names the place and what to look at."""
    transport = SmtpTransport(SmtpSettings(host="127.0.0.1", port=1, tls="none"))
    with pytest.raises(TransportError, match=r"127\.0\.0\.1:1 cannot be used.*check \[smtp\]"):
        asyncio.run(transport.open())


@pytest.mark.parametrize(
    "greeting",
    [{"EHLO": b"550 go away\r\n"}, {"EHLO": b""}, {"EHLO": b"?\r\n"}],
    ids=["550", "cut", "garbage"],
)
def test_a_host_that_does_not_greet_is_one_clear_error(greeting):
    """EHLO and HELO refused, cut off or answered by nonsense."""

    async def attempt():
        async with scripted(**greeting, HELO=b"550 go away\r\n") as server:
            with pytest.raises(TransportError, match="cannot be used"):
                await smtp(server).open()

    asyncio.run(attempt())
