"""Articles out of Markdown, mails and rows."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect.extract import from_mail, from_markdown, from_row
from digest.errors import DigestError, UnreadableError

FIRST = "The council of Tarn voted on Monday to close its only bridge for six weeks, since engineers had found rust in four cables."
SECOND = "The mayor promised a ferry by Tuesday, and a second one at weekends if the tide allows it."


def test_markdown_with_front_matter():
    """Fields come from the front matter; links, emphasis and lists come out as plain text."""
    text = f"""---
title: "Council closes the Tarn bridge"
source: The Tarn Courier
url: https://tarn.example/bridge
published: 2026-03-03T07:30:00+01:00
kicker: Speed Read  # as printed
author: Ann Lee
tags: [bridge, ferry]
---

# Council closes the Tarn bridge

![A bridge](bridge.jpg)

The council of Tarn voted on Monday to *close* its only [bridge](https://tarn.example) for six
weeks, since engineers had found rust in four cables.

## What now

- {SECOND}

> “We cannot wait that long,” said Ada Holm, a baker.
"""
    found = from_markdown(text)
    assert found.title == "Council closes the Tarn bridge"
    assert (found.source, found.kicker, found.byline) == ("The Tarn Courier", "Speed Read", "Ann Lee")
    assert found.url == "https://tarn.example/bridge"
    assert found.tags == ("bridge", "ferry")
    assert found.published == datetime(2026, 3, 3, 6, 30, tzinfo=UTC)
    assert [(b.kind, b.text) for b in found.blocks] == [
        ("paragraph", FIRST),
        ("heading", "What now"),
        ("item", SECOND),
        ("quote", "“We cannot wait that long,” said Ada Holm, a baker."),
    ]


def test_markdown_without_front_matter_takes_its_heading_as_title():
    """The first heading is the title; raw HTML in the text is left out."""
    found = from_markdown(f"# Bridge closes\n\n{FIRST}\n\n<script>alert(1)</script>\n\n{SECOND}\n")
    assert found.title == "Bridge closes"
    assert found.paragraphs == (FIRST, SECOND)


MAIL = f"""From: =?utf-8?q?Tarn_M=C3=BCseum?= <press@tarn.example>
Subject: =?utf-8?q?Bridge_closes_=E2=80=93_ferry_comes?=
Date: Tue, 3 Mar 2026 07:30:00 +0100
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

{FIRST}

Unsubscribe: https://tarn.example/leave

--b
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<html><body><div style=3D"display:none">A hidden preheader.</div><p>Read it in your browser</p>
<h1>Bridge closes - caf=E9 too</h1><p>{FIRST}</p><p>{SECOND}</p><p>You receive this because you asked. Unsubscribe</p></body></html>
--b--
"""


def test_a_mail_gives_its_html_part():
    """Subject, sender and date come from the head, the text from the HTML part, without the mail's furniture."""
    found = from_mail(MAIL.encode())
    assert found.title == "Bridge closes – ferry comes"
    assert found.source == "Tarn Müseum"
    assert found.published == datetime(2026, 3, 3, 6, 30, tzinfo=UTC)
    assert found.paragraphs == (FIRST, SECOND)
    assert {d.why for d in found.dropped} == {"notice"}
    assert not any("preheader" in b.text for b in found.blocks)


def test_a_mail_of_text_alone_is_read():
    """Without an HTML part the text part is cleaned like a page's text."""
    plain = f"From: a@tarn.example\nSubject: Bridge closes\n\n{FIRST}\n\n{SECOND}\n"
    found = from_mail(plain.encode())
    assert found.source == "tarn.example"
    assert found.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("Archived-At: <https://tarn.example/b>\n", "https://tarn.example/b"),
        ("Archived-At: <https://tarn.example/a/very/\n long/way>\n", "https://tarn.example/a/very/long/way"),
        ("Archived-At: https://tarn.example/b\n", None),
        ("Archived-At: <mid:1@tarn.example>\n", None),
        ("Archived-At: <>\n", None),
        ("", None),
    ],
)
def test_a_mails_address_is_where_it_is_archived(head, url):
    """RFC 5064: the address in angle brackets, if it is one of the web."""
    mail = f"From: a@tarn.example\nSubject: Bridge closes\n{head}\n{FIRST}\n\n{SECOND}\n"
    html = f"From: a@tarn.example\nSubject: x\n{head}Content-Type: text/html\n\n<body><p>{FIRST}</p></body>"
    assert (from_mail(mail.encode()).url, from_mail(html.encode()).url) == (url, url)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no head at all",
        b"Subject: x\n\n",
        b"Subject: x\nContent-Type: image/png\n\nabc",
        b"\xff\xfe\x00",
    ],
)
def test_a_mail_without_text_is_unreadable(raw):
    """What is no mail, or carries no text, is refused."""
    with pytest.raises(UnreadableError):
        from_mail(raw)


