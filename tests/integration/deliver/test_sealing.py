"""Editions and notices leave signed: inline where there are few, by processes of their own where there are many."""

import warnings

import dkim as judge
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from press import Press

from digest.deliver import sealing
from digest.deliver.dkim import Key, Signer, record
from digest.deliver.outbox import OutboxTransport

KEY = Key(
    "news.example",
    "s1",
    rsa.generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
)


@pytest.mark.parametrize("many", [1, 1000], ids=["processes", "inline"])
@pytest.mark.long
def test_every_mail_of_an_edition_is_signed(engine, now, tmp_path, monkeypatch, many):
    """Each reader's own bytes verify, whoever signed them."""
    monkeypatch.setattr(sealing, "MANY", many)
    press = Press(engine, now)
    press.print("ann", "bob", "cem")
    press.run(OutboxTransport(tmp_path), signer=Signer((KEY,)))
    mails = [path.read_bytes() for path in sorted(tmp_path.glob("*.eml"))]
    assert len(mails) == 3
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert all(judge.verify(mail, dnsfunc=lambda *_, **__: record(KEY).encode()) for mail in mails)
