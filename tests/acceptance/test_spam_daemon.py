"""The preview beside a SpamAssassin daemon of Debian's, started here on a port of loopback and ended again."""

import os
import shutil
import signal
import socket
import subprocess
from contextlib import contextmanager

import pytest
from grounds import wait_until
from previewed import studio
from starlette.testclient import TestClient

SPAMD = shutil.which("spamd") or shutil.which("spamd", path="/usr/sbin")
BASE = "/a-token"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def listens(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def daemon(folder):
    """A daemon with its own rules alone (-L), in its own process group, by whose number it is ended."""
    port = free_port()
    options = [
        "-L",
        "-x",
        "-m",
        "1",
        "-i",
        "127.0.0.1",
        "-p",
        str(port),
        "-r",
        str(folder / "pid"),
        "-s",
        "stderr",
    ]
    running = subprocess.Popen(
        [SPAMD, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_until(lambda: running.poll() is not None or listens(port), 30)
        assert running.poll() is None
        yield ("127.0.0.1", port)
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(20)


@pytest.mark.skipif(
    SPAMD is None and "DIGEST_REQUIRE_JUDGES" not in os.environ,
    reason="NO JUDGE: spamd is not installed; see `make judges`",
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_daemon_scores_the_mail_that_is_looked_at(grounds, tmp_path):
    """Its points, its limit and its report are shown; once it has ended there is no score, and no error."""
    grounds.store()
    desk = studio(grounds, tmp_path)
    with daemon(tmp_path) as place:
        client = TestClient(desk.app(place), base_url="http://127.0.0.1:4321")
        assert client.get(f"{BASE}/").status_code == 200
        found = client.get(f"{BASE}/spam").json()
        print(f"\nspamd: {found['score']} of {found['limit']}")
        assert (found["reachable"], found["limit"]) == (True, 5.0)
        assert found["score"] < 2
        assert "Content analysis details" in found["report"]
    assert client.get(f"{BASE}/spam").json() == {"reachable": False}
    desk.press.close()
