"""A thousand signed mails, judged by dkimpy and by opendkim with the key in a file; no DNS is asked."""

import os
import shutil
import subprocess
import warnings
from datetime import UTC, datetime
from pathlib import Path

import dkim as dkimpy
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from digest.compose.composer import Letterhead
from digest.compose.message import Composition, Part, Tokens, Writer, write_alternative
from digest.config import Mailbox
from digest.deliver.dkim import Key, Signer, record
from digest.deliver.personal import Personal
from subscribers.roster import Recipient
from subscribers.tokens import Keys

MAILS = 40 if os.environ.get("SMOKE") else 1000
SENDER = Mailbox("The Harbour Briefing", "briefing@news.example")
KEY = Key(
    "news.example",
    "s1",
    rsa.generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
)
NOW = datetime.now(UTC)


def composition(number: int) -> Composition:
    """A mail with every header and slot that an edition has, its text different each time."""
    writer, tokens = Writer(), Tokens.of(str(number))
    writer.slot_header("Date", "date")
    writer.header("From", b"The Harbour Briefing <briefing@news.example>")
    writer.slot_header("To", "to")
    writer.header("Subject", b"Ferry strike " + b"no. " * (number % 9))
    writer.slot_header("Message-ID", "message_id")
    writer.slot_header("List-Unsubscribe", "unsubscribe_url", (b"<", b">"))
    writer.header("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click")
    text = "\n".join(["Fähre  und\tKran ", "", ".", "..dots", "x" * (number % 200)] * (1 + number % 7))
    link = f"\nLeave: {tokens['unsubscribe_url']}\nWishes: {tokens['preferences_url']}\n"
    write_alternative(writer, (Part("plain", text + link), Part("html", f"<p>{text}</p>{link}")), tokens)
    return writer.close()


@pytest.fixture(scope="module")
def mails() -> list[bytes]:
    keys = Keys.from_secrets(["a secret of the tests, long enough"])
    head = Letterhead(
        "morning", SENDER.name, "", "12 Quay Street", "en", SENDER, None, "https://news.example"
    )
    signer, made = Signer((KEY,)), []
    for number in range(MAILS):
        personal = Personal(keys, head.slug, number + 1, head.base_url, SENDER, SENDER)
        reader = Recipient(
            number + 1, f"reader{number}@readers.example", "Ann Ässe" if number % 2 else None, ascii=True
        )
        message = composition(number).merge(personal.values(reader, NOW))
        made.append(signer.above(message, NOW) + message)
    return made


def on_top(mail: bytes) -> bytes:
    """The same with a second way to leave, which is not ours."""
    return b"List-Unsubscribe: <https://evil.example/>\r\n" + mail


def dkimpy_holds(mail: bytes) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return bool(dkimpy.verify(mail, dnsfunc=lambda *_, **__: record(KEY).encode()))


def test_dkimpy_verifies_each_and_no_second_way_to_leave(mails: list[bytes]) -> None:
    """1,000 of 1,000, and none with a prepended List-Unsubscribe."""
    assert [number for number, mail in enumerate(mails) if not dkimpy_holds(mail)] == []
    assert [number for number, mail in enumerate(mails) if dkimpy_holds(on_top(mail))] == []


@pytest.mark.skipif(
    shutil.which("opendkim") is None and "DIGEST_REQUIRE_JUDGES" not in os.environ,
    reason="NO JUDGE: opendkim is not installed; see `make judges`",
)
def test_opendkim_verifies_each_and_no_second_way_to_leave(mails: list[bytes], tmp_path: Path) -> None:
    """The same by opendkim's own library, its keys in a file."""
    data = tmp_path / "keys"
    data.write_text(f"s1._domainkey.news.example {record(KEY)}\n", encoding="ascii")
    config = tmp_path / "opendkim.conf"
    config.write_text(
        f"Mode v\nTestPublicKeys {data}\nOn-BadSignature reject\nOn-NoSignature reject\n", encoding="ascii"
    )

    def refused(variants: list[bytes]) -> list[int]:
        paths = []
        for number, mail in enumerate(variants):
            path = tmp_path / f"{number}.eml"
            path.write_bytes(mail)
            paths.append(path)
        return [number for number, path in enumerate(paths) if not opendkim_holds(config, path)]

    assert refused(mails) == []
    assert refused([on_top(mail) for mail in mails]) == list(range(len(mails)))


def opendkim_holds(config: Path, mail: Path) -> bool:
    ran = subprocess.run(
        ["opendkim", "-x", str(config), "-t", str(mail), "-vvv"], capture_output=True, text=True, check=False
    )
    return (
        ran.returncode == 0
        and "verification (s=s1" in ran.stdout + ran.stderr
        and "succeeded" in ran.stdout + ran.stderr
    )
