"""Telling the language of a text."""

import pytest

from digest.summarize.languages import ENGLISH, FRENCH, GERMAN, OTHER, SPANISH, language_of, silent_words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted to close the bridge, and the mayor said that it was for six weeks.", ENGLISH),
        ("Der Rat hat die Brücke für sechs Wochen gesperrt, und die Händler sind nicht froh.", GERMAN),
        ("Le conseil a fermé le pont pour six semaines, et les marchands ne sont pas contents.", FRENCH),
        ("El consejo cerró el puente por seis semanas y los comerciantes no están contentos con la obra.", SPANISH),
        ("De raad heeft de brug voor zes weken gesloten en dat is niet naar de zin van de winkeliers.", OTHER),
        ("Il consiglio ha chiuso il ponte per sei settimane e i negozianti della riva non sono contenti.", OTHER),
        ("O conselho fechou a ponte por seis semanas e os comerciantes não estão contentes com uma obra.", OTHER),
        ("Ships slow.", ENGLISH),
        ("", ENGLISH),
    ],
)  # fmt: skip
def test_small_words_tell_it(text, language):
    """Four languages are known, six more are known not to be those; without evidence a text is English."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("tag", "language"), [("de-AT", GERMAN), ("EN", ENGLISH), ("fr_CA", FRENCH), ("nl", OTHER)]
)
def test_what_is_declared_counts(tag, language):
    """A tag goes before what the text looks like; its region does not matter."""
    assert language_of("The council and the mayor.", tag) == language


def test_each_language_has_silent_words_of_its_own():
    """A word that says nothing in one language may be a subject in another."""
    assert "war" in silent_words(GERMAN)
    assert "plus" in silent_words(FRENCH)
    assert "plus" not in silent_words(ENGLISH)
    assert silent_words(OTHER) == silent_words(ENGLISH)
