"""`digest approve`, `hold` and `release`: an edition that is looked after from the command line."""

import pytest

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_an_edition_is_approved_held_and_released(sample):
    """Each says where the edition stands then; an approved one does not change, a held one is not sent."""
    approved = sample("approve")
    assert (approved.code, ": Approved " in approved.out) == (0, True)
    assert sample("compose", "--json").json["state"] == "approved"
    held = sample("hold", "--reason", "A source is being checked.", "--json").json
    assert (held["state"], held["reason"], held["approved_by"]) == (
        "held",
        "A source is being checked.",
        None,
    )
    refused = sample("send", "--yes")
    assert (refused.code, "is held: A source is being checked" in refused.err) == (1, True)
    assert sample("release").out.endswith(": Draft\n")


@pytest.mark.long
def test_only_what_was_seen_is_approved(sample):
    """With the hash of another edition nothing is approved, and the message says to look again."""
    seen = sample("compose", "--json").json["hash"]
    refused = sample("approve", "--hash", "0" * 64)
    assert (refused.code, "has changed since you saw it; look at it again" in refused.said) == (1, True)
    assert sample("approve", "--hash", seen, "--json").json["state"] == "approved"


@on_sqlite
@pytest.mark.long
def test_what_is_frozen_is_not_changed(wired):
    """A sent edition refuses all three, says its state and the way to correct it."""
    assert wired("send", "--yes").code == 0
    for command in ("approve", "hold", "release"):
        ran = wired(command)
        assert (ran.code, "is sent; it cannot be changed any more" in ran.said) == (1, True), ran
        assert "--correction" in ran.said


@pytest.mark.long
def test_a_wrong_day_is_a_wrong_call(sample):
    """What is no day is refused before anything is done."""
    assert sample("hold", "--date", "someday").code == 2


@pytest.mark.long
def test_an_approval_is_no_way_round_the_checks(sample):
    """What the checks fail is approved with a warning that it will not be sent so."""
    footer = sample.folder / "theme" / "email" / "parts" / "footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text('<p class="footline">Bye.</p>\n')
    path = sample.folder / "digest.toml"
    path.write_text(path.read_text().replace('# theme = "theme"', 'theme = "theme"'))
    ran = sample("approve")
    assert (ran.code, "it will not be sent so" in ran.err) == (0, True)
