"""Which rows came before: for files that are larger than the memory."""

import secrets
import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from types import TracebackType
from typing import Self


class Seen:
    """The rows of one file by a hash of what they say, on a private temporary file that ends with it."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)  # nobody can write a file whose rows pass for each other
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute("PRAGMA cache_size = -16384")  # kibibytes, negative: the rest goes to the disk
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("CREATE TABLE seen (hash INTEGER PRIMARY KEY, line INTEGER)")
        self._rows.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.close()

    def before(self, row: int, words: Iterable[str]) -> int | None:
        """The row that said the same before this one; None for the first."""
        digest = blake2b("\0".join(words).encode(), digest_size=8, key=self._key).digest()
        key = int.from_bytes(digest, "big", signed=True)
        added = self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, row))
        if added.rowcount:
            return None
        (first,) = self._rows.execute("SELECT line FROM seen WHERE hash = ?", (key,)).fetchone()
        return int(first)
