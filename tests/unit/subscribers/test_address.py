"""Addresses and names at the door: one canonical form, and nothing that could end a header line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.provisional import domains

from subscribers.address import Address, parse, parse_name
from subscribers.errors import AddressError

atoms = st.text("abcXYZ019!#$%&'*+-/=?^_`{|}~", min_size=1, max_size=20)
scripts = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("o'neil+news@Example.COM", Address("o'neil+news@example.com", "o'neil+news@example.com", True)),
        ("  Ann.Lee@example.org ", Address("Ann.Lee@example.org", "ann.lee@example.org", True)),
        ("info@straße.de", Address("info@xn--strae-oqa.de", "info@xn--strae-oqa.de", True)),
        ("Jörg@exämple.de", Address("Jörg@xn--exmple-cua.de", "jörg@xn--exmple-cua.de", False)),
        ("用户@例子.公司", Address("用户@xn--fsqu00a.xn--55qx5d", "用户@xn--fsqu00a.xn--55qx5d", False)),
        ("Jo\u0308rg@example.org", Address("Jörg@example.org", "jörg@example.org", False)),
        ("reader@sub.test", Address("reader@sub.test", "reader@sub.test", True)),
    ],
)
def test_an_address_is_kept_as_written_and_known_by_one_form(text, expected):
    """The local part goes out as it was written, the domain in IDNA form; the key is the same for all spellings."""
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "@example.com",
        "a@",
        "a@@example.com",
        "a@example..com",
        ".a@example.com",
        "a b@example.com",
        '"a b"@example.com',
        '"a@example.com"@example.org',
        "a@[127.0.0.1]",
        "a@localhost",
        "Ann <a@example.com>",
        "a@example.com, b@example.com",
        "a@example.com>\r\nRCPT TO:<b@example.com",
        "a@example.com\r\nBcc: b@example.com",
        "a@example.com\n",
        "a\0@example.com",
        "a@example.com\0",
        "a\u2028b@example.com",
        "a\u202eb@example.com",
        "a\u00adb@example.com",
        "a\u200b@example.com",
        "\ud800@example.com",
        "a(comment)@example.com",
        "a@example.com(comment)",
        "a" * 65 + "@example.com",
        "ä" * 33 + "@example.com",
        "a@" + "b" * 64 + ".com",
        "a@" + "b." * 125 + "example.com",
    ],
)
def test_what_is_no_plain_address_is_refused(text):
    """Quoting, comments, lists, controls, invisible characters and over-long parts do not pass the door."""
    with pytest.raises(AddressError):
        parse(text)


@given(st.one_of(atoms, scripts), domains())
def test_parsing_again_changes_nothing(local, domain):
    """An accepted address parses to itself, and its key does not depend on case or Unicode form."""
    try:
        once = parse(f"{local}@{domain}")
    except AddressError:
        return
    assert parse(once.email) == once
    assert parse(unicodedata.normalize("NFD", once.email)).key == once.key
    assert once.email.isprintable()
    assert once.ascii == once.email.isascii()
    assert len(once.email.encode()) <= 254


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text):
    """Whatever is typed, the answer is one address without spaces and controls, or an AddressError."""
    try:
        found = parse(text)
    except AddressError:
        return
    assert found.email.count("@") == 1
    assert not set(found.email) & set(" \t\r\n\0<>,;:")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Ann   Lee ", "Ann Lee"),
        ("", None),
        ("   ", None),
        ("Jo\u0308rg", "Jörg"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("n" * 300, "n" * 100),
        ("Dr. O'Neil, Jr.", "Dr. O'Neil, Jr."),
    ],
)
def test_a_name_is_tidied(text, name):
    """Spaces are collapsed, letters composed, joiners that a script needs kept, the length bounded."""
    assert parse_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Ann\r\nBcc: b@example.com",
        "a\0b",
        "a\tb",
        "a\x85b",
        "a\u2028b",
        "a\u202eb",
        "\ud800",
        "buy at http://x.example",
        "WWW.x.example",
    ],
)
def test_a_name_cannot_carry_headers_or_links(text):
    """Control characters, text-turning marks and web addresses are refused in a name."""
    with pytest.raises(AddressError):
        parse_name(text)


@given(st.text(max_size=150))
def test_any_name_is_one_short_line_or_refused(text):
    """A name that passes is one line of at most 100 characters and parses to itself."""
    try:
        name = parse_name(text)
    except AddressError:
        return
    if name is not None:
        assert 0 < len(name) <= 100
        assert len(name.splitlines()) == 1
        assert parse_name(name) == name
