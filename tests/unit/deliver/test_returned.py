"""What a mail that came back says: of whom, for how long, why."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from returned import ALL, COMPLAINT, OTHERS, REPLIES, SHAPES, notice, report
from spoiling import spoiled

from digest.deliver.bounces.classify import classify
from digest.deliver.bounces.codes import codes
from digest.deliver.bounces.report import Kind


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_says_of_whom_and_why(shape):
    """Address, status, duration, hardness and reason out of fields, of servers' prose and of several languages."""
    raw, expected = SHAPES[shape]
    read = classify(raw)
    assert read.kind is Kind.BOUNCE
    assert [
        (one.address, one.status, one.duration, one.hard, one.reason) for one in read.failures
    ] == expected


@pytest.mark.parametrize("shape", SHAPES)
def test_line_ends_do_not_matter(shape):
    """A mail with CRLF says what it says with LF."""
    raw, _ = SHAPES[shape]
    assert classify(raw.replace(b"\n", b"\r\n")) == classify(raw)


def test_a_complaint_names_who_complained():
    """RFC 5965: a feedback report is no bounce."""
    read = classify(COMPLAINT)
    assert (read.kind, [one.address for one in read.failures]) == (Kind.COMPLAINT, ["ida@harbour.example"])


def test_a_report_of_authentication_is_no_complaint():
    """RFC 6591: that our signature failed somewhere is nobody's complaint."""
    assert (
        classify(COMPLAINT.replace(b"Feedback-Type: abuse", b"Feedback-Type: auth-failure")).kind
        is not Kind.COMPLAINT
    )


@pytest.mark.parametrize("raw", REPLIES)
def test_an_automatic_reply_is_told_apart(raw):
    """Away, received, are you human: none of them is about an address that does not work."""
    assert (classify(raw).kind, classify(raw).failures) == (Kind.AUTOREPLY, ())


@pytest.mark.parametrize("raw", OTHERS)
def test_what_a_person_writes_is_something_else(raw):
    """A reader's answer, and an empty mail, report nothing."""
    assert (classify(raw).kind, classify(raw).failures) == (Kind.OTHER, ())


def test_a_report_of_success_is_no_bounce():
    """`Action: delivered` of all recipients says that all is well."""
    raw = report("Final-Recipient: rfc822; ida@harbour.example\nAction: delivered\nStatus: 2.0.0")
    assert classify(raw).kind is Kind.OTHER


@pytest.mark.parametrize(
    ("text", "status", "reply"),
    [
        ("550 5.1.1 unknown", "5.1.1", 550),
        ("host said: 421-4.7.0 [192.0.2.55] wait", "4.7.0", 421),
        ("connect to 5.4.3.2 failed after 450 seconds", "", None),
        ("5.0.0 then 5.2.2", "5.2.2", None),
        ("(#4.4.1)", "4.4.1", None),
        ("ResponseCode 552, full", "", 552),
        ("version 4.94.2 of the server", "", None),
        ("550 recipients were refused", "", None),
        ("452 recipient has no room", "", 452),
        (" <-- 451 busy", "", 451),
        ("ida@harbour.example - 452 full", "", 452),
        ("[192.0.2.55] 421 busy", "", 421),
        ("错误代码：452", "", 452),
        ("server version 4.5.1, 450 MB of mail", "", None),
    ],
)
def test_codes_are_told_from_other_numbers(text, status, reply):
    """Enhanced codes and replies, but no addresses, versions and counts."""
    found = codes(text)
    assert (found.status, found.reply) == (status, reply)


@given(st.binary(max_size=400), st.sampled_from(ALL), st.integers(0, 2000))
def test_noise_in_a_mail_never_raises(noise, raw, where):
    """Whatever bytes stand in it, a mail has a verdict."""
    assert classify(raw[:where] + noise + raw[where:]).kind in Kind


@pytest.mark.long
def test_mutated_mails_never_raise():
    """2,000 mails with bytes changed, lost, doubled and moved; the acceptance run has 100,000."""
    chance = random.Random(1)
    for _ in range(2000):
        assert classify(spoiled(chance.choice(ALL), chance)).kind in Kind


def nested(kind: str, depth: int) -> bytes:
    """Parts in parts."""
    parts = (f"Content-Type: {kind.format(level)}\n\n--X{level}\n" for level in range(depth))
    return ("From: MAILER-DAEMON@mx.town.example\nSubject: Undeliverable\n" + "".join(parts)).encode()


@pytest.mark.long
@pytest.mark.parametrize("kind", ["message/rfc822", "multipart/mixed; boundary=X{}"])
def test_parts_in_parts_are_read_as_far_as_they_go(kind):
    """A mail that nests two thousand deep is no exception, and keeps no other waiting."""
    assert classify(nested(kind, 2_000)).kind in Kind


def test_a_notice_of_thousands_of_addresses_takes_no_longer_than_one_of_a_hundred():
    """Whoever sends it to us learns nothing by it; what it would say of the others is left out."""
    lines = "\n".join(f"<reader{number}@harbour.example>: no such user" for number in range(5_000))
    read = classify(notice(lines))
    assert (read.kind, len(read.failures)) == (Kind.BOUNCE, 100)
