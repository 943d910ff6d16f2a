import pytest
from built_editions import edition_of, frame_of, lead_story, story
from jinja2 import Environment

from digest.compose.content import EditionContent, Figure, Quotation, Section, SourceLink
from digest.compose.render import Rendered, render_edition
from digest.compose.templates import environment


@pytest.fixture(scope="session")
def env() -> Environment:
    """The packaged templates."""
    return environment()


@pytest.fixture(scope="session")
def full_edition() -> EditionContent:
    """Twelve stories of 80 words or more, a feature, the quote and the number of the day."""
    return edition_of(
        Section("Today's big question", "lead", (lead_story(),)),
        Section("Eleven more things to know", "stories", tuple(story(number) for number in range(2, 13))),
        Section("The Briefing recommends", "features", (story(13, words=25, kicker=None),)),
        quote=Quotation(
            "“You never finish reading the news.”",
            "Ada Merrow",
            SourceLink("Gallery Review", "https://gallery.example/merrow"),
        ),
        figure=Figure(
            "85%",
            "of the water will be recycled on site.",
            SourceLink("Valley Post", "https://valley.example/chip"),
        ),
    )


@pytest.fixture(scope="session")
def full(env: Environment, full_edition: EditionContent) -> Rendered:
    """The full edition, rendered once for all tests that look at it."""
    return render_edition(full_edition, frame_of(), env)
