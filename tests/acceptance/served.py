"""`digest serve` and `digest schedule` as processes."""

import os
import re
import subprocess
import sys

from grounds import wait_until

COMMAND = [sys.executable, "-c", "from digest.cli.main import run; run()"]


class Process:
    """A running `digest serve` or `digest schedule`, its talk collected in a file."""

    def __init__(self, config, talk, words):
        self._talk = talk
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DIGEST_")}
        with talk.open("w") as out:
            command = [*COMMAND, "--config", str(config), *words]
            self._process = subprocess.Popen(command, stderr=out, stdout=out, env=environment)

    @property
    def said(self):
        return self._talk.read_text()

    @property
    def runs(self):
        return self._process.poll() is None

    def address(self):
        wait_until(lambda: re.search(r"(serving|watched at) http", self.said), 20)
        return re.search(r"(?:serving|watched at) (http://[\d.:]+)", self.said)[1]

    def end(self, how):
        self._process.send_signal(how)
        return self._process.wait(20)
