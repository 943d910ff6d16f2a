"""Stored articles are found by their words and filters, cleaned again, and withdrawn for good, on both databases."""

from datetime import timedelta

import pytest
from newsstand import counts, paragraph, row, texts
from sqlalchemy import text
from sqlmodel import col, select

from digest.collect import library
from digest.collect.library import Filter, NoArticleError
from digest.collect.query import QueryError
from digest.collect.recleaning import NoSourceError, clean
from digest.collect.window import open_window
from digest.database import reading, writing
from digest.models import Article, ArticleVersion

ADVERT = "Our evening letter tells the story behind the day and reaches forty thousand kitchens along the coast each week."
ALL = Filter()


def titles(stand, asked, wanted=ALL):
    with reading(stand.engine) as session:
        return [one.title for one, _ in library.searched(session, asked, wanted, 10)]


@pytest.fixture
def shelf(stand):
    """Three articles of two sources."""
    rows = [
        row(1, title="The lighthouse stays", language="en", section="Coast"),
        row(2, title="Ferry and tram to merge", source="The Other", language="en-GB"),
        row(3, title="Ein Café am Hafen", paragraphs=["Das Wirtshaus liegt am Hafen. " * 9], language="de"),
    ]
    stand.collect(stand.rows("wire.jsonl", rows))
    return stand


def test_articles_are_found_by_words_of_title_and_text(shelf):
    """Every word has to be there; a phrase is one, a star ends the start of a word, a minus excludes."""
    assert titles(shelf, "lighthouse stays") == ["The lighthouse stays"]
    assert titles(shelf, "light*") == ["The lighthouse stays"]
    assert titles(shelf, '"tram ferry"') == []
    assert titles(shelf, '"ferry and tram"') == ["Ferry and tram to merge"]
    assert titles(shelf, "wirtshaus") == ["Ein Café am Hafen"]
    assert titles(shelf, "wirtshaus -café") == []


def test_a_word_in_a_title_weighs_more(shelf):
    """The article that has the word in its title comes before one that has it in its text."""
    shelf.collect(shelf.rows("more.jsonl", [row(4, paragraphs=[f"The tram is late. {paragraph(77)}"])]))
    assert titles(shelf, "tram") == ["Ferry and tram to merge", "Story number 4 of the day"]


def test_a_search_knows_what_an_article_became(shelf):
    """The words of a new version are found, those that are gone are not."""
    shelf.collect(shelf.rows("more.jsonl", [row(1, title="The beacon stays", language="en")]))
    assert (titles(shelf, "lighthouse"), titles(shelf, "beacon")) == ([], ["The beacon stays"])


def test_no_words_are_refused(shelf):
    """An empty search says what to write."""
    with reading(shelf.engine) as session, pytest.raises(QueryError, match="no word"):
        library.searched(session, "--", Filter(), 10)


def test_filters_narrow_lists_and_searches(shelf):
    """Source, section, language with its regions, and the time of storing; case does not count."""

    def found(**wanted):
        with reading(shelf.engine) as session:
            return [one.id for one, _ in library.listed(session, Filter(**wanted), 10)]

    assert found() == [3, 2, 1]
    assert found(source="the other") == [2]
    assert found(section="coast") == [1]
    assert found(language="EN") == [2, 1]
    assert found(since=shelf.now, until=shelf.now + timedelta(days=1)) == [3, 2, 1]
    assert found(since=shelf.now + timedelta(seconds=1)) == []
    assert titles(shelf, "ferry", Filter(source="The Lantern", language="de")) == []


def test_the_words_of_a_deleted_article_are_forgotten(shelf):
    """The index keeps no word of a row that is gone, nor of what a changed one said before."""
    shelf.collect(shelf.rows("more.jsonl", [row(1, title="The beacon stays")]))
    with writing(shelf.engine) as session:
        session.delete(session.get(Article, 3))
    asked = {
        "sqlite": "SELECT count(*) FROM article_words WHERE article_words MATCH 'wirtshaus OR lighthouse'",
        "postgresql": "SELECT count(*) FROM article_words WHERE words @@ to_tsquery('simple', 'wirtshaus | lighthouse')",
    }
    with reading(shelf.engine) as session:
        assert session.execute(text(asked[shelf.engine.dialect.name])).scalar_one() == 0


def test_a_withdrawn_article_is_gone_and_does_not_come_again(shelf):
    """Its text, versions and words are gone; it is in no window; collected again, also when changed, it is passed over."""
    shelf.collect(shelf.rows("more.jsonl", [row(1, title="The beacon stays", language="en")]))
    with writing(shelf.engine) as session:
        told, source = library.withdraw(session, 1, shelf.now)
    assert (told.title, source) == ("The beacon stays", "The Lantern")
    again = [row(1, title="The lighthouse stays"), row(1, title="The lamp stays")]
    for name, one in zip(("a.jsonl", "b.jsonl"), again, strict=True):
        assert counts(shelf.collect(shelf.rows(name, [one]))) == (0, 0, 1, 0)
    with reading(shelf.engine) as session:
        rows = open_window(session, "daily", first=shelf.now - timedelta(days=1), now=shelf.now).rows
        assert sorted(one.id for one, _ in rows) == [2, 3]
        stored = session.scalars(select(Article).where(col(Article.id) == 1)).one()
        assert (stored.raw, stored.blocks, stored.identity) == ("", [], "url:lantern.example/1")
        assert session.scalars(select(ArticleVersion)).all() == []
        with pytest.raises(NoArticleError, match="no article 1"):
            library.article(session, 1)
    assert titles(shelf, "beacon") == []


def test_articles_are_cleaned_again_with_what_was_learned_since(stand):
    """The first article of a source was stored with its advert; cleaned again it comes without, and a second time nothing changes."""
    for number in (1, 2, 3):
        body = [paragraph(number * 10 + n) for n in range(3)]
        stand.collect(stand.rows(f"{number}.jsonl", [row(number, paragraphs=[body[0], ADVERT, *body[1:]])]))
    assert ADVERT in texts(stand.articles()[0])
    changed_at = stand.articles()[0].changed_at
    done = clean(stand.engine, "the lantern")
    first = stand.articles()[0]
    assert (done.changed > 0, texts(first)) == (True, [paragraph(10 + n) for n in range(3)])
    assert [line["text"] for line in first.dropped] == [ADVERT]
    assert first.changed_at == changed_at
    again = clean(stand.engine, None)
    assert (again.changed, again.unchanged, again.kept) == (0, 3, 0)


def test_an_original_that_cannot_be_read_any_more_stays_as_it_is(shelf):
    """Cleaning empties no article."""
    with writing(shelf.engine) as session:
        session.get(Article, 1).raw = "{"
    before = texts(shelf.articles()[0])
    assert clean(shelf.engine, "The Lantern").kept == 1
    assert texts(shelf.articles()[0]) == before


def test_an_unknown_source_is_refused(shelf):
    """Cleaning what is not there says so."""
    with pytest.raises(NoSourceError, match="Beacon"):
        clean(shelf.engine, "The Beacon")
