"""Cleaning the raw text of a page."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.extract import Related, from_text
from digest.collect.lines import normalise

FIRST = "The council of Tarn voted on Monday to close its only bridge for six weeks, since engineers had found rust in four cables."
SECOND = (
    '"We cannot wait that long," said Ada Holm, a baker on the north bank, who asked the mayor for a ferry.'
)
THIRD = "The mayor promised one by Tuesday, and a second at weekends if the tide allows it."
PAGE = f"""Council closes the Tarn bridge for six weeks
Rust was found in four of its cables

By Bo Chan, The Tarn Courier
Published 3 March 2026

A view of the bridge at dusk
(Image credit: Ida Marsh / Tarn Pictures)

What happened
{FIRST}
{SECOND}
The Tarn Courier
Start your day informed. Get our morning news in five minutes.
Sign up for The Tarn Courier's free newsletters
The best of The Tarn Courier, delivered to your inbox each morning.
The best of The Tarn Courier, delivered to your inbox each morning.
{THIRD}
Bo Chan is a reporter at The Tarn Courier, where he covers the river. He previously worked as a ferryman.
-
Ferry captain retires after forty years
Speed Read He never missed a tide
-
Where to eat eel this spring
The Courier Recommends Six kitchens on two banks
"""


def reasons(text):
    return {part.text: part.why for part in from_text(text).dropped}


def test_the_body_is_kept_in_order_around_the_advertisements():
    """A paragraph that stands after a promotion is the article's as much as those before it."""
    assert from_text(PAGE).paragraphs == (FIRST, SECOND, THIRD)


def test_the_top_is_read():
    """Title, dek, byline and date stand above the text and are no part of it."""
    found = from_text(PAGE)
    assert found.title == "Council closes the Tarn bridge for six weeks"
    assert found.dek == "Rust was found in four of its cables"
    assert found.byline == "Bo Chan"
    assert found.published == datetime(2026, 3, 3, tzinfo=UTC)


def test_headings_are_blocks_but_no_paragraphs():
    """A label over the text is kept with its kind."""
    found = from_text(PAGE)
    assert [block.text for block in found.blocks if block.kind == "heading"] == ["What happened"]


def test_every_dropped_line_has_a_reason():
    """What is left out is kept beside the article with a reason that a person understands."""
    why = reasons(PAGE)
    assert why["The Tarn Courier"] == "promotion"
    assert why["Start your day informed. Get our morning news in five minutes."] == "promotion"
    assert why["The best of The Tarn Courier, delivered to your inbox each morning."] == "promotion"
    assert why["(Image credit: Ida Marsh / Tarn Pictures)"] == "caption"
    assert why["A view of the bridge at dusk"] == "caption"
    assert why["Speed Read He never missed a tide"] == "related story"
    assert next(w for text, w in why.items() if text.startswith("Bo Chan is a reporter")) == "author bio"


def test_no_line_is_lost():
    """Each line of the page is in the article, above it, or among the dropped ones."""
    found = from_text(PAGE)
    kept = {b.text for b in found.blocks} | {d.text for d in found.dropped} | {found.title, found.dek}
    assert {line for line in PAGE.splitlines() if line} <= kept


def test_related_stories_are_metadata():
    """Kicker and deck run together in the list; they are told apart by the kicker's wording."""
    assert from_text(PAGE).related == (
        Related("Speed Read", "Ferry captain retires after forty years", "He never missed a tide"),
        Related("The Courier Recommends", "Where to eat eel this spring", "Six kitchens on two banks"),
    )


def test_the_author_is_known_from_the_bio_alone():
    """Where no byline stands above the text, the line about the author names them."""
    page = PAGE.replace("By Bo Chan, The Tarn Courier\n", "")
    assert from_text(page).byline == "Bo Chan"


def test_head_lines_at_the_top_say_where_it_comes_from():
    """Source, URL, date and section may be written above the text by whoever stored it."""
    head = "source: The Tarn Courier\nURL: https://tarn.example/bridge\nPUBLISHED: 2026-03-03T07:30:00+01:00\nSection: Speed Read\n\n"
    found = from_text(head + PAGE)
    assert (found.source, found.url, found.section) == (
        "The Tarn Courier",
        "https://tarn.example/bridge",
        "Speed Read",
    )
    assert found.published == datetime(2026, 3, 3, 6, 30, tzinfo=UTC)
    assert found.title == "Council closes the Tarn bridge for six weeks"


def test_head_lines_count_only_at_the_very_top():
    """The same words further down, or without a blank line after them, are text."""
    assert from_text(f"{FIRST}\n\nSource: the mayor said so herself.\n").source is None
    assert from_text("Source: The Tarn Courier").source is None


def test_a_page_without_an_article_has_no_body():
    """A cartoon or a listing yields nothing rather than its captions and advertisements."""
    page = "Political cartoons for 3 March\nThe bridge, the ferry and more\n\nA cartoon of a bridge that reads a newspaper\n(Image credit: Ida Marsh)\n\nSign up for our free newsletter\n-\nFerry captain retires\nSpeed Read He never missed a tide\n"
    assert from_text(page).blocks == ()
    assert from_text(page).title == "Political cartoons for 3 March"


