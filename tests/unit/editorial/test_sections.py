import pytest

from digest.config.settings import DEFAULT_SECTIONS, SectionRule, SourceSettings
from digest.editorial.caps import Caps
from digest.editorial.ranking import Ranked
from digest.editorial.rules import matches
from digest.editorial.score import Score
from digest.editorial.sections import place
from digest.editorial.sources import configured
from digest.editorial.stories import Story, Telling


def story(*articles, score=1.0, lead="It is told."):
    """A ranked story of these articles, led by the first."""
    return Ranked(
        Story(tuple(Telling(one) for one in articles)), Score(coverage=score), articles[0], articles, lead
    )


def titles(placed):
    """What each section prints, by its kind."""
    return {section.rule.kind: [one.best.title for one in section.stories] for section in placed}


def test_features_take_theirs_first_and_the_rest_follows_by_score(article):
    """A feature is not the lead, however high it scores."""
    soup = story(article("Soup", kicker="The Early Tram Recommends"), score=9)
    news = [story(article(f"News {n}", source=f"S{n}"), score=8 - n) for n in range(3)]
    placed, left = place([soup, *news], DEFAULT_SECTIONS)
    assert titles(placed) == {"lead": ["News 0"], "stories": ["News 1", "News 2"], "features": ["Soup"]}
    assert left == []


def test_a_full_section_leaves_the_lowest_out(article):
    """`most` is never exceeded, and what is left out is returned for the record."""
    news = [story(article(f"News {n:02}", source=f"S{n}"), score=50 - n) for n in range(14)]
    placed, left = place(news, DEFAULT_SECTIONS)
    assert [len(section.stories) for section in placed] == [1, 9]
    assert [one.story.best.title for one in left] == ["News 10", "News 11", "News 12", "News 13"]


def test_features_for_which_there_is_no_room_fill_what_the_news_leaves_free(article):
    """On a thin day everything is printed; on a full one the news goes first."""
    tips = [story(article(f"Tip {n}", section="Travel", source=f"S{n}"), score=9 - n) for n in range(5)]
    news = [story(article(f"News {n}", source=f"N{n}"), score=1) for n in range(2)]
    placed, left = place([*tips, *news], DEFAULT_SECTIONS)
    assert titles(placed)["stories"] == ["News 1", "Tip 3", "Tip 4"]
    assert left == []


def test_an_edition_of_features_alone_uses_its_features_section(article):
    """Where only features are in the window they fill their own section and then the lead."""
    tips = [story(article(f"Tip {n}", kicker="Review", source=f"S{n}"), score=9 - n) for n in range(4)]
    placed, _ = place(tips, DEFAULT_SECTIONS)
    assert titles(placed) == {"lead": ["Tip 3"], "features": ["Tip 0", "Tip 1", "Tip 2"]}


@pytest.mark.parametrize(
    ("kicker", "section", "expected"),
    [
        ("FEATURE", None, True),
        (None, "Film review", True),
        ("Featured today", None, False),
        ("Théâtre: Review", None, True),
        (None, None, False),
    ],
)
def test_a_kicker_matches_as_a_whole_word_in_any_case(article, kicker, section, expected):
    """`feature` is found in `FEATURE`, not in `Featured`; the section counts like the kicker."""
    rule = SectionRule(name="Worth your time", kind="features", kickers=("feature", "review"))
    assert matches(story(article("T", kicker=kicker, section=section)), rule) is expected


def test_a_section_of_stories_with_kickers_takes_only_what_matches(article):
    """The sport page holds sport, and what is no sport goes to the section that takes anything."""
    rules = (
        SectionRule(name="Top", kind="lead", most=1),
        SectionRule(name="Sport", kickers=("sport",)),
        SectionRule(name="Else"),
    )
    made = [
        story(article(t, kicker=k, source=t), score=5)
        for t, k in (("A", "World"), ("B", "Sport"), ("C", "World"))
    ]
    placed, _ = place(made, rules)
    assert [(one.rule.name, [s.best.title for s in one.stories]) for one in placed] == [
        ("Top", ["A"]),
        ("Sport", ["B"]),
        ("Else", ["C"]),
    ]


def test_a_lead_section_with_kickers_prefers_them_and_is_never_empty(article):
    """`Today's Big Question` leads where there is one; on other days the top story does."""
    rules = (
        SectionRule(name="Big question", kind="lead", kickers=("big question",), most=1),
        SectionRule(name="Else"),
    )
    asks = story(article("Q", kicker="Today's Big Question", source="A"), score=1)
    news = story(article("N", source="B"), score=9)
    assert titles(place([asks, news], rules)[0])["lead"] == ["Q"]
    assert titles(place([news], rules)[0])["lead"] == ["N"]


SOURCES = configured({"wire": SourceSettings(name="The Wire", most=1), "mute": SourceSettings(most=0)})
ELSE = (SectionRule(name="Else", most=3),)


def test_a_source_leads_no_more_stories_than_it_may(article):
    """The third story of a source goes out, with the reason; the next source's takes its place."""
    made = [story(article(f"Wire {n}"), score=9 - n) for n in range(3)]
    made += [story(article("Lantern", source="Lantern"), score=1)]
    placed, left = place(made, ELSE, Caps(SOURCES))
    assert titles(placed)["stories"] == ["Wire 0", "Lantern"]
    assert [(one.story.best.title, one.reason) for one in left] == [
        ("Wire 1", "The Wire leads 1 already, the most it may"),
        ("Wire 2", "The Wire leads 1 already, the most it may"),
    ]


