"""Editions for readers who muted something: what is left out, which variants are made, who gets the nearest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.content import EditionContent, Figure, Item, Passage, Quotation, Section, SourceLink
from digest.compose.templates import environment
from digest.compose.wording import wording
from digest.config import NewsletterSettings
from digest.editorial.muting import Without, felt, hidden
from digest.editorial.plan import Plan
from digest.editorial.tailoring import tailored
from digest.editorial.variants import EVERYONE, choose

DAY = date(2026, 11, 24)
TOPICS = ["Harbour tolls", "Night trains", "Orchard prices", "Cup final", "Record regatta", "Bread festival"]
SOURCES = ["Coastwire", "Valley Post", "Valley Post", "Evening Lantern", "Coastwire", "Bay Review"]


def link(name, number):
    return SourceLink(name, f"https://{name.split()[0].lower()}.example/{number}")


def item(number):
    topic = TOPICS[number - 1]
    also = (link("Evening Lantern", number),) if number == 1 else ()
    return Item(
        number=number,
        label=topic,
        headline=f"{topic} in the news again",
        passages=(Passage(f"{topic} were talked about all day, and the council will vote on them."),),
        sources=(link(SOURCES[number - 1], number), *also),
        articles=(number,),
    )


def edition():
    return EditionContent(
        newsletter="daily", name="The Morning Wire", tagline="", day=DAY, number=3, language="en",
        subject="Harbour tolls",
        preheader="Night trains, orchard prices and more",
        greeting="Good morning. Harbour tolls, night trains, and orchard prices. Here it is in one minute.",
        sections=(
            Section("Top story", "lead", (item(1),)),
            Section("World", "stories", (item(2), item(3))),
            Section("Sport", "stories", (item(4), item(5))),
            Section("Food", "features", (item(6),)),
        ),
        quote=Quotation("“Nobody asked the bakers.”", "Ada Merrow", link("Bay Review", 6)),
        figure=Figure("85%", "of the boats came home.", link("Coastwire", 5)),
    )  # fmt: skip


@given(
    st.dictionaries(
        st.frozensets(st.integers(1, 6)).map(lambda told: Without(told=told)), st.integers(1, 9), max_size=8
    ),
    st.integers(1, 4),
)
def test_no_variant_has_a_story_that_was_had(wishes, most):
    """However few variants are made, nobody gets one with a story that they have had; one more than allowed at most."""
    content = edition()
    chosen = choose(content, wishes, most)
    assert len(chosen.made) <= most + 1
    for wish in wishes:
        key = chosen.key_of(wish)
        assert key is None or wish.told <= hidden(content, chosen.made[key])


@pytest.fixture(scope="module")
def plan():
    newsletter = NewsletterSettings(
        name="The Morning Wire", sender="The Morning Wire <wire@news.example>", postal_address="1 Quay Street"
    )
    return Plan("daily", newsletter, DAY, 3, wording(environment(), "en").say)


def without(*sections, sources=(), text=False):
    return Without(frozenset(sections), frozenset(sources), text)


def text_of(content):
    parts = [content.subject, content.preheader, content.greeting]
    parts += [text for one in content.items() for text in (one.label, one.headline, one.lead)]
    parts += [source.name for one in content.items() for source in one.sources]
    parts += [content.quote.text, content.quote.source.name] if content.quote else []
    parts += [content.figure.text, content.figure.source.name] if content.figure else []
    return "\n".join(parts).casefold()


def test_a_muted_section_is_gone(plan):
    """Its stories, and what was said of them before the first story, are left out; the others are numbered anew."""
    left = tailored(edition(), without("World"), plan)
    assert [section.name for section in left.sections] == ["Top story", "Sport", "Food"]
    assert [one.number for one in left.items()] == [1, 2, 3, 4]
    assert "night trains" not in text_of(left)
    assert "orchard" not in text_of(left)
    assert left.subject == "Harbour tolls"
    assert left.greeting.startswith("Good morning. Harbour tolls, ")


def test_a_muted_lead_gives_another_subject(plan):
    """Who muted the top story's section reads the next one's label in the inbox."""
    left = tailored(edition(), without("Top story"), plan)
    assert left.subject == "Night trains"
    assert "harbour" not in text_of(left)


def test_a_muted_source_is_gone(plan):
    """Stories that it leads go, it is not credited beside others, and quote and number are not taken from it."""
    left = tailored(edition(), without(sources=["Coastwire", "Evening Lantern"]), plan)
    assert [one.label for one in left.items()] == ["Night trains", "Orchard prices", "Bread festival"]
    assert "coastwire" not in text_of(left)
    assert "lantern" not in text_of(left)
    assert (left.figure, left.quote is not None) == (None, True)


def test_a_box_of_a_muted_section_is_gone(plan):
    """The quote that was taken from a story of a muted section goes with it."""
    assert tailored(edition(), without("Food"), plan).quote is None


def test_nothing_left_is_no_edition(plan):
    """Who muted every section gets no empty mail."""
    everything = without("Top story", "World", "Sport", "Food")
    assert tailored(edition(), everything, plan) is None
    assert choose(edition(), {everything: 5}, 12).key_of(everything) is None


def test_names_of_other_days_make_no_difference():
    """A muted section that is not in today's edition makes no variant; capitals of sources do not matter."""
    assert felt(edition(), without("Weather", sources=["Unheard Of"])).is_nothing
    assert felt(edition(), without(sources=["COASTWIRE"])).sources == {"Coastwire"}
    assert set(choose(edition(), {without("Weather"): 9}, 12).made) == {EVERYONE}


