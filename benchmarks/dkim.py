"""What a DKIM signature costs a 45 KB mail, against dkimpy's own signer on the same bytes.

Usage: dkim.py [MAILS]      exits 1 where signing costs more than a fifth of dkimpy's time
"""

# ruff: noqa: E402 - see sys.path
import sys

sys.path = sys.path[1:]  # this folder: dkimpy's module is called as we are

import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime

import dkim as dkimpy
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from digest.compose.message import Composition, Part, Tokens, Writer, write_alternative
from digest.deliver.dkim import Body, Key, Signer

VALUES = {
    "date": b"Tue, 24 Nov 2026 06:30:00 +0000",
    "to": b"Ann <ann@readers.example>",
    "message_id": b"<1.abc@news.example>",
    "unsubscribe_url": b"https://news.example/unsubscribe/x",
    "unsubscribe_url.qp": b"https://news.example/unsubscribe/x",
}


def pem(private) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def mail() -> Composition:
    writer, tokens = Writer(), Tokens.of("x")
    writer.slot_header("Date", "date")
    writer.header("From", b"The Harbour Briefing <briefing@news.example>")
    writer.slot_header("To", "to")
    writer.header("Subject", b"Ferry strike")
    writer.slot_header("Message-ID", "message_id")
    writer.slot_header("List-Unsubscribe", "unsubscribe_url", (b"<", b">"))
    writer.header("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click")
    link = f"\nLeave: {tokens['unsubscribe_url']}\n"
    story = "The first ferry of the morning did not sail. "
    write_alternative(
        writer, (Part("plain", story * 180 + link), Part("html", f"<p>{story * 760}</p>{link}")), tokens
    )
    return writer.close()


def micros(work: Callable[[], object], times: int) -> float:
    """The best of three rounds, per call."""
    rounds = []
    for _ in range(3):
        start = time.perf_counter()
        for _ in range(times):
            work()
        rounds.append((time.perf_counter() - start) / times * 1e6)
    return min(rounds)


def main() -> int:
    warnings.simplefilter("ignore")
    times, now = int(sys.argv[1]) if len(sys.argv) > 1 else 300, datetime.now(UTC)
    composition = mail()
    body, message = Body.of(composition), composition.merge(VALUES)
    assert body is not None
    head = message.partition(b"\r\n\r\n")[0]
    keys = {
        "rsa": Key("news.example", "s1", pem(rsa.generate_private_key(65537, 2048))),
        "ed25519": Key("news.example", "e1", pem(ed25519.Ed25519PrivateKey.generate())),
    }
    figures = {"body hash": micros(lambda: body.hash(VALUES), times)}
    for name, key in keys.items():
        signer = Signer((key,))
        figures[f"{name} alone"] = micros(lambda key=key: key.sign(bytes(32)), times)
        figures[f"{name} in all"] = micros(
            lambda signer=signer: signer.finish(signer.prepared(head, body.hash(VALUES), now)), times
        )
    old = keys["rsa"].pem
    figures["dkimpy rsa"] = micros(
        lambda: dkimpy.sign(message, b"s1", b"news.example", old, canonicalize=(b"relaxed", b"relaxed")),
        max(times // 10, 5),
    )
    print(f"a mail of {len(message):,} octets; microseconds a signature, best of three rounds of {times}")
    for name, figure in figures.items():
        print(f"{name:<14} {figure:8.0f}")
    ratio = figures["rsa in all"] / figures["dkimpy rsa"]
    print(f"rsa in all / dkimpy: {ratio:.3f} (at most 0.2)")
    return int(ratio > 0.2)


if __name__ == "__main__":
    sys.exit(main())
