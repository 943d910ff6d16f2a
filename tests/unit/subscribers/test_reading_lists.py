"""Other senders' files, and broken ones, as rows: no database."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subscribers.address import parse
from subscribers.errors import AddressError
from subscribers.models import SuppressionReason
from subscribers.transfer import decoding, formulas, records
from subscribers.transfer.cells import address as quickly
from subscribers.transfer.lines import Line, Problem, Reading, lines
from subscribers.transfer.statuses import Wish

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def rows(data: bytes, name: str = "list.csv", status: Wish | None = None) -> list[Line | Problem]:
    """All that a file says."""
    return list(lines(records.records(decoding.lines(io.BytesIO(data))), Reading(NOW, name, status)))


def said(data: bytes, **more: object) -> list[tuple[str, str]]:
    """Address and status of each row, or what is wrong with it."""
    found = rows(data, **more)
    return [
        (one.address, one.text) if isinstance(one, Problem) else (one.address.email, one.wish.value)
        for one in found
    ]


@given(st.binary(max_size=400))
def test_no_file_raises(data):
    """Whatever bytes a file holds, each row is a reader or a problem."""
    assert all(isinstance(one, Line | Problem) for one in rows(data))


@given(st.text(max_size=300).map(lambda text: "email,name\n" + text))
def test_no_text_raises(text):
    """Nor does any text below titles that are known."""
    assert all(isinstance(one, Line | Problem) for one in rows(text.encode("utf-8", "surrogatepass")))


@given(st.text(max_size=40))
def test_cells_come_back_as_they_went_out(cell):
    """What the escape of formulas does is undone, also where a cell looks escaped already; no formula gets out."""
    out = formulas.escaped(cell)
    assert formulas.unescaped(out) == cell
    assert not out or out[0] not in "=+-@\t\r\n"


@given(
    st.one_of(
        st.emails(),
        st.from_regex(
            r"[A-Za-z0-9._+=-]{1,70}@[A-Za-z0-9.ü-]{1,20}\.(org|example|COM|local)", fullmatch=True
        ),
    )
)
def test_the_quick_way_is_the_slow_way(written):
    """Plain addresses are read by a shorter path, which accepts and refuses the same ones and spells them alike."""
    try:
        expected = parse(written)
    except AddressError:
        with pytest.raises(ValueError, match=r"\w"):
            quickly(written)
        return
    assert quickly(written) == expected


LIST = 'email{0}name{0}note\nann@example.org{0}"Bönn, Ann"{0}\nbo@example.org{0}Bo{0}"a ""b"""\n'


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_encodings_and_separators_are_found_out(separator, encoding):
    """Spreadsheets write what they like: the same two readers are found in all of it."""
    found = rows(LIST.format(separator).replace("\n", "\r\n").encode(encoding))
    assert [(one.row, one.address.email, one.name) for one in found] == [
        (2, "ann@example.org", "Bönn, Ann"),
        (3, "bo@example.org", "Bo"),
    ]


def test_one_bad_row_spoils_no_other():
    """Each row that cannot be read is told with its number; a quote that is never closed takes its own row only."""
    data = b'email,name\nno address,x\n"ann@example.org,Ann\nbo@example.org,5" Bo\n,Cy\ndee@example.org\n'
    assert said(data) == [
        ("no address", "An email address must have an @-sign."),
        ("", "a quote is opened and never closed"),
        ("bo@example.org", "confirmed"),
        ("", "there is no address in it"),
        ("dee@example.org", "confirmed"),
    ]
    assert [one.row for one in rows(data)] == [2, 3, 4, 5, 6]


def test_quoted_cells_may_span_lines():
    """A line end inside quotes is part of the cell, and the row after it keeps its number."""
    found = rows(b'email,note,name\nann@example.org,"a\nb, c\n",Ann\nbo@example.org,,Bo\n')
    assert [(one.row, one.name) for one in found] == [(2, "Ann"), (5, "Bo")]


