"""`digest lint`, and `digest send` that asks it first."""

import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[2] / "golden"
on_sqlite = pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # what is tested is above the database


@pytest.fixture
def faulty(sample):
    """The sample with a theme of its own whose footer has neither address nor way out."""
    footer = sample.folder / "theme" / "email" / "parts" / "footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text('<p class="footline">Bye.</p>\n')
    path = sample.folder / "digest.toml"
    path.write_text(path.read_text().replace('# theme = "theme"', 'theme = "theme"'))
    return sample


def test_the_sample_passes(sample):
    """The edition as it would be mailed fails no check; it warns of addresses that only this machine knows."""
    ran = sample("lint", "--json")
    assert (ran.code, ran.json["passed"]) == (0, True)
    assert {one["check"] for one in ran.json["findings"]} == {"link-local", "list-unsubscribe"}


def test_the_answer_has_the_agreed_shape(faulty):
    """A verdict and findings of four strings each; exit 1."""
    ran = faulty("lint", "--date", "today", "--json")
    assert (ran.code, list(ran.json), ran.json["passed"]) == (1, ["passed", "findings"], False)
    for finding in ran.json["findings"]:
        assert list(finding) == ["check", "level", "where", "message"]
        assert finding["level"] in {"fail", "warn"}
        assert all(type(value) is str and value for value in finding.values())
    failed = {one["check"] for one in ran.json["findings"] if one["level"] == "fail"}
    assert {"unsubscribe-link", "postal-address"} <= failed


def test_a_person_reads_check_place_and_verdict(faulty):
    """Each check once with its places, fails before warnings, the sum at the end."""
    lines = faulty("lint").out.splitlines()
    heads = [line for line in lines if re.match(r"(fail|warn)  ", line)]
    assert heads == sorted(set(heads), key=lambda line: (line.startswith("warn"), heads.index(line)))
    assert "fail  postal-address" in heads
    assert re.search(r"\(draft\): fails, \d+ faults?, \d+ warnings?$", lines[-1])


def test_files_are_checked_without_a_newsletter(digest):
    """A mail and a page, told by name or by their first bytes; no digest.toml is needed."""
    mail = digest("lint", GOLDEN / "edition.eml", "--json")
    page = digest("lint", GOLDEN / "edition.html", "--json")
    assert (mail.code, page.code) == (0, 0)
    unnamed = digest.folder / "page"
    unnamed.write_bytes((GOLDEN / "edition.html").read_bytes())
    assert digest("lint", unnamed, "--json").json == page.json


def test_wrong_calls_are_one_line(digest):
    """A file that is not there is said; a file and a day together are a usage error."""
    assert digest("lint", "none.eml").said == "digest: none.eml: cannot be read: No such file or directory"
    assert digest("lint", "none.eml", "--date", "today").code == 2


def test_a_failing_edition_is_not_sent(faulty):
    """Each fault on a line, nothing frozen; --force sends it as it is."""
    ran = faulty("send", "--yes")
    assert ran.code == 1
    assert "digest: postal-address: " in ran.err
    assert ran.err.splitlines()[-1].endswith("mend it, or send it as it is with --force")
    assert faulty("status", "--json").json["state"] == "draft"
    forced = faulty("send", "--yes", "--force", "--json")
    assert (forced.code, forced.json["state"]) == (0, "sent")
    assert faulty("send", "--yes").code == 0  # what is fixed is not judged again
