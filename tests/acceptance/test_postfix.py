"""Through a real Postfix: whatever it answers, each reader ends in the right state, and what fails later comes back by VERP."""

import asyncio
import contextlib
import os
import threading
import time
from pathlib import Path

import pytest
from catcher import Catcher
from postfix import POSTFIX, Postfix, postfix
from press import Press, smtp

from digest.models import DeliveryState

pytestmark = [
    pytest.mark.skipif(
        not Path(POSTFIX).exists() or os.geteuid() != 0,
        reason="NO POSTFIX: make judges installs Debian's, which only root can start",
    ),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
SENT, DEFERRED, FAILED = DeliveryState.SENT, DeliveryState.DEFERRED, DeliveryState.FAILED


@pytest.fixture
def relay(catcher: Catcher):
    """A Postfix that relays to the catcher."""
    with postfix(catcher.port) as made:
        yield made


@pytest.fixture
def catcher():
    with Catcher() as made:
        yield made


@pytest.fixture
def press(engine, now):
    return Press(engine, now)


class Cutter:
    """A proxy that takes the connection away after one recipient's final dot, before the reply comes back."""

    def __init__(self, relay: Postfix, victim: str) -> None:
        self._back, self._victim, self.port = relay.port, victim.encode(), 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "Cutter":
        self._thread.start()
        made = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._serve, "127.0.0.1", 0), self._loop)
        self._server = made.result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._back)
        cut = asyncio.Event()
        home = asyncio.create_task(self._home(there, writer, cut))
        heard = b""
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65_536):
                heard += data
                if self._victim in heard and b"\r\n.\r\n" in heard.partition(self._victim)[2]:
                    cut.set()
                back.write(data)
        await home
        back.close()

    @staticmethod
    async def _home(there: asyncio.StreamReader, writer: asyncio.StreamWriter, cut: asyncio.Event) -> None:
        while data := await there.read(65_536):
            if cut.is_set():
                break  # the reply to the dot is here: Postfix has the mail, and says so to nobody
            writer.write(data)
        writer.transport.abort()


def test_what_postfix_answers_is_where_a_reader_ends(press: Press, relay: Postfix, catcher: Catcher) -> None:
    """Greylisted, full, unknown, refused by policy, sent away by 421, and taken: each as it should be."""
    grey, full, gone, policy, away, ann = press.print("grey", "full", "gone", "policy", "away", "ann")
    relay.access(
        {
            grey: "450 4.7.1 greylisted, come again",
            full: "452 4.2.2 mailbox full",
            gone: "550 5.1.1 no such user",
            policy: "550 5.7.1 not from you",
            away: "421 4.3.2 shutting down",
        }
    )
    press.run(smtp(relay, connections=2))
    assert press.states() == {
        grey: DEFERRED,
        full: DEFERRED,
        gone: FAILED,
        policy: FAILED,
        away: DEFERRED,
        ann: SENT,
    }
    assert press.row(grey).reply_status == "4.7.1"
    relay.access({full: "452 4.2.2 mailbox full"})
    press.later(minutes=8)
    press.run(smtp(relay, connections=2))
    assert (press.states()[grey], press.states()[away], press.states()[full]) == (SENT, SENT, DEFERRED)
    catcher.wait_for(3)
    assert sorted(mail.recipients[0] for mail in catcher.mails) == sorted([ann, grey, away])


def test_a_reply_that_is_cut_off_leaves_one_uncertain_mail_that_arrived(
    press: Press, relay: Postfix, catcher: Catcher
) -> None:
    """The relay has it and said so to nobody: it is neither sent again nor called sent, and the log has its Message-ID."""
    names = press.print("ann", "bob", "cat")
    with Cutter(relay, names[1]) as proxy:
        press.run(smtp(proxy, connections=1))
        press.run(smtp(proxy, connections=1))
    assert press.states() == {names[0]: SENT, names[1]: DeliveryState.UNCERTAIN, names[2]: SENT}
    catcher.wait_for(3)
    assert sorted(mail.recipients[0] for mail in catcher.mails) == sorted(names)
    message_id = press.personal.message_id(press.reader(names[1])).strip("<>")
    assert message_id in relay.log.read_text()


def test_what_is_refused_further_on_comes_back_to_the_return_path(
    press: Press, relay: Postfix, catcher: Catcher
) -> None:
    """Taken by the relay, refused by the next one: Postfix reports to the address that names edition and reader."""
    ann, gone = press.print("ann", "gone")
    catcher.replies[gone] = "550 5.1.1 no such user"
    press.run(smtp(relay))
    assert press.states() == {ann: SENT, gone: SENT}
    end = time.monotonic() + 30
    while not (reports := [mail for mail in catcher.mails if mail.sender in {"", None, "<>"}]):
        assert time.monotonic() < end
        time.sleep(0.05)
    (report,) = reports
    with_token = f"bounces+{press.edition}-{press.reader(gone)}-"
    assert report.recipients[0].startswith(with_token)
    assert b"5.1.1" in report.raw
