from datetime import UTC, datetime
from pathlib import Path

from digest.collect.columns import columns
from digest.collect.extract import from_row
from digest.collect.files import Found

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def titled(row):
    """The title that is stored for a row of JSON."""
    return columns(Found(Path("a.jsonl"), 1, "json", "{}", from_row(row)), from_row(row), None, NOW)["title"]


def test_an_article_without_a_title_is_stored_without_one():
    """Its first paragraph is text, and no headline; what it is printed under is decided when an edition is made."""
    text = "Twelve ferries stayed in the harbour of Port Alder on Monday as their crews began a strike."
    assert titled({"text": text}) == ""
    assert titled({"text": text, "title": "Ferry crews strike"}) == "Ferry crews strike"
