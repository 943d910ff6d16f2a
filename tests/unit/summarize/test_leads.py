"""Picking the lead of an article."""

import pytest

from digest.summarize.leads import NO_LIMIT, Budget, is_open, pick

CLOSING = (
    "The council voted to close the Tarn bridge for six weeks from Monday, the first closing in ninety years. "
    "Engineers had found rust in four of its cables."
)
BRIDGE = (
    CLOSING,
    "Shopkeepers on both banks asked for a ferry. “We cannot wait for six weeks. We would be ruined,” said Ada Holm, a baker.",
    "The mayor promised one by Tuesday.",
)


def test_takes_whole_sentences_in_order_while_they_fit():
    """The lead is the longest run of opening sentences within the words allowed."""
    lead = pick(BRIDGE, Budget(words=45))
    assert lead is not None
    assert lead.sentences == (
        "The council voted to close the Tarn bridge for six weeks from Monday, the first closing in ninety years.",
        "Engineers had found rust in four of its cables.",
        "Shopkeepers on both banks asked for a ferry.",
    )
    assert lead.text == " ".join(lead.sentences)
    assert lead.words == len(lead.text.split()) == 36


def test_keeps_the_paragraphs_it_took_from():
    """Sentences of one paragraph stay together, so that a long lead can be set in paragraphs."""
    lead = pick(BRIDGE, Budget(words=45))
    assert lead is not None
    assert [len(p.split()) for p in lead.paragraphs] == [28, 8]


def test_a_first_sentence_over_the_budget_is_taken_whole_and_alone():
    """A sentence is never cut; the reason says that it is too long."""
    lead = pick(BRIDGE, Budget(words=5))
    assert lead is not None
    assert lead.text.endswith("in ninety years.")
    assert "longer than the budget" in lead.reason


def test_a_quotation_is_taken_to_its_end_or_not_at_all():
    """No lead ends inside a quotation of several sentences."""
    for words in range(20, 70):
        lead = pick(BRIDGE, Budget(words=words))
        assert lead is not None
        assert not is_open(lead.text)


def test_a_quotation_of_several_sentences_is_one_piece():
    """Where it fits, the whole quotation is taken in."""
    lead = pick(BRIDGE, Budget(words=56))
    assert lead is not None
    assert lead.sentences[-1] == "“We cannot wait for six weeks. We would be ruined,” said Ada Holm, a baker."


@pytest.mark.parametrize(
    "dateline",
    [
        "LONDON (AP) - ",
        "LONDON (AP) — ",
        "TOLL, Velisia (Coastwire) - ",
        "(CNN) -- ",
        "(CNN)",
        "PORT ALDER, March 3 (Reuters) – ",
        "NEW DELHI: ",
        "THE CAPITAL (Coastwire) - ",
    ],
)
def test_a_dateline_is_taken_off(dateline):
    """What is left is still the article's own words, from their first capital on."""
    lead = pick([f"{dateline}Ships must slow down for whales, 31 states agreed on Monday."], Budget())
    assert lead is not None
    assert lead.text == "Ships must slow down for whales, 31 states agreed on Monday."


