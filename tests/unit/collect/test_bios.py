"""Bylines, credit lines and lines about the author."""

import pytest

from digest.collect import bios

BYLINES = {
    "By Ann Lee": "Ann Lee",
    "by Ann Lee and Bo Chan": "Ann Lee and Bo Chan",
    "By Ann Lee, The Tarn Courier": "Ann Lee",
    "By Ann Lee | Staff Writer": "Ann Lee",
    "Words by Jean-Luc de Vries": "Jean-Luc de Vries",
    "By ANN LEE": "ANN LEE",
    "By Ann Lee published 3 March 2026": "Ann Lee",
    "Ann Lee, political editor": "Ann Lee",
    "By The Tarn Courier published 3 March 2026": "The Tarn Courier",
    "By Courier staff": "Courier staff",
}


@pytest.mark.parametrize(("text", "names"), BYLINES.items())
def test_a_byline_gives_its_names(text, names):
    """Only the names are kept of a byline in any of its usual forms."""
    assert bios.byline(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "By the river",
        "By Friday the water had gone.",
        "By",
        "Stand by Me",
        "By and large it was late",
        "By 2030 all will be new",
    ],
)
def test_other_lines_with_by_are_no_bylines(text):
    """The word alone does not make one."""
    assert bios.byline(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee has been the staff writer for river affairs at The Tarn Courier for nine years, covering floods. She previously kept bees.",
        "Bo Chan is a freelance journalist based in Tarn.",
        "Ann Lee is the author of “Rust” and a columnist at the Courier.",
        "Bo Chan has reviewed fiction for The Courier since 2018, covering prizes and small presses.",
        "Ann joined the Courier in 2020 and was previously its deputy news editor.",
    ],
)
def test_a_line_about_the_author_at_the_end_is_a_bio(text):
    """A name, a job in journalism and a career, after the last paragraph of the news."""
    if text.startswith("Ann joined"):
        assert not bios.is_bio(text, after_body=True, author=None)  # a first name alone might be anyone's
    else:
        assert bios.is_bio(text, after_body=True, author=None)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee is the mayor of Tarn and has lived there since 1990.",
        "Bo Chan was arrested on Monday, the police said.",
        "Ida Marsh, an engineer, has worked on the bridge since 2001.",
        "The author of the letter is not known.",
    ],
)
def test_news_about_people_is_no_bio(text):
    """People in the news have careers too; without a job in journalism they are kept."""
    assert not bios.is_bio(text, after_body=True, author=None)


def test_a_journalist_in_the_middle_of_the_news_is_news():
    """The same sentence counts as a bio only where no news follows it."""
    text = "Ann Lee is a columnist at the Courier."
    assert bios.is_bio(text, after_body=True, author=None)
    assert not bios.is_bio(text, after_body=False, author=None)


def test_a_wires_credit_line_names_its_reporters():
    """`Reporting by` lines are read, and sentences that begin alike are not."""
    assert bios.credited("(Reporting by Ann Lee in Toll; editing by Bo Chan)") == "Ann Lee"
    assert (
        bios.credited(
            "Reporting by Ann Lee and Ida Marsh; additional reporting by Bo Chan; Editing by Jo Hale"
        )
        == "Ann Lee and Ida Marsh"
    )
    assert bios.credited("Reporting by Ann Lee showed that the bridge had been rusty for years.") is None
