"""What a bulk mail must be, checked on the merged bytes of a real edition: each rule its own test."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose import headers
from digest.compose.composer import Letterhead, compose_edition
from digest.compose.content import EditionContent, Item, Passage, Section, SourceLink
from digest.compose.message import Part, Tokens, Writer, write_alternative
from digest.compose.notices import compose_notice
from digest.compose.templates import environment
from digest.config import Mailbox
from digest.deliver.personal import Note, Personal, PersonalNotice
from subscribers.address import parse
from subscribers.roster import Recipient
from subscribers.tokens import Keys, Purpose, read

NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
HEAD = Letterhead(
    slug="morning",
    name="The Harbour Briefing",
    tagline="Before the first ferry",
    postal_address="Harbour Press, 12 Quay Street, Port Alder",
    language="en",
    sender=Mailbox("The Harbour Briefing", "briefing@news.example"),
    reply_to=Mailbox("Rédaction", "desk@news.example"),
    base_url="https://news.example",
)
BOUNCES = Mailbox("", "bounces@news.example")
SENTENCE = "Mediators return to the harbour at noon, and the union says that “rest” is not pay. "

letters = st.characters(exclude_categories=["Cs"])
keys = st.text(letters, min_size=16, max_size=40).map(lambda text: Keys.from_secrets([text]))
words = st.text(letters, max_size=100)
mailboxes = st.sampled_from(
    ["ann@readers.example", "a.b+c@xn--bcher-kva.example", "x" * 60 + "@long.readers.example"]
)
readers = st.builds(
    lambda key, email, name: Recipient(key, email, name or None, email.isascii()),
    st.integers(1, 2**32 - 1),
    mailboxes,
    words,
)
SOME_KEYS = Keys.from_secrets(["a secret of the tests, long enough"])
ANN = Recipient(7, "ann@readers.example", "Ann Merrow", ascii=True)


def story(number):
    return Item(
        number=number,
        label=f"Ferry strike, day {number}",
        headline=f"Ferry crews extend their strike for a {number}th day — talks “stall”",
        passages=(Passage(SENTENCE * 5),),
        sources=(SourceLink("Harbour Courier", f"https://courier.example/{number}?a=1&b=2"),),
        articles=(number,),
        kicker="Business",
        url=f"https://courier.example/{number}?a=1&b=2",
    )


CONTENT = EditionContent(
    newsletter="morning", name="The Harbour Briefing", tagline="Before the first ferry", day=date(2026, 11, 24),
    number=1214, language="en", subject="Ferry strike — 渡し船のストライキ, day 14, and what else there is to know",
    preheader="Ferry strike, day 2", greeting="A strike and a library card.",
    sections=(
        Section("Today’s big story", "lead", (story(1),)),
        Section("What else to know", "stories", tuple(story(number) for number in range(2, 16))),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def env():
    return environment()


@pytest.fixture(scope="module")
def full(env):
    """An edition of fifteen stories, dressed once."""
    return compose_edition(CONTENT, HEAD, env).composition


@pytest.fixture(scope="module")
def composition(env):
    """One of a single story, which parses quickly."""
    short = replace(CONTENT, sections=(Section("Today’s big story", "lead", (story(1),)),))
    return compose_edition(short, HEAD, env).composition


def personal(secrets=SOME_KEYS, edition=42):
    return Personal(secrets, "morning", edition, HEAD.base_url, HEAD.sender, BOUNCES)


def merged(composition, reader=ANN, secrets=SOME_KEYS, now=NOW):
    return composition.merge(personal(secrets).values(reader, now))


def read_mail(raw):
    return message_from_bytes(raw, policy=policy.default)


def raw_header(raw, name):
    """A header's value as it stands on the wire, folds and all."""
    head = raw.partition(b"\r\n\r\n")[0] + b"\r\n"
    found = re.findall(rb"(?im)^" + name.encode() + rb": ((?:.*\r\n)(?:[ \t].*\r\n)*)", head)
    assert len(found) == 1
    return found[0].removesuffix(b"\r\n")


def display_name(raw, name):
    """What stands before the address, decoded as RFC 2047 §6.2 says: space between two encoded-words is none.

    The standard library's newer parser keeps it in a phrase, so the older one reads it here.
    """
    phrase, _ = parseaddr(message_from_bytes(raw)[name].replace("\r\n", ""))
    return str(make_header(decode_header(phrase)))


def bodies(raw):
    text, html = read_mail(raw).iter_parts()
    return text.get_content(), html.get_content()


@given(readers, keys)
def test_m1_lines_are_short_and_end_in_crlf(composition, reader, secrets):
    """Lines of 998 octets at most, CRLF only, no NUL, a final CRLF; bodies and all but links stay under 79."""
    raw = merged(composition, reader, secrets)
    assert raw.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\0", raw)
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert [line for line in lines if len(line) > 78 and b"https://" not in line and b"@" not in line] == []


