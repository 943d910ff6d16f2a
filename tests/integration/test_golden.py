"""The sample's edition, to the byte: what a change of words, order or markup does to a mail shows in the diff.

`pytest tests/integration/test_golden.py --update-golden` writes tests/golden anew; look at the diff before you commit it.
"""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest import daily
from digest.cli.editions import described
from digest.cli.folder import write_edition
from digest.cli.start import begin
from digest.collect.collector import collect
from digest.config import load
from digest.sample.library import NEWSLETTER, write_articles
from digest.web import wiring

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = ("edition.html", "edition.txt", "edition.eml", "edition.json")
MOMENT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@pytest.fixture
def room(engine, tmp_path):
    """The newsletter that `digest init --sample` configures, with a secret and a zone that stay."""
    path = begin(tmp_path, NEWSLETTER, environment=False)
    text = re.sub(
        r'^secret_key = ".*"$',
        'secret_key = "the secret of the golden files"',
        path.read_text(),
        flags=re.MULTILINE,
    )
    path.write_text(re.sub(r'^zone = ".*"$', 'zone = "UTC"', text, flags=re.MULTILINE))
    return wiring.newsroom(load(path, environment=False), engine, NEWSLETTER.slug)


@pytest.mark.long
def test_the_samples_edition_is_the_golden_one(room, engine, tmp_path, request):
    """Stored, edited and composed at a fixed moment, on either database: HTML, text, mail and JSON are as they were."""
    written = write_articles(tmp_path / "articles", MOMENT)
    collect(engine, written, clock=lambda: MOMENT)
    drafted = daily.draft(room, MOMENT.date(), clock=lambda: MOMENT)
    composed = daily.dressed(room, drafted)
    write_edition(tmp_path / "made", room, drafted, composed, described(drafted, composed))
    made = {name: (tmp_path / "made" / name).read_bytes() for name in NAMES}
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        for name, content in made.items():
            (GOLDEN / name).write_bytes(content)
    assert json.loads(made["edition.json"])["edition"] == 1
    for name, content in made.items():
        assert content.decode().splitlines() == (GOLDEN / name).read_bytes().decode().splitlines(), (
            f"{name} has changed: see --update-golden"
        )
        assert content == (GOLDEN / name).read_bytes()


def test_the_samples_edition_stays_small():
    """Twelve stories and more are under 60 KB of HTML as mailed: Gmail cuts at 102, and most editions should not come near."""
    made = json.loads((GOLDEN / "edition.json").read_text())
    assert sum(len(section["stories"]) for section in made["sections"]) >= 12
    assert (GOLDEN / "edition.html").stat().st_size < 60 * 1024
