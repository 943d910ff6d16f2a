"""No story twice in a week, unless it has developed: then it says since when."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.content import Item, Passage
from digest.editorial.assemble import assemble
from digest.editorial.memory import past_of

MONDAY = date(2026, 11, 23)
FERRY = (
    "Ferry crews strike over rest hours",
    (
        "Ferry crews at Port Alder walked out on Monday in a dispute over rest hours, the harbour union said. "
        "Four of the nine crossings to the islands were cancelled, and the Tarn line did not sail at all."
    ),
)
RETOLD = (
    "Port Alder ferry crews walk out over rest hours",
    (
        "Crews of the Port Alder ferry walked out on Monday over rest hours, the union of the harbour said. "
        "The Tarn line did not sail, and four of nine crossings to the islands were cancelled."
    ),
)
SETTLED = (
    "Ferry crews at Port Alder end their strike after a deal on rest hours",
    (
        "Ferry crews at Port Alder return to work on Wednesday after mediator Ruth Hale won them eleven hours of sleep "
        "between shifts and a bonus of 400 crowns. The company withdrew its lawsuit, and tickets are valid until March."
    ),
)
HONEY = (
    "Honey harvest doubles in the valley",
    (
        "Beekeepers in the valley brought in twice the honey of last year, the growers' guild announced. A mild spring "
        "kept the lime trees in flower for three weeks."
    ),
)


def printed(number, article):
    """The item that an edition printed of an article."""
    return Item(number, "", article.title, (Passage(article.paragraphs[0]),), (), (article.article_id,))


def told(*articles, day=MONDAY):
    return [past_of(day, printed(n, one), [one]) for n, one in enumerate(articles, 1)]


def headlines(assembled):
    return [item.headline for item in assembled.content.items()] if assembled.content else []


def verdicts(assembled):
    return {one.article_id: one.verdict for one in assembled.decisions}


@pytest.mark.parametrize("again", [FERRY, RETOLD], ids=["the same text", "other words"])
def test_what_was_told_is_not_told_again(article, plan, again):
    """A copy of a printed article, and the same news in other words, stay out and say where it was told."""
    old, new, other = article(*FERRY, hours=30), article(*again, hours=2), article(*HONEY)
    made = assemble([new, other], plan(), told(other_story(article), old))
    assert headlines(made) == [HONEY[0]]
    decision = next(one for one in made.decisions if one.article_id == new.article_id)
    assert decision.verdict == "already sent"
    assert decision.reason == "story 2 of 2026-11-23 told of it, and there is too little new in it"


def other_story(article):
    return article(
        "A clock stops", "The clock on the town hall stopped at noon, and nobody has its key.", hours=40
    )


def test_a_story_that_developed_is_told_and_says_since_when(article, plan):
    """News about a printed story is printed with the day on which the story was told last."""
    old, new = article(*FERRY, hours=30), article(*SETTLED, hours=2)
    past = told(old, day=date(2026, 11, 22)) + told(article(*RETOLD, hours=28))
    made = assemble([new], plan(), past)
    assert [(item.headline, item.earlier) for item in made.content.items()] == [(SETTLED[0], MONDAY)]
    assert verdicts(made) == {new.article_id: "printed"}


def test_only_the_news_tells_a_story_that_developed(article, plan):
    """A late retelling of the old news does not lead the new story, nor is it credited there."""
    old, late, new = article(*FERRY, hours=30), article(*RETOLD, hours=29), article(*SETTLED, hours=2)
    made = assemble([late, new], plan(), told(old))
    (item,) = made.content.items()
    assert (item.headline, item.articles) == (SETTLED[0], (new.article_id,))
    assert verdicts(made) == {new.article_id: "printed", late.article_id: "already sent"}


def test_an_older_article_is_no_development(article, plan):
    """What was published before the article that was printed cannot have developed from it."""
    old, new = article(*FERRY, hours=3), article(*SETTLED, hours=20)
    assert assemble([new], plan(), told(old)).content is None


def test_a_story_whose_articles_are_gone_is_remembered_by_what_was_printed(article, plan):
    """When the store has dropped the articles of a printed story, its printed text still keeps it from coming again."""
    old, new = article(*FERRY, hours=30), article(*RETOLD, hours=2, published=None)
    assert assemble([new], plan(), [past_of(MONDAY, printed(1, old), [])]).content is None


def test_other_stories_are_not_touched(article, plan):
    """A story that was never told has no earlier day."""
    made = assemble([article(*HONEY)], plan(), told(article(*FERRY, hours=30)))
    assert [(item.headline, item.earlier) for item in made.content.items()] == [(HONEY[0], None)]


@given(order=st.permutations(range(4)), turned=st.booleans())
@settings(max_examples=20)
@pytest.mark.long
def test_the_order_of_articles_and_of_memory_changes_nothing(article, plan, order, turned):
    """Whatever order today's and yesterday's articles come in, the same stories are news."""
    start = [article(*text, hours=2) for text in (FERRY, RETOLD, SETTLED, HONEY)]
    past = told(article(*FERRY, hours=30), article(*HONEY, hours=30))
    one = assemble(start, plan(), past)
    other = assemble([start[n] for n in order], plan(), past[::-1] if turned else past)
    assert headlines(one) == headlines(other) == [SETTLED[0]]
    assert verdicts(one) == verdicts(other)


def test_every_article_of_the_window_has_one_decision(article, plan):
    """Memory and the rest of the room decide on each article once."""
    window = [article(*text, hours=2) for text in (FERRY, RETOLD, SETTLED, HONEY)] + [article("No text")]
    made = assemble(window, plan(), told(article(*FERRY, hours=30)))
    assert sorted(one.article_id for one in made.decisions) == sorted(one.article_id for one in window)
    assert max(one.moment for one in window) - min(one.moment for one in window) < timedelta(hours=2)
