"""What a relay's log says of mails that we know by their Message-ID."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.maillog import Fate, Reading, when

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SYSLOG = "Nov 24 06:30:0{second} mx postfix/{service}[811]: {queue}: {text}"
ISO = "2026-11-24T06:30:0{second}.123456+00:00 mx postfix/{service}[811]: {queue}: {text}"


def reading() -> Reading:
    return Reading({"1.abc", "1.def"}, NOW, UTC)


def lines(form: str, *said: tuple[str, str, str]) -> list[str]:
    return [
        form.format(second=number, service=service, queue=queue, text=text)
        for number, (service, queue, text) in enumerate(said)
    ]


TAKEN = (
    ("smtpd", "4F1A2B3C4D", "client=localhost[127.0.0.1]"),
    ("cleanup", "4F1A2B3C4D", "message-id=<1.abc@news.example>"),
    ("qmgr", "4F1A2B3C4D", "from=<bounces+1-2-x@news.example>, size=45120, nrcpt=1 (queue active)"),
)


@pytest.mark.parametrize("form", [SYSLOG, ISO, SYSLOG.replace("postfix/", "postfix-out/")])
def test_a_mail_in_the_queue_was_taken(form):
    """Old and new lines of syslog, and a second instance's."""
    log = reading()
    log.take(lines(form, *TAKEN))
    assert log.fates == {"1.abc": Fate(accepted=True)}


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        (
            "to=<a@b.example>, relay=mx.b.example[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)",
            Fate(accepted=True, status="sent", dsn="2.0.0"),
        ),
        (
            "to=<a@b.example>, relay=none, delay=1, dsn=4.4.1, status=deferred (no route)",
            Fate(accepted=True, status="deferred", dsn="4.4.1"),
        ),
        (
            "to=<a@b.example>, relay=mx, dsn=5.1.1, status=bounced (550 no such user)",
            Fate(accepted=True, status="bounced", dsn="5.1.1"),
        ),
    ],
)
def test_the_last_word_counts(text, fate):
    """Sent, deferred, bounced, with the status of RFC 3463."""
    log = reading()
    log.take(lines(ISO, *TAKEN, ("smtp", "4F1A2B3C4D", text)))
    assert log.fates["1.abc"] == fate
    assert fate.failed is (fate.status == "bounced")


def test_a_message_id_alone_is_no_mail():
    """Broken off after the headers: cleanup has read the Message-ID, and the queue never had the mail."""
    log = reading()
    log.take(lines(SYSLOG, *TAKEN[:2]))
    assert log.fates == {}


def test_a_queue_id_is_used_again():
    """What is said of the next mail under the same queue id is not ours."""
    log = reading()
    log.take(
        lines(SYSLOG, TAKEN[1], ("cleanup", "4F1A2B3C4D", "message-id=<other@elsewhere.example>"), TAKEN[2])
    )
    assert log.fates == {}


def test_a_log_covers_what_lies_between_its_lines():
    """Its first line before, and its last one after."""
    log, half = reading(), datetime(2026, 11, 24, 6, 30, 1, tzinfo=UTC)
    log.take(lines(SYSLOG, *TAKEN))
    assert log.covers(half - timedelta(seconds=1), half)
    assert not log.covers(half - timedelta(seconds=2), half)
    assert not log.covers(half, half + timedelta(seconds=1))
    assert not reading().covers(half, half)


def test_a_line_without_a_year_is_of_the_past():
    """In January a line of December is last year's; a zone counts; there is no 29 February in 2026."""
    new_year = datetime(2027, 1, 1, 0, 5, tzinfo=UTC)
    assert when("Dec 31 23:59:00", new_year, UTC) == datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    assert when("Nov 24 07:30:00", NOW, timezone(timedelta(hours=1))) == datetime(
        2026, 11, 24, 6, 30, tzinfo=UTC
    )
    assert when("Feb 29 00:00:00", NOW, UTC) is None


@given(st.text(max_size=200))
def test_other_lines_are_passed_over(text):
    """Whatever stands in a log, it is read."""
    log = reading()
    log.take([text, f"Nov 24 06:30:00 mx postfix/cleanup[1]: {text}", f"2026-99-24T{text}"])
    assert log.fates == {}
