"""One run for many calls: a call ends with its share, a run that nobody feeds ends, one that failed rests."""

import asyncio

import pytest

from digest.deliver.ration import Ration
from digest.engines.port import Later
from digest.errors import TransportError
from digest.models import DeliveryState
from digest.work.press import REST_SECONDS, Presses

SENT = DeliveryState.SENT


class Edition:
    """So many rows, claimed as the ration allows."""

    def __init__(self, rows, fault=None):
        self.left, self.runs, self.fault = rows, 0, fault

    async def __call__(self, ration, settled):
        self.runs += 1
        ration.idle = 0.01
        while self.left and await ration.more():
            ration.take(1)
            self.left -= 1
            await asyncio.sleep(0)
            settled(SENT)
        if self.fault:
            raise self.fault


def test_calls_share_one_run():
    """Three calls of 10 rows move 30 of 100, in one run."""

    async def run():
        presses, edition = Presses(), Edition(100)
        await asyncio.gather(*(presses.chunk(1, 10, edition) for _ in range(3)))
        return edition

    edition = asyncio.run(run())
    assert (edition.left, edition.runs) == (70, 1)


def test_a_call_ends_when_nothing_is_left():
    """Whoever asks for more rows than there are is not kept waiting."""

    async def run():
        presses, edition = Presses(), Edition(5)
        await presses.chunk(1, 500, edition)
        return edition

    assert asyncio.run(run()).left == 0


def test_a_run_that_nobody_feeds_ends_and_another_follows():
    """Its connections are closed after a while; the next call opens a new one."""

    async def run():
        presses, edition = Presses(), Edition(20)
        await presses.chunk(1, 5, edition)
        await presses.quiet()
        await presses.chunk(1, 5, edition)
        return edition

    edition = asyncio.run(run())
    assert (edition.left, edition.runs) == (10, 2)


def test_a_run_that_failed_rests():
    """Its callers learn of the error; who comes too early is to come later."""
    now = 100.0

    async def run():
        presses, edition = Presses(lambda: now), Edition(0, TransportError("away"))
        with pytest.raises(TransportError):
            await presses.chunk(1, 5, edition)
        with pytest.raises(Later):
            await presses.chunk(1, 5, edition)
        nonlocal_now(now + REST_SECONDS)
        with pytest.raises(TransportError):
            await presses.chunk(1, 5, edition)
        return edition

    def nonlocal_now(value):
        nonlocal now
        now = value

    assert asyncio.run(run()).runs == 2


def test_nothing_is_claimed_after_a_stop():
    """Who waits for a share is let go; a later call begins nothing."""

    async def run():
        presses, edition = Presses(), Edition(1_000_000)
        asked = asyncio.create_task(presses.chunk(1, 1_000_000, edition))
        await asyncio.sleep(0)
        presses.stop()
        await asked
        left = edition.left
        await presses.chunk(1, 5, edition)
        return edition, left

    edition, left = asyncio.run(run())
    assert edition.left == left > 0
    assert edition.runs == 1


def test_a_ration_that_is_closed_allows_nothing():
    """Also what was left of it."""

    async def run():
        ration = Ration(5)
        ration.close()
        return await ration.more()

    assert not asyncio.run(run())
