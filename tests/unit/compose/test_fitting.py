"""A mail within its size: shortened from its end, in whole sentences and whole stories, and said."""

import re
from dataclasses import replace

import pytest
from built_editions import edition_of, lead_story, story
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.composer import Letterhead, compose_edition, compose_test
from digest.compose.content import (
    EditionContent,
    Figure,
    Item,
    Passage,
    Quotation,
    Section,
    SourceLink,
    to_json,
)
from digest.compose.fitting import Limit, cuts, fitted
from digest.compose.message import Tokens
from digest.compose.sheet import html_bytes
from digest.config import Mailbox

HEAD = Letterhead(
    "morning", "The Harbour Briefing", "Before the first ferry", "Harbour Press, 12 Quay Street, Port Alder", "en",
    Mailbox("", "briefing@news.example"), None, "https://news.example",
)  # fmt: skip
SOURCE = SourceLink("Gallery Review", "https://gallery.example/merrow")


def sentences(text: str) -> list[str]:
    return re.findall(r"[^.]*\.\s*|[^.]+\Z", text)


def telling(number: int, count: int = 4, **changes: object) -> Item:
    told = " ".join(f"Sentence {at} of story {number} says what is known." for at in range(1, count + 1))
    return story(
        number, **{"passages": (Passage(told),), "label": f"Label of story {number} only", **changes}
    )


def long_edition(stories: int = 20, **changes: object) -> EditionContent:
    half = stories // 2
    return edition_of(
        Section("Top", "lead", (lead_story(label="Sea gate"),)),
        Section("More", "stories", tuple(telling(number) for number in range(2, half + 1))),
        Section("Features", "features", tuple(telling(number) for number in range(half + 1, stories + 1))),
        quote=Quotation("You never finish.", "Ada Merrow", SOURCE),
        figure=Figure("85%", "of the water.", SOURCE),
        **{"greeting": "A day, in four minutes.", "subject": "Sea gate", "preheader": "And more", **changes},
    )


def size(content: EditionContent) -> int:
    return len(to_json(content).encode())


def limit_of(share: float, content: EditionContent) -> Limit:
    return Limit(int(size(content) * share), sentences)


def test_what_fits_is_left_alone():
    """An edition within the limit is given back as it is, and nothing is said."""
    whole = long_edition()
    assert fitted(whole, limit_of(1, whole), size) is whole
    assert cuts(whole, whole) == ()


def test_the_last_section_is_shortened_first_and_no_more_than_needed():
    """A few bytes too many cost one sentence: the last one of the last story."""
    whole = long_edition()
    left = fitted(whole, Limit(size(whole) - 1, sentences), size)
    assert cuts(whole, left) == (f"shortened from 36 to 27 words: 20. {list(whole.items())[-1].headline}",)
    assert list(left.items())[-1].lead.endswith("Sentence 3 of story 20 says what is known.")
    assert list(left.items())[:-1] == list(whole.items())[:-1]


@settings(max_examples=60)
@given(
    stories=st.integers(1, 24),
    share=st.floats(0.01, 1),
    named=st.integers(1, 24),
    counts=st.lists(st.integers(1, 6), min_size=24, max_size=24),
)
@pytest.mark.long
def test_an_edition_fits_or_only_what_must_stay_is_left(stories, share, named, counts):
    """Within the limit, or down to the whole lead and one sentence of each named story; in order, counted from 1 on."""
    items = tuple(telling(number, counts[number - 1]) for number in range(1, stories + 1))
    sections = (
        Section("Top", "lead", items[:1]),
        Section("A", "stories", items[1:9]),
        Section("B", "features", items[9:]),
    )
    whole = edition_of(
        *(one for one in sections if one.items),
        greeting=f"Today: label of story {named} only.",
        subject="-",
        preheader="-",
    )
    limit = limit_of(share, whole)
    left = fitted(whole, limit, size)
    kept, before = list(left.items()), list(whole.items())
    must_stay = named if named <= stories else 1
    if size(left) > limit.most_bytes:
        assert len(kept) == must_stay
        assert all(len(sentences(item.lead)) == 1 for item in kept[1:])
    assert kept[0] == before[0]
    assert len(kept) >= must_stay
    for item, was in zip(kept, before, strict=False):
        assert (item.number, item.headline) == (was.number, was.headline)
        assert was.lead.startswith(item.lead)
        assert item.lead.endswith(".")
    assert all(section.items for section in left.sections)


