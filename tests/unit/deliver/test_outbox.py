"""Mails as files: whole or not there, and only where the ledger says so."""

import asyncio

import pytest

from digest.deliver.outbox import OutboxTransport
from digest.deliver.transport import Envelope, Mail
from digest.errors import TransportError
from digest.models import DeliveryState

ENVELOPE = Envelope("bounces+1@news.example", "ann@readers.example", "morning-1-7")
MAIL = b"Subject: hello\r\n\r\n.\r\n"


def transmitted(folder, *, hand=True, before=None):
    async def one():
        channel = await OutboxTransport(folder).open()
        if before:
            before()

        async def answer():
            return hand

        found = await channel.transmit(Mail.of(ENVELOPE, MAIL), answer)
        await channel.close()
        return found

    return asyncio.run(one())


def test_a_mail_becomes_one_file_headed_by_its_envelope(tmp_path):
    """The bytes as they are, under the two headers that a mailbox would add."""
    assert transmitted(tmp_path / "out").state is DeliveryState.SENT
    (path,) = (tmp_path / "out").iterdir()
    assert path.name == "morning-1-7.eml"
    assert path.read_bytes() == (
        b"Return-Path: <bounces+1@news.example>\r\nDelivered-To: ann@readers.example\r\n" + MAIL
    )


def test_the_same_mail_again_replaces_its_file(tmp_path):
    """A resend leaves one file."""
    for _ in range(2):
        transmitted(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_without_a_yes_of_the_ledger_nothing_is_written(tmp_path):
    """The row is somebody else's."""
    assert transmitted(tmp_path, hand=False) is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_put_off(tmp_path):
    """The folder vanished: an outcome, no exception."""
    found = transmitted(tmp_path / "out", before=(tmp_path / "out").rmdir)
    assert (found.state, found.reply.text[:12]) == (DeliveryState.DEFERRED, "not written:")


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    """A file stands in its way."""
    (tmp_path / "out").write_text("")
    with pytest.raises(TransportError, match="cannot be used"):
        transmitted(tmp_path / "out" / "deeper")
