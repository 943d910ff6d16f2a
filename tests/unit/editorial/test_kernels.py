"""Labels say who does what, each in few words, where no cut of the headline is short enough."""

import pytest

from digest.editorial.kernels import kernels
from digest.editorial.labels import label_of
from digest.editorial.nounphrases import phrases
from digest.editorial.phraseends import end_of_phrase

TOLD = {
    "Kit Oster accuses pilot Bel Tasker of theft of harbour lamps": "Kit Oster accuses pilot Bel Tasker",
    "Ferry crew to get training to spot signs of rising fog at sea": "Ferry crew to get training",
    "Larkfield, Velisia to allow free passage for seals in winter": "Larkfield, Velisia to allow free passage",
    'Pilot Ada Merrow may be "lightkeeper" in coalition of harbour towns': 'Merrow may be "lightkeeper" in coalition',
    "Legendary club of Merrow and Oster faces harbour court this week": "Legendary club faces harbour court",
    "Lantern prices, ferry fares and other harbour costs have risen again since the storm": "Harbour costs have risen",
    "Larkfield's land, sea and air drill will involve 3,000 pilots, 41 ferries and 110 lamps": "Drill will involve 3,000 pilots",
    "90% donated harbour lamps had dangerous gas leaks": "90% donated harbour lamps had leaks",
    "Twelve bakers replaced next to old quay wall along with their ovens": "Twelve bakers replaced next to wall",
    "Bel Tasker appointed as Larkfield's deputy harbour master": "Bel Tasker appointed deputy harbour master",
    'Ada Merrow bows out of the "Lamp Shades" sequel': "Ada Merrow bows out",
    "Oster's owner testifies that Merrow was always respectful with him at sea": "Oster's owner: Merrow was always respectful",
    "Real Sedge qualifies for the quarterfinals of the Velisia Champions League": "Real Sedge qualifies for the quarterfinals",
    "Official says men broke into a harbour school and one suddenly moved a bell": "Official: men broke into harbour school",
    "Upset with council, ferry team refuses to leave the quay": "Ferry team refuses to leave quay",
    "Harbour office planning old lamp banks to light poor quarters": "Harbour office planning old lamp banks",
    "Old pilot lynched over rumours she was cutting ropes of ferries at night": "Old pilot lynched over rumours",
    "Radoslaw Oster: About 1.7 million lamps affected by fog in Velisia": "Radoslaw Oster: 1.7 million lamps affected",
}


@pytest.mark.parametrize("headline", TOLD)
def test_a_label_says_who_does_what(headline):
    """Subject, verb and object in fewer words each come before two things with an `and` between them."""
    assert label_of([headline], "en") == TOLD[headline]


NOT_SAID = {
    "Ferry line wants harbour bakers to use lamps of its own make": "wants harbour bakers",
    "Velisia's Museum of Lamps is the latest museum to ban the folding ladder from halls": "is latest museum",
    "Larkfield denies reports of Ada Merrow selling the old lighthouse for scrap": "reports of Ada Merrow",
    "No ferries will sail in winter storms without a permit of the harbour office": "No ferries will sail",
    "Harbour board's postponed election of a pilot is slated to be held on March 28": "election is slated",
}


@pytest.mark.parametrize("headline", NOT_SAID)
def test_a_kernel_says_no_more_than_its_headline(headline):
    """What is wanted of somebody, what is of a superlative, a condition and what makes a thing doubtful are not left out."""
    assert NOT_SAID[headline].casefold() not in label_of([headline], "en").casefold()


def test_a_kernel_has_three_to_six_words_of_the_headline_in_their_order():
    """Nothing is added to a headline but the comma between two subjects."""
    words = (
        "Two",
        "old",
        "keepers",
        "of",
        "the",
        "tall",
        "tower",
        "in",
        "Sedge",
        "have",
        "rebuilt",
        "the",
        "tall",
        "lamp",
        "of",
        "the",
        "pier",
    )
    found = [label for _, label in kernels(words)]
    assert found
    for label in found:
        rest = iter(word.strip(",") for word in words)
        assert 3 <= len(label) <= 6
        assert all(word.strip(",") in rest for word in label)


def test_a_noun_phrase_keeps_its_noun_and_what_makes_its_sense():
    """Articles, adjectives and owners go from the front; `former`, `fake` and `no` stay."""
    assert [words for _, words in phrases(("the", "rare", "harbour", "lamp"), small=True)][-1] == ("lamp",)
    assert all("former" in words for _, words in phrases(("former", "rare", "pilot"), small=True))
    assert end_of_phrase(("the", "rare,", "heavy", "lamp", "of", "Sedge"), 0) == 4


@pytest.mark.parametrize("headline", ["...", "«", "?!", "…"])
def test_a_headline_without_a_word_is_its_own_label(headline):
    """A title of marks alone stops no edition."""
    assert label_of([headline], "en")


DOUBTED = {
    'Keepers of Pilots Without Borders call the harbour storm "tragic and dark" for all': "Pilots and",
    "Ada Merrow's “Long Harbour Night” Posts Weak Lamp Sales": "Harbour Night and",
    "More than 13 million gulls have a ring on their left foot": "Million",
    "Harbour bars debt-ridden pilot from going out at night in fog": "Harbour and debt-ridden",
    "Velisia in no position to threaten Marram over the lamps": "Velisia to threaten",
    "Line claims a lamp theft in Sedge was carried out by a gull": "Line claims a lamp theft",
    "A video showing the dramatic moment a stolen gull was rescued by porters was released": "A video was rescued",
    "More than 5,000 ferries with E.U. ties canceled or delayed": "Ferries ties",
    "Sad we are debating lamps and not the harbour: council leader of Marram": "Sad we debating",
    "Harbour office workers are clearly doing something right in the north of Velisia": "Harbour office workers are something",
    "Velisia has 2 out of 12 unique lamp forests in the whole north": "Velisia has 2",
    "On Thursday the Marram harbour chief said that the lamp of Tarn was broken on purpose": "Thursday and",
    "Lamp talks have large diplomatic and political meaning for the coast towns": "Lamp talks have large diplomatic",
    "Baker, director and pilot Kit Oster has died at the age of 73 in Lower Sedge": "Baker, director and Kit",
    "Fury of Tropical Cyclone Pam has moved on and left the harbour in ruins": "Fury of Tropical Pam",
    "Widespread flooding in Larkfield has killed more than 200 gulls this winter": "Widespread killed",
    "The Larkfield Gulls spent Monday trying to forget the lost match at sea": "Larkfield Gulls spent Monday trying",
}


@pytest.mark.parametrize("headline", DOUBTED)
def test_what_a_copy_editor_would_mark_is_no_label(headline):
    """Half a name, half a quotation, half a number, a denial without its `no` and half a claim are none."""
    assert not label_of([headline], "en").startswith(DOUBTED[headline])
