"""What recurs around a source's articles is learned from those that are stored, and costs no article its text."""

import pytest
from newsstand import counts, paragraph, row, sentence, texts

ADVERT = "Our evening letter tells the story behind the day and reaches forty thousand kitchens along the coast each week."


def short(seed, count=6):
    """An article's paragraphs of one sentence each, as news sites like them."""
    return [sentence(seed * 100 + n, words=16) for n in range(count)]


def with_advert(number):
    body = [paragraph(number * 10 + n) for n in range(3)]
    return row(number, paragraphs=[body[0], ADVERT, *body[1:]])


def test_a_line_that_recurs_is_dropped_from_the_next_article(stand):
    """Two stored articles carry the same line; the third one comes without it, and says why."""
    for number in (1, 2, 3):
        stand.collect(stand.rows(f"{number}.jsonl", [with_advert(number)]))
    third = stand.articles()[2]
    assert texts(third) == [paragraph(30 + n) for n in range(3)]
    assert [(line["text"], line["why"]) for line in third.dropped] == [
        (ADVERT, "recurs in other articles of this source")
    ]


def test_articles_that_come_together_are_compared_too(stand):
    """The first collection of a folder is cleaned as well as a later one."""
    stand.collect(stand.rows("wire.jsonl", [with_advert(number) for number in (1, 2, 3)]))
    assert all(ADVERT not in texts(one) for one in stand.articles())


def test_another_sources_lines_do_not_count(stand):
    """The same line in another outlet's article is no furniture of this one."""
    stand.collect(stand.rows("one.jsonl", [with_advert(1)]))
    stand.collect(stand.rows("two.jsonl", [{**with_advert(2), "source": "The Other"}]))
    assert ADVERT in texts(stand.articles()[1])


def test_a_new_version_of_an_article_keeps_what_it_shares_with_the_old_one(stand):
    """Short paragraphs that were in the stored version too are the article's, not furniture."""
    stand.collect(stand.rows("wire.jsonl", [row(1, paragraphs=short(1)), row(2, paragraphs=short(2))]))
    changed = [*short(1)[:5], sentence(999, words=16)]
    assert counts(stand.collect(stand.rows("wire.jsonl", [row(1, paragraphs=changed)]))) == (0, 1, 0, 0)
    assert texts(stand.articles()[0]) == changed


def test_two_versions_in_one_run_are_one_story(stand):
    """The same when both versions come in one file."""
    changed = [*short(1)[:5], sentence(999, words=16)]
    rows = [row(1, paragraphs=short(1)), row(1, paragraphs=changed), row(2, paragraphs=short(2))]
    assert counts(stand.collect(stand.rows("wire.jsonl", rows))) == (2, 1, 0, 0)
    assert texts(stand.articles()[0]) == changed


@pytest.mark.long
def test_an_article_of_short_paragraphs_is_cleaned_as_well(stand):
    """A recurring line goes also where no paragraph is long, and the rest stays."""
    rows = [row(n, paragraphs=[*short(n)[:3], ADVERT, *short(n)[3:]]) for n in (1, 2, 3)]
    stand.collect(stand.rows("wire.jsonl", rows))
    assert [texts(one) for one in stand.articles()] == [short(n) for n in (1, 2, 3)]


def test_learning_makes_no_second_article_of_a_known_one(stand):
    """Collected again after its source is known, an article without an address is still the same."""
    first = stand.rows("1.jsonl", [{**with_advert(1), "url": None}])
    stand.collect(first)
    stand.collect(stand.rows("2.jsonl", [with_advert(2), with_advert(3)]))
    assert counts(stand.collect(first)) == (0, 0, 1, 0)
    assert len(stand.articles()) == 3
