"""What belongs together stays together in a label, and what says more goes before it does."""

import pytest

from digest.editorial.guesses import guessed
from digest.editorial.labels import label_of

TOLD = {
    "Line to build its first ferry terminal near Larkfield": "Line to build ferry terminal",
    "Quayworks, the lamp maker with harbour roots, to buy Irish rival Tarnlight": "Quayworks to buy Irish rival Tarnlight",
    "Ada Merrow is totally ready for a fourth season at sea": "Merrow is ready for fourth season",
    "Ada Merrow's old lamp is prism-shaped oddity": "Merrow's old lamp is prism-shaped oddity",
    "No early sailing in winter storms without a permit: harbour office": "No early sailing in winter storms",
    "Ada Merrow, 13, hasn't been heard from since Wednesday": "Ada Merrow hasn't been heard from",
    "13-year-old Ada Merrow suffers from harbour fever": "Ada Merrow suffers from harbour fever",
    "Lantern Line May Push Ferry Merger As Harbour Cure": "Lantern Line May Push Ferry Merger",
    "Knew about the plan for the past 3-4 months: Ada Merrow": "Ada Merrow: Knew about the plan",
    "Pilot dials up effort to meld lamps with boats": "Pilot dials up effort",
    "Harbour fire in recent weeks at the quay has killed hundreds, council says": "Council: Harbour fire has killed hundreds",
    "Larkfield is one of the busiest lamp exporters in the world": "Larkfield and the busiest lamp exporters",
    "Porter with baby punched by harbour staff after a long delay at the gate": "Porter punched by harbour staff",
    "Harbour pilot re-united with the lamp that he threw into the bay": "Harbour pilot re-united with the lamp",
    "Ada Merrow's decision to jump-start the winter sailing season is an admission of the storm's cost": "Merrow's decision and winter sailing season",
    "Bakers, Porters take dance lesson together in Larkfield": "Bakers, Porters take dance lesson",
}


@pytest.mark.parametrize("headline", TOLD)
def test_a_label_tells_what_happened_and_tears_nothing(headline):
    """No object, no preposition of a verb, no condition and no quotation is cut; asides, ages and owners go."""
    assert label_of([headline], "en") == TOLD[headline]


TORN = {
    "Porter stabbed in front of his children in Larkfield": "in front",
    "Harbour chief sacked 10 days after his appointment": "10 days",
    "Tide tables indicate someone inside the tower moved the lamp": "someone",
    "Ferry crew calls the tie between the two harbour towns very complicated": "tie",
    "Pictures of the lamp show people with harbour fever from nine to 60 years old": "people",
    "Velisia urges Marram to buy less harbour gas this winter": "buy",
    "David Love: A former harbour master would need to woo the bakers of the town": "Love on",
}


@pytest.mark.parametrize("headline", TORN)
def test_no_label_ends_where_the_next_word_belongs_to_it(headline):
    """`in front | of`, `10 days | after`, `someone | inside`; and nobody is called by a surname that is a word."""
    label = label_of([headline], "en")
    assert not label.endswith(f" {TORN[headline]}")
    assert not label.startswith("Love")


def test_a_quotation_is_whole_or_is_not_there():
    """Words within quotation marks are never left out of it."""
    label = label_of(["Ada Merrow says old Kit Oster 'will be a wonderful harbour master'"], "en")
    assert "'" not in label or "'will be a wonderful harbour master'" in label


@pytest.mark.parametrize(
    ("headline", "place", "form"),
    [
        ("Larkfield zorbs the capital", 1, "s"),
        ("Pilot zorbs up effort", 1, "s"),
        ("Pier refurbled by bakers", 1, "past"),
        ("Merrow plans to zorb the quay", 3, "base"),
    ],
)
def test_an_unknown_word_is_a_verb_where_only_a_verb_can_stand(headline, place, form):
    """By its ending and its neighbours, and whatever the lexicon lacks."""
    words = headline.split()
    verb = guessed([word.casefold() for word in words], words, place)
    assert verb is not None
    assert verb.form == form


@pytest.mark.parametrize(
    ("headline", "place"),
    [("Lamp zorbs for the harbour", 1), ("The zorbs the bakers like", 1), ("Merrow meets Zorbs the dog", 2)],
)
def test_an_unknown_word_that_may_be_a_thing_is_no_verb(headline, place):
    """Behind an article, before a phrase, or as a name."""
    words = headline.split()
    assert guessed([word.casefold() for word in words], words, place) is None


@pytest.mark.parametrize(
    "headline",
    [
        "Does the oldest porter of Larkfield end up alone on the quay of the harbour?",
        "Why shares of Lantern Line International were shining today in Larkfield",
        "Why Ada Merrow will not win the lamp race of the harbour this year",
    ],
)
def test_a_question_has_six_words_at_most_and_its_verb(headline):
    """The auxiliary that it begins with counts; no `why` ends before what is asked."""
    label = label_of([headline], "en")
    assert 3 <= len(label.split()) <= 6
    assert not label.endswith(("International", "Merrow"))
