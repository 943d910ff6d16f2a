"""The brackets under a story, where it has many sources."""

import pytest
from built_editions import edition_of, frame_of, story

from digest.compose.content import Section, SourceLink
from digest.compose.render import render_edition


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("en", "and 4 more"),
        ("de", "und 4 weitere"),
        ("fr", "et 4 autres"),
        ("es", "y 4 más"),
        ("he", "ועוד 4"),
        ("ar", "و4 أخرى"),
    ],
)
def test_the_sources_that_are_not_printed_are_counted(env, language, last):
    """Both parts of the mail end the brackets with how many there are besides, in the mail's language."""
    sources = tuple(SourceLink(f"Paper {n}") for n in range(9))
    content = edition_of(Section("S", "stories", (story(1, sources=sources),)), language=language)
    rendered = render_edition(content, frame_of(), env)
    assert f"Paper 4 {last}]" in " ".join(rendered.text.split())
    assert f"Paper 4 {last}]" in " ".join(rendered.html.split())
    assert "Paper 5" not in rendered.text + rendered.html
