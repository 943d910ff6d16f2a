"""Which kind a picture is, told by its address alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.pictures import rare_kind


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://img.example/a.JPG", ""),
        ("https://img.example/a", ""),
        ("https://img.example/webp", ""),
        ("https://img.example/a.svg#top", "SVG"),
        ("https://img.example/a.WebP?w=1200", "WebP"),
        ("https://img.example/a.jpg?fm=webp&w=1200", "WebP"),
        ("https://img.example/a.webp?format=jpg", ""),
        ("https://img.example/w_640,f_avif/a.jpg", "AVIF"),
        ("https://img.example/f_auto/a.png", ""),
        ("https://[", ""),
    ],
)
def test_the_kind_is_what_the_server_is_asked_for_else_the_end_of_the_name(url: str, kind: str) -> None:
    """Kinds that some client does not show have a name; the others, and what says nothing, have none."""
    assert rare_kind(url) == kind


@given(st.text(max_size=80))
def test_any_address_is_taken(url: str) -> None:
    """Nothing that a page may hold raises."""
    assert isinstance(rare_kind(url), str)
