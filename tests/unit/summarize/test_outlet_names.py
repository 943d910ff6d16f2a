"""The list of outlets, their short forms, and names given that are common words."""

import pytest

from digest.summarize.attribution import named_sources
from digest.summarize.outlet_names import table
from digest.summarize.spellings import canonical

COMMON = [
    ("Today said he is late.", "Today", ()),
    ("She told Today that it was late.", "Today", ("Today",)),
    ("Local reports said it was late.", "Local", ()),
    ("The week said nothing.", "The Week", ()),
    ("Last week he told her so.", "The Week", ()),
    ("The rise is over, according to The Week.", "The Week", ("The Week",)),
    ("Today, according to police, it rained.", "Today", ()),
    ("The Local said taxes will rise.", "The Local", ("The Local",)),
    ("World reports are bad.", "World", ()),
    ("It rose, reports wire.example.", "wire.example", ("wire.example",)),
    ("Business said taxes will rise.", "Business", ()),
    ("News reports said so.", "News", ()),
    ("He told Le Petit Bleu so.", "Le Petit Bleu", ("Le Petit Bleu",)),
    ("Sources told News that he left.", "", ()),
]


@pytest.mark.parametrize(("text", "known", "sources"), COMMON)
def test_a_source_of_ones_own_that_is_a_common_word_needs_plain_phrases(text, known, sources):
    """`Today`, `Local` and the like are found where somebody told them, not at the head of any sentence."""
    assert named_sources(text, known=(known,)) == sources


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The New York Times reported it. Later the Times said it was late.", ("The New York Times",)),
        ("Ann Lee left The New York Times. “No,” she told the Times.", ("The New York Times",)),
        ("WSJ reported it, and The Wall Street Journal said it was late.", ("The Wall Street Journal",)),
        ("AP said so; the Associated Press was first, he told AP.", ("The Associated Press",)),
        (
            "The WaPo wrote so. NYT and FT had it first, per the FT.",
            ("The Washington Post", "Financial Times"),
        ),
        ("Mayor Bloomberg spoke first. Bloomberg said no.", ()),
    ],
)
def test_one_outlet_is_one_source_under_its_printed_name(text, sources):
    """Abbreviations and short forms of one outlet are one credit; a person of its name is none."""
    assert named_sources(text) == sources


def test_the_list_is_long_and_says_each_name_once():
    """At least 200 outlets; no other name belongs to two of them or is itself an outlet's printed name."""
    names = table()
    others = [other for some in names.values() for other in some]
    assert len(names) >= 200
    assert len(set(others)) == len(others)
    assert not set(others) & set(names)
    assert all(name == name.strip() and name for name in (*names, *others))


@pytest.mark.parametrize(
    "name", ["Reuters", "AP", "HT", "The Wall Street Journal", "Süddeutsche Zeitung", "Mid Day"]
)
def test_a_listed_name_is_found_by_each_of_its_forms(name):
    """Whatever form a text uses, the printed name comes out."""
    assert named_sources(f"It is late, she told {name} on Monday.") == (canonical(name),)
