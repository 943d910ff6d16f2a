"""The plan of sections that docs/configuration.md shows, read from the page and edited with."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digest.compose.templates import environment
from digest.compose.wording import wording
from digest.config import load
from digest.editorial.assemble import Assembled, assemble
from digest.editorial.candidates import Candidate
from digest.editorial.plan import Plan

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"
NEWSLETTER = """
secret_key = "0123456789abcdef-secret"
[newsletters.briefing]
name = "The Briefing"
from = "Briefing <briefing@news.example.org>"
postal_address = "14 Lantern Quay"
"""
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
ARTICLES = {
    "Can the harbour still be saved?": {"kicker": "Today’s Big Question", "source": "Lantern"},
    "Ferry crews go on strike": {"kicker": "SPEED READ", "source": "Marram Post"},
    "Sea gate closes for the night": {"tags": ("Breaking news",), "source": "Weatherglass"},
    "Bank of Velisia holds interest rates": {"section": "World", "source": "Lodestone"},
    "Piano makers buy their factory": {"source": "The Counting House"},
    "Museum finds a bronze bell": {"section": "Culture", "source": "Mercury"},
    "Nurses sleep at work": {"source": "Harbour Wire", "section": "Health"},
    "The last people who listen to the pipes": {"url": "https://slowroad.example/features/pipes", "source": "Slow Road"},
    "The towpath, at length": {"url": "https://slowroad.example/long-read", "source": "Slow Road"},
    "Three novels of a single day": {"tags": ("Books", "Fiction"), "source": "Inkwell"},
    "A soup for the gale": {"kicker": "The Briefing Recommends", "source": "Inkwell"},
    "Parrot asked to leave the station": {"kicker": "And finally", "source": "Marram Post"},
}  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Assembled:
    """The edition of twelve articles by the plan on the page."""
    examples = re.findall(r"^```toml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (example,) = (one for one in examples if "briefing.sections]]" in one)
    (tmp_path / "digest.toml").write_text(NEWSLETTER + example, encoding="utf-8")
    settings = load(tmp_path / "digest.toml", environment=False)
    say = wording(environment(), "en").say
    plan = Plan("briefing", settings.newsletters["briefing"], date(2026, 11, 24), 1, say, settings.sources)
    return assemble([candidate(number, title) for number, title in enumerate(ARTICLES, 1)], plan)


def candidate(number: int, title: str) -> Candidate:
    """An article whose text says its title, and twelve words that no other one has."""
    text = (
        f"{title.rstrip('?')}, it was said: "
        + " ".join(f"{word}{number:02}" for word in "abcdefghijkl")
        + "."
    )
    known = {"url": f"https://wire.example/{number}", **ARTICLES[title]}
    return Candidate(number, f"text:{number:02}", title, NOW, (("paragraph", text),), published=NOW, **known)


def test_each_story_of_the_plan_stands_in_its_section(made: Assembled) -> None:
    """Kicker, tag, words, source and address each bring a story to where the page says; the rest is news."""
    assert made.content is not None
    found = {one.name: {item.headline for item in one.items} for one in made.content.sections}
    assert found == {
        "Today's Big Question": {"Can the harbour still be saved?"},
        "Speed Read": {"Ferry crews go on strike", "Sea gate closes for the night"},
        "Money": {"Bank of Velisia holds interest rates", "Piano makers buy their factory"},
        "What else to know": {"Museum finds a bronze bell", "Nurses sleep at work", "Parrot asked to leave the station"},
        "Features": {"The last people who listen to the pipes", "The towpath, at length"},
        "The Briefing Recommends": {"Three novels of a single day", "A soup for the gale"},
    }  # fmt: skip


def test_the_plans_sources_count_as_the_page_says(made: Assembled) -> None:
    """The weighty source scores higher, the wire's story is a headline with its source, and the light one comes last."""
    assert made.content is not None
    items = {item.headline: item for item in made.content.items()}
    assert [title for title, item in items.items() if not item.passages] == ["Nurses sleep at work"]
    assert items["Nurses sleep at work"].sources[0].name == "Harbour Wire"
    money = next(one for one in made.content.sections if one.name == "Money")
    assert money.items[0].headline == "Piano makers buy their factory"
    news = next(one for one in made.content.sections if one.name == "What else to know")
    assert news.items[-1].headline == "Parrot asked to leave the station"
