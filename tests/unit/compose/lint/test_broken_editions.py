"""The sample's mail, broken in one place at a time: each break is named by the check that is for it."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from digest.compose.lint import Finding, lint_html, lint_mail, passed

SAMPLE = (Path(__file__).parents[3] / "golden" / "edition.eml").read_bytes().replace(
    b"http://127.0.0.1:8000", b"https://tram.example"
)  # fmt: skip
FORM = '<form action="https://tram.example/vote"><input name="x"></form>'
CARD = '<p style="font-size:17px">'


def parts() -> tuple[EmailMessage, str, str]:
    """The sample's mail, its text and its HTML."""
    mail = message_from_bytes(SAMPLE, policy=policy.default)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    return mail, text.get_content(), html.get_content()


MAIL, TEXT, HTML = parts()


def built(html: str = HTML, text: str | None = TEXT, **headers: str | None) -> bytes:
    """The sample's mail with other parts or header fields; a field that is None is left out."""
    made = EmailMessage()
    for name, value in MAIL.items():
        if name.startswith("Content") or name == "MIME-Version":
            continue
        new = headers.get(name.replace("-", "_"), str(value))
        if new is not None:
            made[name] = new
    if text is not None:
        made.set_content(text, cte="quoted-printable")
        made.add_alternative(html, subtype="html", cte="quoted-printable")
    else:
        made.set_content(html, subtype="html", cte="quoted-printable")
    return made.as_bytes()


def swapped(pattern: str, new: str, html: str = HTML) -> str:
    """The HTML with the first match replaced; there has to be one."""
    made, count = re.subn(pattern, lambda _: new, html, count=1, flags=re.DOTALL)
    assert count == 1, pattern
    return made


def put(piece: str) -> str:
    """The HTML with a piece at the start of the first story's text."""
    return swapped(r"(?<=</h1>)", piece)


def style(rules: str) -> str:
    """The HTML with one more style block."""
    return swapped(r"</head>", f"<style>{rules}</style></head>")


