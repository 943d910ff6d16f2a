"""A mail that would be too long, from `digest compose` to the outbox."""

import json
from email import message_from_bytes, policy

import pytest


@pytest.fixture
def small(sample):
    """The sample with room for 30 KB of HTML."""
    path = sample.folder / "digest.toml"
    path.write_text(path.read_text().replace("max_html_kb = 90", "max_html_kb = 30"))
    assert sample("collect", "articles").code == 0
    return sample


def test_compose_says_what_it_cut(small):
    """On stderr for a person, in `cuts` for a program, whose sections hold what is left."""
    answer = small("compose", "--json", "--out", "made")
    cuts = answer.json["cuts"]
    assert cuts
    assert all(f"the mail would be too long: {cut}\n" in answer.err for cut in cuts)
    assert answer.json["html_bytes"] <= 30 * 1024
    html, text = ((small.folder / "made" / f"edition.{kind}").read_text() for kind in ("html", "txt"))
    stories = [one for section in answer.json["sections"] for one in section["stories"]]
    assert [one["number"] for one in stories] == list(range(1, len(stories) + 1))
    assert all(one["headline"] in " ".join(text.split()) for one in stories)
    for cut in cuts:
        if cut.startswith("left out: 1"):
            assert cut.partition(". ")[2] not in html + " ".join(text.split())
    assert "/unsubscribe/" in html


def test_what_was_cut_was_not_told(small):
    """The frozen edition is what readers got: nothing cut stands in it, and there is nothing left to cut."""
    cut = small("compose", "--json").json
    assert small("send", "--yes").code == 0
    frozen = small("compose", "--json", "--out", "made")
    assert (frozen.json["cuts"], frozen.json["sections"]) == ([], cut["sections"])
    assert (frozen.json["hash"] == cut["hash"], frozen.json["state"]) == (False, "sent")
    mails = sorted((small.folder / "outbox").rglob("*.eml"))
    read = message_from_bytes(mails[0].read_bytes(), policy=policy.default).get_body(("html",)).get_content()
    made = (small.folder / "made" / "edition.html").read_text()
    assert [line for line in read.splitlines() if "<h3" in line] == [
        line for line in made.splitlines() if "<h3" in line
    ]
    assert "slot" not in made
    assert json.loads((small.folder / "made" / "edition.json").read_text())["cuts"] == []
