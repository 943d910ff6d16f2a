"""The day on both databases: windows that lose nothing, drafts that repeat to the byte, one freeze, one mail each."""

import asyncio
import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from grounds import STORIES, _article, parsed
from jinja2 import FileSystemLoader
from sqlalchemy import update
from sqlmodel import select

from digest import daily
from digest.collect.collector import collect
from digest.compose.content import digest_of, from_json
from digest.config.settings import Weekday
from digest.database import alone, connect, reading, writing
from digest.deliver.outbox import OutboxTransport
from digest.deliver.sender import Watch
from digest.deliver.smtp import SmtpTransport
from digest.errors import EditionError, TransportError
from digest.models import Article, DeliveryState, Edition, EditionState, EditionVariant
from digest.web import wiring

DAY = date(2026, 11, 24)
MINUTE = timedelta(minutes=1)
on_sqlite = pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # what is tested is above the database


@pytest.fixture
def room(grounds):
    return wiring.newsroom(grounds.settings(), grounds.engine, "daily")


def titles(content):
    return sorted(item.headline for item in content.items())


def put(grounds, at, *numbers):
    """Store some of the stories at a time."""
    with writing(grounds.engine) as session:
        session.add_all(_article(*STORIES[number], at) for number in numbers)


def mark(grounds, state, **more):
    with writing(grounds.engine) as session:
        session.execute(update(Edition).values(state=state, **more))


def variants(grounds):
    with reading(grounds.engine) as session:
        return list(session.exec(select(EditionVariant)))


# windows


def test_the_first_edition_looks_back_a_day(grounds, room, now):
    """Nothing is frozen yet: what came within 24 hours is in, what came before is not."""
    put(grounds, now - timedelta(hours=23), 0)
    put(grounds, now - timedelta(hours=25), 1)
    drafted = daily.draft(room, DAY, clock=lambda: now)
    assert titles(drafted.content) == [STORIES[0][0]]
    assert (drafted.edition.window_start, drafted.edition.window_end) == (now - timedelta(hours=24), now)


@on_sqlite
@pytest.mark.parametrize(("days", "back"), [(("tue",), 7), (("tue", "fri"), 4), (("mon", "tue"), 1)])
def test_the_first_edition_looks_back_to_the_send_before_it(grounds, room, now, days, back):
    """A weekly that begins has the week, one of Tuesdays and Fridays what came since Friday."""
    newsletter = room.newsletter.model_copy(update={"days": tuple(Weekday(day) for day in days)})
    put(grounds, now - timedelta(days=back, hours=-1), 0)
    put(grounds, now - timedelta(days=back, hours=1), 1)
    drafted = daily.draft(replace(room, newsletter=newsletter), DAY, clock=lambda: now)
    assert titles(drafted.content) == [STORIES[0][0]]


@on_sqlite
def test_a_late_first_edition_looks_back_from_its_send_time(grounds, room, now):
    """Composed at noon for 07:00, the day before the send is in as well."""
    put(grounds, now - timedelta(hours=23), 0)
    noon = now + timedelta(hours=6)
    assert titles(daily.draft(room, DAY, clock=lambda: noon).content) == [STORIES[0][0]]


class Interrupting(FileSystemLoader):
    """Templates whose folders are asked for in the middle of editing, when something else happens."""

    def __init__(self, folders, happens):
        self.happens = happens
        super().__init__(folders)

    @property
    def searchpath(self):
        self.happens()
        return self.folders

    @searchpath.setter
    def searchpath(self, folders):
        self.folders = folders


def interrupted(room, happens):
    """The newsroom, in which this happens while an edition is being edited."""
    folders = room.templates.loader.searchpath
    return replace(room, templates=room.templates.overlay(loader=Interrupting(folders, happens)))


