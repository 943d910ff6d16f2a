import pytest

from digest.config.settings import SourceSettings
from digest.editorial.passages import lead_of
from digest.editorial.ranking import rank
from digest.editorial.score import Score
from digest.editorial.sources import configured
from digest.editorial.stories import Story, Telling

TEXT = (
    (
        "The council of Port Alder voted on Monday to keep the trams free for another year, after a trial that filled them "
        "and emptied two car parks near the harbour."
    ),
    "A third of the seats are now taken by people under nineteen, the operator said in a report to the members.",
)


def ranked(*stories, **sources):
    """The stories in their order, each given as its tellings; what is configured for a source by its slug."""
    made = [
        Story(tuple(one if isinstance(one, Telling) else Telling(one) for one in story)) for story in stories
    ]
    leads = {one.identity: lead_of(one, 80) for story in made for one in story.articles}
    return rank(made, leads, configured({slug: SourceSettings(**table) for slug, table in sources.items()}))


def test_a_story_that_more_outlets_tell_comes_first(article):
    """Independent coverage outweighs a few hours of age."""
    old = [article("Trams stay free", *TEXT, hours=8, source=name) for name in ("A", "B", "C")]
    new = article("Parrot moves out", *TEXT, hours=0)
    assert [one.best.title for one in ranked([new], old)] == ["Trams stay free", "Parrot moves out"]


def test_copies_and_one_outlet_writing_twice_add_no_coverage(article):
    """Ten reprints of a text count as the text; `The Wire` and `Wire` are one outlet."""
    single = ranked([article("Trams stay free", *TEXT)])[0].score
    copies = tuple(article("Trams", *TEXT, source=f"Paper {n}") for n in range(10))
    assert ranked([Telling(article("Trams stay free", *TEXT), copies)])[0].score == single
    twice = [article("Trams stay free", *TEXT), article("Trams stay free", *TEXT, source="Wire")]
    assert ranked(twice)[0].score == single


def test_the_newer_of_two_single_stories_comes_first(article):
    """Freshness counts from the newest article of the window, not from a clock."""
    older, newer = article("Older", *TEXT, hours=20), article("Newer", *TEXT, hours=2)
    assert [one.best.title for one in ranked([older], [newer])] == ["Newer", "Older"]
    scores = [one.score for one in ranked([older], [newer])]
    both_later = [article("Older", *TEXT, hours=120), article("Newer", *TEXT, hours=102)]
    assert [one.score for one in ranked([both_later[0]], [both_later[1]])] == pytest.approx(scores)


def test_a_statement_leads_its_story_before_a_question(article):
    """The article whose headline asks is credited, not printed."""
    asks = article("Will the trams of Port Alder stay free?", *TEXT, source="A")
    says = article("Trams of Port Alder stay free", *TEXT, source="B", hours=5)
    assert ranked([asks, says])[0].best is says


def test_what_the_others_tell_of_too_leads(article):
    """An article on the edge of the event does not speak for it."""
    edge = article(
        "Car parks near the harbour look for buyers", "Two car parks are for sale. " * 3, source="A"
    )
    core = [article("Council votes to keep trams free", *TEXT, source=name) for name in ("B", "C")]
    assert ranked([edge, *core])[0].best in core


def test_a_heavier_source_counts_as_several(article):
    """A source of weight 3 tells alone what otherwise three tell; one of weight 0 adds nothing."""
    heavy = article("Parrot moves out", *TEXT, source="The Lodestone")
    plain = [article("Trams stay free", *TEXT, source=name) for name in ("A", "B", "C")]
    found = ranked([heavy], plain, lodestone={"weight": 3})
    assert {one.score for one in found} == {found[0].score}
    assert [one.parts.weight for one in found if one.best is heavy] == [pytest.approx(2.0)]
    light = ranked([heavy], a={"name": "the  LODESTONE", "weight": 0})[0].parts
    assert light.coverage + light.weight == 0


def test_a_score_is_the_sum_of_parts_that_can_be_read(article):
    """What an editor reads adds up; a weight is only named where there is one."""
    (one,) = ranked([article("Trams stay free", *TEXT, hours=0)])
    assert one.score == pytest.approx(sum(one.parts.parts().values()))
    assert str(one.parts) == "4.6 = coverage 2.0 + freshness 1.5 + lead 1.0 + length 0.1"
    assert str(Score(2.0, -1.0)) == "1.0 = coverage 2.0 - weight 1.0 + freshness 0.0 + lead 0.0 + length 0.0"


@pytest.mark.parametrize("code", ['{"@type": "Review"}', "see https://wire.example/a,", "<div class=x>"])
def test_a_lead_with_the_code_of_its_page_in_it_adds_nothing(article, code):
    """What a scraper left of a page's markup is no good lead, however long it is."""
    clean, spoiled = (
        article("Trams stay free", *TEXT),
        article("Parrot moves out", TEXT[0].replace("after", f"{code} after")),
    )
    parts = {one.best.title: one.parts.lead for one in ranked([clean], [spoiled])}
    assert parts == {"Trams stay free": 1.0, "Parrot moves out": pytest.approx(0.0)}


@pytest.mark.parametrize(
    ("headline", "is_light"),
    [
        ("I like parrots, says keeper", True),
        ("“We’ll sing on,” parrot keepers say", True),
        ("7 small ways to save a harbour", True),
        ("In the harbour a ferry waits", False),
        ("7 ferries wait in the harbour", False),
        ("Mining town floods", False),
    ],
)
def test_what_somebody_says_of_himself_is_seldom_the_news_of_the_day(article, headline, is_light):
    """Such a headline halves what the lead adds, so that of two equal stories the other one leads."""
    (one,) = ranked([article(headline, *TEXT)])
    assert one.parts.lead == (0.5 if is_light else 1.0)


def test_every_story_knows_its_place(article):
    """The best is the first, and no two share a place."""
    stories = [[article(f"Story {n}", *TEXT, hours=n)] for n in range(5)]
    assert [(one.rank, one.best.title) for one in ranked(*stories)] == [
        (n + 1, f"Story {n}") for n in range(5)
    ]


@pytest.mark.parametrize(
    "table", [{"headline_only": True}, {"max_words": 20}, {"most": 0}], ids=["headline", "words", "most"]
)
def test_a_telling_whose_words_are_free_leads(article, table):
    """Of two tellings the one leads whose source lets its words be printed, though the other is better."""
    bound = article("Council votes to keep trams free", *TEXT, source="Lodestone")
    free = article("Will trams stay free?", *TEXT, source="Lantern", hours=5)
    assert ranked([bound, free])[0].best is bound
    assert ranked([bound, free], lodestone=table)[0].best is free
    assert ranked([bound], lodestone=table)[0].best is bound


def test_no_stories_are_ranked_as_none():
    """An empty window gives an empty list."""
    assert rank([], {}) == []


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        (
            "Quayworks is thrilled to announce a lamp that every harbour on the coast has waited for, its founders say.",
            0.0,
        ),
        (
            "If you own a boat, your hull wants tar in spring, and the best brush that you can buy is an old one.",
            0.5,
        ),
        (
            "“You must see your doctor, and you must go now,” the mayor, Ada Merrow, told the pilots of the harbour.",
            1.0,
        ),
    ],
)
def test_praise_of_wares_and_advice_are_seldom_the_news_of_the_day(article, text, worth):
    """What sells is worth nothing as a lead, advice half; a reader who is spoken to within a quotation is none of ours."""
    parts = ranked([article("Lamp for harbours", text + " It was said on the quay.", *TEXT)])[0].parts
    assert parts.lead == pytest.approx(worth)
