"""The line finder: the right line or none, for every way that TOML can say a key."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.lines import deepest, lines_of

TEXT = '''\
top = 1
a.b."c d" = 2 # a comment with x = 3
'quoted.key' = 3

[ table . "sub.key" ]   # comment
value = """
not.a.key = 1
[not.a.table]
"""
literal = \'\'\'
also = "not a key"\'\'\'
inline = { x = 1, y = { z = 2 } }
many = [
  1,
  # [no]
  { deep = "]" },
]

[[list]]
name = "first"
[[list.inner]]
n = 1
[[list.inner]]
n = 2
[list.part]
p = 1
[[list]]
name = "second"
[list.part]
p = 2
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("top",), 1),
        (("a", "b", "c d"), 2),
        (("a",), 2),
        (("quoted.key",), 3),
        (("table", "sub.key"), 5),
        (("table", "sub.key", "value"), 6),
        (("table", "sub.key", "literal"), 10),
        (("table", "sub.key", "inline", "y", "z"), 12),
        (("table", "sub.key", "many", 1, "deep"), 13),
        (("list", 0), 19),
        (("list", 0, "name"), 20),
        (("list", 0, "inner", 0, "n"), 22),
        (("list", 0, "inner", 1, "n"), 24),
        (("list", 0, "part", "p"), 26),
        (("list", 1, "name"), 28),
        (("list", 1, "part", "p"), 30),
    ],
)
def test_each_way_to_write_a_key_is_found(key, line):
    """Dotted and quoted keys, tables, arrays of tables, inline tables, values of several lines."""
    assert lines_of(TEXT)[key] == line


def test_nothing_inside_a_string_is_taken_for_a_key():
    """Text that looks like TOML in a string of several lines has no line of its own."""
    found = lines_of(TEXT)
    assert not [key for key in found if "not" in key or "also" in key or "no" in key]
    assert deepest(found, ("not", "a", "key")) is None


def test_a_missing_key_has_the_line_of_its_table():
    """A key that is not there is looked for in the table around it; without one there is no line."""
    assert deepest(lines_of(TEXT), ("list", 1, "missing")) == 27
    assert deepest(lines_of(TEXT), ("missing",)) is None


NAMES = st.one_of(
    st.from_regex(r"[a-z]{1,3}", fullmatch=True), st.sampled_from(["a b", "x.y", "é", "=", "#", "]"])
)
VALUES = st.sampled_from(
    ["1", "true", '"="', "'#'", '"""\nk = 1\n[t]\n"""', "[1,\n2]", "{ k = 1 }", "07:00:00", "'''\n'''"]
)


@st.composite
def documents(draw):
    """Tables of keys, each with a number of its own, and the line on which each was written."""
    text, places = "", {}
    for number in range(draw(st.integers(1, 4))):
        text += draw(st.sampled_from(["", "\n", "# [c] = 1\n"]))
        text += f"[t{number}]\n"
        for name in draw(st.lists(NAMES, unique=True, max_size=3)):
            places["t" + str(number), name] = text.count("\n") + 1
            text += f"{_quoted(name)} = {draw(VALUES)} # k = 2\n"
    return text, places


def _quoted(name):
    return '"' + name + '"'


@given(documents())
def test_whatever_stands_around_it_a_key_is_found_on_its_line(document):
    """Keys beside strings, comments and lists that look like TOML are found where they were written."""
    text, places = document
    tomllib.loads(text)
    found = lines_of(text)
    assert {key: found.get(key) for key in places} == places
