"""The sample's articles come out of their files as their newsrooms meant them."""

import re
from datetime import UTC, datetime

import pytest

from digest.collect.files import Found, read
from digest.sample.library import write_articles

NOW = datetime(2026, 3, 3, 5, tzinfo=UTC)
OFFER = re.compile(
    r"subscri|sign up|newsletter|advertisement|read more|in your browser|photograph:|reprinted by|^by [A-Z]|^reporting by",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_articles(folder, NOW)
    return list(read([folder]))


def test_all_of_it_is_read(sample):
    """No file and no row of the sample is rejected."""
    assert all(isinstance(item, Found) for item in sample)
    assert len(sample) >= 25


def test_each_has_its_metadata(sample):
    """Title, source, address and an aware date are known of each."""
    for item in sample:
        found = item.extract
        assert found.title, item.path.name
        assert found.source, item.path.name
        assert found.published is not None, item.path.name
        assert found.published <= NOW, item.path.name
        assert found.url, item.path.name


def test_each_has_its_text_and_nothing_else(sample):
    """Three paragraphs at least, whole ones, and none with an offer's words in it."""
    for item in sample:
        paragraphs = item.extract.paragraphs
        assert len(paragraphs) >= 3, item.path.name
        assert [p for p in paragraphs if len(p.split()) < 10 or OFFER.search(p)] == [], item.path.name


def test_what_is_dropped_is_no_text(sample):
    """No long paragraph is lost but those about an author."""
    for item in sample:
        assert [
            d.text for d in item.extract.dropped if len(d.text.split()) > 40 and d.why != "author bio"
        ] == [], item.path.name
