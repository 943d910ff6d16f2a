"""The [theme] table: what it takes, and the line that each mistake gets."""

import pytest
from spoiled_toml import NEWSLETTER, SECRET

ABOVE = len((SECRET + NEWSLETTER).splitlines())


def test_a_newsletters_theme_comes_after_that_of_all(loaded):
    """Two palettes, the newsletter's own last; colours are written small, fonts as they stand."""
    settings = loaded(
        SECRET + 'theme = {light = {mast = "#0B5D4E"}, text = "Charter, serif"}\n' + NEWSLETTER
        + "[newsletters.early-tram.theme.dark]\naccent = '#6fd3bd'\n"
    )  # fmt: skip
    everyones, own = settings.palettes("early-tram")
    assert everyones == {"light": {"mast": "#0b5d4e"}, "dark": {}, "type": {"text": "Charter, serif"}}
    assert own == {"light": {}, "dark": {"accent": "#6fd3bd"}, "type": {}}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('light.mast = "red"', "theme.light.mast: found 'red'; allowed: # and six hexadecimal digits, such as #0b5d4e"),
        ('dark.ink = "#fff"', "theme.dark.ink: found '#fff'; allowed: # and six hexadecimal digits, such as #0b5d4e"),
        ("light.ink = 7", "theme.light.ink: found 7; allowed: text in quotes"),
        ('text = "A;color:red"', "theme.text: found 'A;color:red'; allowed: names of fonts without quotes"),
        ("headings = \"'A B'\"", "theme.headings: found \"'A B'\"; allowed: names of fonts without quotes"),
        ('font = "A"', "theme.font: unknown key"),
    ],
)  # fmt: skip
def test_what_no_mail_client_reads_is_refused(refused, line, said):
    """A colour without six digits, a font that would end the rule, a key that there is not: key, value, what is allowed."""
    (found,) = refused(f"{SECRET}{NEWSLETTER}[theme]\n{line}\n")
    assert found.startswith(f"digest.toml, line {ABOVE + 2}: {said}")


def test_a_colour_that_there_is_not_is_refused_with_those_that_there_are(refused):
    """An unknown name is listed with the known ones."""
    (found,) = refused(f'{SECRET}{NEWSLETTER}[theme.light]\nlink = "#112233"\n')
    assert "theme.light.link" in found
    assert "'mast_ink'" in found


@pytest.mark.parametrize("size", ["19", "101", "90.5", "true"])
def test_the_most_html_is_between_20_and_100_kb(refused, size):
    """Below, no lead fits; above, Gmail cuts the mail off."""
    (found,) = refused(f"{SECRET}compose.max_html_kb = {size}\n{NEWSLETTER}")
    assert "compose.max_html_kb: found" in found
