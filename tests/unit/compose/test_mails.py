"""The test of an edition, and the mails that are no edition."""

import re
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import get_args

import pytest
from built_editions import edition_of, story
from lxml import etree

from digest.compose.composer import Composed, Letterhead, compose_edition, compose_test
from digest.compose.content import Section
from digest.compose.message import BODY_SLOTS, HEADER_SLOTS, body_slot
from digest.compose.notices import Correction, NoticeName, compose_correction, compose_notice
from digest.config import Mailbox

LANGUAGES = ("en", "de", "fr", "es", "ar", "he", "ja", "tlh")
HEAD = Letterhead(
    "morning", "The Harbour Briefing", "Before the first ferry", "Harbour Press, 12 Quay Street, Port Alder", "en",
    Mailbox("The Harbour Briefing", "briefing@news.example"), None, "https://news.example",
)  # fmt: skip
EDITION = edition_of(Section("Top", "lead", (story(1), story(2))))
CORRECTION = Correction(date(2026, 9, 3), "The bridge is 21 metres high.\n\nWe had <12> & were wrong.")
SLOTS = {name: f"s{name}".encode() for name in HEADER_SLOTS} | {
    body_slot(name): f"https://news.example/{name.replace('_', '-')}".encode() for name in BODY_SLOTS
}


def mail_of(composed: Composed) -> EmailMessage:
    mail = message_from_bytes(composed.composition.merge(SLOTS), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def body_of(composed: Composed, kind: str) -> str:
    part = mail_of(composed).get_body((kind,))
    assert part is not None
    return str(part.get_content())


def letter(kind: str, head: Letterhead, env) -> Composed:
    if kind == "correction":
        return compose_correction(CORRECTION, head, env)
    return compose_notice(kind, head, env)


KINDS = (*get_args(NoticeName), "correction")


def test_a_test_is_the_edition_with_a_mark(env):
    """Subject, title and a line above everything say that it is a test; without these it is the edition, slots too."""
    plain, test = compose_edition(EDITION, HEAD, env), compose_test(EDITION, HEAD, env)
    banner = "This is a test: no reader has got it. Links that are a reader’s own lead nowhere."
    assert mail_of(test)["Subject"] == f"[Test] {EDITION.subject}"
    assert mail_of(test)["Feedback-ID"] == "20260903:morning:test:news-example"
    assert banner in test.text.splitlines()[1] + " " + test.text.splitlines()[2]
    assert banner in test.html
    assert test.text.endswith(plain.text)
    without = re.sub(r'<tr><td class="[^"]*" style="[^"]*dashed[^>]*>[^<]*</td></tr>\n', "", test.html)
    assert without.replace("[Test] ", "") == plain.html
    assert test.composition.slots == plain.composition.slots
    assert banner not in plain.html + plain.text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_says_the_same_in_both_parts(env, kind, language):
    """In every language: no phrase is left unfilled, and each paragraph and each link of the HTML is in the text."""
    made = letter(kind, replace(HEAD, language=language), env)
    html, text = body_of(made, "html"), body_of(made, "plain")
    tree = etree.fromstring(html, etree.HTMLParser())
    assert not re.search(
        r"[{}]|\bNone\b|slot[0-9a-f]{12}", mail_of(made)["Subject"] + html.partition("<body")[2] + text
    )
    shown = "".join(text.split()).casefold()  # Japanese is broken where it has no space
    for element in tree.xpath("//h1|//p[not(a)]"):
        for line in element.itertext():
            assert "".join(line.split()).casefold() in shown
    assert {link.get("href") for link in tree.iter("a")} <= set(text.splitlines())


@pytest.mark.parametrize(
    ("kind", "leaves", "is_bulk"),
    [
        ("confirm", False, False),
        ("welcome", True, False),
        ("farewell", False, False),
        ("goodbye-undo", True, False),
        ("correction", True, True),
    ],
)
def test_only_who_is_on_the_list_is_offered_a_way_off_it(env, kind, leaves, is_bulk):
    """One-click headers and the link go to members; only the correction is bulk, the others answer to a reader."""
    made = letter(kind, HEAD, env)
    mail = mail_of(made)
    assert ("List-Unsubscribe" in mail, "List-Unsubscribe-Post" in mail) == (leaves, leaves)
    assert ("https://news.example/unsubscribe-url" in made.html + body_of(made, "html")) is leaves
    assert (mail["Precedence"] == "bulk", mail["Auto-Submitted"] is None) == (is_bulk, is_bulk)
    assert HEAD.postal_address in made.text


def test_a_farewell_can_be_undone_for_seven_days(env):
    """Its button is the reader's own link, and both parts say how long it works."""
    made = compose_notice("farewell", HEAD, env)
    assert mail_of(made)["Subject"] == "You have left The Harbour Briefing"
    for part in (body_of(made, "html"), body_of(made, "plain")):
        assert "https://news.example/action-url" in part
        assert "The button works for 7 days." in part


def test_a_correction_says_what_was_wrong_and_links_to_the_edition(env):
    """The editor's words stand in it line by line, escaped in the HTML, with the day and the address of the edition."""
    made = compose_correction(CORRECTION, HEAD, env)
    assert mail_of(made)["Subject"] == "Correction: The Harbour Briefing, September 3, 2026"
    assert "We had &lt;12&gt; &amp; were wrong." in made.html
    assert "  We had <12> & were wrong." in made.text.splitlines()
    assert "https://news.example/archive/morning/2026-09-03" in made.text.splitlines()
    assert made.html.count("The bridge is 21 metres high.") == 1
