"""`kill -9` of PostgreSQL while a send is under way: nobody is lost, nobody gets two."""

import os
import random
import subprocess
import time
from pathlib import Path

from killing import CONNECTIONS, Figures, Morning, Sink, made_ready, sink_in
from outage import Server, fill

KILLS = 2 if os.environ.get("SMOKE") else 20


class Outages(Morning):
    """An edition during which the database goes away again and again."""

    def interrupted(self, server: Server, kills: int) -> None:
        """Kill the server `kills` times while mails flow, then let the send come to its end."""
        sender: subprocess.Popen[str] | None = None
        while self.figures.kills < kills:
            if sender is None or sender.poll() is not None:
                self._seen_off(sender)
                sender = self._start()
            if self._flows(sender):
                time.sleep(self.chance.uniform(0, 0.3))
                server.kill()
                self.figures.kills += 1
                time.sleep(self.chance.uniform(0, 3))
                server.start()
                self.engine.dispose()
        self._seen_off(sender)
        self.run(0)

    def _flows(self, sender: "subprocess.Popen[str]") -> bool:
        size = self.sink.size()
        while self.sink.size() == size and sender.poll() is None:
            time.sleep(0.001)
        return sender.poll() is None

    def _seen_off(self, sender: "subprocess.Popen[str] | None") -> None:
        if sender is not None:
            _, said = sender.communicate(timeout=300)
            assert "Traceback" not in said, said


def test_a_killed_database_loses_nobody_and_doubles_nobody(server: Server, tmp_path: Path) -> None:
    """What was committed is there when it comes back: the sender goes on, or is started again, and all is accounted for."""
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    ready = made_ready(tmp_path / "place")
    fill(server.url, ready)
    with sink_in(tmp_path) as sink:
        figures = _interrupted(server, ready, sink, seed)
    print(f"\n{Figures.HEAD}\n{figures.line()}")
    assert (figures.lost, figures.doubled, figures.unbalanced, figures.sent_again) == (0, 0, 0, 0), (
        f"SEED={seed}"
    )
    assert figures.uncertain_arrived + figures.uncertain_missing <= CONNECTIONS * figures.kills, (
        f"SEED={seed}"
    )


def _interrupted(server: Server, ready: Path, sink: Sink, seed: int) -> Figures:
    figures, begun = Figures("the server"), time.monotonic()
    Outages(ready, server.url, sink, figures, random.Random(seed)).interrupted(server, KILLS)
    figures.seconds = time.monotonic() - begun
    return figures
