"""Editions that are made in a process of their own, on the settings and at the time of whoever wants them."""

import pickle
from dataclasses import replace
from datetime import date, timedelta

import pytest

from digest.database import writing
from digest.errors import EditionError
from digest.models import Edition, EditionState
from digest.schedule.making import What
from digest.schedule.timetable import Standing, last_send
from digest.web import wiring
from digest.web.making import AGAIN, Apart, Errand, run

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DAY = date(2026, 11, 24)


@pytest.fixture
def room(grounds, engine):
    return wiring.newsroom(grounds.settings(), engine, "daily")


def errand(grounds, room, clock):
    """What is to be done at seven."""
    slot = last_send(room.newsletter, clock())
    made = Errand(grounds.settings(), "daily", slot.day, clock(), slot)
    return pickle.loads(pickle.dumps(made))


def test_an_errand_that_was_carried_over_is_run(grounds, room):
    """Its settings, slot and time come through as they were: the edition is fixed, as of that time; the second errand finds it so."""
    grounds.readers("ann", "ben")
    grounds.store()
    clock = grounds.clock(minutes=31)
    wanted = errand(grounds, room, clock)
    made = run(wanted)
    assert (made["what"], made["enrolled"], made["faults"]) == (What.FIXED, 2, ())
    (edition,) = grounds.editions()
    assert edition.state is EditionState.FROZEN
    assert timedelta() <= edition.frozen_at - wanted.now < timedelta(minutes=1)
    assert run(wanted)["what"] == What.LEFT


def test_what_goes_wrong_is_told_and_not_raised(grounds, room):
    """Nothing to print is a refusal in the words of the newsroom; a newsletter that nobody knows is a failure."""
    wanted = errand(grounds, room, grounds.clock(minutes=31))
    assert "no article was stored" in run(wanted)["empty"]
    assert "KeyError" in run(replace(wanted, newsletter="weekly"))["failed"]


@pytest.mark.long
def test_a_process_of_its_own_does_the_same(grounds, room):
    """Drafts, settles and refuses as one would here; that there is nothing to print is not looked at again until something is stored."""
    maker, clock = Apart(grounds.settings()), grounds.clock(minutes=31)
    slot = last_send(room.newsletter, clock())
    with pytest.raises(EditionError, match="no article was stored"):
        maker.draft(room, DAY, clock=clock)
    assert maker._empty["daily", DAY][0] == 0
    grounds.store()
    drafted = maker.draft(room, DAY, clock=clock)
    assert (drafted.edition.state, len(list(drafted.content.items()))) == (EditionState.DRAFT, 4)
    made = maker.settle(room, slot, Standing.LATE, clock=clock, freezes=True)
    assert (made.what, made.reason[:10]) == (What.HELD, "1 minutes ")


@pytest.mark.long
def test_an_empty_store_is_asked_again_after_a_while(grounds, room):
    """Ten minutes later the process is started again, whatever was stored."""
    maker, clock = Apart(grounds.settings()), grounds.clock(minutes=31)
    for _ in range(2):
        with pytest.raises(EditionError, match="no article was stored"):
            maker.draft(room, DAY, clock=clock)
    _, since, _ = maker._empty["daily", DAY]
    clock.turn(seconds=AGAIN.total_seconds())
    with pytest.raises(EditionError, match="no article was stored"):
        maker.draft(room, DAY, clock=clock)
    assert maker._empty["daily", DAY][1] - since >= AGAIN


@pytest.mark.long
def test_only_that_there_is_nothing_to_print_is_remembered(grounds, room):
    """An edition that was stopped is made at once when it is so no more: somebody has changed it, and nothing was stored."""
    maker, clock = Apart(grounds.settings()), grounds.clock(minutes=31)
    grounds.store()
    stopped = Edition(
        newsletter="daily", day=DAY, number=0, state=EditionState.SKIPPED, reason="a strike", content="", hash="",
        window_start=clock(), window_end=clock(), created_at=clock(),
    )  # fmt: skip
    with writing(grounds.engine) as session:
        session.add(stopped)
    with pytest.raises(EditionError, match="a strike"):
        maker.draft(room, DAY, clock=clock)
    with writing(grounds.engine) as session:
        session.get_one(Edition, stopped.id).state = EditionState.DRAFT
    assert maker.draft(room, DAY, clock=clock).edition.state is EditionState.DRAFT
