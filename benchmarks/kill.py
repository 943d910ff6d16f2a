"""The kill table: the sender ended by `kill -9` at random instants, a thousand times, half of them on each database.

The work is done by the acceptance run's own test, so that what is measured is what is asserted: `tests/acceptance/test_kill.py`.
"""

import os
import subprocess
import sys
from pathlib import Path

KILLS = 1_000


def main() -> None:
    """Run it and hand on its table."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    test = Path(__file__).parents[1] / "tests" / "acceptance" / "test_kill.py"
    environment = os.environ | {"KILLS": str(kills // 2)}
    command = [sys.executable, "-m", "pytest", str(test), "-q", "-s", "-p", "no:cacheprovider"]
    raise SystemExit(subprocess.run(command, env=environment, cwd=test.parents[2], check=False).returncode)


if __name__ == "__main__":
    main()
