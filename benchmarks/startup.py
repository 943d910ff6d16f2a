"""How long commands take to start.

Yardstick: a bare Python that imports typer, in the same run.
"""

import subprocess
import sys
from pathlib import Path

from measure import interleaved, report

DIGEST = str(Path(sys.executable).parent / "digest")
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import typer": [sys.executable, "-c", "import typer"],
    "digest --help": [DIGEST, "--help"],
    "digest --version": [DIGEST, "--version"],
    "digest send --help": [DIGEST, "send", "--help"],
}


def main() -> None:
    jobs = {
        name: lambda command=command: subprocess.run(command, check=True, capture_output=True)
        for name, command in COMMANDS.items()
    }
    taken = interleaved(jobs, rounds=15)
    rows = [(name, f"{seconds * 1000:.0f} ms") for name, seconds in taken.items()]
    ratio = taken["digest --help"] / taken["import typer"]
    figures = {name: round(seconds * 1000, 1) for name, seconds in taken.items()}
    report(
        [*rows, ("digest --help / yardstick", f"{ratio:.2f}")],
        {"bench": "startup", "milliseconds": figures, "ratio": round(ratio, 3)},
    )


if __name__ == "__main__":
    main()
