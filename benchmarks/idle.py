"""What an idle `digest serve` costs, from outside: start to ready, memory, and processor time over a minute.

Yardstick: the limits of 2 s, 160 MB and 0.5 % of a core.
"""

import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from measure import report

DIGEST = str(Path(sys.executable).parent / "digest")
STARTS, SECONDS = 5, 60.0
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([DIGEST, "init", name, "--sample"], check=True, capture_output=True)
        ready = [started(folder) for _ in range(STARTS)]
        with serving(folder) as (process, _seconds):
            time.sleep(10)  # the first look, the first sweep
            begun, before = time.monotonic(), busy(process)
            time.sleep(SECONDS)
            share = 100 * (busy(process) - before) / (time.monotonic() - begun)
            held = megabytes(process)
    seconds, work = (statistics.median(figures) for figures in zip(*ready, strict=True))
    rows = [
        ("start to ready", f"{seconds:.2f} s"),
        ("of it at work", f"{work:.2f} s"),
        ("memory", f"{held:.0f} MB"),
        ("of a core", f"{share:.2f} %"),
    ]
    report(
        rows,
        {
            "bench": "idle",
            "ready_s": round(seconds, 2),
            "ready_cpu_s": round(work, 2),
            "rss_mb": round(held),
            "core_percent": round(share, 2),
        },
    )


def started(folder: Path) -> tuple[float, float]:
    """Seconds from the start of a process to its first `ok` at /readyz, and of a processor's time until then."""
    with serving(folder) as (process, seconds):
        return seconds, busy(process)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[int, float]]:
    """A server that is ready: its process and after how many seconds it was; ended with the block."""
    begun = time.monotonic()
    talk = folder / "talk.txt"
    with talk.open("w") as out:
        server = subprocess.Popen([DIGEST, "serve", "--port", "0"], cwd=folder, stdout=out, stderr=out)
    try:
        while not is_ready(talk):
            assert server.poll() is None, talk.read_text()
            time.sleep(0.01)
        yield server.pid, time.monotonic() - begun
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def is_ready(talk: Path) -> bool:
    found = re.search(r"serving (http://\S+);", talk.read_text())
    if found is None:
        return False
    try:
        with urlopen(f"{found[1]}/readyz", timeout=5) as answer:
            return answer.status == 200
    except URLError:
        return False


def busy(process: int) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def megabytes(process: int) -> float:
    """What it holds in memory, shared libraries counted."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1]) / 1024


if __name__ == "__main__":
    main()
