"""Pages of the web in any character set, whatever they and their servers call it."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect import decoding
from digest.errors import UnreadableError

FRENCH = "<p>Café “naïve” — déjà vu, l’été à Orléans</p>"
RUSSIAN = "<p>" + "Паром снова ходит по вторникам, сообщил порт. " * 5 + "</p>"
JAPANESE = "<p>" + "フェリーは火曜日から再び運航すると港が発表した。" * 5 + "</p>"


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (FRENCH, "cp1252", "utf-8"),
        (FRENCH, "cp1252", None),
        (FRENCH, "utf-16-le", None),
        (FRENCH, "utf-16-be", None),
        (FRENCH, "utf-16-le", "utf-16le"),
        (FRENCH, "utf-8", "utf-16"),
        (RUSSIAN, "koi8-r", "utf-8"),
        (RUSSIAN, "cp1251", None),
        (JAPANESE, "shift_jis", "utf-8"),
        (JAPANESE, "euc_jp", None),
    ],
)
def test_a_page_is_read_as_its_bytes_look(text, name, said):
    """What was said is tried first, and is wrong as often as not."""
    assert decoding.page(text.encode(name), said) == text


def test_stray_letters_among_utf_8_are_read():
    """A page that was put together of two character sets loses neither."""
    mixed = "<p>été ".encode() + "été".encode("cp1252") + b" \x81</p>"
    assert decoding.page(mixed) == "<p>été été \ufffd</p>"


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.4\n\0\xff"])
def test_what_is_no_text_is_refused(raw):
    """Pictures and papers are no pages."""
    with pytest.raises(UnreadableError, match="binary"):
        decoding.page(raw)


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-16", "x-none", "koi8-r", "idna"]))
def test_any_bytes_are_read_or_refused(raw, said):
    """No other error comes out."""
    with contextlib.suppress(UnreadableError):
        assert isinstance(decoding.page(raw, said), str)
