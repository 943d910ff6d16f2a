import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.editorial.assemble import assemble


def test_no_articles_make_no_edition(plan):
    """An empty window has no content, and no decision."""
    assert assemble([], plan()) == assemble([], plan())
    assert assemble([], plan()).content is None


def test_one_article_makes_an_edition(article, plan):
    """A single file is enough: it leads, and subject, preheader and greeting are made of it."""
    text = "Twelve ferries stayed in the harbour on Monday as their crews began a strike over night shifts."
    content = assemble([article("Ferry crews go on strike over night shifts", text)], plan()).content
    assert content is not None
    assert [(one.kind, len(one.items)) for one in content.sections] == [("lead", 1)]
    assert content.subject == "Ferry crews go on strike"
    assert content.preheader == "Ferry crews go on strike over night shifts"
    assert content.greeting == "Good morning. Ferry crews go on strike. Here it is in one minute."


def test_every_decision_says_why(article, plan):
    """A copy, another telling, an article without text, a full section: each has its own verdict."""
    text = (
        "Twelve ferries stayed in the harbour of Port Alder on Monday as their crews began a strike over night shifts, "
        "and some ten thousand commuters found another way to work."
    )
    other = (
        "Ferry crews in Port Alder walked out over night shifts on Monday, leaving ten thousand commuters to find "
        "another way to work and twelve boats tied up in the harbour."
    )
    first = article("Ferry crews strike over night shifts", text, source="A", hours=0)
    copy = article("Ferries stay in harbour", text, source="B", hours=0)
    telling = article(
        "Why did Port Alder ferry crews walk out over night shifts?", other, source="C", hours=3
    )
    empty = article("No text")
    full = article(
        "Larkfield museum finds a bronze",
        "The museum of Larkfield found a bronze in its cellar and does not know whose it is.",
        hours=20,
    )
    rules = ({"name": "Top", "kind": "lead", "most": 1},)
    edition = assemble([full, empty, telling, copy, first], plan(sections=rules))
    verdicts = {one.article_id: (one.verdict, one.story) for one in edition.decisions}
    assert verdicts == {
        first.article_id: ("printed", 1),
        copy.article_id: ("duplicate", 1),
        telling.article_id: ("same story", 1),
        full.article_id: ("cap", None),
        empty.article_id: ("no lead", None),
    }
    assert all(one.reason for one in edition.decisions)


def test_the_top_stories_are_named_in_small_letters_inside_a_sentence(article, plan):
    """`Nurses` is written small in running text, `Velisia` is a name."""
    nurses = "Hospital nurses who sleep make fewer mistakes, and other nurses know it."
    made_of = [
        article(
            "Ferry crews go on strike", "The ferry crews of the harbour went on strike.", hours=0, source="A"
        ),
        article("Nurses sleep at work", nurses, hours=4, source="B"),
        article("Velisia slows its ships", "The ships of Velisia will be slower.", hours=9, source="C"),
    ]
    content = assemble(made_of, plan(least_words=1)).content
    assert content is not None
    assert "strike, nurses sleep at work, and Velisia slows its ships." in content.greeting


def test_a_word_is_small_where_the_articles_have_it_in_another_form(article, plan):
    """`Courts` is no name in a text that says `a court`; `Banks` is one where the text calls a person so."""
    made_of = [
        article(
            "Ferry crews go on strike", "The ferry crews of the harbour went on strike.", hours=0, source="A"
        ),
        article(
            "Courts deal packers a setback",
            "A harbour court has ruled, and the appeal court agreed with it. The Court of Ships did not.",
            hours=4,
            source="B",
        ),
        article(
            "Banks finds a comet",
            "On Monday Banks found a comet from the bank of the river, and a second bank. Later Banks slept.",
            hours=9,
            source="C",
        ),
    ]
    content = assemble(made_of, plan(least_words=1)).content
    assert content is not None
    assert "strike, courts deal packers a setback, and Banks finds a comet." in content.greeting


def test_a_number_in_words_is_small_inside_a_sentence(article, plan):
    """A text of one telling opens with the word and may never write it small."""
    made_of = [
        article(
            "Ferry crews go on strike", "The ferry crews of the harbour went on strike.", hours=0, source="A"
        ),
        article("", "Two bakers opened a shop.", "Bread is sold there from six.", hours=4, source="B"),
    ]
    content = assemble(made_of, plan(least_words=1)).content
    assert content is not None
    assert "go on strike and two bakers opened a shop" in content.greeting


FOREIGN = st.text(st.characters(codec="utf-8"), max_size=60)


@given(
    drawn=st.lists(st.tuples(FOREIGN, st.lists(FOREIGN, max_size=3), FOREIGN, FOREIGN), max_size=5),
    language=st.sampled_from(["en", "de", "ar", "xx-Nowhere"]),
)
@settings(max_examples=60)
@pytest.mark.long
def test_any_text_can_be_edited(article, plan, drawn, language):
    """Titles, texts, kickers and sources of any characters end in an edition or in decisions, never in a fault."""
    articles = [
        article(title, *texts, kicker=kicker, source=source, byline=kicker, dek=title, language=language)
        for title, texts, kicker, source in drawn
    ]
    assert len(assemble(articles, plan()).decisions) == len(articles)


def test_long_runs_of_anything_are_read_in_time(article, plan):
    """No rule of the room takes longer than the text is long: digits, commas, marks and capitals without end."""
    runs = ["1" * 5000 + "a", "Ab, " * 2000, "“Ab” " * 2000, "Ab " * 4000 + "of", '"Ab said Cd Ef, ' * 1000]
    plain = "The ferry of the harbour stayed where it was on Monday."
    articles = [article(run, plain, run, hours=n, source=str(n)) for n, run in enumerate(runs)]
    assert len(assemble(articles, plan()).decisions) == len(runs)
