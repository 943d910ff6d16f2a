"""A database that goes away for a moment must not end a send: try its work again before giving up."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from digest.errors import DatabaseError

RETRY_SECONDS = (0.2, 1.0, 3.0)
T = TypeVar("T")


async def patiently(work: Callable[[], T]) -> T:
    """Run `work` in a thread; a DatabaseError is tried again after each of RETRY_SECONDS.

    `work` is one transaction that may be repeated even where its commit succeeded and only the answer was lost.

    Raises:
        DatabaseError: the last try failed as well.
    """
    for pause in RETRY_SECONDS:
        try:
            return await asyncio.to_thread(work)
        except DatabaseError:
            await asyncio.sleep(pause)
    return await asyncio.to_thread(work)
