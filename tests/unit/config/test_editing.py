"""digest.toml edited: the tables change, the comments stay."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.editing import slug_for, with_source, without_source
from digest.errors import ConfigError

FILE = """# mine
secret_key = "x"  # keep

[sources.lantern]   # the old one
name = "Lantern"    # by name
weight = 2

[newsletters.a]
name = "A"
"""


def test_a_table_comes_and_goes_and_the_rest_stays():
    """Adding and removing a source gives the file back, comment by comment."""
    more = with_source(
        FILE, "wire", {"name": 'The "Wire"', "url": "https://wire.example/f?a=1", "full_text": True}
    )
    assert more.startswith(FILE.rstrip())
    assert tomllib.loads(more)["sources"]["wire"] == {
        "name": 'The "Wire"',
        "url": "https://wire.example/f?a=1",
        "full_text": True,
    }
    less = without_source(more, "wire")
    assert less.strip() == FILE.strip()
    assert "sources" not in tomllib.loads(without_source(less, "lantern"))


def test_what_cannot_be_done_is_refused():
    """A source that is there already, one that is not, and a file that is no TOML."""
    for wrong in (lambda: with_source(FILE, "lantern", {}), lambda: without_source(FILE, "wire"), lambda: with_source("= 1", "a", {})):  # fmt: skip
        with pytest.raises(ConfigError):
            wrong()


@given(st.text(max_size=80), st.sets(st.sampled_from(["harbour-wire", "source", "harbour-wire-2"])))
def test_a_slug_is_always_found(name, taken):
    """Any name gives a slug that is allowed and free."""
    import re

    slug = slug_for(name, taken)
    assert slug not in taken
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", slug)
    assert slug_for("The Harbour Wire", ()) == "harbour-wire"
