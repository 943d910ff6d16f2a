"""The digest command as a person calls it: here in this process, or as one of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.cli.main import run


@dataclass(frozen=True, slots=True)
class Ran:
    """What a call ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        """The one object on stdout."""
        assert self.out.count("\n") == 1, self.out
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict]:
        """One object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def said(self) -> str:
        """The one line on stderr; no traceback, and nothing on stdout."""
        assert (self.out, self.err.count("\n")) == ("", 1), self
        assert "Traceback" not in self.err
        return self.err.strip()


@dataclass
class Digest:
    """Calls `digest` in a folder."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(self, *words: object) -> Ran:
        self.capture.readouterr()
        self.patch.chdir(self.folder)
        self.patch.setattr(sys, "argv", ["digest", *map(str, words)])
        code = 0
        try:
            run()
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        return Ran(code, *self.capture.readouterr())

    def process(self, *words: object, **more: object) -> subprocess.Popen[str]:
        """The same as a process of its own."""
        return subprocess.Popen(
            [Path(sys.executable).with_name("digest"), *map(str, words)],
            cwd=self.folder, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={name: value for name, value in os.environ.items() if not name.startswith("DIGEST_")}, **more,
        )  # fmt: skip

    def spawn(self, *words: object) -> Ran:
        """The same, run to its end."""
        with self.process(*words) as process:
            out, err = process.communicate(timeout=60)
        return Ran(process.returncode, out, err)
