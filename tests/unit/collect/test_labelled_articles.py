"""The labelled raw texts: what is measured on them holds."""

import json
import os
from pathlib import Path

import pytest
import repetition

from digest.collect.extract import from_text
from digest.summarize.attribution import named_sources
from digest.summarize.leads import Budget, pick

pytestmark = pytest.mark.data


def cases():
    folder = Path(os.environ["DIGEST_TEST_DATA"]) / "articles"
    return [
        (path, json.loads(path.with_suffix(".json").read_text())) for path in sorted(folder.glob("*.txt"))
    ]


def lines_of(path):
    return [" ".join(line.split()) for line in path.read_text().splitlines()]


def test_every_body_line_is_kept_and_hardly_any_other():
    """Recall is .97 and precision .95 over all texts, without any other article stored."""
    hit = missed = wrong = 0
    for path, label in cases():
        lines = lines_of(path)
        body = {lines[n - 1] for n in label["body_line_numbers"]}
        junk = {lines[n - 1] for n in label["junk_line_numbers"]} - body
        got = from_text(path.read_text()).paragraphs
        hit += sum(line in " ".join(got) for line in body)
        missed += sum(line not in " ".join(got) for line in body)
        wrong += sum(bool(line) and any(line in p for p in got) for line in junk)
    assert hit / (hit + missed) >= 0.97
    assert hit / (hit + wrong) >= 0.95


def test_hardly_any_junk_is_left():
    """Of the lines that are none of the article's .99 are left out, each with its reason."""
    junk = left = 0
    for path, label in cases():
        lines = lines_of(path)
        wrong = {lines[n - 1] for n in label["junk_line_numbers"]} - {""}
        wrong -= {lines[n - 1] for n in label["body_line_numbers"]}
        junk += len(wrong)
        left += len(wrong.intersection(from_text(path.read_text()).texts))
    assert left <= 0.01 * junk


def test_repetition_alone_catches_promotions():
    """With twelve stored stories of the source .80 of them recur, and .96 of the text does not; three copies cost it nothing."""
    texts = repetition.texts(Path(os.environ["DIGEST_TEST_DATA"]) / "articles")
    promotions, body = repetition.caught(texts, 12)
    assert promotions >= 0.80
    assert body >= 0.96
    assert repetition.copies_keep(texts, 3) == 1


def test_every_lead_begins_where_the_article_does():
    """The lead opens with the first body line of each text."""
    for path, label in cases():
        found = from_text(path.read_text())
        first = lines_of(path)[label["body_line_numbers"][0] - 1]
        lead = pick(found.paragraphs, Budget(), title=found.title)
        assert lead is not None, path.name
        assert lead.text[:40] in first, path.name


def test_every_title_is_found():
    """Titles come out as they were labelled, without a scraper's date before them."""
    assert {
        path.name for path, label in cases() if from_text(path.read_text()).title != label["title"]
    } == set()


def test_the_whole_article_is_exact():
    """Of the text that is not cut, everything comes out: body, byline, related stories, sources."""
    path, label = next((path, label) for path, label in cases() if not label["truncated_excerpt"])
    found, lines = from_text(path.read_text()), lines_of(path)
    assert found.paragraphs == tuple(lines[n - 1] for n in label["body_line_numbers"])
    assert found.byline == "Devika Rao"
    assert {line.text for line in found.dropped} == {lines[n - 1] for n in label["junk_line_numbers"]}
    assert len(found.related) == 11
    assert all(story.kicker and story.headline and story.deck for story in found.related)
    assert named_sources("\n".join(found.paragraphs)) == ("CNN", "The Washington Post")
