import pytest

from digest.config.settings import DEFAULT_SECTIONS, SectionRule
from digest.editorial.ranking import Ranked
from digest.editorial.score import Score
from digest.editorial.sections import matches, place
from digest.editorial.stories import Story, Telling


def story(one, score=1.0):
    """A ranked story of one article."""
    return Ranked(Story((Telling(one),)), Score(coverage=score), one, (one,), "It is told.")


def titles(placed):
    """What each section prints, by its kind."""
    return {section.rule.kind: [one.best.title for one in section.stories] for section in placed}


def test_features_take_theirs_first_and_the_rest_follows_by_score(article):
    """A feature is not the lead, however high it scores."""
    soup = story(article("Soup", kicker="The Early Tram Recommends"), 9)
    news = [story(article(f"News {n}", source=f"S{n}"), 8 - n) for n in range(3)]
    placed, left = place([soup, *news], DEFAULT_SECTIONS)
    assert titles(placed) == {"lead": ["News 0"], "stories": ["News 1", "News 2"], "features": ["Soup"]}
    assert left == []


def test_a_full_section_leaves_the_lowest_out(article):
    """`most` is never exceeded, and what is left out is returned for the record."""
    news = [story(article(f"News {n:02}", source=f"S{n}"), 50 - n) for n in range(14)]
    placed, left = place(news, DEFAULT_SECTIONS)
    assert [len(section.stories) for section in placed] == [1, 9]
    assert [one.story.best.title for one in left] == ["News 10", "News 11", "News 12", "News 13"]


def test_features_for_which_there_is_no_room_fill_what_the_news_leaves_free(article):
    """On a thin day everything is printed; on a full one the news goes first."""
    tips = [story(article(f"Tip {n}", section="Travel", source=f"S{n}"), 9 - n) for n in range(5)]
    news = [story(article(f"News {n}", source=f"N{n}"), 1) for n in range(2)]
    placed, left = place([*tips, *news], DEFAULT_SECTIONS)
    assert titles(placed)["stories"] == ["News 1", "Tip 3", "Tip 4"]
    assert left == []


def test_an_edition_of_features_alone_uses_its_features_section(article):
    """Where only features are in the window they fill their own section and then the lead."""
    tips = [story(article(f"Tip {n}", kicker="Review", source=f"S{n}"), 9 - n) for n in range(4)]
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
        story(article(t, kicker=k, source=t), 5) for t, k in (("A", "World"), ("B", "Sport"), ("C", "World"))
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
    asks = story(article("Q", kicker="Today's Big Question", source="A"), 1)
    news = story(article("N", source="B"), 9)
    assert titles(place([asks, news], rules)[0])["lead"] == ["Q"]
    assert titles(place([news], rules)[0])["lead"] == ["N"]


def test_one_desk_does_not_fill_a_section(article):
    """A slightly lower story of another desk goes before the third of the same one."""
    rules = (SectionRule(name="Else", most=3),)
    world = [story(article(f"World {n}", kicker="World", source=f"S{n}"), 5 - n / 10) for n in range(3)]
    health = story(article("Health", kicker="Health", source="H"), 4.5)
    placed, _ = place([*world, health], rules)
    assert titles(placed)["stories"] == ["World 0", "World 1", "Health"]


def test_and_finally_closes_its_section(article):
    """The light story stands last, whatever its score."""
    made = [
        story(article("Parrot", kicker="And finally", source="A"), 9),
        story(article("News", source="B"), 1),
    ]
    placed, _ = place(made, (SectionRule(name="Else"),))
    assert titles(placed)["stories"] == ["News", "Parrot"]
