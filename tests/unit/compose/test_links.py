import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.links import secure_link, web_link


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "//evil.example/x",
        "/relative",
        "slot3fa9c1unsubscribeurl",
        "https://",
        "https:///path",
        "https://a b.example/",
        'https://a".example/',
        "https://[::1",
        "https://" + "ü" * 80 + ".example/",
        "https://´.example/",
        "http\x00://example.org/",
    ],
)
def test_what_is_no_web_address_makes_no_link(url):
    """Other schemes, relative addresses, hosts that are none: no link."""
    assert web_link(url) is None


@pytest.mark.parametrize(
    ("url", "spelled"),
    [
        ("https://example.org", "https://example.org"),
        (" http://example.org/a?b=c&d=%20#e ", "http://example.org/a?b=c&d=%20#e"),
        ("https://bücher.example/ä ö?q=ü", "https://xn--bcher-kva.example/%C3%A4%20%C3%B6?q=%C3%BC"),
        ('https://example.org/"><script>{{x}}', "https://example.org/%22%3E%3Cscript%3E%7B%7Bx%7D%7D"),
        ("https://example.org/100%/%zz/%C3%A4", "https://example.org/100%25/%25zz/%C3%A4"),
        ("HTTPS://Example.org:8443/X", "https://Example.org:8443/X"),
    ],
)
def test_web_addresses_are_spelled_in_ascii(url, spelled):
    """Hosts by IDNA, the rest percent-encoded, what is encoded already left alone."""
    assert web_link(url) == spelled


def test_images_are_https_only():
    """An http picture is no picture."""
    assert secure_link("https://img.example/a.jpg") == "https://img.example/a.jpg"
    assert secure_link("http://img.example/a.jpg") is None
    assert secure_link(None) is None


@settings(max_examples=100)
@given(st.text(max_size=40), st.sampled_from(["", "https://", "http://h", "https://h/"]))
def test_whatever_comes_a_link_is_plain_ascii(text, start):
    """Any text gives no link or one that needs no escaping in HTML but for the ampersand, and is stable."""
    link = web_link(start + text)
    if link is not None:
        assert link.isascii()
        assert link.startswith(("http://", "https://"))
        assert not set(link) & set(' \t\r\n\x00"<>`{}\\')
        assert web_link(link) == link
