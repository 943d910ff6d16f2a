"""The printed text of a story."""

from digest.config.settings import WordBudgets
from digest.editorial.passages import lead_of, passages_of
from digest.summarize.leads import CHOSEN

FERRY = "The ferry to Toll will run every hour from Monday, the council said."
FARE = "A crossing will cost two crowns."
QUEUE = "Holm, a baker, was the first in the queue."
TOLD = (
    ("heading", "What happened"),
    ("paragraph", FERRY),
    ("heading", "What next"),
    ("paragraph", f"{FARE} {QUEUE}"),
)


def test_what_an_editor_has_chosen_is_printed(article):
    """It goes before our own lead, before the article's labelled parts and whatever the budget."""
    story = article("Ferries", blocks=TOLD, chosen=(QUEUE, FERRY))
    passages = passages_of(story, "lead", WordBudgets(lead=40))
    assert [(one.text, one.label) for one in passages] == [(FERRY, None), (QUEUE, None)]
    lead = lead_of(story, 3)
    assert lead is not None
    assert lead.reason == CHOSEN


def test_a_choice_that_leans_back_stays(article):
    """The editor knows what stands above it."""
    leaning = "It will cost two crowns."
    blocks = (("paragraph", FERRY), ("paragraph", leaning))
    story = article("Ferries", blocks=blocks, chosen=(leaning,))
    assert [one.text for one in passages_of(story, "stories", WordBudgets())] == [leaning]
