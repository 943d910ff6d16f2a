"""Whatever a row holds, it is stored or rejected, and its neighbours are stored."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from newsstand import counts, paragraph, row

from digest.collect.article import Block, Extract
from digest.collect.columns import columns, storable
from digest.collect.files import Found
from digest.collect.identity import canonical_url, identity

TEXT = st.text(alphabet=st.characters(), max_size=40)
HOSTILE = st.one_of(
    TEXT,
    st.sampled_from(
        [
            "\0",
            "a\0b",
            "\ud800",
            "x\udfffy",
            "\u2028",
            "\ufeff",
            "\x1b[31m",
            "𝒳" * 700,
            "<b>\0</b>",
            "&#0;",
            "&#xD800;",
        ]
    ),
    st.text("\0\ud83d\udca9 a", max_size=10),
)
FIELDS = st.sampled_from(
    ["title", "byline", "kicker", "section", "source", "language", "dek", "url", "published"]
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(FIELDS, HOSTILE), HOSTILE, st.booleans())
def test_no_text_breaks_a_chunk(stand, fields, text, as_html):
    """NUL, halves of surrogates, any length: the good row beside it is stored, and the bad one never raises."""
    body = (
        {"html": f"<p>{text}</p><p>{text} and a sentence that is long enough to be one.</p>"}
        if as_html
        else {}
    )
    rows = [
        row(
            1,
            **{
                **fields,
                "paragraphs": [f"{text} It was a sentence of quite some length, they said."],
                **body,
            },
        ),
        row(2),
    ]
    path = stand.folder / "wire.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="ascii")
    new, updated, unchanged, rejected = counts(stand.collect(path))
    assert new + updated + unchanged + rejected == 2
    assert "url:lantern.example/2" in {one.identity for one in stand.articles()}


def found(extract, raw="raw"):
    from pathlib import Path

    return Found(Path("x"), None, "mail", raw, extract)


def test_a_mail_with_a_nul_is_stored(stand):
    """PostgreSQL takes no U+0000: the original of a mail that has one is kept with a mark in its place."""
    head = "Subject: A story of the harbour\nFrom: x@y.example\n\n"
    stand.write(
        "one.eml",
        head + f"{paragraph(1)}\n\nThe boats were back by noon, \0 and nobody knew why.\n\n{paragraph(2)}\n",
    )
    assert counts(stand.collect(stand.folder))[0] == 1
    assert "\0" not in stand.articles()[0].raw


@pytest.mark.long
def test_a_date_at_the_end_of_the_calendar_is_unknown(stand):
    """Year 1 and year 9999 are no dates of articles, and drivers cannot read them back everywhere."""
    dates = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-23T10:00:00Z"]
    stand.collect(stand.rows("wire.jsonl", [row(n, published=date) for n, date in enumerate(dates)]))
    assert [one.published for one in stand.articles()] == [None, None, datetime(2026, 11, 23, 10, tzinfo=UTC)]


@given(st.one_of(st.none(), TEXT, st.text("htps:/.?&=#%@[]é \0\ud800", max_size=30).map("http://".__add__)))
@example("HTTP://0/\ud800")
def test_any_address_has_a_short_canonical_form_or_none(url):
    """It is ASCII without white space, fits its column, and is its own canonical form."""
    made = canonical_url(url)
    if made is not None:
        assert made.isascii()
        assert len(made) <= 2048
        assert not any(sign.isspace() or sign == "\0" for sign in made)
        assert canonical_url(made) == made


@given(
    st.builds(
        Extract,
        title=HOSTILE,
        url=HOSTILE,
        source=HOSTILE,
        byline=HOSTILE,
        blocks=st.tuples(st.builds(Block, st.just("paragraph"), HOSTILE)),
    ),
    HOSTILE,
)
def test_what_goes_into_the_columns_can_be_encoded(extract, raw):
    """Every text in a row is UTF-8 without U+0000 and within its column."""
    made = storable(found(extract, raw))
    held = columns(made, made.extract, 1, datetime(2026, 1, 1, tzinfo=UTC))
    assert b"\\u0000" not in json.dumps(held, default=str).encode() + identity(made.extract).encode()
    assert "\0" not in json.dumps(held, default=str, ensure_ascii=False).encode().decode()
    assert len(made.extract.source or "") <= 200
