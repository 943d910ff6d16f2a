from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.textpart import WIDTH, columns_of, rule, wrap

WORDS = st.lists(
    st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=90)
    | st.sampled_from(["日本語のとても長い文章です。", "e\u0301", "https://example.org/" + "x" * 90, "a-b"]),
    max_size=30,
)


@settings(max_examples=60)
@given(WORDS, st.sampled_from(["", "  ", "    "]))
def test_wrapping_keeps_every_character_and_the_width(words, indent):
    """No character but white space is lost or moved, and only addresses are wider than the page."""
    text = " ".join(words)
    lines = wrap(text, indent).split("\n")
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert columns_of(line) <= WIDTH or "://" in line


def test_words_stay_whole_where_a_line_holds_them():
    """Lines break between words, a word beyond a line is cut, and an address stands alone and whole."""
    address = "https://example.org/" + "x" * 80
    assert wrap(f"{'word ' * 14}{address} end").split("\n") == [("word " * 14).strip(), address, "end"]
    assert [len(line) for line in wrap("a" * 100).split("\n")] == [WIDTH, 28]


def test_first_line_may_hang_a_number():
    """The mark of the first line stands before it, the others are indented by as much."""
    lines = wrap("word " * 20, "    ", "12. ").split("\n")
    assert lines[0].startswith("12. word")
    assert lines[1].startswith("    word")


def test_wide_characters_count_as_two():
    """A Japanese sentence without spaces is broken after 36 characters, never before its full stop."""
    lines = wrap("日" * 36 + "。" + "本" * 3).split("\n")
    assert [columns_of(line) for line in lines] == [70, 10]
    assert columns_of("e\u0301\u200d") == 1
    assert len(rule("=")) == WIDTH


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    """Marks, small kana and long vowels stay with the letter before them, an opening bracket with the one after."""
    text = "「直す」授業を、コーヒーとチョコレート（少々）で始めた。" * 12
    for start in range(8):
        lines = wrap("あ" * start + text).split("\n")
        assert len(lines) > 5
        assert not [line for line in lines[1:] if line[0] in "」）、。ーョ々"]
        assert not [line for line in lines if line[-1] in "「（"]


def test_korean_words_stay_whole():
    """They have spaces between them, wide as their letters are."""
    words = ["항구의", "선원들은", "월요일부터", "파업에", "들어갔다."] * 6
    assert [word for line in wrap(" ".join(words)).split("\n") for word in line.split()] == words
