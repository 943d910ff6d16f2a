"""Picked leads against the first sentences of the same texts, by what editors wrote about them: ROUGE-1 F1, paired.

The data are the folder that DIGEST_TEST_DATA or the first argument names. Ends with 1 where a figure is short.
"""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import report
from rouge import first_sentences, plain_sentences, rouge1

from digest.collect.extract import from_row
from digest.errors import UnreadableError
from digest.summarize.leads import NO_LIMIT, Budget, pick

MOST_MILLISECONDS = 3.0
KEPT_AMONG_JUNK = 0.97
SEED = 20
"""Of the places where junk is strewn."""


@dataclass(frozen=True)
class Case:
    """An article as it is stored, with what an editor wrote about it."""

    row: dict[str, object]
    reference: str

    @property
    def paragraphs(self) -> list[str]:
        given = self.row.get("paragraphs")
        return list(given) if isinstance(given, list) else _in_paragraphs(str(self.row["text"]))


@dataclass(frozen=True)
class Trial:
    """A set of articles, the sentences picked of each, and the least gain over as many first ones, in points."""

    name: str
    cases: Sequence[Case]
    sentences: int
    least: float


@dataclass
class Picked:
    """What came of one trial, article by article; milliseconds are those that the processor spent on picking alone."""

    picked: list[float]
    first: list[float]
    milliseconds: float

    @property
    def gain(self) -> float:
        return statistics.fmean(self.picked) - statistics.fmean(self.first)

    @property
    def interval(self) -> float:
        """Half the width of the 95% interval of the paired gain."""
        gains = [one - other for one, other in zip(self.picked, self.first, strict=True)]
        return 1.96 * statistics.stdev(gains) / len(gains) ** 0.5


def trials(data: Path) -> list[Trial]:
    cnn = [Case({"text": r["article"]}, r["highlights"]) for r in _rows(data, "cnn")]
    digests = [Case({"text": r["article"]}, r["summary"]) for r in _rows(data, "digests")]
    described = [Case({"paragraphs": r["paragraphs"]}, r["description"]) for r in _rows(data, "descriptions")]
    return [
        Trial("cnn", cnn, 1, 3.3),
        Trial("cnn", cnn, 3, 0.9),
        Trial("digests", digests, 2, 0.5),
        Trial("descriptions", described, 1, 0.3),
    ]


def _rows(data: Path, name: str) -> list[dict[str, object]]:
    text = (data / "summaries" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def run(trial: Trial) -> Picked:
    """Pick from every article as `digest extract --sentences` does, and score both leads."""
    result, spent = Picked([], [], 0.0), 0.0
    for number, case in enumerate(trial.cases):
        paragraphs, title = _extracted({"title": f"Article {number}", **case.row})
        begun = time.process_time()
        text = _lead(paragraphs, title, trial.sentences)
        spent += time.process_time() - begun
        result.picked.append(100 * rouge1(case.reference, text))
        result.first.append(
            100 * rouge1(case.reference, first_sentences(" ".join(paragraphs), trial.sentences))
        )
    result.milliseconds = 1000 * spent / len(trial.cases)
    return result


def _extracted(row: dict[str, object]) -> tuple[Sequence[str], str | None]:
    try:
        found = from_row(row)
    except UnreadableError:
        return (), None
    return found.paragraphs, found.title


def _lead(paragraphs: Sequence[str], title: str | None, count: int) -> str:
    lead = pick(paragraphs, Budget(NO_LIMIT, count), title=title)
    return lead.text if lead else ""


def kept_among_junk(trial: Trial, junk: Sequence[str]) -> float:
    """The share of the clean text's ROUGE-1 that is left when junk stands between the paragraphs of the raw text."""
    clean = strewn = 0.0
    chance = random.Random(SEED)
    for number, case in enumerate(trial.cases):
        title, lines = f"Article {number}", case.paragraphs
        for text, is_clean in ((lines, True), (_strewn(lines, junk, chance), False)):
            paragraphs, found = _extracted({"title": title, "text": "\n\n".join(text)})
            score = rouge1(case.reference, _lead(paragraphs, found, trial.sentences))
            clean, strewn = (clean + score, strewn) if is_clean else (clean, strewn + score)
    return strewn / clean


def _strewn(lines: Sequence[str], junk: Sequence[str], chance: random.Random) -> list[str]:
    """The lines with one of junk for every two, and three at least, each at a place of its own choice."""
    mixed = list(lines)
    for _ in range(max(3, len(lines) // 2)):
        mixed.insert(chance.randint(0, len(mixed)), chance.choice(junk))
    return mixed


def _in_paragraphs(text: str) -> list[str]:
    """A text that came in one piece, in paragraphs of three sentences."""
    found = plain_sentences(text)
    return [" ".join(found[at : at + 3]) for at in range(0, len(found), 3)]


def junk_of(data: Path) -> list[str]:
    """The lines labelled as junk in raw pages, each once."""
    found: dict[str, None] = {}
    for path in sorted((data / "articles").glob("*.json")):
        lines = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
        numbers = json.loads(path.read_text(encoding="utf-8"))["junk_line_numbers"]
        found.update(dict.fromkeys(lines[number - 1].strip() for number in numbers))
    return [line for line in found if line]


def main() -> int:
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("DIGEST_TEST_DATA")
    if given is None:
        print("NO DATA: name the folder of the labelled articles by DIGEST_TEST_DATA or as an argument")
        return 1
    data = Path(given)
    junk, rows, figures, short = junk_of(data), [], {}, []
    for trial in trials(data):
        name, result, kept = f"{trial.name}@{trial.sentences}", run(trial), kept_among_junk(trial, junk)
        rows += [
            (f"{name} picked", f"{statistics.fmean(result.picked):.2f}"),
            (f"{name} first sentences", f"{statistics.fmean(result.first):.2f}"),
            (f"{name} gain (least {trial.least:+.1f})", f"{result.gain:+.2f} ± {result.interval:.2f}"),
            (f"{name} kept among junk (least {KEPT_AMONG_JUNK})", f"{kept:.3f}"),
            (f"{name} ms an article (most {MOST_MILLISECONDS})", f"{result.milliseconds:.2f}"),
        ]
        figures[name] = {
            "gain": round(result.gain, 2),
            "interval": round(result.interval, 2),
            "kept_among_junk": round(kept, 3),
            "ms": round(result.milliseconds, 2),
        }
        is_right = (
            result.gain >= trial.least
            and kept >= KEPT_AMONG_JUNK
            and result.milliseconds <= MOST_MILLISECONDS
        )
        short += [] if is_right else [name]
    report(rows, {"bench": "leads", **figures, "short": short})
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
