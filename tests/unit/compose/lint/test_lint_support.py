"""What is known of mail clients, and what stories a known edition has."""

from dataclasses import replace

import pytest
from built_editions import edition_of, story

from digest.compose.content import Section
from digest.compose.lint import lint_html
from digest.compose.lint.colours import colour, contrast, hexed, inverted
from digest.compose.lint.support import table
from digest.config.lint import KNOWN_CLIENTS

FLEX = '<div style="display:flex">A</div>'


def told(html: str, *clients: str) -> list[str]:
    return [one.message for one in lint_html(html, clients=clients) if one.check == "client-support"]


def test_every_client_that_may_be_configured_is_in_the_table() -> None:
    """The configuration and the data name the same clients."""
    assert set(table().clients) == KNOWN_CLIENTS
    assert all(len(letters) == len(KNOWN_CLIENTS) for _, letters in table().features.values())


def test_only_the_configured_clients_count() -> None:
    """What Outlook on Windows drops is no fault of a mail that nobody reads there; a family is told together."""
    assert told(FLEX, "apple-mail.ios") == []
    (found,) = told(FLEX, "outlook.windows", "outlook.windows-mail", "apple-mail.ios")
    assert "not in Outlook (Windows, Windows Mail)" in found


@pytest.mark.parametrize(
    ("text", "hexadecimal"),
    [("#FFF", "#ffffff"), ("rgb(1, 2, 3)", "#010203"), ("rgb(0 0 0 / 50%)", "#000000"), ("Navy", "#000080")],
)
def test_colours_are_read_in_every_spelling(text: str, hexadecimal: str) -> None:
    """Short, functional and named colours are the six digits that they stand for."""
    found = colour(text)
    assert found is not None
    assert hexed(found) == hexadecimal


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21:1, the grey #767676 on white 4.54:1; inverted, black is white."""
    white, black, grey = (colour(one) for one in ("#ffffff", "#000000", "#767676"))
    assert white is not None
    assert black is not None
    assert grey is not None
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)
    assert inverted(black) == white


def test_a_known_edition_names_its_stories() -> None:
    """Without a source a story fails, without a link it is warned of; a headline, text or address twice fails."""
    bare, unlinked = story(2, sources=()), story(3, url=None)
    unlinked = replace(unlinked, sources=tuple(replace(one, url=None) for one in unlinked.sources))
    again = replace(story(5), headline=story(4).headline, url=story(4).url)
    content = edition_of(Section("News", "stories", (story(1), bare, unlinked, story(4), again)))
    found = {(one.check, one.level, one.where) for one in lint_html("<p>x</p>", content)}
    assert ("source", "fail", "story 2") in found
    assert ("source-link", "warn", "story 3") in found
    assert ("twice", "fail", "story 5") in found
    assert not {one for one in found if one[2] == "story 1" and one[0] != "twice"}
