from datetime import timedelta

import pytest

from digest.editorial.candidates import from_rows, in_order, named_by_host
from digest.models import Article as Row


def test_a_row_becomes_a_candidate_with_its_blocks_and_source(now):
    """Everything that the editors use is taken over, and the white space of a title is single."""
    row = Row(
        id=7,
        identity="text:1",
        title="Sea  gate\nholds",
        stored_at=now,
        changed_at=now,
        blocks=[{"kind": "heading", "text": "What happened"}, {"kind": "paragraph", "text": "It held."}],
        dropped=[],
        related=[],
        raw_kind="text",
        raw="",
        raw_hash="",
    )
    (one,) = from_rows([(row, "The Wire")])
    assert (one.article_id, one.headline, one.outlet) == (7, "Sea gate holds", "The Wire")
    assert one.paragraphs == ("It held.",)
    assert one.words == 2


def test_a_row_that_is_not_stored_is_refused(now):
    """An article without an id cannot be named in an edition; the message says what to do."""
    row = Row(identity="text:1", title="T", stored_at=now, changed_at=now, blocks=[], dropped=[], related=[])
    with pytest.raises(ValueError, match="flush it"):
        from_rows([(row, None)])


def test_items_of_a_list_are_text_only_where_there_is_no_other(article):
    """A list is skipped in an article and kept where it is all there is."""
    blocks = (("item", "One."), ("paragraph", "Two."))
    assert article("T", blocks=blocks).paragraphs == ("Two.",)
    assert article("T", blocks=blocks[:1]).paragraphs == ("One.",)


def test_a_date_after_storing_is_not_believed(article):
    """A typing error that dates an article into next year does not make it the newest for a year."""
    one = article("T", hours=-9000)
    assert one.moment == one.stored_at
    assert article("T", published=None).moment == one.stored_at


@pytest.mark.parametrize("source", [None, "www.wire.example", "wire.example", "  "])
def test_an_outlet_known_by_its_host_gets_the_name_that_others_give(article, source):
    """One page of a site says who publishes it; another, which says nothing, is of the same outlet."""
    named, plain = article("A"), article("B", source=source, url="https://www.wire.example/b")
    elsewhere = article("C", source=None, url="https://other.example/c")
    assert [one.outlet for one in named_by_host([named, plain, elsewhere])] == [
        "The Wire",
        "The Wire",
        "other.example",
    ]


def test_an_address_that_cannot_be_read_names_no_outlet(article):
    """A broken address is no reason to stop."""
    assert article("T", source=None, url="https://[broken").outlet is None


def test_the_order_of_candidates_is_that_of_their_identities(article):
    """Rows may come in any order and with any ids."""
    later, earlier = (
        article("A", identity="b", stored_at=article("X").stored_at + timedelta(1)),
        article("B", identity="a"),
    )
    assert [one.title for one in in_order([later, earlier])] == ["B", "A"]
