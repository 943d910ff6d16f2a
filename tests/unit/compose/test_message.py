"""Bytes with slots: what goes in comes out of a parser unchanged, whatever the script."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.compose import headers, quoted
from digest.compose.message import BODY_SLOTS, Composition, Part, Tokens, Writer, body_slot, write_alternative

URL = "https://news.example.org/unsubscribe/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
LINES = st.text(max_size=300)
TOKENS = Tokens.of("seed")


def _mail(text: str, html: str) -> Composition:
    writer = Writer()
    writer.slot_header("Date", "date")
    writer.header("From", headers.mailbox("Übersicht", "brief@news.example.org"))
    writer.slot_header("To", "to")
    writer.header("Subject", headers.unstructured("Subject", "A subject"))
    writer.slot_header("List-Unsubscribe", "unsubscribe_url", (b"<", b">"))
    write_alternative(writer, (Part("plain", text), Part("html", html)), TOKENS)
    return writer.close()


def _values(to: bytes = b"ada@example.org") -> dict[str, bytes]:
    bare = {
        "date": headers.date(datetime(2026, 11, 24, tzinfo=UTC)),
        "to": to,
        "unsubscribe_url": URL.encode(),
    }
    return bare | {body_slot(name): quoted.encode_value(URL) for name in BODY_SLOTS}


def _parsed(raw: bytes) -> EmailMessage:
    return cast("EmailMessage", message_from_bytes(raw, policy=policy.default))


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(before=LINES, after=LINES, line=LINES)
@example(before=".", after=".\n..\n.x", line=" trailing \t\n=")
@example(before="x" * 75, after="é" * 200, line="From here\n")
def test_bodies_arrive_as_they_were(before: str, after: str, line: str) -> None:
    """Any text around any slot is read back by a parser as it was written, the slot replaced by its value."""
    text = before + TOKENS["unsubscribe_url"] + after
    raw = _mail(text, line).merge(_values())
    plain, html = _parsed(raw).iter_parts()
    assert _normal(plain.get_content()).rstrip("\n") == _normal(before + URL + after).rstrip("\n")
    assert _normal(html.get_content()).rstrip("\n") == _normal(line).rstrip("\n")


@given(before=LINES, line=LINES, name=st.text(max_size=100))
@example(before="x" * 76, line="x" * 75 + " \n", name="")
def test_the_wire_is_plain(before: str, line: str, name: str) -> None:
    """Every line is 7-bit, at most 76 octets in bodies and 998 in headers, ends in CRLF, and no CR, LF or NUL stands alone."""
    raw = _mail(before + TOKENS["preferences_url"], line).merge(
        _values(headers.mailbox(name, "ada@example.org"))
    )
    assert raw.isascii()
    assert raw.endswith(b"\r\n")
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n|\x00", raw)
    head, _, body = raw.partition(b"\r\n\r\n")
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert max(map(len, body.split(b"\r\n"))) <= 76


@given(st.text(min_size=1, max_size=200))
@example("Grüße aus Köln: " + "ä" * 90)
@example("=?utf-8?q?not_encoded?=")
@example("日本語の件名" * 12)
def test_subjects_come_back_identical(subject: str) -> None:
    """A Subject of any script is read back as it was; no encoded-word is longer than 75, no line than 78."""
    value = headers.unstructured("Subject", subject)
    for line in (b"Subject: " + value).split(b"\r\n"):
        assert len(line) <= 78
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^ ]*\?=", value))
    parsed = message_from_bytes(b"Subject: " + value + b"\r\n\r\n", policy=policy.default)
    assert str(parsed["Subject"]).strip() == headers.one_line(subject)


@given(st.text(max_size=120))
@example('Ada "the first" Lovelace')
@example("O'Brien, Siobhán")
@example("a\r\nBcc: everyone@example.org")
def test_names_come_back_and_add_no_header(name: str) -> None:
    """A display name of any script is read back as it was, and never makes another header or recipient."""
    raw = _mail("a", "b").merge(_values(headers.mailbox(name, "ada@example.org")))
    parsed = _parsed(raw)
    assert sorted(key.lower() for key in parsed) == sorted(
        ["date", "from", "to", "subject", "list-unsubscribe", "mime-version", "content-type"]
    )
    (address,) = parsed["To"].addresses
    assert address.addr_spec == "ada@example.org"
    wanted = headers.one_line(name)
    if len(wanted.encode()) <= 40:  # past one encoded-word this parser adds spaces; the other one does not
        assert address.display_name == wanted
    wire, _ = parseaddr(headers.mailbox(name, "ada@example.org").decode().replace("\r\n", ""))
    assert str(make_header(decode_header(wire))) == wanted


def test_one_click_header_is_not_folded() -> None:
    """List-Unsubscribe keeps its address in one piece and without encoded-words (RFC 8058)."""
    raw = _mail("a", "b").merge(_values())
    assert f"\r\nList-Unsubscribe: <{URL}>\r\n".encode() in raw


def test_stored_compositions_are_the_same() -> None:
    """What was stored merges to the same bytes: a run that was killed goes on with them."""
    made = _mail("Über\n" + TOKENS["unsubscribe_url"], "<p>x</p>")
    again = Composition.from_bytes(made.to_bytes())
    assert again == made
    assert again.merge(_values()) == made.merge(_values())


def test_a_missing_value_is_an_error() -> None:
    """A slot without a value raises; nothing is sent with a hole in it."""
    with pytest.raises(KeyError):
        _mail("a", "b").merge({})


@given(st.text(max_size=400))
def test_values_decode_to_themselves(value: str) -> None:
    """A value encoded alone decodes to itself between two soft breaks."""
    import quopri

    body = b"x" + quoted.SOFT_BREAK + quoted.encode_value(value) + quoted.SOFT_BREAK + b"y"
    assert _normal(quopri.decodestring(body).decode()) == _normal("x" + value + "y")
    assert max(map(len, body.split(b"\r\n"))) <= 76
