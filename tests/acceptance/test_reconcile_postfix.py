"""Conversations with a real Postfix that break at every stage, and what its log lets us settle."""

import os
import random
import shutil
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from relay_postfix import Postfix, free_port, postfix

from digest.deliver.maillog import Reading
from digest.deliver.personal import message_names
from digest.deliver.reconcile import Doubt, Verdict, judge
from subscribers.tokens import Keys

MAILS = 150 if os.environ.get("SMOKE") else 2000
KEYS = Keys.from_secrets(["a secret of the tests, long enough"])
pytestmark = pytest.mark.skipif(
    shutil.which("postfix") is None or os.geteuid() != 0,
    reason="NO RELAY: Postfix, and the right to start it, are needed",
)
STAGES = ("answered", "reply lost", "before the dot", "within the body", "after DATA", "before DATA")


class Sink:
    """The relay's next hop: what arrived there, by Message-ID."""

    def __init__(self) -> None:
        self.arrived: list[str] = []

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.arrived.append(message_from_bytes(envelope.content)["Message-ID"])
        return "250 OK"


def talk(relay: Postfix, name: str, stage: str) -> None:
    """One mail, and where its conversation breaks; a reset, as a killed process leaves it."""
    with socket.create_connection(("127.0.0.1", relay.port), 10) as wire:
        replies = wire.makefile("rb")

        def ask(command: str) -> None:
            wire.sendall(command.encode() + b"\r\n")
            while replies.readline()[3:4] == b"-":
                pass

        replies.readline()
        for command in ("EHLO sender.example", "MAIL FROM:<b@news.example>", "RCPT TO:<a@readers.example>"):
            ask(command)
        if stage == "before DATA":
            return
        ask("DATA")
        if stage == "after DATA":
            return
        wire.sendall(
            f"From: b@news.example\r\nMessage-ID: <{name}@news.example>\r\nSubject: x\r\n\r\nHello\r\n".encode()
        )
        if stage == "within the body":
            return
        wire.sendall(b"and more\r\n" * 4000)
        if stage == "before the dot":
            return
        wire.sendall(b".\r\n")
        if stage == "answered":
            replies.readline()


def test_postfix_knows_what_became_of_each(tmp_path: Path) -> None:
    """2,000 mails broken off at six stages: at least 99.9% of the uncertain ones are settled, and none wrongly."""
    chance, sink = random.Random(5), Sink()
    server = Controller(sink, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        with postfix(server.port) as relay:
            began = datetime.now(UTC)
            names = {number: message_names(KEYS, 1, number) for number in range(1, MAILS + 1)}
            with ThreadPoolExecutor(20) as talkers:
                told = [
                    talkers.submit(talk, relay, known[0], chance.choice(STAGES)) for known in names.values()
                ]
            assert [one.exception() for one in told if one.exception()] == []
            ended = datetime.now(UTC)
            wait_for_quiet(relay, sink)
            wait_until(lambda: datetime.now(UTC) > ended + timedelta(seconds=1))  # the log has whole seconds
            talk(relay, "the.last", "answered")
            wait_until(lambda: "<the.last@news.example>" in sink.arrived)
            lines = relay.log.read_text(encoding="utf-8", errors="replace").splitlines()
    finally:
        server.stop()
    log = Reading(
        {name for known in names.values() for name in known},
        datetime.now(UTC),
        datetime.now().astimezone().tzinfo,
    )
    log.take(lines)
    assert len(sink.arrived) == len(set(sink.arrived))
    verdicts = {n: judge(Doubt(1, n, "", known, began, ended), log)[0] for n, known in names.items()}
    arrived = {number for number, known in names.items() if f"<{known[0]}@news.example>" in sink.arrived}
    right = [
        n for n, verdict in verdicts.items() if verdict is (Verdict.SENT if n in arrived else Verdict.QUEUED)
    ]
    wrong = [n for n, verdict in verdicts.items() if verdict is not Verdict.UNKNOWN and n not in right]
    print(
        f"{MAILS} mails, {len(arrived)} arrived; settled rightly {len(right) / MAILS:.4f}, wrongly {len(wrong)}"
    )
    assert wrong == []
    assert len(right) >= 0.999 * MAILS


def wait_until(so: Callable[[], bool]) -> None:
    for _ in range(600):
        if so():
            return
        time.sleep(0.1)
    raise AssertionError("the relay does not come to an end")


def wait_for_quiet(relay: Postfix, sink: Sink) -> None:
    """Until everything that was queued has been handed on."""

    def handed_on() -> bool:
        text = relay.log.read_text(encoding="utf-8", errors="replace")
        return text.count("status=sent") >= text.count("(queue active)") == len(sink.arrived)

    wait_until(handed_on)
