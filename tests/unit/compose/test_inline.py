import socket

import pytest

from digest.compose.inline import inline

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>t</title>
<style>@import url(http://127.0.0.1:9/a.css); /* why */
.a { color:#ffffff; margin:0 }
.b { font-family:Georgia, Segoe UI, serif }
</style>
<style data-premailer="ignore">@media (max-width:599px) { .b { color:#000000 !important; } }</style>
<link rel="stylesheet" href="http://127.0.0.1:9/b.css">
</head><body>
   <p class="a b c">One\u00a0
      two <b class="c">three</b></p>
<!--[if mso]><table><tr><td><![endif]-->
<a class="a" href="slot123">x</a>
</body></html>"""


@pytest.fixture(scope="module")
def inlined() -> str:
    return inline(PAGE)


def test_rules_become_attributes_in_full(inlined):
    """Colours keep six digits and lists lose their blanks."""
    assert '<p class="b" style="color:#ffffff;margin:0;font-family:Georgia,Segoe UI,serif">' in inlined
    assert '<a href="slot123" style="color:#ffffff;margin:0">x</a>' in inlined


def test_classes_stay_only_where_a_kept_block_names_them(inlined):
    """Of three classes the one with a media rule is left; an element without such a class has no attribute."""
    assert "<b>three</b>" in inlined
    assert inlined.count("class=") == 1


def test_kept_blocks_keep_their_importance(inlined):
    """The ignored block is whole, and its marker is gone."""
    assert "<style>@media (max-width:599px){.b{color:#000000 !important;}}</style>" in inlined
    assert inlined.count("<style") == 1


def test_white_space_shrinks_without_a_change_of_meaning(inlined):
    """Line breaks with their indents become one line break; hard spaces and conditional comments stay."""
    assert "One\u00a0\ntwo <b>" in inlined
    assert "<!--[if mso]><table><tr><td><![endif]-->" in inlined
    assert inlined.startswith("<!DOCTYPE html>\n")


def test_no_connection_is_opened(monkeypatch):
    """Neither `@import` nor a stylesheet link is fetched."""

    def refuse(*_args: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    fresh = PAGE.replace("a.css", "fresh.css").replace(".a {", "@IMPORT 'http://127.0.0.1:9/c.css';\n.a {")
    assert "@import" not in inline(fresh).lower()


def test_inlining_is_repeatable(inlined):
    """The same page gives the same bytes, cached rules or not."""
    assert inline(PAGE) == inlined