@pytest.mark.parametrize(
    "opening",
    [
        "NATO: what it is and why it matters to all of us.",
        "I - and nobody else - was there that day.",
        "US forces - all of them - left.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(opening):
    """Capitals before a dash or colon are words of the sentence unless they name a place."""
    lead = pick([opening], Budget())
    assert lead is not None
    assert lead.text.endswith(opening[-20:])


def test_a_byline_is_passed_over():
    """A line that only names the author does not open the lead."""
    lead = pick(["By Ann Lee and Bo Chan", "The lake froze overnight for the first time."], Budget())
    assert lead is not None
    assert lead.text == "The lake froze overnight for the first time."


def test_a_line_that_is_no_sentence_is_passed_over():
    """A share bar or heading that got into the text does not open the lead."""
    lead = pick(["Give this article", "The lake froze overnight for the first time."], Budget())
    assert lead is not None
    assert lead.text == "The lake froze overnight for the first time."


def test_an_opening_question_is_passed_over_for_the_news():
    """An article that asks first and tells then is led by what it tells, and says so."""
    lead = pick(
        ["Who pays for the bridge? The council will, it decided on Monday by nine votes to four."], Budget()
    )
    assert lead is not None
    assert lead.text == "The council will, it decided on Monday by nine votes to four."
    assert "asks" in lead.reason


def test_the_title_is_not_repeated_as_the_lead():
    """A first line that says the title again is passed over."""
    lead = pick(
        ["Council closes the bridge.", "It shuts on Monday for six weeks of repairs."],
        Budget(),
        title="Council closes the bridge",
    )
    assert lead is not None
    assert lead.text.startswith("It shuts")


@pytest.mark.parametrize("paragraphs", [[], [""], ["   "], ["***"], ["By Ann Lee"], ["—", "…"]])
def test_no_usable_sentence_gives_no_lead(paragraphs):
    """None is returned rather than a scrap."""
    assert pick(paragraphs, Budget()) is None


def test_one_sentence_is_the_one_that_tells_most():
    """With a budget of one sentence an anecdote gives way to the sentence that names what the article is about."""
    paragraphs = (
        "Ada Holm got up at four, as she does.",
        "The Tarn bridge will close for six weeks of repairs, the council decided, and the bakers of both banks fear the closing of the bridge.",
        "Holm bakes on the north bank. The repairs of the bridge cost nine million crowns, the council said.",
    )
    lead = pick(paragraphs, Budget(words=NO_LIMIT, sentences=1))
    assert lead is not None
    assert lead.text.startswith("The Tarn bridge will close")


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_number_of_sentences_is_kept(count):
    """A budget of sentences gives so many, in the order of the article."""
    lead = pick(BRIDGE, Budget(words=NO_LIMIT, sentences=count))
    assert lead is not None
    assert len(lead.sentences) == count
    assert [" ".join(BRIDGE).index(s) for s in lead.sentences] == sorted(
        " ".join(BRIDGE).index(s) for s in lead.sentences
    )


@pytest.mark.parametrize(
    "note",
    [
        "Editor's note: Ada Holm is a baker in Toll. The views expressed are hers.",
        "(Updated at 9 p.m. with the mayor's answer.)",
        "This story was originally published in May.",
        "Watch: how the bridge was built.",
        "Photograph by Bo Chan.",
        "March 3, 2031 .",
        "Anmerkung der Redaktion: Dieser Text erschien im Mai.",
        "Note de la rédaction : Ada Holm est boulangère.",
        "Nota del editor: Ada Holm es panadera.",
        "Von Ada Holm und Bo Chan",
        "Par Ada Holm et Bo Chan",
        "Por Ada Holm y Bo Chan",
    ],
)
def test_a_note_of_the_desk_is_passed_over(note):
    """Notes, corrections, credits, dates and bylines of four languages do not open the lead, and do not stand in it."""
    lead = pick([note, *BRIDGE], Budget(words=40))
    assert lead is not None
    assert lead.text.startswith("The council voted")
    assert note.split(".")[0] not in pick([BRIDGE[0], note, BRIDGE[2]], Budget(words=60)).text


def test_a_dateline_behind_a_byline_is_taken_off():
    """What opens the text loses its dateline, not only what opens the page."""
    lead = pick(
        ["By Ann Lee", "Port Alder, Velisia (AP) Ships must slow down for whales, 31 states agreed."],
        Budget(),
    )
    assert lead is not None
    assert lead.text == "Ships must slow down for whales, 31 states agreed."


def test_a_lead_does_not_end_with_what_announces_the_next():
    """A question that is not answered and a pointer at what follows are given back."""
    told = "The port counted five million more journeys in the first year of free trams."
    for ending in (
        "But who pays for it?",
        "Here are five of its lines.",
        "Check it out: .",
        "These are the lines:",
    ):
        lead = pick([f"{told} {ending}", "One goes to the library."], Budget(words=22))
        assert lead is not None
        assert lead.text == told


def test_an_entry_of_a_numbered_list_is_no_sentence_of_a_lead():
    """The lead ends before the list."""
    lead = pick(
        ["Ten moments made the year in Toll.", "1. The bridge closes.", "Rust was found."], Budget(words=30)
    )
    assert lead is not None
    assert lead.text == "Ten moments made the year in Toll."


def test_a_question_stays_before_its_answer() -> None:
    """An opening question is passed over, except where the next sentence would hang in the air without it."""
    asked = "What happens when the trams are free?"
    answered = (
        "In the port, a year later, the answer is five million more journeys and a queue at the library."
    )
    told = "The port counted five million more journeys in the first year of free trams."
    with_answer = pick([f"{asked} {answered}"], Budget(words=60))
    without = pick([f"{asked} {told}"], Budget(words=60))
    assert with_answer is not None
    assert with_answer.sentences == (asked, answered)
    assert without is not None
    assert without.sentences == (told,)
