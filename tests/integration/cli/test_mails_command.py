"""`digest mails`: the other mails as files."""

from email import message_from_bytes, policy

KINDS = ("confirm", "welcome", "farewell", "goodbye-undo", "data", "correction")


def test_the_other_mails_are_written_as_a_reader_would_get_them(sample):
    """Three files each: the mail, and both its parts as they are read; the correction says what was asked."""
    answer = sample("mails", "seen", "--correction", "The pier is open, not closed.", "--json")
    assert answer.code == 0
    folder = sample.folder / "seen"
    assert len(answer.json["files"]) == len(list(folder.iterdir())) == 3 * len(KINDS)
    for kind in KINDS:
        mail = message_from_bytes((folder / f"{kind}.eml").read_bytes(), policy=policy.default)
        for part, suffix in (("plain", "txt"), ("html", "html")):
            read = (folder / f"{kind}.{suffix}").read_bytes().decode()
            assert mail.get_body((part,)).get_content() == read.replace("\n", "\r\n") + "\r\n"
        assert mail["To"] == "reader@example.org"
    assert "The pier is open, not closed." in (folder / "correction.txt").read_text()
    assert "/farewell/early-tram.preview" in (folder / "farewell.txt").read_text()


def test_a_folder_that_cannot_be_written_is_one_clear_line(sample):
    """A file where the folder should be is refused, and said."""
    (sample.folder / "seen").write_text("")
    answer = sample("mails", "seen")
    assert answer.code == 1
    assert "seen: cannot be written" in answer.err
