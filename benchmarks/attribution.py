"""How well the outlets that an article gives as its sources are found: precision and recall against kept labels.

Usage: attribution.py [DATA] [--show all|unlabelled] [--count N]     (DATA defaults to DIGEST_TEST_DATA)

Each sentence of `summaries/digests.jsonl` that names an outlet of the package's list is one case, in the order of its
SHA-256, so that any run of them is a random one. `--show unlabelled` prints the next N sentences alone, to be labelled
before anybody sees what the rules find; `--show all` prints what was found in each. `docs/benchmarks.md` says what
counts as a source. The labels are sources by the sentence's hash; the texts stay where they are.
"""

import argparse
import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measure import report

from digest.summarize.attribution import named_sources
from digest.summarize.outlet_names import table

LABELS = Path(__file__).with_name("attribution-labels.jsonl")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Jr|Sr|vs|No|Rs|U\.S|U\.K|U\.N)|\b[A-Z])\Z"
)
_END = re.compile(r"[.!?]+[\"”’')?]*(?:\s+(?=[A-Z0-9\"“‘'(?])|(?=[A-Z][a-z]*\s))|\n+")


@dataclass(frozen=True)
class Case:
    """A sentence, and the row of its article from 1."""

    row: int
    text: str

    @property
    def sha(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def sentences(text: str) -> Iterator[str]:
    """A plain splitter of the benchmark's own: the labels hold, however the package comes to split."""
    start = 0
    for match in _END.finditer(text):
        if not _ABBREVIATION.search(text, max(start, match.start() - 5), match.start()):
            yield text[start : match.end()].strip()
            start = match.end()
    yield text[start:].strip()


def naming() -> re.Pattern[str]:
    """Every name of the list as it is printed; one that has an article of its own needs it."""
    names = {name for printed, others in table().items() for name in (printed, *others)}
    spelled = sorted(
        (re.escape(re.sub(r"\AThe ", "", name)) for name in names if not name.startswith("The ")), key=len
    )
    with_the = sorted((re.escape(name[4:]) for name in names if name.startswith("The ")), key=len)
    return re.compile(
        rf"(?<![\w@#/])(?:[Tt]he (?:{'|'.join(reversed(with_the))})|(?:{'|'.join(reversed(spelled))}))(?![\w-])"
    )


def cases(data: Path) -> list[Case]:
    """The sentences that name an outlet, each once, in the order of their hashes."""
    rows = [
        json.loads(line)["article"] for line in (data / "summaries/digests.jsonl").read_text().splitlines()
    ]
    names = naming()
    found = {
        case.sha: case
        for row, text in enumerate(rows, 1)
        for case in (Case(row, sentence) for sentence in sentences(text))
        if names.search(case.text)
    }
    return [found[sha] for sha in sorted(found)]


def labels() -> dict[str, dict[str, object]]:
    lines = LABELS.read_text().splitlines() if LABELS.exists() else []
    return {label["sha"]: label for label in map(json.loads, lines)}


def key(name: str) -> str:
    return name.casefold().removeprefix("the ")


def score(known: list[Case], labelled: dict[str, dict[str, object]], split: str) -> dict[str, object]:
    """Micro precision and recall over the sources of one part of the labels; what went wrong is printed."""
    right = wrong = missed = count = 0
    for case in known:
        label = labelled.get(case.sha)
        if label is None or label["split"] != split:
            continue
        wanted, found = (
            {key(name) for name in label["sources"]},
            {key(name) for name in named_sources(case.text)},
        )
        count, right = count + 1, right + len(wanted & found)
        wrong, missed = wrong + len(found - wanted), missed + len(wanted - found)
        if found != wanted:
            print(
                f"{split} {case.row} {case.sha}: found {sorted(found)}, labelled {sorted(wanted)}",
                file=sys.stderr,
            )
    return {
        "sentences": count,
        "sources": right + missed,
        "precision": round(right / max(right + wrong, 1), 3),
        "recall": round(right / max(right + missed, 1), 3),
    }


def milliseconds(data: Path) -> float:
    """Of the processor for an article of 500 words, over all articles of the set; the better of two rounds."""
    texts = [
        json.loads(line)["article"] for line in (data / "summaries/digests.jsonl").read_text().splitlines()
    ]
    words = sum(len(text.split()) for text in texts)
    taken = []
    for _ in range(2):
        begun = time.process_time()
        for text in texts:
            named_sources(text)
        taken.append(time.process_time() - begun)
    return round(min(taken) * 1000 * 500 / words, 3)


def show(known: list[Case], labelled: dict[str, dict[str, object]], what: str, count: int) -> None:
    shown = [case for case in known if what == "all" or case.sha not in labelled][:count]
    for case in shown:
        found = f" -> {', '.join(named_sources(case.text)) or '(none)'}" if what == "all" else ""
        print(f"{case.sha} {case.row}: {case.text}{found}\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="?", default=os.environ.get("DIGEST_TEST_DATA"))
    parser.add_argument("--show", choices=["all", "unlabelled"])
    parser.add_argument("--count", type=int, default=10_000)
    wanted = parser.parse_args()
    if wanted.data is None or not (Path(wanted.data) / "summaries/digests.jsonl").exists():
        print(
            "SKIPPED attribution: no summaries/digests.jsonl; name the data folder, or set DIGEST_TEST_DATA"
        )
        return
    data, labelled = Path(wanted.data), labels()
    known = cases(data)
    if wanted.show:
        show(known, labelled, wanted.show, wanted.count)
        return
    splits = list(dict.fromkeys(str(label["split"]) for label in labelled.values()))
    scores = {split: score(known, labelled, split) for split in splits}
    rows = [("outlets listed", str(len(table()))), ("sentences that name one", str(len(known)))]
    for split, figures in scores.items():
        rows += [(f"{split}: {name}", f"{value}") for name, value in figures.items()]
    taken = milliseconds(data)
    report(
        [*rows, ("500 words", f"{taken:.2f} ms")],
        {
            "bench": "attribution",
            "outlets": len(table()),
            "cases": len(known),
            **scores,
            "ms_500_words": taken,
        },
    )


if __name__ == "__main__":
    main()
