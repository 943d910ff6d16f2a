"""What digest.toml says of sources, from the file to the edition and its reasons."""

import pytest


def configured(sample, text):
    """The sample with these tables at the end of its file; the answer of `digest compose --why --json`."""
    path = sample.folder / "digest.toml"
    path.write_text(f"{path.read_text()}\n{text}\n")
    return sample("compose", "--why", "--json").json


def stories(made):
    """All stories of the edition."""
    return [story for section in made["sections"] for story in section["stories"]]


@pytest.mark.long
def test_a_source_of_headlines_is_printed_without_text(sample):
    """Its stories have headline and source and no lead; the reason names the licence."""
    made = configured(sample, '[sources.post]\nname = "The Marram Post"\nheadline_only = true')
    bare = [story for story in stories(made) if story["sources"][0]["name"] == "The Marram Post"]
    assert bare
    assert all((story["lead"], story["words"]) == ("", 0) for story in bare)
    articles = {story["articles"][0] for story in bare}
    reasons = [one["reason"] for one in made["why"] if one["article"] in articles]
    assert all("the headline alone" in reason for reason in reasons)
    assert "(the headline alone)" in sample("compose").out


@pytest.mark.long
def test_a_source_leads_no_more_than_it_may(sample):
    """With a cap of one, each source leads one story; the others say which source has its share."""
    path = sample.folder / "digest.toml"
    path.write_text(path.read_text().replace("# most_per_source = 4 ", "most_per_source = 1 "))
    made = sample("compose", "--why", "--json").json
    leading = [story["sources"][0]["name"] for story in stories(made)]
    assert len(leading) == len(set(leading)) > 5
    capped = [one for one in made["why"] if one["verdict"] == "cap"]
    assert any("leads 1 already" in one["reason"] for one in capped)


@pytest.mark.long
def test_scores_can_be_added_up(sample):
    """The parts of each score sum up to it, a weight among them; the best rank is the first story's."""
    made = configured(sample, '[sources.post]\nname = "The Marram Post"\nweight = 3')
    scored = [one for one in made["why"] if one["parts"]]
    assert all(abs(sum(one["parts"].values()) - one["score"]) < 0.001 for one in scored)
    assert any(one["parts"]["weight"] > 0 for one in scored)
    assert "+ weight 2.0 +" in sample("compose", "--why").out