FIRST_LINK = re.search(r'<h[23][^>]*><a [^>]*href="([^"]+)"', HTML)
assert FIRST_LINK
BROKEN_HTML = [
    ("html-bytes", "warn", put(f"<p>{'word ' * 3000}</p>")),
    ("html-bytes", "fail", put(f"<p>{'word ' * 13000}</p>")),
    ("style-bytes", "warn", style(".a{color:#111111}" * 400)),
    ("style-bytes", "fail", style(".a{color:#111111}" * 1000)),
    ("nested-at-rule", "fail", style("@media screen{@font-face{font-family:X}}")),
    ("preheader", "warn", swapped(r'<div style="[^"]*mso-hide[^"]*">.*?</div>', "")),
    ("preheader", "warn", swapped(r'(?<=mso-hide:all">)[^<\u034f]+', "Too short")),
    ("preheader", "fail", swapped(r'(?<=mso-hide:all">)', "and more, " * 25)),
    ("preheader-first", "fail", swapped(r"(?=<div style=\"[^\"]*mso-hide)", "<p>Hello there</p>")),
    ("preheader-padded", "fail", swapped(r"\u034f[\u034f\u200c\u00a0]+", "")),
    ("contrast-light", "fail", put('<p style="color:#999999">Faint words</p>')),
    ("contrast-dark", "fail", put('<p style="color:#33312e">Dark in the dark</p>')),
    ("contrast-inverted", "warn", put('<p style="background-color:#ffffff;color:#0000cc">Deep blue</p>')),
    ("doctype", "fail", swapped(r"<!DOCTYPE html>", "")),
    ("lang", "fail", swapped(r'(?<=<html )lang="en"', "")),
    ("dir", "fail", swapped(r'(?<=<html lang="en" )dir="ltr"', "")),
    ("title", "fail", swapped(r"<title>.*?</title>", "<title></title>")),
    ("charset", "fail", swapped(r'<meta charset="utf-8">', "")),
    ("viewport", "fail", swapped(r'<meta name="viewport"[^>]*>', "")),
    ("color-scheme", "fail", swapped(r'<meta name="color-scheme"[^>]*>', "")),
    ("supported-color-schemes", "fail", swapped(r'<meta name="supported-color-schemes"[^>]*>', "")),
    ("one-h1", "fail", put("<h1>Another</h1>")),
    ("heading-level", "fail", put("<h4>Too deep</h4>")),
    ("heading-empty", "fail", put("<h2></h2>")),
    ("article", "fail", swapped(r'role="article"', "")),
    ("article", "fail", swapped(r'aria-roledescription="email"', "")),
    ("layout-table", "fail", put("<table><tr><td>x</td></tr></table>")),
    ("layout-table", "fail", swapped(r'(?<=<!--\[if mso\]><table )role="presentation"', "")),
    ("ghost-table", "fail", re.sub(r"<!--\[if mso\]><table.*?<!\[endif\]-->", "", HTML, flags=re.DOTALL)),
    ("image-alt", "fail", put('<img src="https://img.example/a.jpg" width="100">')),
    ("image-width", "fail", put('<img src="https://img.example/a.jpg" alt="A">')),
    ("image-https", "fail", put('<img src="http://img.example/a.jpg" alt="A" width="100">')),
    ("image-bytes", "fail", put(f'<img src="data:image/png;base64,{"A" * 1500000}" alt="A" width="100">')),
    ("image-data", "warn", put('<img src="data:image/png;base64,AAAA" alt="A" width="100">')),
    ("image-format", "warn", put('<img src="https://img.example/a.svg?x=1" alt="A" width="100">')),
    ("image-format", "warn", put('<img src="https://img.example/a.webp" alt="A" width="100">')),
    ("link-empty", "fail", put('<a href="">A story</a>')),
    ("link-hash", "fail", put('<a href="#">A story</a>')),
    ("link-http", "warn", put('<a href="http://old.example/">A story</a>')),
    ("link-scheme", "fail", put('<a href="javascript:alert(1)">A story</a>')),
    ("link-scheme", "fail", put('<a href="story.html">A story</a>')),
    ("link-words", "fail", put('<a href="https://a.example/"> </a>')),
    ("link-click-here", "warn", put('<a href="https://a.example/">Click here</a>')),
    ("link-local", "warn", put('<a href="http://localhost:8000/">A story</a>')),
    ("leftover", "fail", put("<p>Dear {{ name }}</p>")),
    ("leftover", "fail", put('<a href="https://a.example/%7B%7B%20url%20%7D%7D">A story</a>')),
    ("leftover", "fail", put('<a href="slot0123456789abunsubscribeurl">Leave</a>')),
    ("leftover", "fail", put("<p>Wednesday · None</p>")),
    ("leftover", "fail", put('<img src="https://img.example/a.jpg" alt="None" width="100">')),
    ("unsubscribe-link", "fail", swapped(r'<a [^>]*href="[^"]*unsubscribe/[^"]*"[^>]*>.*?</a>', "")),
    ("postal-address", "fail", swapped(r"The Early Tram, 14 Lantern Quay, Port Alder 2071", "")),
    ("forbidden-element", "fail", put("<script>alert(1)</script>")),
    ("forbidden-element", "fail", put('<iframe src="https://a.example/"></iframe>')),
    ("forbidden-element", "fail", put('<p onclick="go()">A story</p>')),
    ("external-css", "fail", swapped(r"</head>", '<link rel="stylesheet" href="https://a.example/a.css"></head>')),
    ("client-support", "fail", put(FORM)),
    ("client-support", "fail", put('<div style="display:flex">A</div>')),
    ("client-support", "fail", put('<div style="display:grid">A</div>')),
    ("client-support", "fail", put('<p style="color:var(--ink)">A</p>')),
    ("client-support", "warn", put('<div style="display:block;display:flex">A</div>')),
    ("client-support", "warn", style("@media (min-width:600px){.a{display:flex}}")),
    ("twice", "fail", put(f'<h2><a href="{FIRST_LINK[1]}">A new headline</a></h2><p>[<a href="https://a.example/">A</a>]</p>')),
    ("source", "fail", put('<h2><a href="https://a.example/">Nobody says so</a></h2><p>Somewhere.</p>')),
]  # fmt: skip
BROKEN_MAIL = [
    ("text-part", "fail", built(text=None)),
    ("text-part", "fail", built(text="\n")),
    ("text-width", "warn", built(text=TEXT + "\n" + "word " * 30)),
    ("text-link", "fail", built(text=TEXT.replace(FIRST_LINK[1], ""))),
    (
        "text-story",
        "fail",
        built(html=put('<h2>A headline that <a href="https://a.example/">is new</a></h2>')),
    ),
    ("leftover", "fail", built(text=TEXT + "\nDear {{ name }}\n")),
    ("leftover", "fail", built(Subject="None, and more")),
    ("list-unsubscribe", "fail", built(List_Unsubscribe=None)),
    ("list-unsubscribe", "fail", built(List_Unsubscribe="<mailto:leave@tram.example>")),
    ("list-unsubscribe", "fail", built(List_Unsubscribe="<http://tram.example/leave>")),
    ("list-unsubscribe", "fail", built(List_Unsubscribe_Post=None)),
    ("list-unsubscribe", "fail", built(List_Unsubscribe_Post="List-Unsubscribe=Yes")),
    ("header-once", "fail", built(Message_ID=None)),
    ("header-once", "fail", built(Subject="")),
    ("header-once", "fail", b"Subject: Another\r\n" + SAMPLE),
    ("header-once", "fail", b"Bcc: other@readers.example\r\n" + SAMPLE),
    ("mime", "fail", SAMPLE[: SAMPLE.index(b"Content-Type: text/html")]),
]


