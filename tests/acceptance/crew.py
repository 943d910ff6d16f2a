"""Four workers, two of them on hosts with a network and a name of their own; who is killed is replaced."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from killing import DIGEST
from stopwatch import Stopwatch

WORKERS, CONNECTIONS = 4, 5


@contextmanager
def island(port: int, socket: Path) -> Iterator[list[str]]:
    """What a command begins with that is to run on a host of its own; said loudly where there can be none."""
    command = [
        "unshare",
        "--net",
        "--uts",
        sys.executable,
        str(Path(__file__).with_name("island.py")),
        str(port),
        str(socket),
    ]
    process = None
    with suppress(FileNotFoundError):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if process is None or process.stdout is None or process.stdout.readline() != "ready\n":
        print(
            "\nNO NAMESPACES: `unshare --net --uts` does not work here; all workers are on one host",
            flush=True,
        )
        yield []
        return
    try:
        yield ["nsenter", "--net", "--uts", "--target", str(process.pid)]
    finally:
        process.kill()
        process.communicate()


class Crew:
    """Four workers; who is killed is replaced at once."""

    def __init__(self, ready: Path, url: str, engine: str, hosts: list[list[str]], port: int) -> None:
        self._command = [DIGEST, "--config", str(ready), "worker"]
        self._hosts = hosts
        self._environment = os.environ | {
            "DIGEST_DATABASE__URL": url.replace("+psycopg", ""),
            "DIGEST_DELIVERY__TRANSPORT": "smtp",
            "DIGEST_WORKERS__ENGINE": engine,
            "DIGEST_SMTP__HOST": "127.0.0.1",
            "DIGEST_SMTP__PORT": str(port),
            "DIGEST_SMTP__TLS": "none",
            "DIGEST_SMTP__CONNECTIONS": str(CONNECTIONS),
        }
        self.log = ready.parent / f"workers-{engine}.log"
        self._workers = [self._started(number) for number in range(WORKERS)]
        self._away: set[int] = set()

    def _started(self, number: int) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            command = [*self._hosts[number], *self._command]
            return subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)

    def kill(self, chance: random.Random, watch: Stopwatch) -> None:
        """One of those who live. Who has a host of its own stays away until its work has gone on, as a machine that is lost."""
        number = chance.choice([one for one in range(WORKERS) if one not in self._away])
        self._workers[number].kill()
        self._workers[number].wait()
        watch.begin(number, self._workers[number].pid)
        if self._hosts[number]:
            self._away.add(number)
        else:
            self._workers[number] = self._started(number)

    def back(self, numbers: Iterable[int]) -> None:
        """Start those again who were away."""
        for number in self._away.intersection(numbers):
            self._workers[number] = self._started(number)
            self._away.discard(number)

    def mend(self) -> set[int]:
        """Start those again who found no database as they began, as a service manager does; which ones."""
        ended = {number for number, worker in enumerate(self._workers) if worker.poll() is not None}
        ended -= self._away
        for number in ended:
            assert self._workers[number].returncode == 1, self.log.read_text()
            self._workers[number] = self._started(number)
        return ended

    def end(self) -> None:
        """They end in good order; who has only just been started may be ended before it listens."""
        new = self.mend() | self._away | self._deaf()
        for worker in self._workers:
            worker.send_signal(signal.SIGTERM)
        codes = [worker.wait(90) for number, worker in enumerate(self._workers) if number not in new]
        assert set(codes) <= {0}, self.log.read_text()
        assert "Traceback" not in self.log.read_text(), self.log.read_text()

    def _deaf(self) -> set[int]:
        """Those who have not said yet that they heed signals."""
        said = self.log.read_text()
        return {number for number, worker in enumerate(self._workers) if f"/{worker.pid}/" not in said}

    def abandon(self) -> None:
        for worker in self._workers:
            worker.kill()
            worker.wait()
