"""What every engine keeps: calls are answered after their transaction, in order of priority, and nothing ends a worker."""

import asyncio
from collections import Counter
from contextlib import suppress

from sqlalchemy import text

from digest.database import reading, writing
from digest.engines.port import Call, Kind, Later

SEND, FREEZE, COLLECT = (
    Call(Kind.SEND, "7"),
    Call(Kind.FREEZE, "daily 2026-11-24"),
    Call(Kind.COLLECT, "wire"),
)


def call(engine, waker, *calls):
    with writing(engine) as session:
        waker.call(session, calls)


class Answers:
    """Notes what it is called for; `then` may raise."""

    def __init__(self, until, then=lambda _answers, _call: None):
        self.calls, self.stop, self._until, self._then = [], asyncio.Event(), until, then

    async def __call__(self, made):
        self.calls.append(made)
        if len(self.calls) >= self._until:
            self.stop.set()
        self._then(self, made)


async def served(waker, answers, kinds=tuple(Kind), at_once=1):
    await asyncio.wait_for(waker.serve(answers, kinds, at_once, answers.stop), 30)


def answered(waker, until, then=lambda _answers, _call: None, kinds=tuple(Kind), at_once=1):
    """The calls that were answered, up to so many."""
    answers = Answers(until, then)
    asyncio.run(served(waker, answers, kinds, at_once))
    return answers.calls


def test_a_call_is_answered(engine, waker):
    """What was called for before the worker began is done."""
    call(engine, waker, SEND)
    assert answered(waker, 1) == [SEND]


def test_a_call_while_a_worker_waits_wakes_it(engine, waker):
    """Nobody has to look for it."""

    async def run():
        answers = Answers(1)
        serving = asyncio.create_task(served(waker, answers))
        await asyncio.sleep(0)
        await asyncio.to_thread(call, engine, waker, COLLECT)
        await serving
        return answers.calls

    assert asyncio.run(run()) == [COLLECT]


def test_a_transaction_that_is_rolled_back_calls_nobody(engine, waker):
    """The call stands or falls with what gave rise to it."""
    with suppress(ZeroDivisionError), writing(engine) as session:
        waker.call(session, [SEND, FREEZE])
        raise ZeroDivisionError
    call(engine, waker, COLLECT)
    assert answered(waker, 1) == [COLLECT]
    with reading(engine) as session:
        assert waker.waiting(session, SEND) == 0


def test_what_waits_already_is_not_called_for_again(engine, waker):
    """A freeze is called for once, chunks of a send as often as they are wanted."""
    call(engine, waker, FREEZE, SEND, SEND)
    call(engine, waker, FREEZE, SEND)
    with reading(engine) as session:
        assert waker.waiting(session, SEND) == 3
        assert waker.waiting(session, FREEZE) == 1
    assert Counter(answered(waker, 4)) == {FREEZE: 1, SEND: 3}


def test_the_backlog_of_a_send_keeps_nothing_else_waiting(engine, waker):
    """A freeze and a source that are called for last are answered first."""
    call(engine, waker, SEND, SEND, COLLECT, FREEZE)
    assert answered(waker, 4) == [FREEZE, COLLECT, SEND, SEND]


def test_a_worker_answers_what_it_is_for(engine, waker):
    """Other queues are left to others."""
    call(engine, waker, SEND, FREEZE)
    assert answered(waker, 1, kinds=(Kind.SEND,)) == [SEND]
    with reading(engine) as session:
        assert waker.waiting(session, FREEZE) == 1


def test_what_cannot_be_done_now_comes_again(engine, waker):
    """A call that asked for it is answered once more."""

    def later(answers, _call):
        if len(answers.calls) == 1:
            raise Later(1)

    call(engine, waker, SEND)
    assert answered(waker, 2, later) == [SEND, SEND]


def test_a_call_that_fails_ends_no_worker(engine, waker):
    """The next one is answered, and the failed one does not come again by itself."""

    def fail(_answers, made):
        if made == FREEZE:
            raise ZeroDivisionError

    call(engine, waker, FREEZE, SEND)
    assert answered(waker, 2, fail) == [FREEZE, SEND]
    with reading(engine) as session:
        assert waker.waiting(session, FREEZE) == 0


def test_what_was_begun_is_waited_for(engine, waker):
    """A worker that is stopped ends with its last answer."""
    ended = []

    async def slow(made):
        stop.set()
        await asyncio.sleep(0.1)
        ended.append(made)

    async def run():
        await asyncio.wait_for(waker.serve(slow, tuple(Kind), 1, stop), 30)

    stop = asyncio.Event()
    call(engine, waker, SEND, SEND)
    asyncio.run(run())
    assert ended == [SEND]


def test_several_are_answered_at_once(engine, waker):
    """As many as the worker is for: all of them have begun before the first one ends."""
    call(engine, waker, *[SEND] * 3)

    async def run():
        all_began, stop, began = asyncio.Event(), asyncio.Event(), []

        async def answer(made):
            began.append(made)
            if len(began) == 3:
                all_began.set()
            await all_began.wait()
            stop.set()

        await asyncio.wait_for(waker.serve(answer, tuple(Kind), 3, stop), 30)
        return began

    assert asyncio.run(run()) == [SEND] * 3


def test_what_comes_again_and_was_called_for_meanwhile_is_one_call(engine, waker, caplog):
    """A freeze that cannot be done now, and is called for while it is tried: tried once more, and nothing is left or goes wrong."""

    def later(answers, _call):
        if len(answers.calls) == 1:
            call(engine, waker, FREEZE)
            raise Later(1)

    call(engine, waker, FREEZE)
    assert answered(waker, 2, later) == [FREEZE, FREEZE]
    with reading(engine) as session:
        assert waker.waiting(session, FREEZE) <= 1
        if engine.dialect.name == "postgresql":
            assert (
                session.scalars(text("SELECT status FROM procrastinate_jobs WHERE status <> 'todo'")).all()
                == []
            )
    assert [record.message for record in caplog.records] == []
