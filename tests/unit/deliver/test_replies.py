"""Replies become outcomes, and what is stored of them names nobody."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.outcome import Reply
from digest.deliver.replies import LONGEST_TEXT, classify, is_final, parse
from digest.models import DeliveryState


@pytest.mark.parametrize(
    ("text", "status", "rest"),
    [
        ("5.1.1 no such user", "5.1.1", "no such user"),
        ("2.0.0 Ok: queued as 4F1", "2.0.0", "Ok: queued as 4F1"),
        ("  4.7.1   try\nagain", "4.7.1", "try again"),
        ("no such user", None, "no such user"),
        ("5.1.1", "5.1.1", ""),
        ("1.2.3.4 is listed", None, "1.2.3.4 is listed"),
        ("5.1.1.1 is no status", "5.1.1", ".1 is no status"),
        ("", None, ""),
    ],
)
def test_the_enhanced_status_is_taken_out(text, status, rest):
    """RFC 3463 codes at the beginning, of the classes 2, 4 and 5."""
    assert parse(550, text) == Reply(550, status, rest)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("<ann@readers.example>: unknown", "<address>: unknown"),
        ("user ann.b+c@readers.example is over quota", "user <address> is over quota"),
        ("unknown (jörg@bücher.example)", "unknown (<address>)"),
        ("a@b.example,c@d.example", "<address>,<address>"),
        ("mailto:ann@readers.example", "mailto:<address>"),
    ],
)
def test_addresses_are_masked(text, stored):
    """The ledger holds none, so that erasing a reader leaves nothing of theirs in it."""
    assert parse(550, text).text == stored


@given(st.emails(), st.text(max_size=50), st.text(max_size=50))
def test_no_address_survives_in_any_words(address, before, after):
    """Whatever stands around it."""
    assert (
        "@" not in parse(550, f"{before} {address} {after}").text.replace("@", "", 0)
        or address not in parse(550, f"{before} {address} {after}").text
    )


@given(st.text(st.characters(), max_size=600))
def test_any_text_can_be_stored(text):
    """One line of 300 characters at most, without controls and lone surrogates, which databases refuse."""
    found = parse(450, text).text
    assert len(found) <= LONGEST_TEXT
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in found)


@pytest.mark.parametrize(
    ("code", "state", "usable"),
    [
        (250, DeliveryState.SENT, True),
        (251, DeliveryState.SENT, True),
        (450, DeliveryState.DEFERRED, True),
        (421, DeliveryState.DEFERRED, False),
        (550, DeliveryState.FAILED, True),
        (599, DeliveryState.FAILED, True),
        (354, DeliveryState.DEFERRED, False),
        (0, DeliveryState.DEFERRED, False),
        (-1, DeliveryState.DEFERRED, False),
    ],
)
def test_codes_are_outcomes(code, state, usable):
    """2yz sent, 4yz put off, 5yz failed; after 421 and after nonsense the connection ends."""
    found = classify(Reply(code))
    assert (found.state, found.usable, found.ours) == (state, usable, False)


@given(st.integers(-10, 1000))
def test_only_a_final_reply_leaves_the_connection_in_use(code):
    """What is neither 2yz, 4yz nor 5yz answers nothing."""
    assert not classify(Reply(code)).usable or is_final(Reply(code))