def test_nobody_waits_while_an_edition_is_edited(grounds, room, now):
    """A signup, a ledger or a collector can write meanwhile; what is stored then is the next window's."""
    put(grounds, now - MINUTE, 0)
    stored = []

    def write():
        if not stored:
            stored.append(1)
            put(grounds, now + MINUTE, 1)

    drafted = daily.draft(interrupted(room, write), DAY, clock=lambda: now)
    assert stored == [1]
    assert titles(drafted.content) == [STORIES[0][0]]
    assert drafted.edition.window_end == now
    later = daily.draft(room, DAY, clock=lambda: now + 2 * MINUTE)
    assert titles(later.content) == sorted([STORIES[0][0], STORIES[1][0]])


def test_what_is_frozen_while_it_is_edited_again_stays(grounds, room, now):
    """A draft that another process froze meanwhile is given back as it was frozen."""
    put(grounds, now - MINUTE, 0)
    frozen = []

    def freeze():
        if not frozen:
            frozen.append(1)
            frozen[0] = daily.freeze(room, DAY, clock=lambda: now)
            put(grounds, now, 1)

    drafted = daily.draft(interrupted(room, freeze), DAY, clock=lambda: now)
    assert (drafted.edition.state, drafted.edition.hash) == (EditionState.FROZEN, frozen[0].hash)
    assert titles(drafted.content) == [STORIES[0][0]]


def test_windows_lie_end_to_end(grounds, room, now):
    """What is stored in the moment of a freeze or right after it is printed once, in this edition or the next."""
    put(grounds, now - MINUTE, 0)
    put(grounds, now, 1)
    first = daily.freeze(room, DAY, clock=lambda: now)
    put(grounds, now + timedelta(microseconds=1), 2)
    second = daily.freeze(room, DAY + timedelta(days=1), clock=lambda: now + timedelta(days=3))
    assert titles(from_json(first.content)) == sorted(STORIES[n][0] for n in (0, 1))
    assert titles(from_json(second.content)) == [STORIES[2][0]]
    assert (second.window_start, second.number) == (first.window_end, 2)


def test_an_article_stored_while_the_edition_is_being_frozen_is_in_the_next(grounds, room, now, tmp_path):
    """The collector finds the clock where the freeze left it, or even behind: nothing is lost, nothing comes twice."""
    put(grounds, now - MINUTE, 0)
    drafted = daily.draft(room, DAY, clock=lambda: now)
    path = tmp_path / "late.txt"
    path.write_text(
        f"{STORIES[1][0]}\n\n{STORIES[1][1]} {STORIES[2][1]}\n\n{STORIES[3][1]} It was late that evening.\n"
    )
    frozen = daily.freeze(room, DAY, clock=lambda: now)
    assert collect(grounds.engine, [path], clock=lambda: now - MINUTE).new == 1
    later = daily.draft(room, DAY + timedelta(days=1), clock=lambda: now + timedelta(days=1))
    assert titles(from_json(frozen.content)) == titles(drafted.content) == [STORIES[0][0]]
    assert titles(later.content) == [STORIES[1][0]]


def test_a_collectors_clock_that_runs_ahead_prints_nothing_twice(grounds, room, now):
    """An article from a minute in the future is in today's window, which therefore ends with it."""
    put(grounds, now + MINUTE, 0)
    frozen = daily.freeze(room, DAY, clock=lambda: now)
    assert frozen.window_end == now + MINUTE
    with pytest.raises(EditionError, match="no article was stored since"):
        daily.draft(room, DAY + timedelta(days=1), clock=lambda: now + timedelta(days=1))


def test_a_collector_about_to_commit_is_waited_for(grounds, room, now):
    """A draft that begins while articles are being stored has them."""
    put(grounds, now - MINUTE, 0)
    drafts = []
    thread = threading.Thread(target=lambda: drafts.append(daily.draft(room, DAY, clock=lambda: now)))
    with writing(grounds.engine) as session:
        alone(session, Article)
        session.add(_article(*STORIES[1], now - MINUTE))
        session.flush()
        thread.start()
        thread.join(0.3)
        assert drafts == []
    thread.join(20)
    assert titles(drafts[0].content) == sorted(STORIES[n][0] for n in (0, 1))


