"""The whole edition, rendered: what its HTML and text hold for clients and readers."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from built_editions import SLOTS, edition_of, frame_of, lead_story, parsed, said
from lxml import etree

from digest.compose.content import EditionContent, Section
from digest.compose.render import Rendered, render_edition
from digest.compose.templates import environment


@pytest.fixture(scope="module")
def tree(full: Rendered) -> etree._Element:
    return parsed(full.html)


def test_head_says_what_clients_ask(full, tree):
    """The head holds doctype, charset, viewport, both colour scheme metas and the subject as the title."""
    assert full.html.startswith("<!DOCTYPE html>\n<html ")
    assert tree.find("head/meta[@charset='utf-8']") is not None
    metas = {meta.get("name"): meta.get("content") for meta in tree.iter("meta")}
    assert metas["color-scheme"] == metas["supported-color-schemes"] == "light dark"
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    assert tree.findtext("head/title") == full.subject == "Ferry strike, day 1"


def test_article_wrapper_carries_language_and_direction(tree):
    """Both the page and the element that webmail keeps say language and direction."""
    (wrapper,) = tree.xpath("//*[@role='article']")
    assert wrapper.get("aria-roledescription") == "email"
    for element in (tree, wrapper):
        assert (element.get("lang"), element.get("dir")) == ("en-GB", "ltr")


def test_preheader_comes_first_and_is_padded(tree, full_edition):
    """The first words of the body are the preheader, followed by invisible characters, and it is not shown."""
    first = tree.find("body")[0]
    assert first.text.startswith(full_edition.preheader + "\u034f")
    assert len(first.text) > 150
    assert "display:none" in first.get("style")


def test_headings_have_one_h1_and_skip_no_level(tree, full_edition):
    """Heading levels start at one h1, the newsletter's name, and never go down by more than one."""
    headings = tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels.count(1) == 1
    assert said(headings[0]) == full_edition.name
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_headings_skip_no_level_without_section_names_and_contents(env):
    """A section without a name lifts its headlines one level, labels included."""
    html = render_edition(edition_of(Section("", "lead", (lead_story(),))), frame_of(), env).html
    levels = [int(heading.tag[1]) for heading in parsed(html).xpath("//h1|//h2|//h3|//h4")]
    assert levels == [1, 2, 3, 3, 3]


def test_every_table_is_for_layout_only(full, tree):
    """All tables say role=presentation, those of the Outlook comments too."""
    assert tree.xpath("count(//table)") == tree.xpath("count(//table[@role='presentation'])") > 20
    assert full.html.count("<table") == full.html.count('<table role="presentation"')


def test_outlook_gets_a_table_of_fixed_width(full):
    """The ghost table around the fluid card is opened and closed."""
    assert '<!--[if mso]><table role="presentation" width="600"' in full.html
    assert full.html.count("<!--[if mso]>") == full.html.count("<![endif]-->")


def test_links_are_underlined_and_lead_somewhere(tree):
    """Each link has words, an underline, and a web address or a slot."""
    links = tree.xpath("//a")
    for link in links:
        assert said(link)
        assert "text-decoration:underline" in link.get("style")
        assert link.get("href").startswith(("https://", *SLOTS))
    assert len(links) > 40


def test_images_have_alt_size_and_https(tree):
    """The picture is scaled to the card: 1072 by 560 becomes 536 by 280."""
    (image,) = tree.xpath("//img")
    assert image.get("src") == "https://img.example/hills.jpg"
    assert image.get("alt") == "A ferry at the quay"
    assert (image.get("width"), image.get("height")) == ("536", "280")


def test_colours_have_six_digits(full):
    """No three-digit colour is left after inlining."""
    assert not re.findall(r"#[0-9a-fA-F]{3}\b", full.html)
    assert len(re.findall(r"#[0-9a-f]{6}\b", full.html)) > 50


