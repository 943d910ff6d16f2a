"""Tags: what pages, rows, front matter and heads of texts say an article is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect import tags
from digest.collect.extract import from_html, from_markdown, from_row, from_text

TEXT = (
    "The council of Tarn voted on Monday to close its only bridge for six weeks, since engineers had found rust in four cables. "
    "The mayor promised a ferry by Tuesday, and a second one at weekends if the tide allows it."
)
PAGE = """<html><head><title>Bridge closes</title>{head}</head><body><article><h1>Bridge closes</h1><p>{text}</p><p>{text}</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<meta property="article:tag" content="Bridges"><meta property="article:tag" content="Ferries">', ("Bridges", "Ferries")),
        ('<meta name="news_keywords" content="bridges, ferries &amp; tides">', ("bridges", "ferries & tides")),
        ('<meta name="keywords" content="cheap, holidays, best">', ()),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "keywords": ["Bridges", {"name": "Tarn"}, 7]}</script>', ("Bridges", "Tarn")),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "keywords": "a, b,, A"}</script>', ("a", "b")),
        ("", ()),
    ],
)  # fmt: skip
def test_a_page_names_its_tags(head, found):
    """`article:tag`, `news_keywords` and JSON-LD count; keywords for search engines do not."""
    assert from_html(PAGE.format(head=head, text=TEXT)).tags == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"tags": ["Bridges", "Ferries"]}, ("Bridges", "Ferries")),
        ({"keywords": "bridges, ferries"}, ("bridges", "ferries")),
        ({"categories": [{"name": "City"}], "tags": ["#tarn"]}, ("tarn", "City")),
        ({"tags": {"a": 1}}, ()),
        ({"tags": [None, 3, ["a"], "b"]}, ("b",)),
        ({}, ()),
    ],
)
def test_a_row_names_its_tags(fields, found):
    """A list, a text with commas, objects with a name; what is none of these is no tag and refuses no row."""
    assert from_row({"title": "Bridge closes", "text": TEXT, **fields}).tags == found


@pytest.mark.parametrize(
    "lines",
    [
        "tags: bridge, ferry",
        "tags: [bridge, 'ferry']",
        'tags:\n  - bridge\n  - "ferry"\nsource: X',
        "Keywords: bridge, ferry # two",
        "categories:\n- bridge\n\n- ferry",
    ],
)
def test_front_matter_names_tags(lines):
    """As YAML writes them: in one line, in brackets, or as a list below."""
    assert from_markdown(f"---\ntitle: Bridge closes\n{lines}\n---\n\n{TEXT}\n").tags == ("bridge", "ferry")


def test_the_head_of_a_text_names_tags():
    """`Tags:` may stand among the lines at the top."""
    found = from_text(f"Source: The Courier\nTags: bridge, ferry\n\nBridge closes\n\n{TEXT}\n")
    assert (found.source, found.tags) == ("The Courier", ("bridge", "ferry"))


@given(
    value=st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=40,
    )
)
@pytest.mark.long
def test_anything_gives_short_tags_each_once(value):
    """Whatever a row holds: at most 30 tags on one line of at most 80 characters, no two alike."""
    found = tags.read(value)
    assert len(found) <= 30
    assert len({tag.casefold() for tag in found}) == len(found)
    assert all(0 < len(tag) <= 80 and tag == " ".join(tag.split()) for tag in found)
