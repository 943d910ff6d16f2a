"""Parts and languages of a rendered edition: foreign text, what is missing, what stands where."""

import re
from datetime import date

import pytest
from built_editions import SLOTS, edition_of, frame_of, lead_story, parsed, said, story
from jinja2 import Environment

from digest.compose.content import Figure, Passage, Picture, Quotation, Section, SourceLink
from digest.compose.render import render_edition


def test_foreign_text_cannot_become_markup(env):
    """Titles that look like markup, quotes and control characters are shown, or dropped, but never run."""
    nasty = "<script>alert(1)</script> \"x\" onload='y' {{ 7 * 7 }} \x00\x1b</td></table>\u202e"
    hostile = story(
        1,
        headline=nasty,
        label=nasty,
        kicker=nasty,
        passages=(Passage(nasty, nasty),),
        url="javascript:alert(1)",
        sources=(SourceLink(nasty, "data:text/html,x"), SourceLink("Good", 'https://good.example/"><b>?q=ü')),
        picture=Picture("https://img.example/x.png\" onerror='alert(1)", nasty),
    )
    quote = Quotation(nasty, nasty, SourceLink(nasty, " javascript:alert(2)"))
    content = edition_of(
        Section(nasty, "lead", (hostile, story(2))), name=nasty, greeting=nasty, subject=nasty, quote=quote
    )
    rendered = render_edition(content, frame_of(), env)
    tree = parsed(rendered.html)
    assert not tree.xpath("//script")
    assert not tree.xpath("//@onload|//@onerror")
    assert not [url for url in tree.xpath("//@href|//@src") if not url.startswith(("https://", *SLOTS))]
    assert "https://good.example/%22%3E%3Cb%3E?q=%C3%BC" in rendered.text
    assert "https://good.example/%22%3E%3Cb%3E?q=%C3%BC" in tree.xpath("//@href")
    assert "<script>alert(1)</script> \"x\" onload='y' {{ 7 * 7 }} </td></table>" in said(tree.find(".//h3"))
    assert not re.search("[\x00\x1b\u202e]", rendered.html + rendered.text)


def test_parts_that_are_missing_leave_no_trace(env):
    """Without picture, kicker, links, quote, number, tagline and web page the mail still holds its stories."""
    plain = story(1, kicker=None, url=None, sources=(SourceLink("Harbour Courier"),))
    content = edition_of(Section("Top", "lead", (plain,)), tagline="", number=0)
    bare = render_edition(content, frame_of(web_url="", subscribe_url="", tagline=""), env)
    tree = parsed(bare.html)
    assert [said(link) for link in tree.iter("a")] == ["Unsubscribe", "Manage preferences", "Past editions"]
    for absent in ("In this edition", "No. ", "Quote of the day", "Number of the day", "Read this"):
        assert absent not in bare.html + bare.text
    assert "[Harbour Courier]" in said(tree)
    assert "[Harbour Courier]" in bare.text


def test_notes_and_paragraphs_of_the_greeting_are_printed(env):
    """An editor's note and a greeting of two paragraphs stand above the contents in both parts."""
    content = edition_of(
        Section("Top", "lead", (story(1),)), greeting="Good morning.\n\nIt rains.", notes=("We were late.",)
    )
    rendered = render_edition(content, frame_of(), env)
    paragraphs = [said(paragraph) for paragraph in parsed(rendered.html).iter("p")]
    assert paragraphs[1:4] == ["Good morning.", "It rains.", "We were late."]
    assert "\n\nGood morning.\n\nIt rains.\n\nWe were late.\n\n" in rendered.text


def test_features_follow_the_quote_and_carry_no_number(env):
    """The number of the day stands between stories and features, whatever the features' numbers are."""
    content = edition_of(
        Section("News", "stories", (story(1),)),
        Section("Worth your time", "features", (story(2, headline="A plum cake"),)),
        figure=Figure("85%", "of it.", SourceLink("Valley Post", "https://valley.example/chip")),
    )
    rendered = render_edition(content, frame_of(), env)
    headings = [said(heading) for heading in parsed(rendered.html).xpath("//h2|//h3")]
    assert headings[-3:] == ["Number of the day", "Worth your time", "A plum cake"]
    assert "\nA plum cake [" in rendered.text