@given(
    st.binary(max_size=300)
    | st.text(alphabet='From: Subject\n\r=?utf-8Q_;boundary"', max_size=200).map(str.encode)
)
@settings(max_examples=60)
def test_any_bytes_are_a_mail_or_refused(raw):
    """Nothing but the refusal is raised, whatever the bytes are."""
    with contextlib.suppress(DigestError):
        from_mail(raw)


ROW = {
    "title": "Bridge closes",
    "source": "The Tarn Courier",
    "url": "https://tarn.example/b",
    "published": "2026-03-03",
    "kicker": "City",
    "byline": "Ann Lee",
}


@pytest.mark.parametrize(
    "body",
    [
        {"text": f"{FIRST}\n\n{SECOND}"},
        {"paragraphs": [FIRST, SECOND]},
        {
            "html": f"<p>{FIRST}</p><p>Sign up for our free newsletter, straight to your inbox.</p><p>{SECOND}</p>"
        },
        {"text": f"<p>{FIRST}</p><p>{SECOND}</p>"},
    ],
    ids=["text", "paragraphs", "html", "text with tags"],
)
def test_a_row_in_each_of_its_shapes(body):
    """Text, paragraphs and HTML give the same article, with the row's own fields."""
    found = from_row({**ROW, **body})
    assert found.paragraphs == (FIRST, SECOND)
    assert (found.title, found.source, found.url, found.kicker, found.byline) == tuple(
        ROW[k] for k in ("title", "source", "url", "kicker", "byline")
    )
    assert found.published == datetime(2026, 3, 3, tzinfo=UTC)


WRONG = [
    ({"title": "T"}, "no text"),
    ({"title": "T", "text": "  "}, "no text"),
    ({"title": 3, "text": "x"}, "'title' is a number; a string"),
    ({"title": "T", "text": ["x"]}, "'text' is a list; a string"),
    ({"title": "T", "paragraphs": "x"}, "'paragraphs' is a string; a list of strings"),
    ({"title": "T", "paragraphs": ["x", None]}, "item 2 of the key 'paragraphs' is null; a string"),
    ({"title": "T", "html": {}}, "'html' is an object; a string"),
    ({"title": "T", "text": "x", "published": True}, "'published' is true or false; a string"),
]


@pytest.mark.parametrize(("row", "message"), WRONG)
def test_a_wrong_row_says_what_is_wrong(row, message):
    """The key, what was found and what is allowed stand in the message."""
    with pytest.raises(UnreadableError, match="(?s)" + message.replace("(", r"\(")):
        from_row(row)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(["title", "text", "paragraphs", "html", "url", "published", "source", "kicker"]),
        JSON,
        max_size=6,
    )
)
@settings(max_examples=60)
@pytest.mark.long
def test_any_object_is_a_row_or_refused(row):
    """Nothing but the refusal is raised, whatever the row's values are."""
    with contextlib.suppress(DigestError):
        from_row(row)