def test_a_stopped_editions_articles_are_in_the_next(grounds, room, now):
    """Cancelled, it closes no window."""
    put(grounds, now - MINUTE, 0)
    daily.draft(room, DAY, clock=lambda: now)
    mark(grounds, EditionState.CANCELLED)
    tomorrow = daily.draft(room, DAY + timedelta(days=1), clock=lambda: now + timedelta(minutes=5))
    assert (titles(tomorrow.content), tomorrow.edition.number) == ([STORIES[0][0]], 1)


# drafts


@on_sqlite
def test_a_draft_repeats_to_the_byte(grounds, room, now):
    """Content, hash and composed bytes are the same the second time, and it is the same edition."""
    put(grounds, now - MINUTE, 0, 1, 2, 3)
    one = daily.draft(room, DAY, clock=lambda: now)
    composed = daily.compose(room, one.content)
    two = daily.draft(room, DAY, clock=lambda: now + MINUTE)
    assert (one.edition.id, one.edition.content, one.edition.hash) == (
        two.edition.id,
        two.edition.content,
        two.edition.hash,
    )
    assert two.edition.hash == digest_of(two.edition.content)
    assert daily.compose(room, two.content) == composed


def test_the_order_of_storing_does_not_count(grounds, room, now):
    """The same rows, put in from the other end, make the same bytes."""
    rows = [_article(title, body, now - MINUTE) for title, body in STORIES]
    for number, row in enumerate(rows, 1):
        row.id = number
    copies = [row.model_dump() for row in rows]
    made = []
    for order in (copies, copies[::-1]):
        with writing(grounds.engine) as session:
            for row in session.exec(select(Article)).all():
                session.delete(row)
            session.flush()
            for one in order:
                session.add(Article(**one))
                session.flush()
        drafted = daily.draft(room, DAY, clock=lambda: now)
        made.append((drafted.edition.content, daily.compose(room, drafted.content).composition.to_bytes()))
    assert made[0] == made[1]


def test_an_approved_edition_stays_as_it_is(grounds, room, now):
    """Articles that come after the approval wait for the next edition."""
    put(grounds, now - MINUTE, 0)
    approved = daily.draft(room, DAY, clock=lambda: now).edition
    mark(grounds, EditionState.APPROVED)
    put(grounds, now + MINUTE, 1)
    drafted = daily.draft(room, DAY, clock=lambda: now + 2 * MINUTE)
    assert drafted.edition.hash == approved.hash
    assert [one.verdict for one in drafted.decisions] == ["printed"]
    frozen = daily.freeze(room, DAY, clock=lambda: now + 2 * MINUTE)
    assert (frozen.hash, frozen.window_end) == (approved.hash, now)
    tomorrow = daily.draft(room, DAY + timedelta(days=1), clock=lambda: now + timedelta(days=1))
    assert titles(tomorrow.content) == [STORIES[1][0]]


def test_a_story_is_not_sent_twice_and_is_forgotten_in_time(grounds, room, now):
    """Another outlet's copy of a story stays out of tomorrow's edition, and may come in when memory is over."""
    put(grounds, now - MINUTE, 0, 1)
    daily.freeze(room, DAY, clock=lambda: now)
    again, fresh = (elsewhere(_article(*STORIES[n], now + MINUTE), n) for n in (0, 2))
    with writing(grounds.engine) as session:
        session.add_all([again, fresh])
    tomorrow = daily.draft(room, DAY + timedelta(days=1), clock=lambda: now + timedelta(days=1))
    assert titles(tomorrow.content) == [STORIES[2][0]]
    assert sorted(one.verdict for one in tomorrow.decisions) == ["already sent", "printed"]
    kept = daily.draft(room, DAY + timedelta(days=1), clock=lambda: now + timedelta(days=1)).edition.decisions
    assert kept == tomorrow.edition.decisions
    forgetful = replace(room, newsletter=room.newsletter.model_copy(update={"memory_days": 0}))
    drafted = daily.draft(forgetful, DAY + timedelta(days=1), clock=lambda: now + timedelta(days=1))
    assert titles(drafted.content) == sorted([STORIES[0][0], STORIES[2][0]])
    later = daily.draft(room, DAY + timedelta(days=8), clock=lambda: now + timedelta(days=8))
    assert titles(later.content) == sorted([STORIES[0][0], STORIES[2][0]])


