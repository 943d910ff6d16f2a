"""Roundabout phrases that make an outlet a source, and what only looks like them."""

import pytest

from digest.summarize.attribution import named_sources

NAMED = {
    "He spoke in interviews with CNN and, of course, Fox News.": ("CNN", "Fox News"),
    "Reuters and AP reported the deal.": ("Reuters", "The Associated Press"),
    "He told CNN, Fox News and the BBC so.": ("CNN", "Fox News", "BBC"),
    "He left CNN and Reuters reported it.": ("Reuters",),
    "He told Guardian Australia so.": ("The Guardian",),
    "The list is available exclusively with India Today.": ("India Today",),
    "Sources tell CNN that he is late.": ("CNN",),
    "A major Guardian investigation revealing the leak led to it.": ("The Guardian",),
    "As the Post's reconstruction of the night shows, he was late.": ("The Post",),
    "He gave the BBC a short interview.": ("BBC",),
    "The ministry sent CNN new data.": ("CNN",),
    "HT had published a report on the school.": ("Hindustan Times",),
    "The records were released after a request by Politico.": ("Politico",),
    "In the Washington Post, columnist Jo Capes outlines what he saw.": ("The Washington Post",),
    "It will snow, said CNN meteorologist Todd Bork.": ("CNN",),
    "CNN affiliate WXYZ is reporting that he was shot.": ("WXYZ",),
    "He laughed, and CNN spoke to two others.": ("CNN",),
    "CNN's Ann Lee and Bo Chan reported from Bonn.": ("CNN",),
    "It was just, according to its official news agency, KCNA.": ("KCNA",),
    "But Bloomberg's Lisa Lear questions whether it works.": ("Bloomberg",),
    "Danish broadcaster Radio Vest said so.": ("Radio Vest",),
    "The bridge fell.\nPTI ABC DE": ("PTI",),
    "The bridge fell.\nInputs from IANS": ("IANS",),
}
NOT_NAMED = (
    "In Time, Ann Lee said, wounds heal.",
    "Fox News host Ann Lee said she was leaving.",
    "The DNA report said so.",
    "He told the court, and the BBC was sued.",
    "The former champion and broadcaster Pam Shore said it was late.",
    "(AFP)",
    "The bridge fell.\n(AFP)\nIt was old.",
    "Three networks were closed: CNN.",
)


@pytest.mark.parametrize(("text", "sources"), NAMED.items())
def test_roundabout_phrases_name_sources(text, sources):
    """Lists of outlets, their journalists, their works, signatures and what they were given are understood."""
    assert named_sources(text) == sources


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_only_looks_like_a_source(text):
    """Hosts on themselves, picture credits, genes and people of the trade are no sources."""
    assert named_sources(text) == ()