@given(readers, keys)
def test_m2_the_headers_that_a_mail_has_stand_there_once(composition, reader, secrets):
    """One each of Date, From, To, Subject, Message-ID whatever the name holds; no Bcc, no other recipient."""
    mail = read_mail(merged(composition, reader, secrets))
    assert sorted(mail.keys()) == sorted(
        [
            "Date",
            "From",
            "To",
            "Reply-To",
            "Subject",
            "Message-ID",
            "List-Id",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "Feedback-ID",
            "Precedence",
            "MIME-Version",
            "Content-Type",
        ]
    )
    assert [address.addr_spec for address in mail["To"].addresses] == [reader.email]
    assert mail["From"].addresses[0].addr_spec == "briefing@news.example"
    assert mail.defects == []


@given(readers)
def test_m2_a_name_of_any_script_arrives_as_it_is(composition, reader):
    """The display name of To is the reader's, but for control characters and runs of space."""
    assert display_name(merged(composition, reader), "To") == headers.one_line(reader.name or "")


@given(st.timedeltas(timedelta(days=-9000), timedelta(days=27000)).map(lambda span: NOW + span))
def test_m2_the_date_is_that_of_the_send_in_utc(composition, now):
    """Whole seconds, `+0000`."""
    raw = merged(composition, now=now)
    assert raw_header(raw, "Date").endswith(b" +0000")
    assert parsedate_to_datetime(raw_header(raw, "Date").decode()) == now.replace(microsecond=0)


@given(readers, keys, st.integers(1, 10**9))
def test_m3_a_retry_carries_the_same_message_id(reader, secrets, edition):
    """It follows from edition and reader alone, and has the form that RFC 5322 asks for."""
    made, later = personal(secrets, edition), NOW + timedelta(hours=3)
    first, second = made.values(reader, NOW), made.values(reader, later)
    assert first["message_id"] == second["message_id"]
    assert re.fullmatch(rb"<\d+\.[a-z2-7]{24}@news\.example>", first["message_id"])


def test_m3_no_two_mails_share_a_message_id():
    """Another reader, another edition or another secret gives another one."""
    other = Keys.from_secrets(["another secret, long enough too"])
    made = {
        personal(secrets, edition).message_id(key)
        for secrets in (SOME_KEYS, other)
        for edition in range(1, 20)
        for key in range(1, 20)
    }
    assert len(made) == 2 * 19 * 19


@given(readers, keys)
def test_m4_all_is_seven_bit_on_the_wire(composition, reader, secrets):
    """No octet over 127, and both bodies say quoted-printable."""
    raw = merged(composition, reader, secrets)
    assert raw.isascii()
    assert [part["Content-Transfer-Encoding"] for part in read_mail(raw).iter_parts()] == [
        "quoted-printable"
    ] * 2


@given(words, words)
def test_m4_a_subject_of_any_script_arrives_identical(subject, name):
    """Encoded-words of 75 at most on lines of 76, no defect, and parsing gives back what was meant."""
    writer = Writer()
    writer.header("From", headers.mailbox(name, "briefing@news.example"))
    writer.header("Subject", headers.unstructured("Subject", subject))
    write_alternative(writer, (Part("plain", "x"), Part("html", "x")), Tokens.of("x"))
    raw = writer.close().merge({})
    value = raw_header(raw, "Subject")
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^?]*\?[bqBQ]\?[^?]*\?=", value))
    assert all(len(line) <= 76 for line in (b"Subject: " + value).split(b"\r\n"))
    mail = read_mail(raw)
    assert (mail["Subject"], mail["Subject"].defects) == (headers.one_line(subject), ())
    assert str(make_header(decode_header(value.decode()))) == headers.one_line(subject)
    assert display_name(raw, "From") == headers.one_line(name)


def test_m4_the_edition_s_subject_arrives_identical(full):
    """Also out of the real composition."""
    assert read_mail(merged(full))["Subject"] == CONTENT.subject


def test_m5_the_text_comes_first_and_is_not_empty(full):
    """multipart/alternative of two parts, the plainest first (RFC 2046 §5.1.4)."""
    mail = read_mail(merged(full))
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert len(bodies(merged(full))[0].split()) > 500


def test_m5_both_parts_tell_the_same_stories_with_the_same_links(full):
    """Each headline and each source's address stands in both."""
    text, html = (unescape(" ".join(body.split())) for body in bodies(merged(full)))
    for number in range(1, 16):
        for wanted in (story(number).headline, story(number).url):
            assert wanted in text
            assert wanted in html


@given(readers, keys)
def test_m6_the_unsubscribe_header_is_one_bare_https_address(composition, reader, secrets):
    """In angle brackets on one line, no encoded-word; its token is opaque and says who leaves what (RFC 8058 §3.1)."""
    value = raw_header(merged(composition, reader, secrets), "List-Unsubscribe").decode()
    found = re.fullmatch(r"<https://news\.example/unsubscribe/(morning\.[A-Za-z0-9_-]{27})>", value)
    assert found
    claim = read(secrets, Purpose.UNSUBSCRIBE, found[1], now=NOW, max_age=None)
    assert (claim.newsletter, claim.subscriber_id) == ("morning", reader.subscriber_id)