def elsewhere(article, number):
    """The same text at another address."""
    article.identity = f"url:https://copies.example/{number}"
    return article


@on_sqlite
def test_nothing_to_print_is_an_error_that_says_since_when(grounds, room, now):
    """Neither a draft nor an edition is made of nothing."""
    with pytest.raises(
        EditionError, match=r"no article was stored since 2026-11-23 06:30; add some with `digest collect"
    ):
        daily.draft(room, DAY, clock=lambda: now)
    assert grounds.editions() == []


@on_sqlite
def test_articles_that_cannot_be_printed_are_an_error_that_says_why(grounds, room, now):
    """A store that holds only scraps gives their reasons."""
    with writing(grounds.engine) as session:
        session.add(_article("A title", "no sentence", now - MINUTE))
    with pytest.raises(
        EditionError, match="none of the 1 articles for 2026-11-24 can be printed: 1 x it has no"
    ):
        daily.draft(room, DAY, clock=lambda: now)


# freezing


def test_freezing_twice_is_freezing_once(grounds, room, now):
    """The second freeze gives the first one's edition back, though articles and readers have come since."""
    put(grounds, now - MINUTE, 0)
    grounds.readers("ann")
    first = daily.freeze(room, DAY, clock=lambda: now)
    put(grounds, now + MINUTE, 1)
    grounds.readers("ben")
    second = daily.freeze(room, DAY, clock=lambda: now + 2 * MINUTE)
    assert (second.id, second.hash, second.frozen_at, second.enrolled) == (
        first.id,
        first.hash,
        first.frozen_at,
        1,
    )
    assert len(variants(grounds)) == 1


