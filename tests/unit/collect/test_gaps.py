"""What the page's extractor passed over is taken back where it stands among the article's own lines."""

from digest.collect import gaps, pages, visible

FIRST = "The harbour council voted on Monday to keep the old lighthouse open for another ten years."
SECOND = "Its keeper, who had asked for a smaller lamp, said that she was content with the larger one."
THIRD = "The vote was closer than expected, and two members left the hall before the count was read."
LAST = "A second vote on the harbour wall is planned for the spring, when the survey will be ready."


def filled(html, *found):
    return [text for _, text in gaps.filled([("paragraph", text) for text in found], lines(html))]


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


def test_elements_deep_inside_each_other_do_no_harm():
    """A page of thousands of unclosed elements is read without an error."""
    html = f"<div><p>{FIRST}</p><p>{SECOND}</p></div>" + "<b><div>" * 5000
    assert [line.text for line in lines(html)] == [FIRST, SECOND]
    assert pages.article(pages.parse(f"<html><body>{html}{THIRD}"))
