"""The mails in a real browser: accessible in light and dark, nothing past the edge of the smallest phone."""

from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from digest.compose.composer import Letterhead, compose_edition, compose_test
from digest.compose.content import (
    EditionContent,
    Figure,
    Item,
    Passage,
    Picture,
    Quotation,
    Section,
    SourceLink,
)
from digest.compose.lint.colours import colour, contrast, inverted
from digest.compose.notices import Correction, compose_correction, compose_notice
from digest.compose.templates import environment
from digest.config import Mailbox

pytestmark = pytest.mark.browser
GOLDEN = Path(__file__).parents[1] / "golden" / "edition.html"
# Not axe's "best-practice", which wants landmarks: a mail is shown inside the page of a mail program, which has them.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LONG = "Nachtschichtzulagenberechnungsverordnungsentwurf"
TEXTS = {
    "en": "Mediators return to the harbour at noon, and the union says that the dispute is about rest.",
    "de": f"Die Beratungen über den {LONG} stocken, und die {LONG}sprecherin schweigt.",
    "ar": "أعلنت نقابة البحارة يوم الاثنين أن الإضراب سيستمر ليوم ثالث بعد فشل المحادثات.",
    "he": "איגוד הימאים הודיע ביום שני כי השביתה תימשך יום שלישי לאחר שהשיחות נכשלו.",
    "ja": "港湾労働組合は月曜日、夜間勤務をめぐる会社側との交渉が行き詰まったと発表した。",
}
SOURCE = SourceLink("Harbour Courier", "https://courier.example/" + "a-long-address-" * 8)
# Each text that is seen: its beginning, its colour, the first colour behind it, and whether it is large (WCAG 1.4.3).
DRAWN = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let text; (text = walk.nextNode());) {
    const holder = text.parentElement, style = getComputedStyle(holder);
    if (!text.data.trim() || !holder.getClientRects().length || style.fontSize === "0px") continue;
    let behind = holder, paper = style.backgroundColor;
    while (paper === "rgba(0, 0, 0, 0)" && (behind = behind.parentElement)) paper = getComputedStyle(behind).backgroundColor;
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    found.push([text.data.trim().slice(0, 30), style.color, paper, large]);
  }
  return found;
}"""


def head(language: str) -> Letterhead:
    return Letterhead(
        "morning", "The Harbour Briefing", "Before the first ferry", "12 Quay Street, Port Alder", language,
        Mailbox("", "briefing@news.example"), None, "https://news.example",
    )  # fmt: skip


def edition(language: str) -> EditionContent:
    """Every part that a mail can have, with a picture in the lead and words as long as they come."""
    text = TEXTS[language]

    def item(number: int, **changes: object) -> Item:
        values = {"passages": (Passage(text * 2),), "kicker": text.split()[0], "url": SOURCE.url, **changes}
        return Item(number, text[:40], text, sources=(SOURCE, SOURCE), articles=(number,), **values)  # type: ignore[arg-type]

    lead = item(
        1,
        passages=tuple(Passage(text, label) for label in ("What happened", "Who said what", "What next?")),
        picture=Picture("https://img.example/hills.jpg", text, 1072, 560, "Harbour Press"),
    )
    sections = (
        Section("Top story", "lead", (lead,)),
        Section(text[:30], "stories", tuple(item(n, earlier=date(2026, 9, 1)) for n in range(2, 7))),
        Section("Features", "features", (item(7), item(8))),
    )
    return EditionContent(
        "morning", "The Harbour Briefing", "Before the first ferry", date(2026, 9, 3), 1214, language, text, text, text,
        sections, Quotation(text, "Ada Merrow", SOURCE), Figure("900 million crowns", text, SOURCE), (text,),
    )  # fmt: skip


def mails() -> dict[str, str]:
    env = environment()
    made = {language: compose_edition(edition(language), head(language), env).html for language in TEXTS}
    made["test"] = compose_test(edition("en"), head("en"), env).html
    made["correction"] = compose_correction(Correction(date(2026, 9, 3), TEXTS["de"]), head("de"), env).html
    for kind in ("confirm", "welcome", "farewell", "goodbye-undo"):
        made[kind] = compose_notice(kind, head("ar"), env).html  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mail_is_accessible_and_fits(chromium: Browser, scheme: str) -> None:
    """At 320 px nothing runs out of a mail, with images off, and axe finds no WCAG 2.2 AA fault, in light and in dark."""
    faults, page = [], chromium.new_page(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    page.route("**/*", lambda route: route.abort())
    for name, html in mails().items():
        page.set_content(html)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        found = Axe().run(page, options=RULES).response["violations"]
        faults += [(name, fault["id"], fault["nodes"][0]["html"]) for fault in found]
    page.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_samples_mail(chromium: Browser, scheme: str) -> None:
    """No violation of WCAG 2.2 A or AA, with its own pictures, as wide as a mail program shows it."""
    page = chromium.new_page(viewport={"width": 640, "height": 900}, color_scheme=scheme)
    page.goto(GOLDEN.as_uri())
    found = Axe().run(page, options=RULES).response["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark", "inverted"])
def test_every_word_stands_out_as_the_browser_draws_it(chromium: Browser, scheme: str) -> None:
    """4.5:1 for every word that is seen (3:1 where it is large), and as much where a client turns all colours around."""
    page = chromium.new_page(
        viewport={"width": 640, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.route("https://**", lambda route: route.abort())
    weak, counted = [], 0
    for name, html in {"sample": GOLDEN.read_text(encoding="utf-8"), **mails()}.items():
        page.set_content(html)
        for text, *drawn, large in page.evaluate(DRAWN):
            ink, paper = (inverted(one) if scheme == "inverted" else one for one in map(colour, drawn) if one)
            counted += 1
            if contrast(ink, paper) < (3 if large else 4.5):
                weak.append((name, text, drawn, round(contrast(ink, paper), 2)))
    page.close()
    assert (weak, counted > 500) == ([], True)


def test_the_contents_stand_in_two_columns_that_stack_on_a_phone(chromium: Browser) -> None:
    """The second half of the contents is beside the first at 640 px and under it at 375, the other way round in Arabic."""
    env, places = environment(), {}
    for language in ("en", "ar"):
        html = compose_edition(edition(language), head(language), env).html
        for width in (640, 375):
            page = chromium.new_page(viewport={"width": width, "height": 700})
            page.route("**/*", lambda route: route.abort())
            page.set_content(html)
            boxes = [one.bounding_box() for one in page.query_selector_all("div.column")]
            places[language, width] = [(round(box["x"]), round(box["y"])) for box in boxes if box]
            page.close()
    for language in ("en", "ar"):
        (left, top), (right, same) = places[language, 640]
        assert top == same
        assert (left < right) is (language == "en")
        (left, top), (under, below) = places[language, 375]
        assert left == under
        assert top < below