def named(found: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(one.check, one.level) for one in found}


def test_the_sample_has_nothing_to_find() -> None:
    """On an https address of its own the mail, rebuilt or as it is, has neither fault nor warning."""
    assert lint_mail(SAMPLE) == lint_mail(built()) == lint_html(HTML) == ()


@pytest.mark.parametrize(
    ("check", "level", "html"), BROKEN_HTML, ids=[f"{n}-{case[0]}" for n, case in enumerate(BROKEN_HTML)]
)
@pytest.mark.long
def test_a_broken_page_is_named(check: str, level: str, html: str) -> None:
    """The check that is for the break finds it, as bad as it is; a warning alone still passes."""
    found = lint_html(html)
    assert (check, level) in named(found)
    if level == "warn":
        assert [one for one in found if one.check == check and one.level == "fail"] == []
    assert passed(found) == all(one.level == "warn" for one in found)


@pytest.mark.parametrize(
    ("check", "level", "mail"), BROKEN_MAIL, ids=[f"{n}-{case[0]}" for n, case in enumerate(BROKEN_MAIL)]
)
def test_a_broken_mail_is_named(check: str, level: str, mail: bytes) -> None:
    """So it is for what only a whole mail has."""
    assert (check, level) in named(lint_mail(mail))


def test_the_place_is_where_it_is() -> None:
    """A finding's line is the line of the source that the fault stands on."""
    html = put('<p>\n<a href="#">A story</a></p>')
    (found,) = (one for one in lint_html(html) if one.check == "link-hash")
    assert found.line is not None
    assert 'href="#"' in html.splitlines()[found.line - 1]
    assert found.where == f'html line {found.line}: <a href="#">'


def test_a_confirmation_needs_no_way_out() -> None:
    """An answer to one person (RFC 3834) is no bulk mail: neither link nor header to leave is asked of it."""
    html = swapped(r'<a [^>]*href="[^"]*unsubscribe/[^"]*"[^>]*>.*?</a>', "")
    mail = b"Auto-Submitted: auto-generated\r\n" + built(
        html, List_Unsubscribe=None, List_Unsubscribe_Post=None
    )
    assert lint_mail(mail) == ()