def test_a_quotation_is_not_torn():
    """Where the cut would stand inside a quotation, the whole quotation goes."""
    text = "She spoke at noon. “It was a lock. It cost a day. Nobody was hurt,” she said. Then she left."
    whole = edition_of(
        Section("A", "stories", (telling(1), story(2, passages=(Passage(text),)))), subject="-", preheader="-"
    )
    lead = [
        list(fitted(whole, Limit(size(whole) - less, sentences), size).items())[1].lead
        for less in (1, 20, 60)
    ]
    assert lead == [
        "She spoke at noon. “It was a lock. It cost a day. Nobody was hurt,” she said.",
        "She spoke at noon.",
        "She spoke at noon.",
    ]


@pytest.mark.parametrize("kilobytes", [60, 40, 25, 20])
@pytest.mark.long
def test_the_mail_as_sent_is_within_the_limit_in_both_parts(env, kilobytes):
    """What is cut from the HTML is cut from the text and the contents; the greeting tells the time that is left."""
    whole = long_edition(40, greeting="A day, in nine minutes.")
    made = compose_edition(whole, HEAD, env, Limit(kilobytes * 1024, sentences))
    assert html_bytes(made.html, Tokens.of(to_json(whole)), HEAD) <= kilobytes * 1024
    assert made.content is not None
    kept = {item.number for item in made.content.items()}
    for item in whole.items():
        printed = f"Sentence 1 of story {item.number} says" if item.number > 1 else item.headline
        for part in (made.html, " ".join(made.text.split())):
            assert (printed in part) is (item.number in kept)
            assert (f"Label of story {item.number} only" in part) is (2 <= item.number <= min(20, len(kept)))
    assert made.cuts == cuts(whole, made.content) != ()
    spans = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    assert f"{made.content.minutes} min read" in made.html
    assert whole.minutes == 9 > made.content.minutes
    assert made.content.greeting.startswith(f"A day, in {spans[made.content.minutes - 1]} minute")


@pytest.mark.long
def test_a_limit_that_is_not_reached_changes_no_byte(env):
    """Composed with room to spare, or without a limit: the same bytes, and no cuts."""
    whole = long_edition()
    free, bound = (
        compose_edition(whole, HEAD, env),
        compose_edition(whole, HEAD, env, Limit(90 * 1024, sentences)),
    )
    assert (bound, bound.cuts) == (free, ())


@pytest.mark.long
def test_a_test_mail_is_cut_like_the_edition(env):
    """The mark of a test does not lift the limit."""
    whole = long_edition(40)
    made = compose_test(whole, HEAD, env, Limit(40 * 1024, sentences))
    assert html_bytes(made.html, Tokens.of(to_json(whole)), HEAD) <= 40 * 1024
    assert made.cuts


def test_bytes_are_counted_as_a_mail_program_gets_them(env):
    """Filled in and read from the mail itself, the HTML is as long as was counted, but for links that are shorter."""
    from email import message_from_bytes, policy

    from digest.compose.message import BODY_SLOTS, HEADER_SLOTS, body_slot

    whole = replace(long_edition(4), tagline="Vor der ersten Fähre")
    made = compose_edition(whole, HEAD, env)
    link = b"https://news.example/unsubscribe/morning." + b"x" * 34
    values = dict.fromkeys(HEADER_SLOTS, b"x") | {body_slot(name): link for name in BODY_SLOTS}
    mail = message_from_bytes(made.composition.merge(values), policy=policy.default)
    html = mail.get_body(("html",)).get_content().removesuffix("\r\n")
    assert html_bytes(made.html, Tokens.of(to_json(whole)), HEAD) == len(html.encode())
