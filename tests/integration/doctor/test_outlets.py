"""Tables of sources that mean no outlet are told of, with the outlet that was meant."""

import json

import pytest
from fixtures import digest, sample, sample_folder

from digest.config.settings import SourceSettings
from digest.doctor.outlets import unmatched

__all__ = ["digest", "sample", "sample_folder"]

OUTLETS = {"harbour gazette": "The Harbour Gazette", "counting house": "Counting House"}


def found(**tables):
    """What is said of these tables, by slug."""
    given = {slug: SourceSettings(**table) for slug, table in tables.items()}
    return {one.slug: one.near for one in unmatched(given, OUTLETS)}


def test_a_misspelt_source_is_told_with_the_outlet_that_it_means():
    """Another name than any outlet's is told, the nearest beside it; spelling that does not matter is none."""
    assert found(gazette={"name": "Harbor Gazette"}) == {"gazette": "The Harbour Gazette"}
    assert found(wire={"name": "Quay Wire"}) == {"wire": None}
    assert found(one={"name": "harbour gazette"}, two={"name": "THE COUNTING HOUSE"}) == {}


def test_a_source_that_brings_its_articles_is_not_told():
    """What has an address names its articles itself; and an empty store says nothing of anybody."""
    assert found(wire={"name": "Quay Wire", "url": "https://quay.example/feed"}) == {}
    assert list(unmatched({"wire": SourceSettings(name="Quay Wire")}, {})) == []


@pytest.mark.long
def test_collect_and_doctor_say_it(sample):
    """`collect` says it once on stderr where a name is near, `doctor` among its warnings with the line that mends it."""
    rows = sample.folder / "rows.jsonl"
    text = "The ferry between Port Lorne and the islands will run again from Monday, the harbour board said."
    rows.write_text(json.dumps({"title": "Ferry to reopen", "source": "Quay Observer", "text": text}))
    with (sample.folder / "digest.toml").open("a") as file:
        file.write('\n[sources.quay]\nname = "Quay Observr"\nweight = 2\n')
    assert "written much like it" in sample("collect", str(rows)).err
    assert 'mend: set sources.quay.name = "Quay Observer"' in sample("doctor").out
