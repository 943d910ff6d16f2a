"""A hundred thousand spoiled mails, and no exception."""

import os
import random
from pathlib import Path

from mailbag import mailbag
from returned import ALL
from spoiling import spoiled

from digest.deliver.bounces.classify import classify
from digest.deliver.bounces.report import Kind

TIMES = 2_000 if os.environ.get("SMOKE") else 100_000


def test_no_spoiled_mail_raises():
    """100,000 mutations, of real mails too where they are at hand: each has a verdict."""
    chance, mails = random.Random(7), [*ALL, *(one.raw for one in mailbag())]
    if "DIGEST_TEST_DATA" in os.environ:
        mails += [
            path.read_bytes()
            for path in sorted(Path(os.environ["DIGEST_TEST_DATA"], "bounces").glob("*.eml"))
        ]
    for _ in range(TIMES):
        assert classify(spoiled(chance.choice(mails), chance)).kind in Kind
