"""What holds of every lead, whatever the article and the budget."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.summarize.leads import ALONE, NO_LIMIT, Budget, is_open, pick

BRIDGE = (
    "The council voted to close the Tarn bridge for six weeks from Monday, the first closing in ninety years. Engineers had found rust in four of its cables.",
    "Shopkeepers on both banks asked for a ferry. “We cannot wait for six weeks. We would be ruined,” said Ada Holm, a baker.",
    "The mayor promised one by Tuesday.",
)
WORDS = st.sampled_from(
    [
        "the",
        "a",
        "Tarn",
        "bridge",
        "closed",
        "on",
        "Monday",
        "in",
        "six",
        "weeks",
        "and",
        "Holm",
        "said",
        "rust",
        "40",
        "cables",
        "ferry",
    ]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
PLAIN = st.builds("{}{}".format, PHRASES.map(str.capitalize), st.sampled_from([".", "?", "!", "…", ":", ""]))
QUOTED = st.builds("“{}. {},” {}.".format, PHRASES.map(str.capitalize), PHRASES.map(str.capitalize), PHRASES)
ASIDES = st.sampled_from(
    ["By Ann Lee", "(CNN)", "LONDON (AP) - ", "Editor's note: It rained.", "***", "But he left.", ""]
)
PARAGRAPHS = st.lists(PLAIN | QUOTED | ASIDES, max_size=6).map(" ".join)
SCRAPS = st.text(alphabet=st.sampled_from("aB c.?“”„«»\"'()—1\n"), max_size=60)
BUDGETS = st.builds(Budget, st.integers(1, 60) | st.just(NO_LIMIT), st.none() | st.integers(1, 4))


@given(st.lists(PARAGRAPHS | SCRAPS, max_size=8), BUDGETS, st.none() | PHRASES)
@settings(max_examples=80)
@pytest.mark.long
def test_a_lead_is_made_of_the_articles_sentences(paragraphs, budget, title):
    """Each sentence stands in a paragraph, in order; there is a text; both bounds hold; the same again gives the same."""
    lead = pick(paragraphs, budget, title=title)
    assert lead == pick(paragraphs, budget, title=title)
    if lead is None:
        return
    article, at = " ".join(" ".join(paragraphs).split()), 0
    for sentence in lead.sentences:
        at = article.index(sentence, at) + len(sentence)
    assert lead.text.strip()
    assert lead.words <= budget.words or (len(lead.sentences) == 1 and lead.reason == ALONE)
    assert len(lead.sentences) <= (budget.sentences or NO_LIMIT)


@given(st.lists(PARAGRAPHS, max_size=8), BUDGETS)
@settings(max_examples=80)
@pytest.mark.long
def test_no_quotation_is_left_open(paragraphs, budget):
    """Where the marks of every paragraph are paired, those of the lead are."""
    lead = pick(paragraphs, budget)
    if lead is not None:
        assert lead.text.count("“") == lead.text.count("”")
        assert not any(is_open(one) for one in (lead.text, *lead.sentences))


@given(st.lists(PARAGRAPHS, max_size=8), st.integers(5, 60))
def test_a_lead_does_not_end_with_a_question_or_an_announcement(paragraphs, words):
    """Unless the article has nothing else to begin with."""
    lead = pick(paragraphs, Budget(words=words))
    if lead is not None and len(lead.sentences) > 1:
        assert not lead.text.endswith(("?", ":"))


@pytest.mark.parametrize("words", [24, 40])
def test_words_and_sentences_hold_both(words):
    """A budget of both takes the most telling sentences that fit, as many as it may."""
    lead = pick(BRIDGE, Budget(words=words, sentences=2))
    assert lead is not None
    assert lead.words <= words
    assert len(lead.sentences) <= 2


def test_a_sentence_that_fits_goes_before_one_that_does_not():
    """With few words for one sentence, a shorter telling one is taken rather than a long one alone."""
    lead = pick(BRIDGE, Budget(words=12, sentences=1))
    assert lead is not None
    assert lead.words <= 12
