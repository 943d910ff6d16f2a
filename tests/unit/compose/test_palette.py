"""Colours and type: legible as packaged, and overruled by the settings."""

import re
from pathlib import Path
from typing import get_args

import pytest
from built_editions import edition_of, frame_of, story
from contrasts import contrasts

from digest.compose.content import Section
from digest.compose.render import render_edition
from digest.compose.templates import PALETTE, environment, table
from digest.config import load
from digest.config.theme import ColourName, ThemeSettings

PAGE = Path(__file__).parents[3] / "docs" / "configuration.md"
EDITION = edition_of(Section("Top", "lead", (story(1),)), Section("More", "stories", (story(2), story(3))))


def documented() -> str:
    examples = re.findall(r"^```toml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (example,) = (one for one in examples if one.startswith("[theme]"))
    return str(example)


@pytest.fixture
def themed(tmp_path: Path):
    """The documented example of a theme, read from digest.toml, with a newsletter's own colour over it."""
    (tmp_path / "digest.toml").write_text(
        'secret_key = "0123456789abcdef-secret"\n[newsletters.briefing]\nname = "The Briefing"\n'
        'from = "briefing@news.example.org"\npostal_address = "14 Lantern Quay"\n'
        f'theme.light = {{ ink = "#0A0A0A" }}\n{documented()}'
    )
    return load(tmp_path / "digest.toml", environment=False)


@pytest.mark.parametrize("whose", ["packaged", "documented"])
def test_text_stands_out_in_light_in_dark_and_where_a_client_inverts(whose, themed):
    """Every text has 4.5:1 on what is behind it, as we colour it and as a client that inverts light colours does."""
    palette = table(environment(None, themed.palettes("briefing") if whose == "documented" else ()), PALETTE)
    found = [
        *contrasts(palette["light"]),
        *contrasts(palette["dark"]),
        *contrasts(palette["light"], inverted=True),
    ]
    assert [pair for pair in found if pair[2] < 4.5] == []
    assert len(found) == 30


def test_settings_colour_the_mail_and_its_dark_rules(themed):
    """Colours and fonts of digest.toml are inlined, the dark ones stand in the dark rules, a newsletter's own win."""
    html = render_edition(EDITION, frame_of(), environment(None, themed.palettes("briefing"))).html
    body, head = html.partition("<body")[2], html.partition("<body")[0]
    assert "background-color:#0b5d4e" in body
    assert "font-family:Charter,Georgia,serif;font-size:36px" in body
    assert "color:#0a0a0a" in body
    assert not re.search("#c1121f|#b00f1b|#1a1a1a", html)
    assert ".accent{color:#6fd3bd !important" in head
    assert "[data-ogsc] .accent{color:#6fd3bd !important" in head
    assert "#ff8078" not in html


@pytest.mark.long
def test_no_settings_change_nothing():
    """An empty theme table gives the packaged bytes."""
    plain = render_edition(EDITION, frame_of(), environment())
    assert render_edition(EDITION, frame_of(), environment(None, (ThemeSettings().palette(),) * 2)) == plain


def test_settings_lie_over_a_themes_folder(tmp_path):
    """The folder's palette is under the settings, the packaged one under both."""
    (tmp_path / "email/styles").mkdir(parents=True)
    (tmp_path / "email/styles/palette.toml").write_text('[light]\nink = "#111111"\nrule = "#222222"\n')
    palette = table(environment(tmp_path, ({"light": {"ink": "#333333"}},)), PALETTE)
    light = palette["light"]
    assert (light["ink"], light["rule"], light["page"]) == ("#333333", "#222222", "#f3efe8")


def test_every_colour_has_a_name_in_the_settings():
    """What the packaged palette names can be set, and nothing else; the page of settings explains each."""
    palette = table(environment(), PALETTE)
    assert set(palette["light"]) == set(palette["dark"]) == set(get_args(ColourName))
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in get_args(ColourName))
    assert set(palette["type"]) == set(ThemeSettings(headings="A", text="B", labels="C").palette()["type"])
