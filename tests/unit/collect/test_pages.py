"""Articles out of HTML pages, with what the pages say about themselves."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.extract import ImageRef, from_html
from digest.errors import DigestError, UnreadableError

FIRST = "The council of Tarn voted on Monday to close its only bridge for six weeks, since engineers had found rust in four cables."
SECOND = "“We cannot wait that long,” said Ada Holm, a baker on the north bank, who asked the mayor for a ferry &amp; a boat."
THIRD = "The mayor promised one by Tuesday, and a second at weekends if the tide allows it, though nobody has been found to row."
LD = """{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle",
 "headline": "Council closes the Tarn bridge", "datePublished": "2026-03-03T07:30:00+01:00", "articleSection": ["Speed Read"],
 "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Chan"}], "publisher": {"name": "The Tarn Courier"},
 "image": {"url": "/bridge.jpg", "width": 1200, "height": "800", "caption": "The bridge"}}]}"""


def page(head="", body=""):
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>Council closes the Tarn bridge | The Tarn Courier</title>{head}</head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Council closes the Tarn bridge</h1>{body}
<p>{FIRST}</p><h2>A ferry</h2><p>{SECOND}</p><p>Sign up for our free newsletter and get the best of our stories in your inbox.</p>
<blockquote><p>{THIRD}</p></blockquote></article><footer>© 2026 The Tarn Courier. All rights reserved.</footer></body></html>"""


def test_the_article_is_found_and_cleaned():
    """Blocks are plain text with their kinds; an offer between them is dropped with its reason."""
    found = from_html(page())
    assert [(b.kind, b.text) for b in found.blocks] == [
        ("paragraph", FIRST),
        ("heading", "A ferry"),
        ("paragraph", SECOND.replace("&amp;", "&")),
        ("quote", THIRD),
    ]
    assert [d.why for d in found.dropped] == ["promotion"]


def test_json_ld_is_trusted_first():
    """What the page says in JSON-LD counts before its meta elements and its text."""
    head = f'<script type="application/ld+json">{LD}</script><meta property="og:title" content="Other"><meta name="author" content="Jo Hale">'
    found = from_html(page(head), url="https://tarn.example/bridge")
    assert found.title == "Council closes the Tarn bridge"
    assert found.byline == "Ann Lee, Bo Chan"
    assert found.source == "The Tarn Courier"
    assert (found.section, found.kicker) == ("Speed Read", "Speed Read")
    assert found.published == datetime(2026, 3, 3, 6, 30, tzinfo=UTC)
    assert found.image == ImageRef("https://tarn.example/bridge.jpg", "The bridge", 1200, 800)
    assert found.language == "en"


def test_open_graph_and_meta_come_next():
    """Without JSON-LD the meta elements speak."""
    head = """<meta property="og:title" content="Bridge &amp;amp; ferry"><meta property="og:site_name" content="The Tarn Courier">
    <meta property="og:image" content="https://tarn.example/b.jpg"><meta property="og:image:alt" content="A bridge">
    <meta property="article:published_time" content="2026-03-03T07:30:00Z"><meta property="article:section" content="City">
    <meta name="author" content="By Ann Lee"><meta name="description" content="A ferry will run."><link rel="canonical" href="https://tarn.example/bridge">"""
    found = from_html(page(head), url="https://tarn.example/bridge?utm_source=x")
    assert found.title == "Bridge & ferry"
    assert (found.source, found.section, found.byline, found.dek) == (
        "The Tarn Courier",
        "City",
        "Ann Lee",
        "A ferry will run.",
    )
    assert found.url == "https://tarn.example/bridge"
    assert found.published == datetime(2026, 3, 3, 7, 30, tzinfo=UTC)
    assert found.image == ImageRef("https://tarn.example/b.jpg", "A bridge", None, None)


def test_the_page_itself_comes_last():
    """Without any metadata the title is the heading's and the byline the text's."""
    found = from_html(page(body="<p>By Ann Lee</p>"), url="https://www.tarn.example/bridge")
    assert found.title == "Council closes the Tarn bridge"
    assert found.byline == "Ann Lee"
    assert found.source == "tarn.example"


