"""What splitting an article into sentences costs, and a megabyte of text that is made to be costly.

The articles are those of the folder that DIGEST_TEST_DATA or the first argument names; without it, prose of our own
of the usual length. Ends with 1 where an article takes a millisecond or a megabyte grows faster than its length.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

from measure import report

from digest.summarize import sentences

ROUNDS = 5
MOST_MILLISECONDS = 1.0
MOST_GROWTH = 8.0
"""Of the time that four times the text takes: its square would be 16."""
PROSE = (
    "The council of Harrow met at 8 p.m. on Monday to vote on the bridge that the river took away in the storm of Jan. 6. "
    "“We will build it again, and this time of stone,” said Ida Moe, who has led the council for eleven years. "
)
HOSTILE = (
    ". ",
    "A. ",
    "1. ",
    "(Mr. ",
    "He (came. She left. ",
    "“Why? ",
    ".'",
    "…",
    "? ",
    "\n",
    "a.b.",
    "• ",
    "; ",
)


def seconds(text: str) -> float:
    """The processor's time for one splitting of `text`."""
    started = time.process_time()
    sentences.spans(text)
    return time.process_time() - started


def articles() -> list[str]:
    folder = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("DIGEST_TEST_DATA", "")
    rows = Path(folder, "summaries", "cnn.jsonl")
    if not folder or not rows.exists():
        return [PROSE * 16] * 100
    return [json.loads(line)["article"] for line in rows.read_text().splitlines()]


def growth(unit: str) -> float:
    """How many times as long four times the text takes."""
    short, long = (unit * (size // len(unit)) for size in (250_000, 1_000_000))
    return min(seconds(long) for _ in range(3)) / max(min(seconds(short) for _ in range(3)), 0.002)


def main() -> int:
    texts = articles()
    best = [min(seconds(text) for _ in range(ROUNDS)) * 1000 for text in texts]
    growths = {unit.strip() or "line": growth(unit) for unit in HOSTILE}
    worst = max(growths, key=growths.__getitem__)
    figures = {
        "articles": len(texts),
        "ms": round(statistics.median(best), 3),
        "longest_ms": round(max(best), 3),
        "growth": round(growths[worst], 1),
    }
    rows = [
        (f"ms an article (most {MOST_MILLISECONDS})", f"{figures['ms']:.3f}"),
        ("ms of the longest", f"{figures['longest_ms']:.3f}"),
        (f"growth at four times the text (most {MOST_GROWTH})", f"{figures['growth']:.1f} by {worst}"),
    ]
    report(rows, {"bench": "sentences", **figures})
    return 0 if figures["ms"] < MOST_MILLISECONDS and figures["growth"] < MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
