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


@pytest.mark.long
def test_the_sample_passes(sample):
    """The edition as it would be mailed fails no check; it warns of addresses that only this machine knows."""
    ran = sample("lint", "--json")
    assert (ran.code, ran.json["passed"]) == (0, True)
    assert {one["check"] for one in ran.json["findings"]} == {"link-local", "list-unsubscribe"}


@pytest.mark.long
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


@pytest.mark.long
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


PAGE = "<html><head><title>Größe</title>{}</head><body><p>Müller fährt nach Köln</p></body></html>"


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("empty.html", b"", "there is nothing in it"),
        ("blank.eml", b" \r\n", "there is nothing in it"),
        ("notes.txt", b"just some words\n", "neither a mail (no From, no Subject, no Date ...) nor a page (.html)"),
        ("noise.eml", bytes(range(256)) * 9, "neither a mail (no From, no Subject, no Date ...) nor a page (.html)"),
        ("noise.html", b"<p>\0\1</p>", "it is binary, not text (a NUL byte at offset 3)"),
        ("wrong.html", b"<meta charset=utf-8><p>M\xfcller</p>", "it is not UTF-8: byte 0xfc at offset 24; save it as UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_mail_and_no_page_is_refused_by_its_name(digest, name, held, said):
    """One line that says what is wrong with the file; nothing is judged."""
    file = digest.folder / name
    file.write_bytes(held)
    ran = digest("lint", file, "--json")
    assert (ran.code, ran.out, ran.said) == (1, "", f"digest: {file}: {said}")


@pytest.mark.parametrize(
    ("held", "charset"),
    [
        (PAGE.format("<meta charset=iso-8859-1>").encode("latin-1"), "it says iso-8859-1: write it in UTF-8"),
        (PAGE.format("").encode("utf-16"), '<meta charset="utf-8"> is missing'),
        (PAGE.format('<meta charset="UTF-8">').encode(), ""),
    ],
)
def test_a_page_of_another_origin_is_read_in_its_own_letters(digest, held, charset):
    """Whatever it is written in, its words are read, and it is told where a mail needs UTF-8; the title is there."""
    file = digest.folder / "page.html"
    file.write_bytes(held)
    ran = digest("lint", file, "--json")
    told = {one["check"]: one["message"] for one in ran.json["findings"]}
    assert (ran.code, ran.json["passed"]) == (1, False)
    assert told.get("charset", "").startswith(charset)
    assert ("charset" in told, "title" in told) == (bool(charset), False)


def test_a_check_with_many_places_prints_twenty(digest):
    """The rest is counted; a program gets them all."""
    file = digest.folder / "page.html"
    file.write_text("<p>\n" + '<img src="https://a.example/x.png" width="1">\n' * 33)
    ran = digest("lint", file)
    assert "      and 13 more places" in ran.out.splitlines()
    found = digest("lint", file, "--json").json["findings"]
    assert sum(one["check"] == "image-alt" for one in found) == 33


def test_of_a_page_beyond_all_measure_only_the_size_is_told(digest):
    """What no mail client would show in a lifetime is not looked at for minutes."""
    file = digest.folder / "page.html"
    file.write_text("<p>" + "word " * 400_001)
    (found,) = digest("lint", file, "--json").json["findings"]
    assert (found["check"], found["level"]) == ("html-bytes", "fail")
    assert found["message"].endswith("nothing else of it was looked at")


@pytest.mark.long
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
