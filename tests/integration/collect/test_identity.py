"""Addresses in their canonical form: what makes two of them one, and what must never be changed in them."""

import pytest

from digest.collect.article import Block, Extract
from digest.collect.identity import canonical_url, fingerprint, identity


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Www.Example.COM:443/A/", "https://www.example.com/A"),
        ("http://example.com:8080", "http://example.com:8080/"),
        ("http://example.com./a", "http://example.com/a"),
        ("https://me:pw@example.com/a", "https://example.com/a"),
        ("https://example.com/a?utm_source=x&b=2&fbclid=y#c", "https://example.com/a?b=2"),
        ("https://example.com/?UTM_Campaign=x", "https://example.com/"),
        ("https://example.com/story?12345", "https://example.com/story?12345"),
        ("https://example.com/q?a=%E9&b=a+b&c=&d", "https://example.com/q?a=%E9&b=a+b&c=&d"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://example.com/stra%C3%9Fe", "https://example.com/stra%C3%9Fe"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("  https://example.com/a b ", "https://example.com/a%20b"),
        ("mailto:a@example.com", None),
        ("/relative", None),
        ("https:///nohost", None),
        ("https://exa mple.com/", None),
        ("https://a..b/", None),
        ("https://example.com:port/", None),
        ("https://[::1", None),
        ("https://example.com/" + "x" * 2048, None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_in_its_canonical_form(url, canonical):
    """Host and scheme in lower case, no tracking, no fragment, no user; path and query byte for byte."""
    assert canonical_url(url) == canonical


def test_the_scheme_is_no_part_of_the_identity():
    """http and https are one article."""
    assert (
        identity(Extract(url="http://example.com/a"))
        == identity(Extract(url="https://example.com/a/"))
        == "url:example.com/a"
    )


def test_the_fingerprint_is_of_the_words():
    """Case, punctuation, white space and the way accents are composed do not count; a word does, and so does the title."""

    def article(title, text):
        return fingerprint(
            Extract(title=title, blocks=(Block("heading", "not counted"), Block("paragraph", text)))
        )

    one = article("The Café", "It opened; at last!")
    assert article("the cafe\u0301", "It  opened at “last”") == one
    assert article("The Café", "It opened at least!") != one
    assert article("A Café", "It opened; at last!") != one