@pytest.mark.long
def test_right_to_left_languages_turn_the_page(env):
    """An Arabic edition is rtl in every place, prints Arabic words and date, and spaces no letters."""
    rendered = render_edition(
        edition_of(Section("أخبار", "lead", (story(1), story(2))), language="ar"), frame_of(), env
    )
    tree = parsed(rendered.html)
    assert {element.get("dir") for element in tree.xpath("//*[@dir]")} == {"rtl"}
    assert tree.get("lang") == "ar"
    assert "في هذا العدد" in rendered.html
    assert "في هذا العدد" in rendered.text
    assert "الخميس، 3 سبتمبر 2026" in said(tree)
    assert "letter-spacing:1" not in rendered.html
    assert "font-style:italic" not in rendered.html
    assert "text-align:left" in tree.xpath("//td[contains(., 'مدة')]/@style")[-1]


def test_dates_and_numbers_follow_the_language(env):
    """German prints its own date, thousands and words."""
    german = render_edition(
        edition_of(Section("Lage", "lead", (story(1), story(2))), language="de"), frame_of(), env
    )
    shown = said(parsed(german.html))
    assert "Donnerstag, 3. September 2026" in shown
    assert "Nr. 1.214" in shown
    assert "1 Min. Lesezeit" in shown
    assert "IN DIESER AUSGABE" in german.text
    assert "Abmelden:" in german.text


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar", "he", "ja"])
def test_a_story_that_developed_links_to_the_edition_that_had_it(env: Environment, language: str):
    """Both parts say on which day a story was told before, and the archive's page of that day is linked in both."""
    items = (story(1, earlier=date(2026, 9, 1)), story(2))
    section = Section("World", "stories", items)
    made = render_edition(edition_of(section, language=language), frame_of(language=language), env)
    address = "https://news.example/morning/2026-09-01"
    (link,) = re.findall(f'<a [^>]*href="{address}"[^>]*>([^<]+)</a>', made.html)
    text = " ".join(made.text.split())
    assert link in text
    assert address in text
    assert {"en": "Updates our story of September 1"}.get(language, link) == link


def test_the_word_for_the_hour_is_bold_and_an_own_greeting_is_not(env: Environment):
    """`Good morning.` stands out where a greeting begins with it; the text part has the same words."""
    sections = (Section("Top", "lead", (story(1),)),)
    own = render_edition(edition_of(*sections, greeting="A day of locks."), frame_of(), env)
    said_hello = render_edition(
        edition_of(*sections, greeting="Good morning. A day of locks."), frame_of(), env
    )
    assert "<strong>Good morning.</strong> A day of locks.</p>" in said_hello.html
    assert "Good morning. A day of locks." in said_hello.text
    assert "<strong>" not in own.html


def test_a_long_number_of_the_day_is_set_smaller(env: Environment):
    """`900 million crowns` would take two lines of a phone at the size of `85%`."""
    for big, size in (("85%", "52px"), ("900 million crowns", "38px")):
        figure = Figure(big, "of the water.", SourceLink("Valley Post"))
        html = render_edition(
            edition_of(Section("Top", "lead", (story(1),)), figure=figure), frame_of(), env
        ).html
        (style,) = parsed(html).xpath(f"//p[text()='{big}']/@style")
        assert f"font-size:{size}" in style


def test_every_link_of_every_kind_of_part_is_in_the_text(env: Environment):
    """Stories, the edition that had one before, both boxes and features: the text has each address, in the same order."""
    sections = (
        Section("Top", "lead", (lead_story(earlier=date(2026, 8, 30)),)),
        Section("More", "stories", (story(2, earlier=date(2026, 9, 1)), story(3))),
        Section("Worth it", "features", (story(4, earlier=date(2026, 9, 2)),)),
    )
    quote = Quotation("You never finish.", "Ada Merrow", SourceLink("Gallery", "https://gallery.example/q"))
    figure = Figure("85%", "of the water.", SourceLink("Post", "https://valley.example/f"))
    made = render_edition(edition_of(*sections, quote=quote, figure=figure), frame_of(), env)
    stories = [
        url for url in dict.fromkeys(parsed(made.html).xpath("//a/@href"))
        if not url.startswith((*SLOTS, "https://news.example")) or ("/morning/2026-0" in url and "09-03" not in url)
    ]  # fmt: skip
    noted = re.findall(r"^\[\d+\] (\S+)$", made.text, re.MULTILINE)
    assert set(stories) == set(noted)
    assert {
        "https://gallery.example/q",
        "https://valley.example/f",
        "https://news.example/morning/2026-09-02",
    } < set(noted)
    own = [url for url in stories if "courier" in url or "gallery" in url or "valley" in url]
    assert own == [url for url in noted if url in own]
    assert set(parsed(made.html).xpath("//a/@href")) <= {
        line.rpartition(" ")[2] for line in made.text.splitlines()
    }
