"""Whatever is handed to the checks, they answer."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.compose.lint import lint_html, lint_mail, passed

SAMPLE = (Path(__file__).parents[3] / "golden" / "edition.eml").read_bytes()
MARKUP = st.lists(
    st.sampled_from(
        [
            "<div", "<p>", "</p>", "<a href=", "'#'", ">", "<style>", "@media (", "{", "}", ";", "color:", "rgb(", "/*",
            "*/", "</style>", "<!--[if mso]>", "<![endif]-->", "-->", "<table", " style=", '"', "url(", "<img src=", "data:",
            "<h1>", "<h3>", "&#0;", "\0", "\ud800", "None", "{{", "<meta name=", "<html lang=", "<td", "bgcolor=", "#12",
            "font-size:", "1e999px", "var(--x)", "!important", ".a .b", ":root", "[data-ogsc] ",
        ]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(st.binary(max_size=2000))
def test_any_bytes_are_answered(mail: bytes) -> None:
    """No bytes make it raise, and none of so few make a mail that passes."""
    assert not passed(lint_mail(mail))


@given(MARKUP)
@example("<img src='#'{{<p>")
def test_any_markup_is_answered(html: str) -> None:
    """Torn tags, styles and comments are judged, never raised about."""
    assert not passed(lint_html(html))


@given(st.integers(0, len(SAMPLE)), st.integers(0, 3000), st.binary(max_size=30))
@pytest.mark.long
def test_a_torn_mail_is_answered(start: int, length: int, put: bytes) -> None:
    """The sample's mail with a piece torn out or put in gives findings that can be printed."""
    for finding in lint_mail(SAMPLE[:start] + put + SAMPLE[start + length :]):
        assert json.dumps([finding.check, finding.level, finding.where, finding.message])
