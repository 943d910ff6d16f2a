"""The editor's acts as changes: each does its one thing, and what was wanted of other stories stays."""

from datetime import date

import pytest

from digest.compose.content import EditionContent, Item, Passage, Section, SourceLink
from digest.editorial import steps
from digest.editorial.changes import NONE, Changes


def item(number, *articles):
    return Item(
        number,
        f"label {number}",
        f"Headline {number}",
        (Passage("A text."),),
        (SourceLink("Wire"),),
        articles,
    )


ONE, TWO, THREE, FOUR = item(1, 10, 11), item(2, 20), item(3, 30), item(4, 40)
CONTENT = EditionContent(
    "daily", "Daily", "", date(2026, 11, 24), 1, "en", "s", "p", "g",
    (Section("Top", "lead", (ONE,)), Section("News", "stories", (TWO, THREE)), Section("More", "features", (FOUR,))),
)  # fmt: skip


def test_a_pin_goes_on_and_off():
    """By any article of the story; other pins stay."""
    pinned = steps.pin(Changes(pinned=(40,)), ONE.articles)
    assert pinned.pinned == (40, 10)
    assert steps.pin(Changes(pinned=(40, 11)), ONE.articles).pinned == (40,)


def test_what_is_dropped_can_be_put_in_again():
    """A dropped story has no place any more; put in, it is pinned and dropped no longer."""
    dropped = steps.drop(Changes(pinned=(20,), moved={20: "Top", 30: "Top"}), TWO.articles)
    assert (dropped.pinned, dropped.moved, dropped.dropped) == ((), {30: "Top"}, (20,))
    back = steps.put_in(dropped, (20,))
    assert (back.dropped, back.pinned) == ((), (20,))


def test_a_story_moves_within_its_section_and_over_its_edge():
    """Within a section two stories change places; over the edge it goes to the end or start of the next one."""
    assert steps.shift(NONE, CONTENT, THREE, -1).order == (10, 30, 20, 40)
    up = steps.shift(NONE, CONTENT, TWO, -1)
    assert (up.moved, up.order) == ({20: "Top"}, (10, 20, 30, 40))
    down = steps.shift(NONE, CONTENT, THREE, 1)
    assert (down.moved, down.order) == ({30: "More"}, (10, 20, 30, 40))
    assert steps.shift(NONE, CONTENT, ONE, -1) == NONE
    assert steps.shift(NONE, CONTENT, FOUR, 1) == NONE


def test_a_story_takes_anothers_place():
    """Dragged, it stands before the other one, in that one's section."""
    made = steps.before(NONE, CONTENT, FOUR, THREE)
    assert (made.moved, made.order) == ({40: "News"}, (10, 20, 40, 30))
    assert steps.before(NONE, CONTENT, THREE, TWO).moved == {}


def test_a_story_moves_to_a_section():
    """To the end of it, also where it is empty."""
    made = steps.move(NONE, CONTENT, ONE, "News")
    assert (made.moved, made.order) == ({10: "News"}, (20, 30, 10, 40))
    assert steps.move(NONE, CONTENT, ONE, "Empty").order == (20, 30, 40, 10)


def test_words_come_and_go():
    """An empty headline or lead is the room's own again."""
    made = steps.reword(NONE, 10, "Mine", ("A text.",))
    assert (made.headlines, made.leads) == ({10: "Mine"}, {10: ("A text.",)})
    assert steps.reword(made, 10, "", ()) == NONE


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (NONE, Changes(pinned=(3,)), "pin “3”"),
        (Changes(pinned=(3,)), NONE, "unpin “3”"),
        (Changes(pinned=(3,), moved={3: "Top"}, order=(1, 3)), Changes(dropped=(3,), order=(1,)), "drop “3”"),
        (Changes(dropped=(3,)), Changes(pinned=(3,)), "put in “3”"),
        (NONE, Changes(moved={3: "Top"}), "move “3” to “Top”"),
        (NONE, Changes(moved={1: "Else", 2: "Top"}, order=(2, 1)), "change places of “1” and “2”"),
        (NONE, Changes(order=(2, 1)), "put stories in another order"),
        (
            NONE,
            Changes(headlines={3: "Mine"}, leads={3: ("One.",)}),
            "edit the headline of “3” and choose sentences of “3”",
        ),
        (Changes(subject="A"), Changes(note="N"), "change the subject and change the note"),
        (NONE, NONE, "change nothing"),
    ],
)
def test_a_step_is_named(before, after, said):
    """What would be taken back is named, each thing once."""
    assert steps.difference(before, after, lambda key: f"“{key}”") == said