def test_another_source_leads_a_story_whose_first_one_has_its_share(article):
    """What two tell is not lost; a source that may lead nothing leads nothing even so."""
    first = story(article("Gate"), score=9)
    both = story(article("Trams"), article("Trams, too", source="Lantern"), score=8)
    mute = story(article("Parrot"), article("Parrot, too", source="mute"), score=7)
    placed, left = place([first, both, mute], ELSE, Caps(SOURCES))
    assert titles(placed)["stories"] == ["Gate", "Trams, too"]
    assert [other.title for other in placed[0].stories[1].tellings] == ["Trams, too", "Trams"]
    assert [one.story.best.title for one in left] == ["Parrot"]
    (alone,) = place([story(article("Alone", source="Mute"))], ELSE, Caps(SOURCES))[1]
    assert alone.reason == "Mute may lead no story"


def test_one_cap_for_all_sources_counts_through_the_edition(article):
    """It holds for each source without a cap of its own; an article of unknown source is not counted."""
    rules = (SectionRule(name="Top", kind="lead", most=1), *ELSE)
    made = [story(article(f"{name} {n}", source=name), score=9 - n) for name in "AB" for n in range(3)]
    unknown = [story(article(f"None {n}", source=None, url=None)) for n in range(2)]
    placed, left = place([*made, *unknown], rules, Caps(most=1))
    assert sorted(title for of in titles(placed).values() for title in of) == [
        "A 0",
        "B 0",
        "None 0",
        "None 1",
    ]
    assert len(left) == 4


def test_the_lead_has_the_first_right_to_a_sources_share(article):
    """Features come after it, also where they would be filled first."""
    made = [story(article("Gate"), score=5), story(article("Soup", kicker="Recommends"), score=9)]
    placed, left = place(made, DEFAULT_SECTIONS, Caps(SOURCES))
    assert titles(placed) == {"lead": ["Gate"]}
    assert [one.story.best.title for one in left] == ["Soup"]


@pytest.mark.parametrize(
    ("fields", "lead"),
    [
        ({"kicker": "And finally"}, "It is told."),
        ({"section": "Opinion"}, "It is told."),
        ({"kicker": "Film review"}, "It is told."),
        ({}, ""),
    ],
    ids=["last words", "opinion", "review", "headline alone"],
)
def test_the_lead_is_news(article, fields, lead):
    """A column, a review, a last word and a story without text do not lead before news, and lead where there is none."""
    rules = (SectionRule(name="Top", kind="lead", most=1), *ELSE)
    soft = story(article("Soft", source="A", **fields), score=9, lead=lead)
    news = story(article("News", source="B"), score=1)
    assert titles(place([soft, news], rules)[0])["lead"] == ["News"]
    assert titles(place([soft], rules)[0])["lead"] == ["Soft"]


def test_what_is_left_out_says_which_sections_are_full(article):
    """The reason names the sections by their names, and no section where none would take the story."""
    sport = [story(article(f"S{n}", kicker="Sport", source=f"S{n}"), score=9 - n) for n in range(2)]
    rules = (SectionRule(name="Sport", kickers=("sport",), most=1),)
    _, left = place([*sport, story(article("World", kicker="World"))], rules)
    assert [one.reason for one in left] == ["“Sport” is full", "no section takes a story of its kind"]
    both = (*rules, SectionRule(name="Else", most=1))
    news = story(article("News"), score=20)
    assert [one.reason for one in place([news, *sport], both)[1]] == ["“Sport” and “Else” are full"]


def test_the_last_word_keeps_its_place_on_a_full_day(article):
    """The best of the stories that close the news is printed last, though nine others score higher."""
    news = [story(article(f"News {n}", source=f"S{n}"), score=50 - n) for n in range(12)]
    last = [story(article(f"Last {n}", kicker="And finally", source=f"L{n}"), score=2 - n) for n in range(2)]
    placed, _ = place([*news, *last], DEFAULT_SECTIONS)
    assert titles(placed)["stories"][7:] == ["News 8", "Last 0"]


def test_no_desk_has_three_stories_in_a_row_where_another_has_news(article):
    """Two of a desk, then the other one, unless it is far behind."""
    world = [story(article(f"World {n}", kicker="World", source=f"S{n}"), score=5) for n in range(3)]
    near, far = (
        story(article(name, kicker=name, source=name), score=of) for name, of in (("Near", 3.9), ("Far", 1))
    )
    assert titles(place([*world, near], ELSE)[0])["stories"] == ["World 0", "World 1", "Near"]
    assert titles(place([*world, far], ELSE)[0])["stories"] == ["World 0", "World 1", "World 2"]


def test_one_desk_does_not_fill_a_section(article):
    """A slightly lower story of another desk goes before the third of the same one."""
    rules = (SectionRule(name="Else", most=3),)
    world = [story(article(f"World {n}", kicker="World", source=f"S{n}"), score=5 - n / 10) for n in range(3)]
    health = story(article("Health", kicker="Health", source="H"), score=4.5)
    placed, _ = place([*world, health], rules)
    assert titles(placed)["stories"] == ["World 0", "World 1", "Health"]


def test_and_finally_closes_its_section(article):
    """The light story stands last, whatever its score."""
    made = [
        story(article("Parrot", kicker="And finally", source="A"), score=9),
        story(article("News", source="B"), score=1),
    ]
    placed, _ = place(made, (SectionRule(name="Else"),))
    assert titles(placed)["stories"] == ["News", "Parrot"]
