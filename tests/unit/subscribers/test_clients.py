"""Who is at the other end, and in which language."""

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from subscribers.web.clients import client_of
from subscribers.web.languages import chosen

TRUSTED = ("10.0.0.0/8", "::1")


def request(peer, *forwarded):
    headers = [(b"x-forwarded-for", value.encode("latin-1", "replace")) for value in forwarded]
    return Request({"type": "http", "client": (peer, 1) if peer else None, "headers": headers})


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.7", ["1.2.3.4"], "203.0.113.7"),  # none of ours connected
        ("10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["6.6.6.6, 1.2.3.4"], "1.2.3.4"),  # what the client wrote stands on the left
        ("10.0.0.1", ["6.6.6.6", "1.2.3.4, 10.9.9.9"], "1.2.3.4"),
        ("10.0.0.1", ["1.2.3.4:5555"], "1.2.3.4"),
        ("::1", ["[2001:db8::1]:443"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["6.6.6.6, nonsense, 10.1.1.1"], "10.1.1.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["10.0.0.2"], "10.0.0.2"),
        (None, ["1.2.3.4"], None),
        ("testclient", ["1.2.3.4"], "testclient"),
    ],
)
def test_the_client_behind_proxies(peer, forwarded, client):
    """X-Forwarded-For counts only from a proxy of ours, and from the right up to the first that is none."""
    assert client_of(request(peer, *forwarded), TRUSTED) == client


@given(st.text(max_size=200))
def test_any_header_is_read(text):
    """Whatever stands in the header, an address comes out, or the connection's own."""
    assert client_of(request("10.0.0.1", text), TRUSTED)


@pytest.mark.parametrize(
    ("wish", "accepted", "language"),
    [
        ("", "", "fr"),
        ("de", "en", "de"),
        ("xx", "de-AT,de;q=0.9,en;q=0.8", "de"),
        ("", "en;q=0.2, de;q=0.9", "de"),
        ("", "de;q=0, en", "en"),
        ("", "ja, *;q=0.1", "fr"),
        ("DE_ch", "", "de"),
        ("", "de;q=high", "fr"),
    ],
)
def test_the_language_of_a_page(wish, accepted, language):
    """The reader's choice, then the browser's by weight, then the newsletter's."""
    assert chosen(wish, accepted, ("en", "de", "fr"), "fr") == language


def test_a_newsletter_in_a_language_without_pages():
    """It has English ones."""
    assert chosen("", "", ("en", "de"), "sv") == "en"
