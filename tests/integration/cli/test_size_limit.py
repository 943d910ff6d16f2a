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


@pytest.mark.long
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


@pytest.mark.long
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


@pytest.mark.long
def test_why_says_what_the_size_left_out(small):
    """A story that the mail has no room for is not said to be printed, before the send and after it."""

    def out_and_in(made):
        verdicts = {one["article"]: one["verdict"] for one in made["why"]}
        stories = [one for section in made["sections"] for one in section["stories"]]
        return {key for key, said in verdicts.items() if said == "size"}, [
            verdicts[one["articles"][0]] for one in stories
        ]

    before = small("compose", "--json", "--why").json
    out, kept = out_and_in(before)
    assert len(out) == sum(cut.startswith("left out: ") and cut[10].isdigit() for cut in before["cuts"]) > 0
    assert set(kept) == {"printed"}
    told = small("compose", "--why").out
    assert "the mail would be too long with it; else story" in told
    assert small("send", "--yes").code == 0
    assert out_and_in(small("compose", "--json", "--why").json) == (out, kept)
