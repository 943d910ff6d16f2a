"""What a reader leaves out, as one canonical text."""

from hypothesis import given
from hypothesis import strategies as st

from subscribers.taste import Taste

names = st.lists(st.text(max_size=300), max_size=80)


@given(names, names, st.booleans())
def test_any_names_become_a_text_that_reads_back(sections, sources, text_only):
    """Whatever is sent gives a text that fits its column and is read back as the taste that it stands for."""
    text = str(Taste.of(sections, sources, text_only=text_only))
    assert len(text) <= 4000
    assert str(Taste.parse(text)) == text


@given(st.lists(st.sampled_from(["World", "Sport", "Money", "Arts"])), st.randoms())
def test_the_same_taste_is_the_same_text(names, random):
    """Order and repetition do not matter: readers of one taste are counted as one."""
    shuffled = names * 2
    random.shuffle(shuffled)
    assert str(Taste.of(names, ())) == str(Taste.of(shuffled, ()))


def test_a_taste_for_everything_is_empty():
    """Nothing muted is the empty text, as the rows of all readers begin."""
    assert (str(Taste()), Taste.parse("")) == ("", Taste())


def test_controls_are_left_off():
    """A name with a line break or a NUL in it is none."""
    assert Taste.of(["Sport\r\n", "World\0", " ", "Money"], ["\u202eEvil"]).sections == {"Money"}
