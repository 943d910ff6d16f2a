"""Signatures for rows that are ready, a batch at a time: hashed here, signed by RSA in processes of their own.

A signature takes half a millisecond of one core, and threads of one process share one: where there are many, others work.
"""

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime
from multiprocessing import get_context, parent_process
from threading import Thread

from digest.deliver.dkim import Body, Key, Signer, Unsigned, body_hash
from digest.deliver.feed import Ready
from digest.deliver.job import Job

MANY = 50
"""Mails; fewer are signed here, which is sooner done than starting a process."""
_CHUNK = 25
_keys: list[Key] = []


class Sealer:
    """Signs the mails of one edition."""

    def __init__(self, job: Job, signer: Signer, clock: Callable[[], datetime]) -> None:
        self._job, self._signer, self._clock = job, signer, clock
        self._bodies = {name: Body.of(composition) for name, composition in job.compositions.items()}
        self._pool: ProcessPoolExecutor | None = None

    async def seal(self, rows: Sequence[Ready]) -> list[Ready]:
        """The same rows with their signatures, which hold for mails of this moment."""
        return await asyncio.to_thread(self._sealed, rows)

    def close(self) -> None:
        """Let the processes go."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _sealed(self, rows: Sequence[Ready]) -> list[Ready]:
        now = self._clock()
        prepared = [self._prepared(row, now) for row in rows]
        signatures = self._signed([one.digest for mail in prepared for one in mail])
        sealed = []
        for row, mail in zip(rows, prepared, strict=True):
            above = b"".join(one.signed(next(signatures)) for one in mail)
            sealed.append(replace(row, above=above, at=now))
        return sealed

    def _prepared(self, row: Ready, now: datetime) -> list[Unsigned]:
        """Nothing for a mail that cannot be merged: who merges it says so."""
        variant = row.claimed.variant
        try:
            values = self._job.personal.values(row.reader, now)
            head, _, rest = self._job.compositions[variant].merge(values).partition(b"\r\n\r\n")
            body = self._bodies[variant]
            return self._signer.prepared(head, body.hash(values) if body else body_hash(rest), now)
        except (KeyError, ValueError, OverflowError):
            return []

    def _signed(self, digests: list[bytes]) -> Iterator[bytes]:
        keys = self._signer.keys
        wanted = [(index % len(keys), digest) for index, digest in enumerate(digests)]
        slow = any(key.algorithm == "rsa-sha256" for key in keys)
        if slow and len(wanted) >= MANY:
            return iter(self._workers().map(_sign_one, wanted, chunksize=_CHUNK))
        return iter([keys[number].sign(digest) for number, digest in wanted])

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            plain = [(key.domain, key.selector, key.pem) for key in self._signer.keys]
            self._pool = ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _begin, (plain,))
        return self._pool


def _begin(keys: list[tuple[str, str, bytes]]) -> None:
    """A worker begins; it ends with whoever started it, were that killed."""
    _keys[:] = [Key(*key) for key in keys]
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _sign_one(wanted: tuple[int, bytes]) -> bytes:
    number, digest = wanted
    return _keys[number].sign(digest)