@pytest.mark.parametrize(
    "ld",
    [
        "{",
        "[]",
        '"x"',
        "{}",
        '{"@type": 3}',
        '{"@type": "Article", "author": 3, "image": [], "datePublished": {}}',
        "[" * 5000,
    ],
)
def test_broken_json_ld_is_passed_over(ld):
    """A page whose JSON-LD is nonsense is read by its other means."""
    found = from_html(page(f'<script type="application/ld+json">{ld}</script>'))
    assert found.title == "Council closes the Tarn bridge"


def test_a_description_that_is_the_opening_is_no_dek():
    """A dek says something that the text's beginning does not, and the paragraph stays."""
    found = from_html(page(f'<meta name="description" content="{FIRST}">'))
    assert found.dek is None
    assert found.paragraphs[0] == FIRST


def test_no_markup_survives():
    """Scripts, styles and tags never reach a block; entities are resolved."""
    found = from_html(
        page(
            body="<script>alert('x')</script><style>p{}</style><p>A <b>bold</b> &lt;claim&gt; of the <a href='javascript:x'>mayor</a> was heard by all who were there.</p>"
        )
    )
    assert found.paragraphs[0] == "A bold <claim> of the mayor was heard by all who were there."
    assert not any("alert" in b.text or "javascript" in b.text for b in found.blocks)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "<html></html>",
        "<html><head><title>T</title></head></html>",
        "<!-- -->",
        "just words",
        "<html><body></body></html>",
        "<p>",
        "<script>x</script>",
        "\x00",
    ],
)
def test_a_page_without_an_article_is_unreadable(html):
    """An empty page is refused with a reason rather than stored empty."""
    with pytest.raises(UnreadableError, match="no article text"):
        from_html(html)


@given(st.text(alphabet=st.sampled_from("<>/=\"'&; p!-[]{}abBh1") | st.characters(), max_size=300))
@settings(max_examples=60)
@pytest.mark.long
def test_any_markup_is_read_or_refused(text):
    """No string makes the extractor raise anything but its own refusal."""
    try:
        found = from_html(text)
    except DigestError:
        return
    assert found.blocks


def test_deep_nesting_is_survived():
    """A page nested thousands deep is read or refused, not crashed on."""
    with contextlib.suppress(UnreadableError):
        assert from_html("<div>" * 20_000 + "word " * 50).title is None


SITE = '<meta property="og:site_name" content="The Tarn Courier">'
TITLE = "Council closes the Tarn bridge"


@pytest.mark.parametrize(
    ("head", "headings"),
    [
        (f'{SITE}<meta property="og:title" content="The Tarn Courier">', [TITLE]),
        (f"{SITE}<title>The Tarn Courier</title>", ["The Tarn Courier", TITLE]),
        (f"{SITE}<title>The Tarn Courier – {TITLE}</title>", ["Tarn Courier", "The Tarn Courier"]),
        (f"{SITE}<title>{TITLE} - Tarn Courier</title>", ["The Tarn Courier"]),
        (f"<title>{TITLE} | Tarn Courier</title>", ["Tarn Courier"]),
        (f"<title>The Tarn Courier - {TITLE}</title>", [TITLE]),
    ],
)
def test_the_outlets_name_is_not_the_title(head, headings):
    """A page's logo, or a name that is given where a headline should be, gives way to the next place that has one."""
    body = "".join(f"<h1>{one}</h1>" for one in headings) + f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>" * 2
    assert from_html(f"<html><head>{head}</head><body>{body}</body></html>").title == TITLE


def test_a_page_that_names_only_its_outlet_has_that_title():
    """Where no place holds a headline, the outlet's name is better than nothing."""
    found = from_html(
        f"<html><head>{SITE}</head><body><h1>The Tarn Courier</h1><p>{FIRST}</p><p>{THIRD}</p><p>{FIRST}</p></body></html>"
    )
    assert found.title == "The Tarn Courier"


def test_a_table_names_no_author():
    """The rows of a table above the text have the shape of names, and are its items."""
    cells = [("Name", "Value"), ("Ada Holm", "Baker")]
    table = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in cells)
    found = from_html(page(body=f"<table>{table}</table>"))
    assert found.byline is None
    assert [block.text for block in found.blocks if block.kind == "item"] == ["Name Value", "Ada Holm Baker"]
