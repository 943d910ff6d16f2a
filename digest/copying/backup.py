"""A backup: a zip with a file of JSON lines for each table, and a manifest that proves it is whole."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table

from digest.copying.rows import line_of, row_of
from digest.copying.store import Step, count, empty_target, rows, snapshot, tables, write
from digest.errors import DigestError

MANIFEST = "manifest.json"
FORMAT = 1


class BackupError(DigestError):
    """A file is no backup, is broken, or was made by another version."""


def size(engine: Engine) -> int:
    """How many rows a backup would have now."""
    with snapshot(engine) as connection:
        return count(connection)


def write_backup(engine: Engine, file: Path, revision: str, now: datetime, step: Step) -> int:
    """Write all rows as of one moment, also while an edition is being sent; returns how many.

    The file belongs to its owner alone, since it holds readers' addresses, and is there whole or not at all.

    Raises:
        DatabaseError: the database cannot be reached.
        BackupError: the file cannot be written.
    """
    new = file.with_name(f".{file.name}.new")
    try:
        os.close(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        with (
            snapshot(engine) as connection,
            zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made,
        ):
            told: dict[str, Mapping[str, object]] = {}
            for table in tables():
                counted, hashed = 0, hashlib.sha256()
                with made.open(f"{table.name}.jsonl", "w", force_zip64=True) as out:
                    for row in rows(connection, table):
                        line = line_of(row).encode() + b"\n"
                        hashed.update(line)
                        out.write(line)
                        counted += 1
                        step()
                told[table.name] = {"rows": counted, "sha256": hashed.hexdigest()}
            head = {"format": FORMAT, "revision": revision, "made_at": now.isoformat(), "tables": told}
            made.writestr(MANIFEST, json.dumps(head, indent=2))
        new.replace(file)
    except OSError as error:
        raise BackupError(f"{file}: cannot be written: {error.strerror or error}") from error
    finally:
        new.unlink(missing_ok=True)
    return sum(int(str(one["rows"])) for one in told.values())


def manifest(file: Path) -> Mapping[str, Any]:
    """What a backup says of itself.

    Raises:
        BackupError: it is none.
    """
    try:
        with zipfile.ZipFile(file) as found:
            head = json.loads(found.read(MANIFEST))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise BackupError(f"{file}: is no backup: {error}") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT or not isinstance(head.get("tables"), dict):
        raise BackupError(f"{file}: is no backup that this version can read")
    return head


def restore(file: Path, engine: Engine, revision: str, step: Step) -> int:
    """Write a backup's rows into an empty database, all or nothing; returns how many.

    Raises:
        BackupError: the file is no backup, is broken, or has another schema.
        DatabaseError: the database cannot be reached, or holds data already.
    """
    head = manifest(file)
    if head["revision"] != revision:
        raise BackupError(
            f"{file}: has the schema {head['revision']}, the database {revision}; restore it with the version "
            "that made it, then run `digest migrate` with this one"
        )
    try:
        with zipfile.ZipFile(file) as found, empty_target(engine) as connection:
            for table in tables():
                if table.name in head["tables"]:
                    read = _Proved(file, table, head["tables"][table.name])
                    write(connection, table, read.rows(found), step)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BackupError(f"{file}: is broken: {error}; nothing was written") from error
    return sum(int(one["rows"]) for one in head["tables"].values())


class _Proved:
    """A table's rows out of a backup, counted and hashed on the way."""

    def __init__(self, file: Path, table: Table, told: Mapping[str, object]) -> None:
        self._file, self._table, self._told = file, table, told

    def rows(self, found: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
        counted, hashed = 0, hashlib.sha256()
        try:
            lines = found.open(f"{self._table.name}.jsonl")
        except KeyError as error:
            raise BackupError(f"{self._file}: is broken: it has no {self._table.name}") from error
        with lines:
            for line in lines:
                hashed.update(line)
                counted += 1
                yield row_of(self._table, line.decode())
        if {"rows": counted, "sha256": hashed.hexdigest()} != self._told:
            raise BackupError(
                f"{self._file}: is broken: table {self._table.name} is not what the manifest says; nothing was written"
            )
