"""Quotation marks, open and closed, and sentences held together by them."""

import pytest

from digest.summarize.quotations import LONGEST, is_open, whole

STYLES = [
    ("“", "”"),
    ('"', '"'),
    ("„", "“"),
    ("„", "”"),
    ("«", "»"),
    ("« ", " »"),
    ("»", "«"),
    ("”", "”"),
    ("「", "」"),
]


@pytest.mark.parametrize(("opens", "closes"), STYLES)
def test_a_quotation_is_open_until_its_own_mark_closes_it(opens, closes):
    """English, German, French, Swedish and Japanese marks are paired as each language pairs them."""
    assert is_open(f"Holm rief: {opens}Wir warten nicht.")
    assert not is_open(f"Holm rief: {opens}Wir warten nicht.{closes}")


@pytest.mark.parametrize(("opens", "closes"), [style for style in STYLES if style != ("”", "”")])
def test_what_one_quotation_spans_is_one_piece(opens, closes):
    """Two sentences between two marks are not parted, and what follows them is."""
    quoted = f"{opens}We wait. We would be ruined,{closes} said Ada Holm."
    assert whole(f"It rained. {quoted} The mayor left.") == ["It rained.", quoted, "The mayor left."]


def test_single_quotes_hold_where_they_are_paired():
    """British quotations hold together; an apostrophe of the same shape does not open anything."""
    quoted = "‘We wait. We would be ruined,’ said Ada Holm."
    assert whole(f"It rained. {quoted}") == ["It rained.", quoted]
    assert whole("The bakers’ ‘rise was late. It rained.") == ["The bakers’ ‘rise was late.", "It rained."]


def test_a_long_quotation_that_is_closed_is_not_cut():
    """However long it is, what opens and closes in one paragraph stays whole."""
    quoted = "“" + "We wait for the ferry. " * LONGEST + "”"
    assert whole(f"It rained. {quoted}") == ["It rained.", quoted]


def test_one_that_is_never_closed_does_not_take_the_rest():
    """A missing mark costs some sentences, not the whole paragraph."""
    assert len(whole("“" + "We wait for the ferry. " * LONGEST)) > 2


def test_a_bracket_is_open_until_it_is_closed():
    """A sentence with one half of a bracket is none; a face and the letters of a list open nothing."""
    assert is_open("The ferry (which was late sailed on Monday.")
    assert is_open("The ferry [the late one sailed on Monday.")
    assert not is_open("The ferry (which was late) sailed on Monday.")
    assert not is_open("The ferry was late :( and a) slow, b) cold.")
