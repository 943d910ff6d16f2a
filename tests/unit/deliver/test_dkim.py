"""Signatures that another implementation verifies, and that what matters cannot be changed beneath."""

import warnings
from datetime import UTC, datetime

import dkim as judge
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from digest.cli.signing import split
from digest.compose.message import Composition
from digest.deliver.dkim import OVERSIGNED, Body, Key, Signer, body_hash, fields, record

NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


def pem(private) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


RSA = Key("news.example", "s1", pem(rsa.generate_private_key(65537, 2048)))
ED25519 = Key("news.example", "e1", pem(ed25519.Ed25519PrivateKey.generate()))
SIGNER = Signer((RSA, ED25519))
DNS = {f"{key.selector}._domainkey.news.example.".encode(): record(key).encode() for key in SIGNER.keys}
MAIL = Composition(
    (
        b"Date: Tue, 24 Nov 2026 06:30:00 +0000\r\nFrom: The  Harbour <briefing@news.example>\r\nTo: ",
        b"\r\nSubject: =?utf-8?q?F=C3=A4hre?=\r\n =?utf-8?q?_und_Kran?=\r\nMessage-ID: <1@news.example>\r\nList-Unsubscribe: <",
        b">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nMIME-Version: 1.0\r\n\r\nThe ferry \t sails \t\r\nat=\r\n",
        b"=\r\n .\r\n..\r\nBye =\r\n",
        b"=\r\n\r\n--end--\r\n\r\n\r\n",
    ),
    ("to", "unsubscribe_url", "unsubscribe_url.qp", "preferences_url.qp"),
)
VALUES = {
    "to": b"Ann <ann@readers.example>",
    "unsubscribe_url": b"https://news.example/u/1",
    "unsubscribe_url.qp": b"https://news.example/=\r\nu/1",
    "preferences_url.qp": b"  x\ty ",
}


def verified(mail: bytes) -> list[bool]:
    """What dkimpy says of both signatures."""
    return [_holds(mail, index) for index in (0, 1)]


def _holds(mail: bytes, index: int) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return bool(judge.DKIM(mail).verify(idx=index, dnsfunc=lambda name, timeout=5: DNS.get(name)))
        except judge.DKIMException:
            return False


def signed() -> bytes:
    message = MAIL.merge(VALUES)
    return SIGNER.above(message, NOW) + message


def test_both_signatures_verify():
    """RSA and Ed25519 over folded, spaced and dotted lines; no line is long; there is no `l=`."""
    mail = signed()
    assert verified(mail) == [True, True]
    assert max(map(len, mail.split(b"\r\n"))) < 100
    assert b" l=" not in mail


@pytest.mark.parametrize("name", [name.decode() for name in OVERSIGNED])
def test_a_second_field_on_top_breaks_them(name):
    """What a reader sees, and how one leaves, cannot be put on top of ours."""
    assert verified(f"{name.title()}: https://evil.example\r\n".encode() + signed()) == [False, False]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"ferry", b"fairy"),
        (b"One-Click", b"One-Crick"),
        (b"--end--\r\n", b"--end--\r\nmore\r\n"),
        (b"u/1>", b"u/2>"),
    ],
)
def test_a_change_breaks_them(old, new):
    """A word, a header, a line behind the end."""
    assert verified(signed().replace(old, new)) == [False, False]


def test_what_relays_do_to_white_space_does_not():
    """Relaxed: folded anew, runs of spaces, empty lines at the end."""
    mail = (
        signed().replace(b"sails \t\r\n", b"sails\r\n").replace(b"The  Harbour", b"The\r\n Harbour")
        + b"\r\n\r\n"
    )
    assert verified(mail) == [True, True]


PIECE = st.text(alphabet="ab= \t.\r\n", max_size=30).map(
    lambda text: text.replace("\r", "").replace("\n", "\r\n").encode()
)


@given(st.lists(PIECE, min_size=2, max_size=5), st.lists(PIECE, min_size=4, max_size=4))
def test_the_shared_state_gives_the_hash_of_the_whole(pieces, values):
    """Whatever stands in segments and slots: hashed piece by piece as in one go, or not taken apart at all."""
    names = tuple(f"slot{index}" for index in range(len(pieces) - 1))
    composition = Composition((b"Subject: x\r\n\r\n" + pieces[0], *pieces[1:]), names)
    given_values = dict(zip(names, values, strict=False))
    body = Body.of(composition)
    if body is not None:
        assert body.hash(given_values) == body_hash(composition.merge(given_values).partition(b"\r\n\r\n")[2])


def test_a_mail_of_ours_is_taken_apart():
    """The shape that editions have is hashed from the shared state, not in one go."""
    body = Body.of(MAIL)
    assert body is not None
    assert body.hash(VALUES) == body_hash(MAIL.merge(VALUES).partition(b"\r\n\r\n")[2])


def test_an_empty_body_has_the_hash_of_nothing():
    """RFC 6376 §3.4.4: an empty body, and one of empty lines."""
    assert body_hash(b"") == body_hash(b"\r\n\r\n") == body_hash(b" \r\n")


def test_header_fields_are_unfolded():
    """Names in lower case, white space collapsed (§3.4.2)."""
    assert fields(b"Sub Ject\t:  a\r\n\t b  c \r\nTo:x") == [
        (b"sub ject", b"sub ject:a b c\r\n"),
        (b"to", b"to:x\r\n"),
    ]


@pytest.mark.parametrize("bad", [pem(rsa.generate_private_key(65537, 1024)), b"nothing", b""])
def test_a_key_that_nobody_believes_is_refused(bad):
    """1,024 bits, or no key at all."""
    with pytest.raises(ValueError, match=r".+"):
        Key("news.example", "s1", bad).checked()


def test_a_long_record_is_split_for_the_dns():
    """No string of a TXT record is longer than 255 octets, and nothing is lost."""
    parts = split(record(RSA))
    assert len(parts) == 2
    assert max(map(len, parts)) <= 255
    assert "".join(parts) == record(RSA)