@pytest.mark.parametrize("separator", [b";", b"\t"])
def test_what_spreadsheets_add_is_no_reader(separator):
    """A first line that tells the separator is obeyed; rows of separators alone are blank; titles may be German."""
    data = b"sep=%s\r\nE-Mail-Adresse,Vorname,Nachname\r\nann@example.org,Ann,Lee\r\n,,\r\n"
    data = data.replace(b",", separator) % separator
    (row,) = rows(data)
    assert (row.row, row.address.email, row.name) == (3, "ann@example.org", "Ann Lee")


@pytest.mark.parametrize(
    "data", [b'[{"email": "ann@example.org"}]', b'[\n  {"email": "ann@example.org"}\n]\n']
)
def test_a_json_list_is_told_what_to_do(data):
    """One object a line is asked for, not a column."""
    ((_, text),) = said(data)
    assert "each object on a line of its own" in text


def test_a_source_of_consent_is_plain_text():
    """What a database cannot keep or a terminal would obey is left out of it."""
    (row,) = rows(rb'{"email": "ann@example.org", "consent_source": " the\u0000\ud800 \u001b[31mfair "}')
    assert row.source == "the [31mfair"


def test_a_plain_list_of_addresses_is_a_file():
    """Without titles the cell that holds an address is the column; without any there is nothing to read."""
    assert said(b"ann@example.org\nbo@example.org\n") == [
        ("ann@example.org", "confirmed"),
        ("bo@example.org", "confirmed"),
    ]
    assert said(b"Ann;ann@example.org\nBo;bo@example.org\n")[1] == ("bo@example.org", "confirmed")
    assert said(b"a,b\nc,d\n") == [("", "no column holds e-mail addresses; name it email")]
    assert said(b"") == said(b"\n \n") == []


LISTMONK = b"""uuid,email,name,attributes,status,created_at,updated_at
1b,ann@example.org,Ann,"{""city"": ""Port Alder""}",enabled,2024-02-03T04:05:06.7Z,2024-02-03T04:05:06.7Z
2b,bo@example.org,Bo,{},blocklisted,2024-02-03T04:05:06.7Z,2024-02-03T04:05:06.7Z
3b,cy@example.org,Cy,{},disabled,2024-02-03T04:05:06.7Z,2024-02-03T04:05:06.7Z
"""
MAILCHIMP = b"""\xef\xbb\xbf"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,TIMEZONE,LAST_CHANGED,LEID,EUID,NOTES,TAGS
ann@example.org,Ann,Lee,2,"2020-02-03 04:05:06",192.0.2.1,"2020-02-03 04:06:00",192.0.2.1,Europe/London,"2020-02-03 04:06:00",1,a,,\xe2\x80\x9cx\xe2\x80\x9d
"""
UNSUBSCRIBED = b"""Email Address,First Name,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,LEID,EUID
bo@example.org,Bo,2021-02-03 04:05:06,The News,2,b
"""
SUBSTACK = b"""email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at
ann@example.org,true,2027-01-01T00:00:00.000Z,yearly,false,2024-02-03T04:05:06.789Z,
bo@example.org,false,,other,true,2024-02-03T04:05:06.789Z,
"""


def test_files_of_listmonk_are_known():
    """Enabled readers come in; blocklisted and disabled ones are suppressed."""
    assert said(LISTMONK) == [
        ("ann@example.org", "confirmed"),
        ("bo@example.org", "manual"),
        ("cy@example.org", "manual"),
    ]
    assert rows(LISTMONK)[0].created_at == datetime(2024, 2, 3, 4, 5, 6, 700000, tzinfo=UTC)


