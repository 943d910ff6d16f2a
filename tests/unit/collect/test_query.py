"""What is looked for is read the same for both databases, and no word of it is an operator."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.query import MOST_TERMS, QueryError, Term, found_in, fts5, parse, tsquery


def test_words_phrases_starts_and_exclusions():
    """Each kind of term is read for what it is, in its order."""
    assert parse('harbour "New ferry" light* -tram') == (
        Term(("harbour",)),
        Term(("new", "ferry")),
        Term(("light",), is_start=True),
        Term(("tram",), without=True),
    )


def test_both_databases_are_asked_for_the_same():
    """The terms as FTS5 and as to_tsquery write them."""
    terms = parse('harbour "new ferry" light* -tram')
    assert fts5(terms) == '"harbour" AND "new ferry" AND "light"* NOT "tram"'
    assert tsquery(terms) == "('harbour') & ('new' <-> 'ferry') & ('light':*) & !('tram')"


@pytest.mark.parametrize("asked", ["", "  ", '"', "-", "-tram", "...", " ".join(["word"] * (MOST_TERMS + 1))])
def test_what_names_no_word_is_refused(asked):
    """Nothing to look for, only an exclusion, or more than a search takes."""
    with pytest.raises(QueryError):
        parse(asked)


@given(st.text(max_size=60))
def test_whatever_is_asked_fts5_takes_it(asked):
    """No text that can be parsed is an error to SQLite."""
    try:
        terms = parse(asked)
    except QueryError:
        return
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE VIRTUAL TABLE words USING fts5(body)")
        assert database.execute("SELECT * FROM words WHERE words MATCH ?", (fts5(terms),)).fetchall() == []


def test_the_place_of_a_word_is_where_it_begins():
    """A word inside another one is no place, an excluded one neither."""
    assert found_in("The unharboured Harbour", parse("harbour")) == 16
    assert found_in("The tram", parse("harbour -tram")) is None
