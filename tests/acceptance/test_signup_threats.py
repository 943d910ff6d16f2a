"""The threats to a signup at their full figures: floods, floods from everywhere, and what an answer's time tells."""

import os
import statistics
import time
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from random import Random

import pytest
from sqlalchemy import func, select

from digest.compose.headers import one_line
from digest.compose.letterhead import Letterhead
from digest.compose.message import Part, Tokens, write_part
from digest.compose.notices import compose_notice
from digest.compose.sheet import bulk, leavable, opened
from digest.compose.templates import environment
from digest.config import Mailbox
from digest.database import writing
from digest.deliver.personal import Personal
from subscribers import roster
from subscribers.address import parse, parse_name
from subscribers.errors import AddressError
from subscribers.guard import Limits
from subscribers.models import Notice, SuppressionReason
from subscribers.roster import Recipient
from subscribers.tokens import Keys
from subscribers.web import Gate

SMOKE = bool(os.environ.get("SMOKE"))
POSTS = 400 if SMOKE else 10_000
ROUNDS = 50 if SMOKE else 500
NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
WITHIN = 0.002  # seconds
WIDE = Limits(per_newsletter=1_000_000, in_all=1_000_000)
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def notices(site):
    with writing(site.engine) as session:
        return session.scalar(select(func.count()).select_from(Notice))


@on_sqlite
def test_a_list_bomber_causes_one_mail_a_day(site):
    """Ten thousand posts for one address, each from a network of its own, over a day: one mail."""
    site.gate = Gate(fill_time=timedelta(0), limits=WIDE, trusted_proxies=("10.0.0.1",))
    client, step = site.client("10.0.0.1"), timedelta(hours=23, minutes=50) / POSTS
    for n in range(POSTS):
        site.now += step
        network = {"X-Forwarded-For": f"{n % 200 + 20}.{n // 200 % 250}.1.1"}
        sent = client.post("/subscribe", json={"email": "Victim@example.com"}, headers=network)
        assert sent.status_code == 202
    assert notices(site) == 1


@on_sqlite
def test_a_flood_from_everywhere_meets_a_ceiling(site):
    """As many addresses from as many networks within an hour: no more mails than the newsletter's ceiling allows."""
    ceiling = POSTS // 5
    site.gate = Gate(
        fill_time=timedelta(0), limits=Limits(per_newsletter=ceiling), trusted_proxies=("10.0.0.1",)
    )
    client = site.client("10.0.0.1")
    for n in range(POSTS):
        network = {"X-Forwarded-For": f"{n % 200 + 20}.{n // 200 % 250}.1.1"}
        client.post("/subscribe", json={"email": f"r{n}@example.com"}, headers=network)
    assert notices(site) == ceiling


@pytest.mark.skipif(SMOKE, reason="SMOKE: medians of a busy machine's few rounds say nothing")
@on_sqlite
def test_the_time_of_an_answer_tells_nothing(site, capsys):
    """New, pending, confirmed and suppressed addresses, 500 interleaved posts each: medians within two milliseconds."""
    site.gate = Gate(
        fill_time=timedelta(0),
        limits=Limits(per_address=10_000, per_newsletter=1_000_000, in_all=1_000_000),
        trusted_proxies=("10.0.0.1",),
    )
    site.join("pending@example.com", confirmed=False)
    site.join("confirmed@example.com")
    with writing(site.engine) as session:
        bad = parse("suppressed@example.com")
        roster.suppress(
            session, bad, SuppressionReason.COMPLAINED, newsletter=None, keys=site.keys, at=site.now
        )
    client, taken = site.client("10.0.0.1"), {}
    for n in range(ROUNDS + 10):
        for kind in ("new", "pending", "confirmed", "suppressed"):
            email = f"new{n}@example.com" if kind == "new" else f"{kind}@example.com"
            network = {"X-Forwarded-For": f"{n % 200 + 20}.{n // 200}.{len(kind)}.1"}
            begun = time.perf_counter()
            sent = client.post("/subscribe", json={"email": email}, headers=network)
            taken.setdefault(kind, []).append(time.perf_counter() - begun)
            assert sent.status_code == 202
    medians = {kind: statistics.median(times[10:]) for kind, times in taken.items()}
    with capsys.disabled():
        print({kind: f"{seconds * 1000:.2f} ms" for kind, seconds in medians.items()})
    assert max(medians.values()) - min(medians.values()) < WITHIN


def strange(random: Random) -> str:
    """What somebody types who would add a header: line breaks, controls, quotes, half encoded-words."""
    alphabet = "abcZ ,;:<>()@\"\\'=?_\r\n\t\0\x0b\x85\u2028\u202eéß漢字🙂"
    text = "".join(random.choices(alphabet, k=random.randint(1, 40)))
    return text + random.choice(["", "\r\nBcc: x@y.example", "\n\nA body", "=?utf-8?q?=0D=0ABcc:_x?="])


def header_names(mail: bytes) -> tuple[str, ...]:
    return tuple(message_from_bytes(mail).keys())


HEAD = Letterhead(
    "daily", "The Morning Wire", "", "1 Quay Street", "en", Mailbox("", "wire@news.example"), None, "https://n.example"
)  # fmt: skip
PERSONAL = Personal(
    Keys.from_secrets(["a secret for the tests of names"]),
    "daily",
    1,
    HEAD.base_url,
    HEAD.sender,
    Mailbox("", "bounces@news.example"),
)


def test_no_name_adds_a_header():
    """Ten thousand generated names, line breaks and all: each is refused at the door, or every mail has the same headers."""
    composition = compose_notice("welcome", HEAD, environment()).composition
    random, refused, sets = Random(20261124), 0, set()
    for number in range(POSTS):
        try:
            name = parse_name(strange(random))
        except AddressError:
            refused += 1
            name = parse_name(f"Ann {number}")
        values = PERSONAL.values(Recipient(number, "ann@example.com", name, True), NOW)
        sets.add(header_names(composition.merge(values)))
    assert len(sets) == 1
    assert 0 < refused < POSTS


def test_no_subject_adds_a_header():
    """Ten thousand generated subjects: every mail has the same headers, and one Subject, of one line, that says it."""
    random, sets, reader = Random(20261125), set(), Recipient(1, "ann@example.com", "Ann", True)
    for _ in range(POSTS):
        subject = strange(random)
        writer = opened(HEAD, subject)
        leavable(writer, HEAD)
        bulk(writer, HEAD, "20261124:morning:briefing")
        writer.header("MIME-Version", b"1.0")
        write_part(writer, Part("plain", "Good morning.\n"), Tokens.of("subjects"))
        mail = writer.close().merge(PERSONAL.values(reader, NOW))
        sets.add(header_names(mail))
        assert str(make_header(decode_header(message_from_bytes(mail)["Subject"] or ""))) == one_line(subject)
    assert len(sets) == 1
