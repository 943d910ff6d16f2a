"""Grouping: how well headlines are grouped, and how time and memory grow with the number of articles.

Quality: B-cubed on simulated days of 12 stories with up to 5 headlines each, where DIGEST_TEST_DATA names the labelled
headlines. Parameters are chosen on the seeds from 100 on; the seeds 0 to 19 only tell. Each half draws its days from one
half of the stories, so that the spread over stories nobody has seen is known.
Growth: made days of 5,000 to 50,000 articles of 300 words (a fifth copies), each in a process of its own; its processor
time is compared with n log n. `ARGS=quality` or `ARGS=growth` runs one of them; `ARGS="growth 5000"` one size.
"""

import json
import math
import os
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from measure import report
from newsday import newsday

from digest.editorial.candidates import Candidate
from digest.editorial.stories import group

Headline = Mapping[str, object]
Stories = Mapping[str, Sequence[Headline]]
TUNE, TEST, HALVES = range(100, 300), range(20), range(6)
SIZES = (5_000, 10_000, 20_000, 50_000)


def labelled() -> Stories | None:
    """The headlines by their story, or None where there are none."""
    folder = os.environ.get("DIGEST_TEST_DATA")
    if not folder:
        return None
    found: defaultdict[str, list[Headline]] = defaultdict(list)
    for line in (Path(folder) / "stories" / "headlines.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["story"]].append(row)
    return found


def day(stories: Stories, seed: int) -> list[Headline]:
    """Twelve stories, up to five headlines of each, shuffled."""
    rng = random.Random(seed)
    drawn = [
        row
        for name in rng.sample(sorted(stories), 12)
        for row in rng.sample(stories[name], min(5, len(stories[name])))
    ]
    rng.shuffle(drawn)
    return drawn


def bcubed(days: Iterable[Sequence[Headline]]) -> tuple[float, float]:
    """Precision and recall, each the mean over all headlines."""
    precision, recall = [], []
    for rows in days:
        for story in group([_candidate(number, row) for number, row in enumerate(rows)]):
            mine = [rows[one.article_id]["story"] for one in story.articles]
            for name in mine:
                precision.append(mine.count(name) / len(mine))
                recall.append(mine.count(name) / sum(1 for row in rows if row["story"] == name))
    return sum(precision) / len(precision), sum(recall) / len(recall)


def _candidate(number: int, row: Headline) -> Candidate:
    at = datetime.fromtimestamp(float(str(row["published_ms"])) / 1000, UTC)
    return Candidate(
        number, f"{number:03}", str(row["headline"]), at, source=str(row["publisher"]), published=at
    )


def quality() -> None:
    stories = labelled()
    if stories is None:
        print("NO DATA: DIGEST_TEST_DATA names no folder; the quality of grouping was not measured")
        return
    sets = {"tune, seeds 100-299": [day(stories, seed) for seed in TUNE]}
    sets["test, seeds 0-19"] = [day(stories, seed) for seed in TEST]
    for seed in HALVES:
        names = sorted(stories)
        random.Random(seed).shuffle(names)
        for part, chosen in enumerate((names[: len(names) // 2], names[len(names) // 2 :]), 1):
            half = {name: stories[name] for name in chosen}
            sets[f"half {part} of split {seed}"] = [day(half, number) for number in range(100, 120)]
    rows, figures = [], {}
    for name, days in sets.items():
        p, r = bcubed(days)
        f1 = 2 * p * r / (p + r)
        rows.append((name, f"F1 {f1:.3f}  P {p:.3f}  R {r:.3f}"))
        figures[name] = [round(value, 4) for value in (f1, p, r)]
    report(rows, {"bench": "stories", "b-cubed F1, P, R": figures})


def growth(sizes: Sequence[int]) -> None:
    """Each size in a process of its own: the peak is the process's."""
    rows, figures, first = [], {}, 0.0
    for size in sizes:
        command = [sys.executable, __file__, "one", str(size)]
        ran = subprocess.run(command, check=True, capture_output=True, text=True)
        one = json.loads(ran.stdout)
        unit = one["seconds"] / (size * math.log(size))
        first = first or unit
        rows.append(
            (
                f"{size:,} articles",
                f"{one['seconds']:.1f} s  x{unit / first:.2f} of n log n  {one['megabytes']:.0f} MB",
            )
        )
        figures[size] = {**one, "of n log n": round(unit / first, 3)}
    report(rows, {"bench": "stories", "growth": figures})


def one(size: int) -> None:
    made = newsday(size)
    begun = time.process_time()  # not the clock's: other work on the machine is none of ours
    found = group(made)
    seconds = time.process_time() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(seconds, 2), "megabytes": round(megabytes), "stories": len(found)}))


def main(words: Sequence[str]) -> None:
    asked, sizes = words[0] if words else "", [int(word) for word in words[1:]]
    if asked == "one":
        one(sizes[0])
        return
    if asked in {"", "quality"}:
        quality()
    if asked in {"", "growth"}:
        growth(sizes or SIZES)


if __name__ == "__main__":
    main(sys.argv[1:])