@given(readers, keys)
def test_m7_one_click_is_offered_in_the_exact_words(composition, reader, secrets):
    """`List-Unsubscribe-Post: List-Unsubscribe=One-Click`."""
    raw = merged(composition, reader, secrets)
    assert raw_header(raw, "List-Unsubscribe-Post") == b"List-Unsubscribe=One-Click"


@given(readers, keys)
def test_m9_the_list_is_named_the_same_in_every_mail(composition, reader, secrets):
    """A stable List-Id (RFC 2919), a Feedback-ID of four parts, `Precedence: bulk`."""
    raw = merged(composition, reader, secrets)
    assert raw_header(raw, "List-Id") == b"<morning.news.example>"
    assert re.fullmatch(rb"[^:\s]+(:[^:\s]+){3}", raw_header(raw, "Feedback-ID"))
    assert raw_header(raw, "Precedence") == b"bulk"


@pytest.mark.parametrize(("kind", "leaves"), [("confirm", False), ("welcome", True)])
def test_m9_a_mail_to_one_reader_says_that_a_program_wrote_it(env, kind, leaves):
    """`Auto-Submitted: auto-generated` (RFC 3834); a confirmation is not bulk and offers nothing to leave."""
    composition = compose_notice(kind, HEAD, env).composition
    made = PersonalNotice(SOME_KEYS, "morning", HEAD.base_url, HEAD.sender, BOUNCES)
    mail = read_mail(composition.merge(made.values(ANN, Note(3, kind, NOW), NOW)))
    assert (mail["Auto-Submitted"], mail["Precedence"]) == ("auto-generated", None)
    assert (mail["List-Unsubscribe"] is not None) is leaves


@given(readers, keys, st.integers(1, 10**9))
def test_m10_the_return_path_names_edition_and_reader(reader, secrets, edition):
    """VERP under the bounce address, the same on every retry, ASCII, within 64 octets before the @."""
    made = personal(secrets, edition)
    sender = made.envelope(reader).sender
    form = rf"bounces\+{edition}-{reader.subscriber_id}-[a-z2-7]{{16}}@news\.example"
    assert re.fullmatch(form, sender)
    assert sender == made.envelope(replace(reader, name="another name")).sender
    assert len(sender.rpartition("@")[0]) <= 64


@given(readers, keys)
def test_m10_a_return_path_cannot_be_guessed_and_survives_a_change_of_case(reader, secrets):
    """Its HMAC depends on secret, edition and reader; a relay that writes it in capitals loses nothing."""
    mine = personal(secrets).envelope(reader).sender
    other = replace(reader, subscriber_id=reader.subscriber_id % (2**32 - 1) + 1)
    made = {
        sender.rpartition("@")[0].rpartition("-")[2]
        for sender in (
            mine,
            personal(secrets, 43).envelope(reader).sender,
            personal(secrets).envelope(other).sender,
            personal(Keys.from_secrets(["some other secret, not that one"])).envelope(reader).sender,
        )
    }
    assert len(made) == 4
    assert mine.upper().lower() == mine


@given(readers, keys)
def test_m11_both_parts_show_how_to_leave_and_who_writes(composition, reader, secrets):
    """A visible link with the reader's own token, and the postal address."""
    raw = merged(composition, reader, secrets)
    link = raw_header(raw, "List-Unsubscribe").decode().strip("<>")
    for body in bodies(raw):
        assert link in body
        assert HEAD.postal_address in unescape(" ".join(body.split()))


def test_m12_fifteen_stories_stay_under_the_size_that_is_clipped(full):
    """HTML under 102 KB as it goes over the wire."""
    raw = merged(full)
    assert len(raw.split(b"text/html", 1)[1]) < 102 * 1024


def test_m13_a_domain_in_another_script_is_written_in_idna(composition):
    """Only ASCII stands in envelope and headers where the local part is ASCII."""
    address = parse("ann@bücher.example")
    reader = Recipient(7, address.email, "Ann", address.ascii)
    assert personal().envelope(reader).recipient == "ann@xn--bcher-kva.example"
    assert raw_header(merged(composition, reader), "To") == b"Ann <ann@xn--bcher-kva.example>"


def test_m13_a_local_part_in_another_script_is_written_in_utf8(composition):
    """What only an SMTPUTF8 relay takes is in To alone, as it is (RFC 6532); everything else stays 7-bit."""
    address = parse("jörg@bücher.example")
    assert not address.ascii
    raw = merged(composition, Recipient(7, address.email, "Jörg", address.ascii))
    assert "jörg@xn--bcher-kva.example".encode() in raw_header(raw, "To")
    assert raw.replace(raw_header(raw, "To"), b"").isascii()


@given(readers, readers)
def test_two_readers_mails_differ_only_in_what_is_theirs(composition, one, two):
    """All segments are shared byte for byte, so that no reader sees another's link."""
    first, second = merged(composition, one), merged(composition, two)
    for segment in composition.segments:
        assert segment in first
        assert segment in second
    if one.subscriber_id != two.subscriber_id:
        assert raw_header(first, "List-Unsubscribe") not in second
