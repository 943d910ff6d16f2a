"""Pages with ground truth: F1 over 4-gram shingles, and the processor's time against trafilatura alone in the same run.

The data are the folder that DIGEST_TEST_DATA or the first argument names. Where raw texts stand beside them, also
the share of promotions that recur. Ends with 1 where a figure is short.
"""

import gzip
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import trafilatura
from measure import report

sys.path.append(str(Path(__file__).parents[1] / "tests" / "integration"))

import repetition

from digest.collect import decoding
from digest.collect import pages as html_pages
from digest.collect.extract import from_html, from_text
from digest.errors import DigestError

LEAST = {"page": 0.975, "flat": 0.89}
MOST_RATIO = 1.5
STORED, LEAST_CAUGHT = 12, 0.80
"""Stored articles of a source with which so many promotions are to be caught by repetition alone."""
_TOKEN = re.compile(r"\w+")


def shingles(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + n]) for i in range(max(1, len(tokens) - n + 1)) if tokens)


class Tally:
    """Sums over pages of the shares that were right, too much and missed; the figure is their F1."""

    def __init__(self) -> None:
        self.right = self.much = self.missed = self.seconds = 0.0
        self.count = 0

    def add(self, found: str, truth: str, seconds: float) -> None:
        self.seconds += seconds
        self.count += 1
        a, b = shingles(truth), shingles(found)
        right, much, missed = ((a & b).total(), (b - a).total(), (a - b).total())
        whole = right + much + missed
        if whole:
            self.right += right / whole
            self.much += much / whole
            self.missed += missed / whole

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.much + self.missed)


def timed(job: Callable[[], str]) -> tuple[str, float]:
    begun = time.process_time()
    try:
        found = job()
    except DigestError:
        found = ""
    return found, time.process_time() - begun


def flattened(html: str) -> str:
    """The visible lines of a page, as a scraper without a model of pages leaves them."""
    tree = html_pages.parse(html)
    return "" if tree is None else "\n".join(text for _, text in html_pages.flat(tree))


def measured(folder: Path) -> dict[str, Tally]:
    """Every page by every way, in an order by chance: a noisy moment, or a warm cache, helps none of them."""
    tallies = {"trafilatura": Tally(), "page": Tally(), "flat": Tally()}
    chance = random.Random(1)
    for key, row in json.loads((folder / "ground-truth.json").read_text()).items():
        html = decoding.html(gzip.decompress((folder / f"html/{key}.html.gz").read_bytes()))
        flat = flattened(html)
        jobs: list[tuple[str, Callable[[], str]]] = [
            ("trafilatura", lambda html=html: trafilatura.extract(html, favor_precision=True, include_comments=False) or ""),
            ("page", lambda html=html: "\n".join(from_html(html).texts)),
            ("flat", lambda flat=flat: "\n".join(from_text(flat).texts)),
        ]  # fmt: skip
        chance.shuffle(jobs)
        for name, job in jobs:
            found, seconds = timed(job)
            tallies[name].add(found, row["articleBody"], seconds)
    return tallies


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("DIGEST_TEST_DATA", "")) / "extraction"
    if not (folder / "ground-truth.json").exists():
        print("extract: name the folder of the data, or set DIGEST_TEST_DATA", file=sys.stderr)
        return 1
    tallies = measured(folder)
    pages = tallies["page"].count
    ratio = tallies["page"].seconds / tallies["trafilatura"].seconds
    rows = [("pages", str(pages)), *((f"{name}: F1", f"{tally.f1:.4f}") for name, tally in tallies.items())]
    rows += [(f"{name}: ms a page", f"{tally.seconds / pages * 1000:.1f}") for name, tally in tallies.items()]
    rows += [("page / trafilatura", f"{ratio:.2f}")]
    recurring = recurrence(folder.parent / "articles")
    rows += [(f"promotions caught, {n} stored", f"{share:.3f}") for n, share in recurring.items()]
    figures = {name: round(tally.f1, 4) for name, tally in tallies.items()}
    report(
        rows,
        {"bench": "extract", "pages": pages, "f1": figures, "ratio": round(ratio, 3), "recurring": recurring},
    )
    is_short = any(tallies[name].f1 < least for name, least in LEAST.items())
    return int(ratio > MOST_RATIO or is_short or recurring.get(STORED, 1) < LEAST_CAUGHT)


def recurrence(folder: Path) -> dict[int, float]:
    """The share of promotions that repetition alone catches, by the number of stored articles; none without the texts."""
    if not folder.exists():
        return {}
    texts = repetition.texts(folder)
    return {stored: round(repetition.caught(texts, stored)[0], 3) for stored in (1, 5, STORED)}


if __name__ == "__main__":
    sys.exit(main())
