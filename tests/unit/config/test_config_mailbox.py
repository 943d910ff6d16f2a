"""Mailboxes: what a From may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.mailbox import Mailbox, parse_mailbox


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("Daily Brief <brief@news.example.org>", "Daily Brief", "brief@news.example.org"),
        ('"Smith, Jones & Co." <brief@news.example.org>', "Smith, Jones & Co.", "brief@news.example.org"),
        ("brief@news.example.org", "", "brief@news.example.org"),
        ("  Süddeutsches Blatt  < brief@news.example.org >".replace("< ", "<").replace(" >", ">"), "Süddeutsches Blatt", "brief@news.example.org"),
        ("Brief <brief@bücher.example>", "Brief", "brief@xn--bcher-kva.example"),
    ],
)  # fmt: skip
def test_names_and_addresses_are_read(text, name, address):
    """A name in any script, quoted or not; the domain becomes ASCII by IDNA."""
    assert parse_mailbox(text) == Mailbox(name, address)


@pytest.mark.parametrize(
    "text",
    [
        "", "nobody", "a@", "@b.example", "a b@c.example", "A <a@b.example> <c@d.example>", "A <a@b.example", "a@b..example",
        "A\r\nBcc: x@y.example <a@b.example>", "A <a@b.example>\nX: y", "müller@b.example", "a@[1.2.3.4]", 7, None, ["a@b.example"],
    ],
)  # fmt: skip
def test_what_is_no_mailbox_is_refused_with_the_form(text):
    """Also what would add a header, and what only SMTPUTF8 could carry: a From must reach everybody."""
    with pytest.raises(ValueError, match=r"use the form Daily Brief <brief@news\.example\.org>"):
        parse_mailbox(text)


def test_a_from_that_is_no_address_is_told_with_its_line(refused):
    """In the configuration it is one line with the key and the form that is allowed."""
    from spoiled_toml import NEWSLETTER, SECRET

    lines = refused(SECRET + NEWSLETTER.replace("<tram@news.example.org>", "at tram"))
    found = "digest.toml, line 5: newsletters.early-tram.from: found 'The Early Tram at tram'"
    assert lines == [f"{found}; not a mailbox; use the form Daily Brief <brief@news.example.org>"]


@given(st.text(max_size=60))
def test_any_text_is_a_mailbox_or_a_value_error(text):
    """No text makes it fail otherwise, and what it takes has one ASCII address and no line break."""
    try:
        found = parse_mailbox(text)
    except ValueError:
        return
    assert found.address.isascii()
    assert found.address.count("@") >= 1
    assert not any(sign in found.name for sign in "\r\n\0<>")
