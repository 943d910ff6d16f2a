"""Finding the outlets that a text names as its sources."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.summarize.attribution import named_sources

NAMED = {
    "The war drags on, CNN reports.": ("CNN",),
    "The drills were a response, reports The Washington Post.": ("The Washington Post",),
    "He told The Washington Post that he would stay.": ("The Washington Post",),
    "The talks failed, according to Reuters.": ("Reuters",),
    "The New York Times said on Sunday: the plan is dead.": ("The New York Times",),
    "The bill is stuck, per Axios.": ("Axios",),
    "It is a mistake, said Ada Holm in The Guardian.": ("The Guardian",),
    "It is funny, said Bo Chan in USA Today.": ("USA Today",),
    "The case is weak, Ann Lee said at Politico Magazine.": ("Politico Magazine",),
    "On Monday The Boston Globe reported the arrest.": ("The Boston Globe",),
    "the Los Angeles Times reported the arrest.": ("Los Angeles Times",),
    "That is wrong, said the Boston Globe editorial board.": ("The Boston Globe",),
    "a neighbour has told the BBC.": ("BBC",),
    "CNN's Jane Doe reports that rain is coming.": ("CNN",),
    "The Kansas City Star first reported the deal.": ("The Kansas City Star",),
    "Rain fell, the Port Alder Courier reported on Friday.": ("Port Alder Courier",),
    "In an interview with Der Spiegel, he denied it.": ("Der Spiegel",),
    "He was fired, Bloomberg reported, citing two people.": ("Bloomberg",),
    "The fire spread, Lodestone reports.": ("Lodestone",),
    "He was hurt, according to the Daily Telegraph.": ("The Daily Telegraph",),
    "It cost little, according to the Sioux Falls Argus Leader.": ("Sioux Falls Argus Leader",),
    "He said no, The Times of India. reported.": ("The Times of India",),
    "She told BBC Radio 5 Live that it rained.": ("BBC Radio 5 Live",),
}
NOT_NAMED = (
    "We are ready, said Putin.",
    "Two were hurt, according to police.",
    "The White House said no.",
    "Emily Post said so.",
    "He bought The Washington Post.",
    "CNN president Ann Lee resigned.",
    "She reads The Guardian every day.",
    "The United Nations reported a rise.",
    "Officials told the court that it was late.",
    "The Times of his life were hard, he said.",
    "The Post Office said letters are late.",
    "The Sun rose at six.",
    "Good News, said the preacher.",
    "Poverty is falling, according to the World Bank.",
    "Portraits change, the Royal Mint said.",
    "The Department of Foreign Affairs said it had complained.",
    "The money was shared, according to Vice Chief Larry Marsh.",
    "Regarding CAG reports, he said little.",
)


@pytest.mark.parametrize(("text", "sources"), NAMED.items())
def test_an_outlet_with_a_news_verb_is_a_source(text, sources):
    """The phrases by which briefings credit outlets are understood, and the name is given as it is printed."""
    assert named_sources(text) == sources


@pytest.mark.parametrize("text", NOT_NAMED)
def test_people_bodies_and_mere_mentions_are_no_sources(text):
    """Neither a person nor an authority nor an outlet that only is talked about is credited."""
    assert named_sources(text) == ()


def test_order_of_first_mention_and_each_once():
    """A source named again, also by its short form, is not listed twice."""
    text = "It rained, The Washington Post reported. CNN said so too. “Heavily,” the Post said. CNN reports floods."
    assert named_sources(text) == ("The Washington Post", "CNN")


def test_ones_own_sources_are_known_by_name():
    """A name without an outlet's shape counts when it is given as known, and is written as given."""
    text = "Ships slow down, she told the Evening Lantern."
    assert named_sources(text) == ()
    assert named_sources(text, known=("The Evening Lantern",)) == ("The Evening Lantern",)


@given(
    st.text(alphabet=st.sampled_from("The CNN Post said reports told .,’'") | st.characters(), max_size=200)
)
@settings(max_examples=100)
def test_any_text_is_answered(text):
    """No text raises, and no source is empty or named twice."""
    found = named_sources(text, known=("CNN",))
    assert all(found)
    assert len({name.casefold() for name in found}) == len(found)
