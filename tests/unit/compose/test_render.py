import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from built_editions import edition_of, frame_of, lead_story, notice_of, story
from jinja2 import Environment
from lxml import etree

from digest.compose.content import EditionContent, Figure, Passage, Picture, Quotation, Section, SourceLink
from digest.compose.render import Rendered, render_edition, render_notice
from digest.compose.templates import environment

SLOTS = ("slot3fa9c1unsubscribeurl", "slot3fa9c1preferencesurl")


def parsed(html: str) -> etree._Element:
    return etree.fromstring(html, etree.HTMLParser())


def said(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


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


def test_confirmation_has_one_button_and_its_term(env):
    """The confirmation's only link is its slot, and both parts say how long it works."""
    mail = render_notice("confirm", notice_of(valid_for=timedelta(hours=48)), env)
    assert mail.subject == "Please confirm: The Harbour Briefing"
    assert parsed(mail.html).xpath("//a/@href") == ["slot77actionurl"]
    assert mail.text.splitlines().count("slot77actionurl") == 1
    assert "The button works for 2 days." in mail.html
    assert "The button works for 2 days." in mail.text
    assert "<br>" not in mail.html
    assert "Harbour Press, 12 Quay Street" in mail.text


def test_welcome_lets_its_reader_leave(env):
    """The welcome carries unsubscribe and preferences in both parts, and the caller's subject where given."""
    mail = render_notice(
        "welcome", notice_of(unsubscribe_url=SLOTS[0], preferences_url=SLOTS[1], subject="Hello"), env
    )
    assert mail.subject == "Hello" == parsed(mail.html).findtext("head/title")
    assert parsed(mail.html).xpath("//a/@href") == ["slot77actionurl", *SLOTS]
    assert set(SLOTS) < set(mail.text.splitlines())
    assert parsed(mail.html).xpath("count(//h1)") == 1


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar", "he", "pt-BR", "tlh"])
def test_notices_exist_in_every_language(env: Environment, language: str):
    """Both notices render in each language that is shipped, and in English where none is."""
    for kind, term in (("confirm", timedelta(days=2)), ("welcome", None)):
        mail = render_notice(kind, notice_of(language=language, valid_for=term), env)
        assert "{" not in mail.subject + mail.text
        assert "The Harbour Briefing" in mail.subject


def test_content_survives_a_round_trip_through_the_page(full: Rendered, full_edition: EditionContent):
    """The reading time at the top is the edition's own."""
    assert f"{full_edition.minutes} min read" in full.html
    assert f"{full_edition.minutes} min read" in full.text


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar", "he"])
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
