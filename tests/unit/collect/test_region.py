"""Finding the article on a whole page whose markup is gone."""

import pytest

from digest.collect.extract import from_text

MENU = [f"Menu {name}" for name in "abcdefghijklmnopqrstuvwxyz"]
TEASERS = [
    line
    for n in range(12)
    for line in (f"Other story {n}", f"Something else happened to person {n} on Friday.", "Menu link")
]
TITLE = "Council closes the Tarn bridge for repairs"
BODY = [
    f"The Tarn bridge will close for repairs from day {n}, the council said, and the people who cross it every morning will have to find another way."
    for n in range(6)
]
COMMENTS = [
    "3 comments",
    "I think that this bridge should have been closed years ago, when I was young.",
    "So do I, and I said so at the time to all who would listen.",
]


def test_the_dense_stretch_is_the_article():
    """Menus above and teasers below the text are left out, each with a reason."""
    found = from_text("\n".join([*MENU, TITLE, "By Ann Lee", "3 March 2026", *BODY, *TEASERS, *MENU]))
    assert found.paragraphs == tuple(BODY)
    assert "outside the article" in {d.why for d in found.dropped}


def test_the_title_stands_right_above_the_text():
    """Of the lines above the text, the one whose words come again in it is the title; byline and date follow it."""
    found = from_text("\n".join([*MENU, TITLE, "By Ann Lee", "3 March 2026", *BODY, *TEASERS]))
    assert found.title == TITLE
    assert found.byline == "Ann Lee"
    assert found.published is not None


def test_readers_comments_are_not_the_text():
    """What stands under a heading of comments below the text is dropped, on a short page too."""
    found = from_text("\n".join([TITLE, *BODY, *COMMENTS]))
    assert found.paragraphs == tuple(BODY)


def test_a_share_bar_that_counts_comments_drops_nothing():
    """The same words above the text are a button."""
    assert from_text("\n".join([TITLE, "3 comments", *BODY])).paragraphs == tuple(BODY)


def test_a_short_text_is_taken_whole():
    """An article as scrapers leave it is no whole page: text after a gap of other lines stays."""
    gap = ["Sign up for our free newsletter"] * 5
    assert from_text("\n".join([TITLE, *BODY[:3], *gap, *BODY[3:]])).paragraphs == tuple(BODY)


@pytest.mark.parametrize("numbers", [range(1, 13), range(12, 0, -1)])
def test_an_article_that_is_a_list_is_taken_whole(numbers):
    """Twelve entries, counted up or down, each with a line of text, are the article as much as their introduction."""
    entries = [
        line
        for n in numbers
        for line in (f"{n}. The light of Cape {n}", f"It was built in 18{n + 20} and lit by gas.")
    ]
    found = from_text("\n".join([*MENU, TITLE, *BODY[:2], *entries, *TEASERS, *MENU]))
    assert found.paragraphs == (*BODY[:2], *entries[1::2])
    assert [block.text for block in found.blocks if block.kind == "heading"] == entries[::2]


def test_what_is_read_most_is_no_article_that_is_a_list():
    """Numbered headlines that stand alone are furniture."""
    most = [f"{n}. Something happened in place {n}" for n in range(1, 9)]
    found = from_text("\n".join([*MENU, TITLE, *BODY, *most, *TEASERS, *MENU]))
    assert found.paragraphs == tuple(BODY)