def test_two_freezers_at_once_make_one_edition(grounds, now, database_url):
    """Two engines freeze the same day in the same moment, with a third drafting: one edition, one variant, one ledger."""
    put(grounds, now - MINUTE, 0, 1)
    grounds.readers("ann", "ben")
    frozen, ready = [], threading.Barrier(3)

    def work(task):
        engine = connect(database_url)
        room = wiring.newsroom(grounds.settings(), engine, "daily")
        ready.wait()
        frozen.append(task(room, DAY, clock=lambda: now))
        engine.dispose()

    threads = [
        threading.Thread(target=work, args=(task,)) for task in (daily.freeze, daily.freeze, daily.draft)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(frozen) == 3
    (edition,) = grounds.editions()
    assert (edition.state, edition.enrolled, len(grounds.deliveries()), len(variants(grounds))) == (
        EditionState.FROZEN,
        2,
        2,
        1,
    )


def test_two_days_frozen_at_once_share_no_article(grounds, now, database_url):
    """Today's and tomorrow's edition frozen in the same moment: one has the articles, the other is refused."""
    put(grounds, now - MINUTE, 0, 1)
    ready, ended = threading.Barrier(2), []

    def work(day):
        engine = connect(database_url)
        room = wiring.newsroom(grounds.settings(), engine, "daily")
        ready.wait()
        try:
            ended.append(daily.freeze(room, day, clock=lambda: now).state)
        except EditionError as error:
            ended.append(str(error))
        engine.dispose()

    threads = [threading.Thread(target=work, args=(DAY + timedelta(days=n),)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(one == EditionState.FROZEN for one in ended) == [False, True]
    assert [one.state for one in grounds.editions()].count(EditionState.FROZEN) == 1


def test_a_stopped_edition_is_not_sent(grounds, room, catcher, now):
    """Held, skipped or cancelled: the day is refused with the reason, and nobody gets a mail."""
    put(grounds, now - MINUTE, 0)
    grounds.readers("ann")
    daily.draft(room, DAY, clock=lambda: now)
    for state in (EditionState.HELD, EditionState.SKIPPED, EditionState.CANCELLED):
        mark(grounds, state, reason="the editor is not sure")
        with pytest.raises(
            EditionError, match=f"the edition of 2026-11-24 is {state}: the editor is not sure"
        ):
            asyncio.run(daily.run(room, DAY, transport(grounds), clock=lambda: now, watch=Watch()))
        assert (catcher.mails, [one.state for one in grounds.editions()]) == ([], [state])


@on_sqlite
def test_a_day_that_was_skipped_before_anything_came_is_refused(grounds, room, now):
    """An edition without content is no fault, but an answer."""
    with writing(grounds.engine) as session:
        session.add(Edition(newsletter="daily", day=DAY, number=0, state=EditionState.SKIPPED, window_start=now,
                            window_end=now, content="", hash="", created_at=now))  # fmt: skip
    with pytest.raises(EditionError, match="is skipped: no reason given"):
        daily.draft(room, DAY, clock=lambda: now)


# sending


def transport(grounds):
    return SmtpTransport(grounds.settings().smtp)


def test_the_day_run_twice_mails_once(grounds, room, catcher, now):
    """The second run changes nothing: every reader has one mail, the ledger balances, the edition is sent."""
    put(grounds, now - MINUTE, 0, 1)
    wanted = grounds.readers("ann", "ben", "cleo")
    for _ in range(2):
        balance = asyncio.run(daily.run(room, DAY, transport(grounds), clock=lambda: now, watch=Watch()))
        assert (balance.enrolled, balance[DeliveryState.SENT], balance.balanced) == (3, 3, True)
    assert sorted(mail.recipients[0] for mail in catcher.mails) == wanted
    assert [one.state for one in grounds.editions()] == [EditionState.SENT]
    assert {str(parsed(mail)["Subject"]) for mail in catcher.mails} == {
        from_json(grounds.editions()[0].content).subject
    }


def test_a_relay_that_refuses_loses_nothing(grounds, room, catcher, now, tmp_path):
    """The edition is fixed and waits; another way out takes the same mails later."""
    put(grounds, now - MINUTE, 0)
    grounds.readers("ann")
    closed = SmtpTransport(grounds.settings().smtp.model_copy(update={"port": 1}))
    with pytest.raises(TransportError):
        asyncio.run(daily.run(room, DAY, closed, clock=lambda: now, watch=Watch()))
    assert [row.state for row in grounds.deliveries()] == [DeliveryState.QUEUED]
    outbox = OutboxTransport(tmp_path / "out")
    balance = asyncio.run(daily.run(room, DAY, outbox, clock=lambda: now, watch=Watch()))
    assert (balance[DeliveryState.SENT], len(list((tmp_path / "out").glob("*.eml")))) == (1, 1)


@on_sqlite
def test_a_frozen_edition_is_dressed_in_its_own_bytes(grounds, room, now):
    """A new name in the configuration changes no edition that is frozen."""
    put(grounds, now - MINUTE, 0)
    daily.freeze(room, DAY, clock=lambda: now)
    fixed = daily.dressed(room, daily.draft(room, DAY, clock=lambda: now))
    settings = grounds.settings()
    other = settings.newsletters["daily"].model_copy(update={"name": "Quite Another"})
    renamed = wiring.newsroom(
        settings.model_copy(update={"newsletters": {"daily": other}}).placed(settings.place),
        grounds.engine,
        "daily",
    )
    again = daily.dressed(renamed, daily.draft(renamed, DAY, clock=lambda: now))
    assert again == fixed
    assert "Quite Another" not in again.html
    assert variants(grounds)[0].html == fixed.html