def test_files_of_mailchimp_are_known():
    """Each status is a file of its own: by its columns, or by its name where there are none."""
    [ann] = rows(MAILCHIMP, "subscribed_members_export_a1.csv")
    assert (ann.name, ann.zone, ann.wish) == ("Ann Lee", "Europe/London", Wish.CONFIRMED)
    assert ann.created_at == datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert ann.confirmed_at == datetime(2020, 2, 3, 4, 6, tzinfo=UTC)
    assert said(UNSUBSCRIBED) == [("bo@example.org", "unsubscribed")]
    assert said(MAILCHIMP, name="cleaned_members_export_a1.csv") == [("ann@example.org", "bounced")]
    assert said(MAILCHIMP, name="nonsubscribed_members_export_a1.csv") == [("ann@example.org", "none")]


def test_a_contact_of_mailchimp_who_never_asked_is_no_reader():
    """Non-subscribed contacts have no time of consent: they stay out whatever the file is called, unless it is vouched for."""
    data = b"Email Address,OPTIN_TIME,CONFIRM_TIME,LEID\nann@example.org,,2020-02-03 04:06:00,1\nbo@example.org,,,2\n"
    for name in ("list.csv", "-"):
        assert said(data, name=name) == [("ann@example.org", "confirmed"), ("bo@example.org", "none")]
    assert said(data, status=Wish.CONFIRMED)[1] == ("bo@example.org", "confirmed")
    assert said(data, name="nonsubscribed_email_audience_export_1.csv")[0] == ("ann@example.org", "none")


def test_files_of_substack_are_known():
    """Paying or not, a reader comes in, unless they have switched the mails off."""
    assert said(SUBSTACK) == [("ann@example.org", "confirmed"), ("bo@example.org", "unsubscribed")]


def test_an_unknown_status_is_no_consent():
    """A word that is not known, or none where there is a column for it, is a problem; --status fills the gap only."""
    data = b"email,status\nann@example.org,gold\nbo@example.org,\n"
    assert [text[:15] for _, text in said(data)] == ["the status 'gol", "the status '' i"]
    assert said(data, status=Wish.UNSUBSCRIBED)[1] == ("bo@example.org", "unsubscribed")


def test_what_cannot_be_kept_of_a_reader_is_left_out():
    """A name with a web address, a zone that is none and a time to come are dropped; the reader is not."""
    [ann] = rows(
        b"email,name,timezone,language,created_at,confirmed_at\nann@example.org,see www.example,Mars/One,x y,2099-01-01,then\n"
    )
    assert (ann.name, ann.zone, ann.language, ann.created_at, ann.confirmed_at) == (None,) * 5


def test_our_own_rows_say_more():
    """A row of our own has its newsletter, its departure is no suppression, and its bars are read."""
    [row] = rows(
        b'{"email":"+ann@example.org","newsletter":"daily","state":"left","suppressed":"bounced all:manual"}\n'
    )
    assert (row.newsletter, row.wish) == ("daily", Wish.LEFT)
    assert [(bar.reason, bar.everywhere) for bar in row.bars] == [
        (SuppressionReason.BOUNCED, False),
        (SuppressionReason.MANUAL, True),
    ]


def test_json_lines_go_on_after_a_broken_one():
    """Objects may differ in their keys; what is no object is a problem of its row."""
    data = b'{"email": "ann@example.org"}\n{"email": \n[1]\n{"name": "x"}\n{"name": "Bo", "email": "bo@example.org", "x": null}\n'
    assert said(data) == [
        ("ann@example.org", "confirmed"),
        ("", "this is not JSON"),
        ("", "this is not a JSON object"),
        ("", "there is no email in it"),
        ("bo@example.org", "confirmed"),
    ]
    assert said(b'{"email": "a@example.org"}\n' + b"[" * 100_000)[1] == ("", "this is not JSON")


def test_a_line_without_end_does_not_fill_the_memory(monkeypatch):
    """What is longer than the longest line is cut, and the next line is read as ever."""
    monkeypatch.setattr(decoding, "LONGEST", 20)
    assert list(decoding.lines(io.BytesIO(b"x" * 50 + b"\nshort\n" + b"y" * 20 + b"\nend"))) == [
        "x" * 20,
        "short",
        "y" * 20,
        "end",
    ]
