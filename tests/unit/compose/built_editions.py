"""Editions of our own making for the tests of this room."""

from datetime import date

from lxml import etree

from digest.compose.content import (
    EditionContent,
    Item,
    Passage,
    Picture,
    Section,
    SourceLink,
)
from digest.compose.render import Frame, NoticeContext

SLOTS = ("slot3fa9c1unsubscribeurl", "slot3fa9c1preferencesurl")
SENTENCE = "Mediators return to the harbour at noon, and the union says that the dispute is about rest, not about pay. "


def story(number: int, words: int = 80, **changes: object) -> Item:
    """A story of `words` words with two linked sources; the headline links to the first."""
    text = " ".join((SENTENCE * (words // 20 + 1)).split()[:words])
    values: dict[str, object] = {
        "number": number,
        "label": f"Ferry strike, day {number}",
        "headline": f"Ferry crews extend their strike for a {number}th day as talks stall",
        "passages": (Passage(text),),
        "sources": (
            SourceLink("Harbour Courier", f"https://courier.example/{number}"),
            SourceLink("The Ledger", f"https://ledger.example/{number}"),
        ),
        "articles": (number,),
        "kicker": f"Business {number}",
        "url": f"https://courier.example/{number}",
    }
    return Item(**{**values, **changes})  # type: ignore[arg-type]


def lead_story(**changes: object) -> Item:
    """A lead story with a picture and three labelled passages."""
    labels = ("What happened", "Who said what", "What next?")
    values: dict[str, object] = {
        "passages": tuple(Passage(SENTENCE.strip(), label) for label in labels),
        "picture": Picture(
            "https://img.example/hills.jpg", "A ferry at the quay", 1072, 560, "Harbour Press"
        ),
    }
    return story(1, **{**values, **changes})


def edition_of(*sections: Section, **changes: object) -> EditionContent:
    """An edition around some sections."""
    values: dict[str, object] = {
        "newsletter": "morning",
        "name": "The Harbour Briefing",
        "tagline": "Before the first ferry",
        "day": date(2026, 9, 3),
        "number": 1214,
        "language": "en-GB",
        "subject": "Ferry strike, day 1",
        "preheader": "Ferry strike, day 2, ferry strike, day 3, and more",
        "greeting": "A strike, a rate cut and a library card, in five minutes.",
        "sections": sections,
    }
    return EditionContent(**{**values, **changes})  # type: ignore[arg-type]


def frame_of(**changes: str) -> Frame:
    """A frame whose two personal links are slot tokens."""
    values = {
        "newsletter": "morning",
        "name": "The Harbour Briefing",
        "tagline": "Before the first ferry",
        "postal_address": "Harbour Press, 12 Quay Street, Port Alder",
        "language": "en-GB",
        "web_url": "https://news.example/morning/2026-09-03",
        "archive_url": "https://news.example/morning",
        "subscribe_url": "https://news.example/subscribe?newsletter=morning",
        "unsubscribe_url": "slot3fa9c1unsubscribeurl",
        "preferences_url": "slot3fa9c1preferencesurl",
        "site_url": "https://news.example",
        "sender_why": "You get this briefing because you signed up at news.example.",
    }
    return Frame(**{**values, **changes})


def notice_of(**changes: object) -> NoticeContext:
    """What a single mail knows; its button is a slot token."""
    values: dict[str, object] = {
        "newsletter": "morning",
        "name": "The Harbour Briefing",
        "tagline": "Before the first ferry",
        "postal_address": "Harbour Press, 12 Quay Street, Port Alder",
        "language": "en",
        "site_url": "https://news.example",
        "sender_why": "",
        "action_url": "slot77actionurl",
    }
    return NoticeContext(**{**values, **changes})  # type: ignore[arg-type]


def parsed(html: str) -> etree._Element:
    return etree.fromstring(html, etree.HTMLParser())


def said(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
