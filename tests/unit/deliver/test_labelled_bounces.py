"""Real mails that came back, labelled: recipients and classes."""

import json
from pathlib import Path

import pytest

from digest.deliver.bounces.classify import classify

pytestmark = pytest.mark.data
CLASSES = {"5": "permanent", "4": "temporary"}


@pytest.mark.long
def test_real_mails_are_read_rightly(test_data: Path) -> None:
    """Every recipient right in 97% of the mails, recipient and class in 95%, a 4xx called permanent in at most 3%."""
    truth = (test_data / "bounces" / "truth.jsonl").read_text(encoding="utf-8")
    labelled = [json.loads(line) for line in truth.splitlines()]
    right = classed = passing = wrong = 0
    mails = [one for one in labelled if one["curated"] and one["kind"] == "bounce"]
    for mail in mails:
        read = classify((test_data / "bounces" / mail["file"]).read_bytes())
        mine = {one.address.lower(): str(one.duration) for one in read.failures}
        rows = {
            row["recipient"].lower(): (row["status"] or " ")[0] for row in mail["rows"] if row["recipient"]
        }
        right += set(mine) == set(rows)
        classed += set(mine) == set(rows) and all(
            mine[who] == CLASSES.get(one, mine[who]) for who, one in rows.items()
        )
        passing += sum(one == "4" for one in rows.values())
        wrong += sum(one == "4" and mine.get(who) == "permanent" for who, one in rows.items())
    assert right >= 0.97 * len(mails)
    assert classed >= 0.95 * len(mails)
    assert wrong <= 0.03 * passing
