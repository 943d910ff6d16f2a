"""The editor's choice goes before our own."""

import pytest

from digest.summarize.leads import CHOSEN, GONE, Budget, pick

BRIDGE = (
    "TOLL (Coastwire) - The council voted to close the Tarn bridge for six weeks from Monday. Engineers had found rust in four of its cables.",
    "Shopkeepers on both banks asked for a ferry. “We cannot wait for six weeks. We would be ruined,” said Ada Holm, a baker.",
    "The mayor promised one by Tuesday.",
)


def test_the_chosen_sentences_are_the_lead_in_the_articles_order():
    """Whatever order they were picked in and however few words are allowed."""
    lead = pick(
        BRIDGE,
        Budget(words=5, sentences=1),
        chosen=["The mayor promised one by Tuesday.", "Shopkeepers on both banks asked for a ferry."],
    )
    assert lead is not None
    assert lead.sentences == (
        "Shopkeepers on both banks asked for a ferry.",
        "The mayor promised one by Tuesday.",
    )
    assert lead.paragraphs == lead.sentences
    assert lead.reason == CHOSEN
    assert lead.words == 14


@pytest.mark.parametrize(
    "choice",
    [
        "The council voted to close the Tarn bridge for six weeks from Monday.",
        "TOLL (Coastwire) - The council voted to close the Tarn bridge for six weeks from Monday.",
        "Engineers  had found\nrust in four of its cables.",
        "“We cannot wait for six weeks. We would be ruined,” said Ada Holm, a baker.",
    ],
)
def test_a_choice_is_known_again(choice):
    """With its dateline or without, whatever the white space, and where a quotation holds two sentences together."""
    lead = pick(BRIDGE, Budget(), chosen=[choice])
    assert lead is not None
    assert lead.text == " ".join(choice.split())


@pytest.mark.parametrize(
    "gone",
    ["The mayor promised two by Tuesday.", "mayor promised one by Tuesday.", "The mayor promised one", ""],
)
def test_where_one_is_gone_the_lead_is_our_own_and_says_so(gone):
    """A sentence that was changed, or that is none any more, is not printed."""
    own = pick(BRIDGE, Budget())
    lead = pick(BRIDGE, Budget(), chosen=["Shopkeepers on both banks asked for a ferry.", gone])
    assert own is not None
    assert lead is not None
    assert lead.sentences == own.sentences
    assert lead.reason == f"{own.reason}; {GONE}"


def test_the_same_sentence_chosen_twice_is_printed_once():
    """A slip of the hand does not repeat a sentence."""
    lead = pick(BRIDGE, Budget(), chosen=["The mayor promised one by Tuesday."] * 2)
    assert lead is not None
    assert lead.text == "The mayor promised one by Tuesday."


def test_no_choice_is_no_choice():
    """Without chosen sentences nothing is said of an editor."""
    lead = pick(BRIDGE, Budget(), chosen=[])
    assert lead is not None
    assert "editor" not in lead.reason
