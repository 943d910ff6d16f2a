"""`digest preview` as a process that ends at once, and its picture."""

import os
import re
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest
from grounds import wait_until

COMMAND = [sys.executable, "-c", "from digest.cli.main import run; run()"]


def size_of(png: Path) -> tuple[int, int]:
    """Width and height out of a PNG's first chunk (PNG §11.2.2)."""
    head = png.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", head[16:24])


def test_the_demo_ends_at_once_while_a_page_is_open(tmp_path):
    """Ctrl-C ends it with 0 though an event stream is open, and the sample's folder is gone."""
    talk = tmp_path / "talk.txt"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DIGEST_")}
    with talk.open("w") as out:
        command = [*COMMAND, "preview", "--demo", "--no-open"]
        process = subprocess.Popen(command, stderr=out, stdout=out, env=environment, cwd=tmp_path)
    try:
        wait_until(lambda: "http://127.0.0.1" in talk.read_text(), 20)
        address, folder = (
            re.search(r"http://\S+/", talk.read_text())[0],
            re.search(r"/\S+", talk.read_text())[0],
        )
        assert "Preview: " in httpx2.get(address, timeout=20).text
        with httpx2.stream("GET", f"{address}events") as stream:
            assert next(stream.iter_lines()) == "retry: 1000"
            started = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
        assert time.monotonic() - started < 5
        assert not Path(folder).exists()
        assert "Traceback" not in talk.read_text()
    finally:
        process.kill()


@pytest.mark.browser
def test_a_picture_is_as_wide_as_asked_and_shows_the_whole_mail(sample):
    """Light and dark differ, and both are one long page."""
    assert sample("preview", "--screenshot", "light.png", "--width", "375").code == 0
    assert sample("preview", "--screenshot", "dark.png", "--width", "375", "--dark").code == 0
    light, dark = sample.folder / "light.png", sample.folder / "dark.png"
    assert size_of(light)[0] == 375
    assert size_of(light)[1] > 2000
    assert light.read_bytes() != dark.read_bytes()