def test_a_text_that_was_cut_off_keeps_its_last_paragraph():
    """The last line of a shortened text is body though no full stop ends it."""
    cut = "Her deputy, who had been against the ferry from the start, said that the money would have been better spent on"
    assert from_text(f"Council closes bridge\n\n{FIRST}\n{cut}").paragraphs[-1] == cut


def test_a_cut_off_advertisement_is_not_the_last_paragraph():
    """The beginning of a line that was dropped above is dropped below."""
    page = PAGE.split("Bo Chan is", maxsplit=1)[0] + "The best of The Tarn Courier, deliv"
    assert from_text(page).paragraphs == (FIRST, SECOND, THIRD)


def test_hard_wrapped_paragraphs_are_joined():
    """A mail or an old text file that breaks its lines at a width has whole paragraphs again."""
    import textwrap

    page = "Council closes bridge\n\n" + "\n\n".join(textwrap.fill(p, 60) for p in (FIRST, SECOND, THIRD))
    assert from_text(page).paragraphs == (FIRST, SECOND, THIRD)


def test_short_lines_that_stand_together_are_not_joined():
    """A page of short lines without blank ones is no hard-wrapped text."""
    page = "Quiz of the week: what do you know?\nHave you been paying attention to the news of Tarn?\n\n(Image credit: Ida Marsh)\nSign up for the best articles in your inbox\nOne free daily email: everything that Tarn talks about, in time for your breakfast\n"
    found = from_text(page)
    assert found.title == "Quiz of the week: what do you know?"
    assert found.blocks == ()


def test_a_contents_list_is_not_the_text():
    """Items that only announce the headings below them are dropped, and the headings stay."""
    page = f"Three things to know\n- 1. The bridge closes\n- 2. The ferry comes\n1. The bridge closes\n{FIRST}\n2. The ferry comes\n{THIRD}\n"
    found = from_text(page)
    assert found.paragraphs == (FIRST, THIRD)
    assert [b.text for b in found.blocks if b.kind == "heading"] == [
        "1. The bridge closes",
        "2. The ferry comes",
    ]
    assert {d.why for d in found.dropped} == {"table of contents"}


def test_news_about_subscriptions_is_news():
    """The words of an offer in a reported sentence do not make it one."""
    news = "The regulator said on Friday that subscribers must be able to cancel at any time, and that newsletters need consent."
    assert from_text(f"Regulator rules on subscriptions\n\n{FIRST}\n{news}\n").paragraphs == (FIRST, news)


def test_a_sources_house_advertisement_is_known_by_its_name():
    """With the source known, a short line that opens with its name and tells no news is its advertisement."""
    advert = "The Tarn Courier briefing: the river in plain words, at noon."
    page = f"Source: The Tarn Courier\nURL: https://tarn.example/b\n\nCouncil closes bridge\n\n{FIRST}\n{advert}\n{SECOND}\n"
    found = from_text(page)
    assert found.paragraphs == (FIRST, SECOND)
    assert [d.why for d in found.dropped] == ["promotion"]


def test_a_sources_own_reporting_is_not_an_advertisement():
    """That the source was told or has learned something is news."""
    told = "The Tarn Courier has seen the letter, which is dated 3 March."
    page = (
        f"Source: The Tarn Courier\nURL: https://tarn.example/b\n\nCouncil closes bridge\n\n{FIRST}\n{told}\n"
    )
    assert from_text(page).paragraphs == (FIRST, told)


LINE = st.sampled_from([*PAGE.splitlines(), "-", "By", "—", "Read more", "Source: x", "?", "“"]) | st.text(
    max_size=40
)


@given(st.lists(LINE, max_size=25))
@settings(max_examples=60)
def test_any_lines_are_cleaned_without_inventing(chosen):
    """Whatever the lines, nothing raises, and each paragraph is a line of the page or some of them joined."""
    found = from_text("\n".join(chosen))
    whole = normalise(" ".join(chosen).replace("\x00", ""))
    for block in found.blocks:
        assert block.text == " ".join(block.text.split())
        assert block.text
    assert all(d.why for d in found.dropped)
    assert not whole or len(" ".join(found.paragraphs)) <= len(" ".join(chosen)) + len(chosen) + 200


def test_the_sources_name_above_the_title_is_not_the_title():
    """A page that opens with its outlet's name is called by the line below it."""
    page = f"Source: The Tarn Courier\n\nThe Tarn Courier\nCouncil closes bridge\n\n{FIRST}\n{SECOND}\n"
    found = from_text(page)
    assert (found.title, found.paragraphs) == ("Council closes bridge", (FIRST, SECOND))
    assert [d.why for d in found.dropped] == ["name of the source"]


def test_the_head_of_a_table_is_no_author():
    """`Name Value` has the shape of a name and is none."""
    assert from_text(f"Council closes bridge\n\nName\tValue\n\n{FIRST}\n{SECOND}\n").byline is None