def test_dark_and_phone_rules_survive_with_their_importance(full):
    """The rules that cannot be inlined are still there, marked important, and no marker of the inliner is left."""
    assert "@media (prefers-color-scheme:dark){.page{background-color:#101113 !important" in full.html
    assert "[data-ogsc] .ink" in full.html
    assert "@media only screen and (max-width:599px){" in full.html
    assert "data-premailer" not in full.html


def test_twelve_stories_stay_small(full):
    """Twelve stories of 80 words are under 60 KB as inlined, all style blocks under what Gmail reads."""
    assert len(full.html.encode()) < 60_000
    styles = re.findall(r"<style[^>]*>(.*?)</style>", full.html, re.DOTALL)
    assert sum(len(style.encode()) for style in styles) < 8192


def test_stories_are_in_both_parts_in_one_order(full, tree, full_edition):
    """Every headline, paragraph, label and source of the edition is in the HTML and in the text, in order."""
    html, text = said(tree.find("body")), " ".join(full.text.split())
    for part in (html, text):
        places = [part.index(item.headline) for item in full_edition.items()]
        assert places == sorted(places)
        for item in full_edition.items():
            assert all(passage.text in part for passage in item.passages)
            assert all(passage.label in part for passage in item.passages if passage.label)
            assert all(source.name in part for source in item.sources)
        assert "You never finish reading the news." in part
        assert "85%" in part


def test_every_link_of_the_html_is_in_the_text(full, tree):
    """The text part lists each address of the HTML on a line that holds nothing else but its number."""
    lines = {line.partition("] ")[2] or line for line in full.text.splitlines()}
    assert {link.get("href") for link in tree.xpath("//a")} <= lines


def test_contents_are_numbered_like_the_stories(tree):
    """The contents list each story but the features, in two columns of six, under the number it has below."""
    (heading,) = [h2 for h2 in tree.iter("h2") if said(h2) == "In this edition"]
    columns = heading.xpath("..//table")
    rows = [[said(cell) for cell in row] for table in columns for row in table.iter("tr")]
    assert [len(table.findall(".//tr")) for table in columns] == [6, 6]
    assert rows == [[str(number), f"Ferry strike, day {number}"] for number in range(1, 13)]


def test_text_part_is_wrapped(full):
    """No line is wider than 78 columns unless it holds an address, and no run of empty lines is longer than two."""
    assert all(len(line) <= 78 for line in full.text.splitlines() if "://" not in line)
    assert "\n\n\n\n" not in full.text
    assert "\r" not in full.text + full.html


@pytest.mark.long
def test_text_part_notes_an_address_once_under_each_story(full):
    """Headline and source of the same address share one note."""
    start = full.text.index("[2] https://ledger.example/1")
    notes = re.findall(r"^\[(\d+)\] (\S+)$", full.text, re.MULTILINE)
    assert [int(number) for number, _ in notes] == list(range(1, len(notes) + 1))
    assert Counter(url for _, url in notes).most_common(1)[0][1] == 1
    assert "day as talks stall [1]" in full.text[:start]


def test_slots_stand_verbatim_once_in_each_part(full, tree):
    """A slot token is one whole href in the HTML and one whole line of the text, and nowhere else."""
    for slot in SLOTS:
        assert full.html.count(slot) == 1
        assert [link.get("href") for link in tree.xpath("//a")].count(slot) == 1
        assert full.text.splitlines().count(slot) == full.text.count(slot) == 1


def test_same_content_gives_the_same_bytes(full, full_edition):
    """Another environment renders the same edition to the same bytes."""
    assert render_edition(full_edition, frame_of(), environment()) == full


def test_nothing_is_left_over(full):
    """No template mark, no None and no name of an unfilled phrase reaches a reader."""
    for part in (full.html, full.text):
        assert not re.search(r"\{\{|\{%|\bNone\b|Undefined|\{[a-z]+\}", part)


def test_content_survives_a_round_trip_through_the_page(full: Rendered, full_edition: EditionContent):
    """The reading time at the top is the edition's own."""
    assert f"{full_edition.minutes} min read" in full.html
    assert f"{full_edition.minutes} min read" in full.text
