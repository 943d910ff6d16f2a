"""Data on stdout, talk on stderr, days in words: pure."""

import io
import json
from contextlib import redirect_stdout, suppress
from datetime import date

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from digest.cli.context import Context, day_of
from digest.cli.talk import data, data_json, say
from digest.compose.message import BODY_SLOTS, Tokens


class Room:
    """A newsroom is asked for its own day only."""

    def today(self, moment):
        return date(2026, 11, 24)


@pytest.mark.parametrize(
    ("asked", "day"),
    [(None, 24), ("today", 24), ("tomorrow", 25), ("yesterday", 23), ("2026-11-02", 2)],
)
def test_a_day_in_words_or_figures(asked, day):
    """In the newsletter's own zone; today where nothing was said."""
    assert day_of(Room(), asked, None) == date(2026, 11, day)


@given(st.text(max_size=12))
def test_any_other_text_is_a_day_or_a_usage_error(text):
    """Nothing else happens."""
    with suppress(typer.BadParameter):
        assert isinstance(day_of(Room(), text, None), date)


def test_a_wrong_day_says_how_to_write_one():
    """With the form and the words."""
    with pytest.raises(
        typer.BadParameter, match="'soon' is no day; write it as 2026-11-24, or today, tomorrow, yesterday"
    ):
        day_of(Room(), "soon", None)


def test_data_and_talk_have_their_own_streams(capsys):
    """What a program reads is never mixed with what a person reads."""
    data("answer")
    say("talk")
    assert tuple(capsys.readouterr()) == ("answer\n", "talk\n")


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
@given(value=st.dictionaries(st.text(max_size=5), st.text(st.characters(), max_size=20), max_size=3))
def test_json_survives_every_terminal(encoding, value):
    """Whatever the letters and the terminal's encoding, one line comes out that reads back as it was."""
    with io.TextIOWrapper(io.BytesIO(), encoding=encoding) as stream:
        with redirect_stdout(stream):
            data_json(value)
        stream.flush()
        text = stream.buffer.getvalue().decode(encoding)
    assert text.count("\n") == 1
    assert json.loads(text) == value


def test_slots_are_filled_in_a_rendered_part():
    """A token becomes its value, text that only looks like one stays."""
    tokens = Tokens.of("{}")
    name = BODY_SLOTS[0]
    assert (
        tokens.fill(f"<a href='{tokens[name]}'>slot</a>", {name: b"https://x.example"})
        == "<a href='https://x.example'>slot</a>"
    )


def test_a_context_that_was_never_used_closes():
    """Nothing was opened, nothing is to be let go of."""
    made = Context()
    made.close()
    assert made._engine is None