def test_the_same_wish_is_one_variant():
    """Readers whose wishes come to the same today share a variant."""
    chosen = choose(edition(), {without("Sport"): 2, without("Sport", "Weather"): 3}, 12)
    assert len(chosen.made) == 2
    assert chosen.key_of(without("Sport")) == chosen.key_of(without("Sport", "Weather"))


def test_past_the_bound_the_rarest_get_the_nearest():
    """Of three wishes and two variants the rarest gets the one that shows least of what it muted; the count says so."""
    wishes = {without("Sport"): 50, without("World"): 40, without("Sport", "Food"): 1, without(): 1000}
    chosen = choose(edition(), wishes, 3)
    assert (len(chosen.made), chosen.approximated) == (3, 1)
    assert chosen.key_of(without("Sport", "Food")) == chosen.key_of(without("Sport"))
    assert choose(edition(), wishes, 1).key_of(without("Sport")) == EVERYONE


def test_text_alone_is_a_variant_of_its_own():
    """Who wants no HTML gets the same stories under another key."""
    chosen = choose(edition(), {without(text=True): 1, without("Sport", text=True): 1}, 12)
    assert len(chosen.made) == 3
    assert chosen.key_of(without(text=True)).endswith(".txt")


section_names = st.frozensets(st.sampled_from(["Top story", "World", "Sport", "Food", "Weather"]))
source_names = st.frozensets(st.sampled_from([*SOURCES, "Nobody"]))
wishes = st.builds(Without, section_names, source_names, st.booleans())


@given(wishes)
def test_whatever_is_muted_is_absent(wish):
    """No muted section, and no story, label or credit of a muted source, is in what is left; numbers run from 1."""
    newsletter = NewsletterSettings(name="W", sender="W <w@news.example>", postal_address="1 Quay Street")
    plan = Plan("daily", newsletter, DAY, 3, wording(environment(), "en").say)
    content = edition()
    own = felt(content, wish)
    left = tailored(content, own, plan)
    if left is None:
        assert len(hidden(content, own)) == 6
        return
    assert not wish.sections & {section.name for section in left.sections}
    assert not wish.sources & {source.name for one in left.items() for source in one.sources}
    for number in hidden(content, own):
        assert TOPICS[number - 1].casefold() not in text_of(left)
    assert [one.number for one in left.items()] == list(range(1, 7 - len(hidden(content, own))))


@given(st.dictionaries(wishes, st.integers(1, 50), max_size=30), st.integers(1, 8))
def test_every_reader_has_a_variant_that_is_made(readers, most):
    """However many wishes there are, no more variants are made than allowed, and each reader is given one of them."""
    chosen = choose(edition(), readers, most)
    assert len(chosen.made) <= most
    assert {chosen.key_of(wish) for wish in readers} <= {*chosen.made, None}
    near = sum(
        count
        for wish, count in readers.items()
        if (key := chosen.key_of(wish)) is not None and chosen.made[key] != felt(edition(), wish)
    )
    assert near == chosen.approximated
