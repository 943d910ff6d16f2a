"""Stories of which only the headline may be printed, as both parts of a mail show them."""

import re

import pytest
from built_editions import edition_of, frame_of, lead_story, story

from digest.compose.content import Section
from digest.compose.render import Rendered, render_edition


@pytest.fixture(scope="module")
def bare(env) -> Rendered:
    """An edition whose lead, second story and feature have no text."""
    none = {"passages": ()}
    return render_edition(
        edition_of(
            Section("Top story", "lead", (lead_story(picture=None, headline="The lead", **none),)),
            Section("What else", "stories", (story(2, headline="The second", **none), story(3))),
            Section("Features", "features", (story(4, headline="The feature", **none),)),
        ),
        frame_of(),
        env,
    )


@pytest.mark.parametrize(("name", "number"), [("The lead", 1), ("The second", 2), ("The feature", 4)])
def test_a_headline_alone_is_linked_and_sourced(bare, name, number):
    """The headline leads to the article, the sources follow at once, and no empty paragraph stands between."""
    html = re.sub(r"\s+", " ", bare.html)
    story_html = html.partition(f">{name}</a>")[2]
    between, sources = re.split(r"<p\b", story_html, maxsplit=2)[:2]
    assert re.fullmatch(r"</h[34]> ", between)
    assert sources.partition("</p>")[0].count("<a") == 2
    assert f'href="https://courier.example/{number}"' in html.partition(f">{name}</a>")[0].rpartition("<a")[2]


def test_the_text_part_has_no_hole_where_the_text_would_be(bare):
    """Headline, a blank line, the sources."""
    assert re.search(r"The second \[\d+\]\n\n\[Harbour Courier", bare.text)
    assert "\n\n\n\n" not in bare.text
