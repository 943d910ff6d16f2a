"""Reading files and folders: each article once, each fault with its one reason, and the rest goes on."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect import files
from digest.collect.files import Found, Rejected, extract_again, read

TEXT = "The council of Tarn voted on Monday to close its only bridge for six weeks, since engineers had found rust in four cables."
ARTICLE = f"Council closes the Tarn bridge\n\n{TEXT}\n"


def reason(path):
    found = list(read([path]))
    assert len(found) == 1
    assert isinstance(found[0], Rejected)
    return found[0].reason


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_every_kind_of_file_is_read(tmp_path):
    """Each ending has its importer; what is kept of the original can be cleaned again to the same extract."""
    write(tmp_path, "a.txt", ARTICLE)
    write(tmp_path, "b.md", f"# Council closes the Tarn bridge\n\n{TEXT}\n")
    write(
        tmp_path,
        "c.HTML",
        f"<html><body><article><h1>Council closes the Tarn bridge</h1><p>{TEXT}</p></article></body></html>",
    )
    write(tmp_path, "d.jsonl", json.dumps({"title": "Council closes the Tarn bridge", "text": TEXT}) + "\n")
    write(tmp_path, "e.eml", f"From: a@tarn.example\nSubject: Council closes the Tarn bridge\n\n{TEXT}\n")
    found = list(read([tmp_path]))
    assert [f.kind for f in found] == ["text", "markdown", "html", "row", "mail"]
    for item in found:
        assert isinstance(item, Found)
        assert (item.extract.title, item.extract.paragraphs) == ("Council closes the Tarn bridge", (TEXT,))
        assert extract_again(item.kind, item.raw) == item.extract


def test_folders_are_walked_in_order_without_hidden_files(tmp_path):
    """Sorted by path, hidden files and folders passed over, other kinds of file told."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path, name, ARTICLE)
    write(tmp_path, "c.png", b"x")
    found = list(read([tmp_path]))
    assert [str(f.path.relative_to(tmp_path)) for f in found] == ["a.txt", "b/2.txt", "c.png"]
    assert isinstance(found[2], Rejected)
    assert "not a kind of file that holds articles (.txt, .md" in found[2].reason


def test_rows_are_counted_from_one_and_bad_ones_do_not_stop_the_rest(tmp_path):
    """Each row is told by its number; blank lines count and are passed over."""
    good = json.dumps({"title": "T", "text": TEXT})
    path = write(tmp_path, "a.jsonl", f'{good}\n\n{{"title": oops}}\n[1]\n{good}')
    found = list(read([path]))
    assert [(type(f), f.row) for f in found] == [(Found, 1), (Rejected, 3), (Rejected, 4), (Found, 5)]
    assert found[1].reason == "row 3: it is not JSON: Expecting value at column 11"
    assert found[2].reason == "row 4: it is a list, not an object {...} with title and text"
    assert all(item.reason.count("row") == 1 for item in found if isinstance(item, Rejected))


def test_a_missing_path(tmp_path):
    """A path that is not there is told."""
    assert reason(tmp_path / "none.txt") == "there is no such file or folder"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.eml", "a.jsonl"])
@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file(tmp_path, name, content):
    """Nothing, or only white space, is empty."""
    assert reason(write(tmp_path, name, content)) == "it is empty"


def test_a_binary_file(tmp_path):
    """A NUL byte tells a binary, and where it is."""
    assert (
        reason(write(tmp_path, "a.txt", b"\x89PNG\r\n\x00\x00"))
        == "it is binary, not text (a NUL byte at offset 6)"
    )


def test_broken_utf8_is_told_with_its_place(tmp_path):
    """The byte and its offset are named, with what to do."""
    assert (
        reason(write(tmp_path, "a.txt", b"Caf\xe9 closes"))
        == "it is not UTF-8: byte 0xe9 at offset 3; save it as UTF-8"
    )


def test_a_page_in_the_character_set_that_it_declares(tmp_path):
    """Windows-1252 is read where the page says so, or says Latin-1; not otherwise."""
    body = f"<body><article><p>Café “Tarn”: {TEXT}</p></article></body></html>"
    said = write(tmp_path, "a.html", f'<html><head><meta charset="iso-8859-1"></head>{body}'.encode("cp1252"))
    unsaid = write(tmp_path, "b.html", f"<html>{body}".encode("cp1252"))
    first, second = read([said, unsaid])
    assert isinstance(first, Found)
    assert first.extract.paragraphs[0].startswith("Café “Tarn”:")
    assert isinstance(second, Rejected)
    assert "not UTF-8" in second.reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_obeyed(tmp_path, encoding):
    """Text saved with a mark is read by it."""
    (found,) = read([write(tmp_path, "a.txt", ARTICLE.encode(encoding))])
    assert isinstance(found, Found)
    assert found.extract.title == "Council closes the Tarn bridge"


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    """50 MB are refused by their size alone."""
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert reason(path) == "it has 50.0 MB; an article's file may have 10"


def test_a_row_that_is_too_large_does_not_stop_the_next(tmp_path):
    """A .jsonl may be large; one row in it may not."""
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(
            b'{"title": "'
            + b"x" * (files.LARGEST_ROW + 10)
            + b'"}\n'
            + json.dumps({"title": "T", "text": TEXT}).encode()
        )
    found = list(read([path]))
    assert [(type(f), f.row) for f in found] == [(Rejected, 1), (Found, 2)]
    assert found[0].reason == "row 1: it has more than 5 MB"


def test_a_page_without_an_article(tmp_path):
    """A page that holds no text is refused."""
    assert (
        reason(write(tmp_path, "a.html", "<html><head><title>T</title></head></html>"))
        == "the page holds no article text"
    )


@pytest.fixture
def nobody():
    """Run as a user who owns nothing, where the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield
    if root:
        os.seteuid(0)


def test_a_file_that_may_not_be_read(tmp_path, request):
    """Missing permission is told as such."""
    path = write(tmp_path, "a.txt", ARTICLE)
    path.chmod(0)
    request.getfixturevalue("nobody")
    assert reason(path) == "it may not be read (permission denied)"


def test_a_folder_that_contains_itself(tmp_path):
    """A link back up is told once and not followed."""
    write(tmp_path, "a.txt", ARTICLE)
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(read([tmp_path]))
    assert [type(f) for f in found] == [Found, Rejected]
    assert found[1].reason == "it leads back to a folder that contains it"


def test_a_broken_link_and_a_pipe(tmp_path):
    """What is no regular file is refused without waiting for it; a link to nothing, or to itself, is told as a link."""
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "itself.txt").symlink_to(tmp_path / "itself.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [f.reason for f in read([tmp_path])] == [
        "it is a link that leads nowhere",
        "it is a link that leads nowhere",
        "it is no regular file",
    ]
    assert reason(tmp_path / "itself.txt") == "it is a link that leads nowhere"


@given(
    st.sampled_from([".txt", ".html", ".md", ".eml", ".jsonl"]),
    st.binary(max_size=200) | st.text(max_size=100).map(str.encode),
)
@settings(max_examples=80)
def test_any_bytes_are_found_or_rejected(tmp_path, suffix, content):
    """No bytes in any kind of file raise; each rejection has a reason of one line."""
    path = write(tmp_path, f"any{suffix}", content)
    for item in read([path]):
        assert isinstance(item, Found) or (item.reason and "\n" not in item.reason)
