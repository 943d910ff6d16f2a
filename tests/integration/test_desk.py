"""The editor's desk on both databases: steps that last, an approval that holds to the byte, and no way round it."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from grounds import STORIES, _article
from sqlmodel import select

from digest import daily, desk
from digest.database import reading, writing
from digest.editorial.changes import Changes
from digest.errors import EditionError
from digest.models import Article, EditionState
from digest.web import wiring

DAY = date(2026, 11, 24)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def room(grounds, now):
    """A newsroom with four stories."""
    grounds.store(now - MINUTE)
    return wiring.newsroom(grounds.settings(), grounds.engine, "daily")


@pytest.fixture
def clock(now):
    return lambda: now


def headlines(drafted):
    return [item.headline for item in drafted.content.items()]


def key(room, story: int) -> int:
    """The id of a stored article."""
    with reading(room.engine) as session:
        return session.exec(select(Article.id).where(Article.title == STORIES[story][0])).one()


def test_a_step_is_kept_and_taken_back(room, clock):
    """What is changed stays through every renewal of the draft, and undo leads back to where it began."""
    before = daily.draft(room, DAY, clock=clock)
    assert not desk.can_undo(before)
    first = Changes(dropped=(key(room, 0),))
    dropped = desk.save(room, DAY, first, clock=clock)
    assert STORIES[0][0] not in headlines(dropped)
    assert desk.changes(dropped) == first
    reworded = desk.save(room, DAY, Changes(dropped=first.dropped, subject="Mine"), clock=clock)
    assert reworded.content.subject == "Mine"
    assert headlines(daily.draft(room, DAY, clock=clock)) == headlines(dropped)
    assert desk.undo(room, DAY, clock=clock).content == dropped.content
    back = desk.undo(room, DAY, clock=clock)
    assert (back.content, desk.can_undo(back)) == (before.content, False)
    assert desk.undo(room, DAY, clock=clock).content == before.content


def test_an_approved_edition_is_sent_as_it_was_seen(room, grounds, clock, now):
    """After the approval new articles wait; what is frozen has the bytes that were approved."""
    seen = desk.save(room, DAY, Changes(subject="Mine"), clock=clock)
    desk.approve(room, DAY, seen.edition.hash, clock=clock)
    with writing(room.engine) as session:
        session.add(
            _article("A late story from the quay", STORIES[0][1].replace("ferry", "tram"), now + MINUTE)
        )
    frozen = daily.freeze(room, DAY, clock=lambda: now + 2 * MINUTE)
    assert (frozen.state, frozen.hash) == (EditionState.FROZEN, seen.edition.hash)


def test_what_has_changed_since_it_was_seen_is_not_approved(room, clock, now):
    """An approval names what was seen; a draft that is another one by now asks to be looked at again."""
    seen = daily.draft(room, DAY, clock=clock)
    desk.save(room, DAY, Changes(subject="Somebody else's"), clock=clock)
    with pytest.raises(EditionError, match="has changed since you saw it; look at it again"):
        desk.approve(room, DAY, seen.edition.hash, clock=clock)
    assert daily.draft(room, DAY, clock=clock).edition.state is EditionState.DRAFT


def test_a_change_asks_for_the_approval_again(room, clock):
    """An approved edition that is changed is a draft again."""
    seen = daily.draft(room, DAY, clock=clock)
    assert desk.approve(room, DAY, seen.edition.hash, clock=clock).edition.state is EditionState.APPROVED
    changed = desk.save(room, DAY, Changes(note="A note."), clock=clock)
    assert (changed.edition.state, changed.content.notes) == (
        EditionState.DRAFT,
        ("From the editor: A note.",),
    )


def test_a_held_edition_waits_and_may_be_worked_on(room, clock):
    """Held with its reason it is not sent, changed all the same, and goes when it is released."""
    held = desk.hold(room, DAY, " A source is being checked. ", clock=clock)
    assert (held.edition.state, held.edition.reason) == (EditionState.HELD, "A source is being checked.")
    changed = desk.save(room, DAY, Changes(dropped=(key(room, 1),)), clock=clock)
    assert changed.edition.state is EditionState.HELD
    assert STORIES[1][0] not in headlines(changed)
    with pytest.raises(EditionError, match="is held: A source is being checked"):
        daily.freeze(room, DAY, clock=clock)
    assert desk.release(room, DAY, clock=clock).edition.state is EditionState.DRAFT
    assert daily.freeze(room, DAY, clock=clock).state is EditionState.FROZEN


def test_a_step_that_leaves_nothing_is_not_taken(room, clock):
    """Dropping every story is refused, and the edition is as it was."""
    before = desk.hold(room, DAY, "", clock=clock)
    with pytest.raises(EditionError, match="dropped by the editor"):
        desk.save(room, DAY, Changes(dropped=tuple(key(room, n) for n in range(4))), clock=clock)
    after = daily.draft(room, DAY, clock=clock)
    assert (after.content, after.edition.state) == (before.content, EditionState.HELD)
    assert after.edition.reason == "held by the editor"


@pytest.mark.parametrize("step", ["save", "hold", "approve", "undo", "release"])
def test_what_is_on_its_way_is_not_changed(room, clock, step):
    """A frozen edition refuses every step."""
    frozen = daily.freeze(room, DAY, clock=clock)
    words = {"save": (Changes(note="Late."),), "hold": ("Stop!",), "approve": (frozen.hash,)}.get(step, ())
    with pytest.raises(EditionError, match="is frozen; it cannot be changed any more"):
        getattr(desk, step)(room, DAY, *words, clock=clock)
    assert daily.draft(room, DAY, clock=clock).edition.hash == frozen.hash


def test_who_approved_it_is_told_until_it_is_held_or_released(room, clock, now):
    """The approval names hour and editor; after a change it asks again; held and released, nobody has approved it."""
    seen = daily.draft(room, DAY, clock=clock)
    approved = desk.approve(room, DAY, seen.edition.hash, clock=clock, by=" ada ")
    assert desk.standing(room, approved.edition) == f"Approved at {now:%H:%M} by ada"
    changed = desk.save(room, DAY, Changes(subject="Mine"), clock=clock)
    said = f"Changed since it was approved at {now:%H:%M} by ada: approve it again"
    assert desk.standing(room, changed.edition) == said
    held = desk.hold(room, DAY, "A source is being checked.", clock=clock)
    assert desk.standing(room, held.edition) == "Held: A source is being checked."
    assert desk.standing(room, desk.release(room, DAY, clock=clock).edition) == "Draft"


def test_what_changes_nothing_is_no_step(room, clock):
    """The same changes saved once more leave the approval and the steps as they are."""
    seen = desk.save(room, DAY, Changes(subject="Mine"), clock=clock)
    desk.approve(room, DAY, seen.edition.hash, clock=clock)
    again = desk.save(room, DAY, Changes(subject="Mine"), clock=clock)
    assert (again.edition.state, len(desk.steps(again))) == (EditionState.APPROVED, 2)


def test_a_change_is_made_to_what_holds_by_now(room, clock):
    """Two editors who change different things both find theirs; a change that fails changes nothing."""
    desk.change(room, DAY, lambda kept: replace(kept, subject="Mine"), clock=clock)
    both = desk.change(room, DAY, lambda kept: replace(kept, note="Hers."), clock=clock)
    assert desk.changes(both) == Changes(subject="Mine", note="Hers.")

    def fails(kept):
        raise EditionError("no such story")

    with pytest.raises(EditionError, match="no such story"):
        desk.change(room, DAY, fails, clock=clock)
    assert daily.draft(room, DAY, clock=clock).content == both.content


@pytest.mark.parametrize("stopped", [desk.hold, partial(desk.skip, keep_stories=True)])
def test_an_approval_is_not_undone_by_who_judged_before_it(room, clock, stopped):
    """The schedule holds or skips what it has looked at; if the editor approves meanwhile, the approval stays."""
    judged = daily.draft(room, DAY, clock=clock).edition
    desk.approve(room, DAY, judged.hash, clock=clock)
    with pytest.raises(EditionError, match="approved meanwhile"):
        stopped(room, DAY, "too late", clock=clock, judged=judged)
    assert daily.draft(room, DAY, clock=clock).edition.state is EditionState.APPROVED
