import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.editorial.grammar import ENGLISH
from digest.editorial.headlines import bare
from digest.editorial.labels import label_of

HEADLINES = [
    ("Ferry strike enters third day as talks stall", "Ferry strike enters third day"),
    ("The harbour bridge reopens after a year of repairs", "Harbour bridge reopens"),
    ("Bakers of Tarn Bridge win their long case", "Bakers win their long case"),
    ("City of Larkfield bans old leaf blowers", "Larkfield bans old leaf blowers"),
    ("Nurses sleep better with longer breaks, study finds", "Nurses sleep better with longer breaks"),
    ("Exclusive: minister to resign over ferry deal", "Minister to resign over ferry deal"),
    ("The owl, thought lost for decades, returns to Marram", "Owl returns to Marram"),
    ("‘We are not going anywhere’", "We are not going anywhere"),
    ("Is the tram ever on time?", "Is the tram ever on time?"),
    ("From the hills to the sea on foot in nine days: the Long Towpath is open", "Long Towpath is open"),
    ("Council puts a cap on rents in the old town", "Council puts a cap on rents"),
    ("With sales down, bookshop turns to bread", "Bookshop turns to bread"),
    ("Library wins prize (video)", "Library wins prize"),
    ("iPhone maker opens repair shops to all", "iPhone maker opens repair shops"),
    ("Postman delivers as Lower Sedge knock out the champions", "Lower Sedge knock out the champions"),
    (
        "Man tipped as Velisia's next president faces corruption probe",
        "Man tipped as Velisia's next president",
    ),
    ("Snow", "Snow"),
]


@pytest.mark.parametrize(("headline", "label"), HEADLINES)
def test_a_headline_is_shortened_where_a_phrase_begins(headline, label):
    """What is left out is a whole part of the headline: an aside, a clause, a phrase, an attribution."""
    assert label_of([headline], "en") == label


def test_a_question_gives_way_to_another_headline_of_the_story():
    """A story that several outlets tell takes its label from the headline that makes the best one."""
    headlines = ["Did the sea gate of Port Alder pass its first real test?", "Sea gate holds in storm"]
    assert label_of(headlines, "en") == "Sea gate holds in storm"


def test_a_name_is_dropped_only_before_a_thing():
    """The article's own text tells that `sea` is a thing (`the sea gate`) and `knock` is not."""
    text = "Staff closed the sea gate at dusk."
    assert (
        label_of(["Port Alder sea gate holds off storm surge"], "en", text)
        == "Sea gate holds off storm surge"
    )
    assert label_of(["Lower Sedge knock out champions"], "en", text) == "Lower Sedge knock out champions"


def test_other_languages_are_cut_by_their_own_small_words():
    """A German headline ends before its preposition, never on one."""
    label = label_of(["Die Bahn streicht hundert Züge wegen des Sturms an der Küste"], "de-AT")
    assert label == "Bahn streicht hundert Züge"


def test_a_language_without_spaces_keeps_its_headline():
    """Nothing is known of where Japanese words end, so nothing is cut."""
    assert label_of(["台風が港に接近、市が避難を呼びかけ"], "ja") == "台風が港に接近、市が避難を呼びかけ"


WORDS = st.sampled_from(
    [
        "Sea",
        "gate",
        "holds",
        "off",
        "the",
        "storm",
        "as",
        "mayor",
        "of",
        "Port",
        "Alder",
        "tells",
        "crews",
        "to",
        "stay,",
        "after",
        "new",
        "42",
        "“quiet”",
        "in",
        "for",
        "and",
        "(late)",
        "what:",
        "which",
        "–",
        "it's",
        "will",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=16).map(" ".join))
def test_every_label_is_short_and_made_of_the_headline(headline):
    """Any headline gives a label of at most six words, none of which it does not have."""
    words = label_of([headline], "en").split()
    assert 1 <= len(words) <= 6
    plain = [word.strip("“”()[],:;–?").casefold() for word in headline.split()]
    assert all(word.strip("“”()[],:;–?").casefold() in plain for word in words)


@given(st.lists(WORDS, min_size=7, max_size=16).map(" ".join))
@example("Sea Sea the the the the the")
def test_no_cut_label_ends_on_an_article(headline):
    """`a`, `an` and `the` never stand last where something was cut after them."""
    label = label_of([headline], "en")
    if not bare(headline).endswith(label):
        assert label.split()[-1].casefold() not in ENGLISH.articles
