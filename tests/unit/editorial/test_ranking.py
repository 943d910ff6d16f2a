import pytest

from digest.editorial.passages import lead_of
from digest.editorial.ranking import rank
from digest.editorial.stories import Story, Telling

TEXT = (
    (
        "The council of Port Alder voted on Monday to keep the trams free for another year, after a trial that filled them "
        "and emptied two car parks near the harbour."
    ),
    "A third of the seats are now taken by people under nineteen, the operator said in a report to the members.",
)


def ranked(*stories):
    """The stories in their order, each given as its tellings."""
    made = [
        Story(tuple(one if isinstance(one, Telling) else Telling(one) for one in story)) for story in stories
    ]
    leads = {one.identity: lead_of(one, 80) for story in made for one in story.articles}
    return rank(made, leads)


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


def test_no_stories_are_ranked_as_none():
    """An empty window gives an empty list."""
    assert rank([], {}) == []
