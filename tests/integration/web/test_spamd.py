"""The spam score: a daemon on this machine is asked for it; without one there is none."""

import asyncio
import threading
from contextlib import contextmanager

import pytest
from previewed import studio
from starlette.testclient import TestClient

from digest.web.preview.spamd import verdict

BASE = "/a-token"


@contextmanager
def daemon(answer):
    """A server that speaks as spamd does, and keeps what it was asked."""
    loop, asked = asyncio.new_event_loop(), []

    async def talk(reader, writer):
        asked.append(await reader.read())
        writer.write(answer)
        await writer.drain()
        writer.close()

    made = loop.run_until_complete(asyncio.start_server(talk, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield made.sockets[0].getsockname()[:2], asked
    loop.call_soon_threadsafe(made.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_a_spam_score_is_shown_where_a_daemon_answers(grounds, tmp_path):
    """The whole mail goes over by SPAMC; points, limit and report come back. Without a daemon there is no score."""
    grounds.store()
    desk = studio(grounds, tmp_path)
    said = b"SPAMD/1.1 0 EX_OK\r\nContent-length: 9\r\nSpam: False ; -0.1 / 5.0\r\n\r\nlooks fine"
    with daemon(said) as (place, asked):
        client = TestClient(desk.app(place), base_url="http://127.0.0.1:4321")
        client.get(f"{BASE}/")
        found = client.get(f"{BASE}/spam").json()
    assert found == {"reachable": True, "score": -0.1, "limit": 5.0, "report": "looks fine"}
    head, _, mail = asked[0].partition(b"\r\n\r\n")
    assert head.startswith(b"REPORT SPAMC/1.5\r\n")
    assert f"Content-length: {len(mail)}".encode() in head
    assert client.get(f"{BASE}/spam").json() == {"reachable": False}
    desk.press.close()


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\n\r\n", b"SPAMD/1.1 0 EX_OK\r\nSpam: True ; . / .\r\n\r\n"])  # fmt: skip
def test_whatever_else_listens_gives_no_score(answer):
    """An answer that is not spamd's, or makes no sense, counts as none."""
    with daemon(answer) as (place, _):
        assert asyncio.run(verdict(b"Subject: x\r\n\r\nx\r\n", place)) is None
