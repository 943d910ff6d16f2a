"""What the page's extractor passed over is taken back where it stands among the article's own lines."""

import pytest

from digest.collect import gaps, pages, text, visible
from digest.collect.lines import from_blocks, from_text

FIRST = "The harbour council voted on Monday to keep the old lighthouse open for another ten years."
SECOND = "Its keeper, who had asked for a smaller lamp, said that she was content with the larger one."
THIRD = "The vote was closer than expected, and two members left the hall before the count was read."
LAST = "A second vote on the harbour wall is planned for the spring, when the survey will be ready."


def filled(html, *found):
    return [said for _, said in gaps.filled([("paragraph", said) for said in found], lines(html))]


def lines(html):
    return visible.lines(pages.parse(f"<html><body>{html}</body></html>"))


def test_a_paragraph_among_the_others_is_taken_back_in_its_place():
    """A paragraph that stands between two that were found comes between them."""
    html = f"<div class=story><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert filled(html, FIRST, THIRD) == [FIRST, SECOND, THIRD]


def test_a_post_quoted_in_an_article_is_taken_back():
    """A quotation in a box of its own among the paragraphs belongs to the article."""
    html = f"<div><p>{FIRST}</p><div class=box><blockquote><p>{SECOND}</p></blockquote></div><p>{THIRD}</p></div>"
    assert filled(html, FIRST, THIRD) == [FIRST, SECOND, THIRD]


def test_the_article_goes_on_in_a_second_part_of_the_page():
    """Sentences in a place that looks like the others, below the part that was found, are the article's end."""
    html = (
        f"<section><div class=text><p>{FIRST}</p><p>{SECOND}</p></div></section><hr>"
        f"<section><div class=text><p>{THIRD}</p></div></section>"
    )
    assert filled(html, FIRST, SECOND) == [FIRST, SECOND, THIRD]


def test_what_stands_apart_stays_out():
    """Boxes beside the text, forms, lists of links and lines elsewhere on the page are not taken back."""
    html = (
        f"<ul><li>{LAST}</li></ul><div class=story><p>{FIRST}</p><aside><p>{SECOND}</p></aside>"
        f"<form><p>Yes, I would like to hear of the harbour by mail every week.</p></form>"
        f"<p><a href=/x>Five lighthouses that you can sleep in this summer</a></p><p>{THIRD}</p></div>"
        "<div class=foot><p>The Harbour Gazette is printed by the Harbour Gazette Company of Old Quay.</p></div>"
    )
    assert filled(html, FIRST, THIRD) == [FIRST, THIRD]


def test_a_teaser_that_repeats_a_paragraph_does_not_make_its_list_the_article():
    """The element around an article is the smallest that holds it, wherever one of its lines stands again."""
    html = (
        f"<ul><li>{FIRST}</li><li>{LAST}</li></ul>"
        f"<div class=story><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    )
    assert filled(html, FIRST, SECOND, THIRD) == [FIRST, SECOND, THIRD]


def test_a_line_is_known_again_however_it_is_spaced():
    """What was found already is not taken back a second time for a space or a mark more."""
    html = f"<div><p>{FIRST}</p><p>Its keeper<b>, </b>who had asked for a smaller lamp , said that she was content with the larger one.</p></div>"
    assert filled(html, FIRST, SECOND) == [FIRST, SECOND]


def test_a_paragraph_that_is_a_link_to_another_story_goes():
    """A headline between the paragraphs that is all link is no text; a sentence with a link in it, or a linked sentence, is."""
    away = "<p>Also here: <a href=/x>Five lighthouses that you can sleep in this summer</a></p>"
    html = f"<div><p>{FIRST}</p>{away}<p><a href=/y>{SECOND}</a></p><p>{THIRD}</p></div>"
    told = "Also here: Five lighthouses that you can sleep in this summer"
    assert filled(html, FIRST, told, SECOND, THIRD) == [FIRST, SECOND, THIRD]


def test_a_card_that_opens_on_a_link_is_no_text():
    """What a link shows when it is pointed at, and repeats its name, is taken out of the sentence; the rest of it stays."""
    card = "<span class=c><img src=/a.png><a href=/p>Ann Keeper</a> <a href=/q>The harbour votes again</a></span>"
    html = f"<html><body><p>The keeper <a href=/p>Ann Keeper</a>{card} was content.</p></body></html>"
    tree = pages.parse(html)
    visible.drop_cards(tree)
    assert [line.text for line in visible.lines(tree)] == ["The keeper Ann Keeper was content."]


def test_an_address_in_the_text_of_a_page_stays():
    """A line that is only an address is a scraper's leaving in raw text, and text where the markup shows it as a paragraph."""
    address = "https://harbour.example/minutes"
    shown = [("paragraph", FIRST), ("paragraph", address), ("paragraph", SECOND)]
    assert address in text.clean(from_blocks(shown)).paragraphs
    assert address not in text.clean(from_text(f"{FIRST}\n\n{address}\n\n{SECOND}")).paragraphs


def test_nothing_found_is_nothing_filled():
    """Where the extractor found no article, no line of the page is one."""
    assert filled(f"<div><p>{FIRST}</p></div>") == []


def test_hidden_lines_and_scripts_are_not_seen():
    """Scripts, styles and hidden elements are no lines; each other block is one, with the letters that are links."""
    html = (
        "<script>var x;</script><p style='display: none'>Unseen</p><p hidden>Unseen</p>"
        "<h2>Head</h2><li>One <a href=/>two</a></li>"
    )
    assert [(line.kind, line.text, line.linked) for line in lines(html)] == [
        ("heading", "Head", 0),
        ("item", "One two", 3),
    ]


@pytest.mark.long
def test_elements_deep_inside_each_other_do_no_harm():
    """A page of thousands of unclosed elements is read without an error."""
    html = f"<div><p>{FIRST}</p><p>{SECOND}</p></div>" + "<b><div>" * 5000
    assert [line.text for line in lines(html)] == [FIRST, SECOND]
    assert pages.article(pages.parse(f"<html><body>{html}{THIRD}"))
