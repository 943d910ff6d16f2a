"""A morning for real: `digest serve` sends by itself, once, also when it is killed and started again in that minute."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from catcher import Catcher, CaughtMail

from digest.sample.library import SUBSCRIBERS

DIGEST = str(Path(sys.executable).parent / "digest")
MORE = [f"reader{number}@example.org" for number in range(1, 17)]
SMOKE = bool(os.environ.get("SMOKE"))
AHEAD = timedelta(seconds=25 if SMOKE else 120)  # the send time has whole minutes: up to one more


def next_minute() -> datetime:
    """The first whole minute that is far enough ahead."""
    return (datetime.now(UTC) + AHEAD + timedelta(seconds=59)).replace(second=0, microsecond=0)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


class Installation:
    """A folder made by `digest init --sample`, whose relay is the catcher."""

    def __init__(self, folder: Path, relay: Catcher) -> None:
        self.folder, self.port, self.at = folder, free_port(), next_minute()
        subprocess.run([DIGEST, "init", str(folder), "--sample"], check=True, capture_output=True)
        config = folder / "digest.toml"
        text = re.sub(
            r'^send_at = "[^"]+"', f'send_at = "{self.at:%H:%M}"', config.read_text(), flags=re.MULTILINE
        )
        config.write_text(re.sub(r'^zone = "[^"]+"', 'zone = "UTC"', text, flags=re.MULTILINE))
        self.environment = os.environ | {
            "DIGEST_SMTP__HOST": relay.host,
            "DIGEST_SMTP__PORT": str(relay.port),
            "DIGEST_WEB__BASE_URL": self.url(""),
        }
        self.digest("subscribers", "add", *MORE)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @contextmanager
    def serving(self) -> Iterator[subprocess.Popen[bytes]]:
        command = [DIGEST, "serve", "--port", str(self.port)]
        with (self.folder / "serve.log").open("ab") as log:
            server = subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=log, stderr=log)
        try:
            self._wait_until_up(server)
            yield server
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGTERM)
                server.wait(30)

    def _wait_until_up(self, server: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + 20
        while time.monotonic() < end and server.poll() is None:
            try:
                with urlopen(self.url("/healthz"), timeout=2) as answer:
                    assert answer.status == 200
                    return
            except OSError:
                time.sleep(0.1)
        pytest.fail((self.folder / "serve.log").read_text())

    def post(self, path: str, **form: str) -> int:
        """Post a form as a browser does; its answer's status."""
        with urlopen(Request(self.url(path), urlencode(form).encode(), method="POST"), timeout=10) as answer:
            return int(answer.status)

    def ask(self, **wish: str) -> int:
        """Sign up as a program does."""
        body, kind = json.dumps(wish).encode(), {"Content-Type": "application/json"}
        with urlopen(Request(self.url("/subscribe"), body, kind, method="POST"), timeout=10) as answer:
            return int(answer.status)

    def digest(self, *words: str) -> bytes:
        """Run a command in the place; what it printed."""
        ran = subprocess.run(
            [DIGEST, *words], cwd=self.folder, env=self.environment, check=True, capture_output=True
        )
        return ran.stdout

    def status(self) -> dict[str, object]:
        return dict(json.loads(self.digest("status", "--json")))


def subject(mail: CaughtMail) -> str:
    return str(message_from_bytes(mail.raw, policy=policy.default)["Subject"])


def path_of(mail: CaughtMail, page: str) -> str:
    """The path of the link to `page` in a mail's text."""
    text = message_from_bytes(mail.raw, policy=policy.default).get_body(("plain",)).get_content()
    found = re.search(rf"http://127\.0\.0\.1:\d+(/{page}/\S+)", text)
    assert found, text
    return found[1]


def wait_until(true, seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} did not happen in {seconds:.0f} s"
        time.sleep(0.05)


def sign_up(place: Installation, relay: Catcher, address: str) -> None:
    """Ask for the newsletter over HTTP, read the mail, and press its button."""
    assert place.ask(email=address, newsletter="early-tram") == 202
    wait_until(lambda: relay.to(address), 10, f"a confirmation for {address}")
    assert place.post(path_of(relay.to(address)[0], "confirm")) == 200
    wait_until(lambda: len(relay.to(address)) == 2, 10, f"a welcome for {address}")


def test_the_morning_comes_by_itself_and_once(tmp_path: Path) -> None:
    """Signed up, confirmed, sent by the clock, killed in the middle, started again: everybody once, who left not at all."""
    with Catcher(slow=0.2) as relay:
        place = Installation(tmp_path / "place", relay)
        with place.serving() as server:
            sign_up(place, relay, "joins@example.org")
            sign_up(place, relay, "leaves@example.org")
            assert (
                place.post(
                    path_of(relay.to("leaves@example.org")[1], "unsubscribe"),
                    **{"List-Unsubscribe": "One-Click"},
                )
                == 200
            )
            wait_until(lambda: len(relay.to("leaves@example.org")) == 3, 10, "the last mail to who leaves")
            before = len(relay.mails)
            seconds = (place.at - datetime.now(UTC)).total_seconds()
            assert seconds > 1, "the machine was too slow to be ready before the send time"
            wait_until(lambda: len(relay.mails) > before, seconds + 15, "the edition")
            server.kill()
            server.wait(10)
        with place.serving():
            wait_until(lambda: place.status()["state"] == "sent", 60, "the end of the send")
        with place.serving():
            time.sleep(35)  # one look at what is due, at least
        editions = relay.mails[before:]
        found = place.status()
    readers = {reader.email for reader in SUBSCRIBERS} | {"joins@example.org", *MORE}
    got = [mail.recipients[0] for mail in editions]
    print(f"\nreaders {len(readers)}, mails {len(got)}, {found}")
    assert len(got) == len(set(got))
    assert len({subject(mail) for mail in editions}) == 1
    assert "leaves@example.org" not in got
    assert set(got) <= readers
    assert found["balanced"] is True
    assert found["enrolled"] == len(readers)
    assert found["sent"] + found["uncertain"] == len(readers)
    assert found["uncertain"] <= 4  # one for each open connection
    assert found["sent"] <= len(got)
