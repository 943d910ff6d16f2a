"""`digest extract` and `digest collect`: what they answer, and one clear line for everything that is bad."""

import json

import pytest

BODY = (
    "The harbour board voted on Monday to open the old ferry line again. It had been closed for two winters, since the "
    "pier was found to be unsafe.\n\nTickets will cost four crowns, the board said in a statement on its site. The first "
    "boat leaves on the first of March, and the last one is to be back by nine in the evening.\n"
)
KEYS = [
    "path",
    "row",
    "title",
    "byline",
    "published",
    "kicker",
    "paragraphs",
    "dropped",
    "related",
    "lead",
    "error",
]
MEGABYTE = 1_000_000


@pytest.fixture
def article(digest):
    path = digest.folder / "ferry.txt"
    path.write_text(f"The ferry line opens again\n\n{BODY}", encoding="utf-8")
    return path


def wire(digest, *rows):
    path = digest.folder / "wire.jsonl"
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))
    return path


def test_extract_answers_with_the_agreed_keys(digest, article):
    """One object for one path; what is unknown is null, and nothing is stored (there is no digest.toml)."""
    found = digest("extract", article.name, "--json").json
    assert list(found) == KEYS
    assert list(found["lead"]) == ["text", "words", "sentences", "sources"]
    assert (found["title"], found["byline"], found["row"], found["error"]) == (
        "The ferry line opens again",
        None,
        None,
        None,
    )
    assert found["paragraphs"] == [part.strip() for part in BODY.split("\n\n")]
    assert found["lead"]["text"] == " ".join(found["lead"]["sentences"])
    assert found["lead"]["words"] == len(found["lead"]["text"].split())


def test_extract_gives_a_line_for_each_path_file_and_row(digest, article):
    """Several paths, a folder, and the rows of a .jsonl, counted from 1."""
    folder = digest.folder / "more"
    folder.mkdir()
    (folder / "b.md").write_text(f"# Another one\n\n{BODY}")
    path = wire(
        digest,
        {"title": "First", "text": BODY, "published": "2026-11-20T10:00:00+01:00"},
        "\n",
        {"title": "Third", "html": f"<p>{BODY}</p>"},
    )
    found = digest("extract", article.name, "more", path.name, "--json").lines
    assert [(one["path"], one["row"], one["title"]) for one in found] == [
        ("ferry.txt", None, "The ferry line opens again"), ("more/b.md", None, "Another one"),
        ("wire.jsonl", 1, "First"), ("wire.jsonl", 3, "Third"),
    ]  # fmt: skip
    assert found[2]["published"] == "2026-11-20T09:00:00+00:00"


def test_the_leads_budget_can_be_set(digest, article):
    """--sentences 1 gives one sentence, --words 20 no more than twenty words."""
    assert len(digest("extract", article.name, "--sentences", 1, "--json").json["lead"]["sentences"]) == 1
    assert digest("extract", article.name, "--words", 20, "--json").json["lead"]["words"] <= 20
    assert digest("extract", article.name, "--words", 0).code == 2


def test_extract_tells_a_person_the_same(digest, article):
    """Without --json: title, lead, what was kept."""
    ran = digest("extract", article.name)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("The ferry line opens again\nferry.txt\n\nThe harbour board voted")
    assert "2 paragraphs kept, 0 lines dropped" in ran.out


def test_a_refused_row_has_its_own_object_and_the_rest_goes_on(digest):
    """Exit 1, the bad row with its error, the good one as ever."""
    ran = digest("extract", wire(digest, "{no json}\n", {"title": "Good", "text": BODY}).name, "--json")
    assert ran.code == 1
    assert [(one["row"], one["title"], bool(one["error"])) for one in ran.lines] == [
        (1, None, True),
        (2, "Good", False),
    ]
    assert all(list(one) == KEYS for one in ran.lines)
    assert (
        ran.err
        == "digest: wire.jsonl: row 1: it is not JSON: Expecting property name enclosed in double quotes at column 2\n"
    )


@pytest.mark.long
def test_halves_of_characters_are_printed_all_the_same(digest):
    """A lone surrogate in a row goes out as a JSON escape, and as one for a person."""
    path = wire(digest, {"title": "Half \ud83d of it", "text": BODY})
    assert digest("extract", path.name, "--json").json["title"] == "Half \ud83d of it"
    ran = digest.spawn("extract", path.name)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "Half \\ud83d of it")


def test_collect_answers_with_counts_and_reasons(digest, article):
    """new, updated, unchanged, and each rejection with path and reason."""
    digest("init")
    path = wire(
        digest,
        {"title": "First", "text": BODY + "It was a long day.", "url": "https://x.example/1"},
        "{no json}\n",
    )
    first = digest("collect", article.name, path.name, "gone.txt", "--json")
    assert first.code == 1
    assert {name: first.json[name] for name in ("new", "updated", "unchanged")} == {
        "new": 2,
        "updated": 0,
        "unchanged": 0,
    }
    assert [one["path"] for one in first.json["rejected"]] == ["wire.jsonl", "gone.txt"]
    assert first.json["rejected"][1]["reason"] == "there is no such file or folder"
    again = digest("collect", article.name)
    assert (again.code, again.out) == (0, "0 new, 0 updated, 1 unchanged, 0 rejected\n")


BAD = {
    "empty.txt": (b"", "it is empty"),
    "binary.txt": (b"\x7fELF\x02\x01\0\0\0", "it is binary, not text"),
    "broken.txt": (b"Title\n\n\xff\xfe broken \xc3", "it is"),
    "broken.md": (b"# Title\n\nbroken \xc3( text", "it is not UTF-8: byte 0xc3"),
    "nobody.html": (
        b"<html><head><title>Only a title</title></head></html>",
        "the page holds no article text",
    ),
    "notjson.jsonl": (b"this is no JSON\n", "row 1: it is not JSON"),
    "empty.jsonl": (b"\n\n", "it is empty"),
    "empty.eml": (b"\r\n", "it is empty"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.long
def test_a_bad_file_is_one_clear_line(digest, article, name):
    """Whatever it is: one line with the file and the reason, exit 1, no traceback, and its neighbour is stored."""
    content, reason = BAD[name]
    (digest.folder / name).write_bytes(content)
    digest("init")
    ran = digest("collect", name, article.name)
    assert (ran.code, ran.out) == (1, "1 new, 0 updated, 0 unchanged, 1 rejected\n")
    assert ran.err.startswith(f"digest: {name}: {reason}")
    assert ran.err.count("\n") == 1


def test_fifty_megabytes_are_refused_unread(digest):
    """One line with the size and what is allowed."""
    with (digest.folder / "large.html").open("wb") as file:
        file.truncate(50 * MEGABYTE)
    ran = digest("extract", "large.html")
    assert (ran.code, ran.said) == (1, "digest: large.html: it has 50.0 MB; an article's file may have 10")


@pytest.mark.long
def test_a_reader_who_leaves_early_is_no_fault(digest, article):
    """`digest extract ... | head -1` ends without a traceback."""
    path = wire(digest, *({"title": f"Row {n}", "text": BODY} for n in range(150)))
    process = digest.process("extract", path.name, "--json")
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.wait(30)
    process.stderr.close()
    assert "Traceback" not in err
    assert "Exception" not in err
