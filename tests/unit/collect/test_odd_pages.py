"""Pages as sites really make them: any markup, any script, and those that hold no article at all."""

import json

import pytest

from digest.collect.extract import from_html
from digest.errors import UnreadableError

ENGLISH = [
    "The harbour board will merge the ferry line and the tram company on the first of January, its chair said on Monday evening.",
    "The fares stay as they are until the summer, and no job is lost, according to the agreement that both companies signed.",
    "Passengers had asked for one ticket for ten years, and a survey in spring found nine in ten of them in favour of it.",
    "“We have waited long enough,” said Ida Marsh, who takes the ferry every day to the fish market on the other side.",
    "The first common timetable will be printed in December and sold at all kiosks in the town, the board announced.",
]
RUSSIAN = [
    "Совет порта объединит паромную линию и трамвайную компанию с первого января, сообщил в понедельник его председатель.",
    "Цены останутся прежними до лета, и ни одно рабочее место не будет потеряно, говорится в соглашении обеих компаний.",
    "Пассажиры десять лет просили о едином билете, и весенний опрос показал, что девять из десяти его поддерживают.",
    "«Мы ждали достаточно долго», — сказала Ида Марш, которая каждый день ездит на пароме на рыбный рынок.",
]
JAPANESE = [
    "港湾委員会は月曜日、フェリー路線と路面電車会社を一月一日に統合すると発表した。",
    "運賃は夏まで据え置かれ、雇用は一つも失われないと、両社が署名した合意書は述べている。",
    "乗客は十年間にわたり共通の切符を求めており、春の調査では十人に九人が賛成した。",
    "「もう十分に待った」と、毎日フェリーで魚市場に通うイダ・マーシュさんは語った。",
]
ARABIC = [
    "قال رئيس مجلس الميناء يوم الاثنين إن خط العبّارات وشركة الترام سيندمجان في الأول من يناير.",
    "ستبقى الأسعار كما هي حتى الصيف ولن تُفقد أي وظيفة، وفقا للاتفاق الذي وقعته الشركتان.",
    "طالب الركاب منذ عشر سنوات بتذكرة واحدة، وأظهر استطلاع في الربيع أن تسعة من كل عشرة يؤيدون ذلك.",
    "وقالت إيدا مارش التي تستقل العبّارة كل يوم إلى سوق السمك: لقد انتظرنا طويلا بما يكفي.",
]
HINDI = [
    "बंदरगाह बोर्ड के अध्यक्ष ने सोमवार को कहा कि नौका लाइन और ट्राम कंपनी का एक जनवरी को विलय होगा।",
    "दोनों कंपनियों के समझौते के अनुसार किराया गर्मियों तक वही रहेगा और किसी की नौकरी नहीं जाएगी।",
    "यात्री दस वर्षों से एक टिकट की मांग कर रहे थे और वसंत के सर्वेक्षण में दस में से नौ ने समर्थन किया।",
    "हमने काफी इंतजार किया है, इडा मार्श ने कहा, जो हर दिन नौका से मछली बाजार जाती हैं।",
]
THAI = [
    "คณะกรรมการท่าเรือจะรวมสายเรือข้ามฟากและบริษัทรถรางในวันที่หนึ่งมกราคม ประธานกล่าวเมื่อวันจันทร์",
    "ค่าโดยสารจะคงเดิมจนถึงฤดูร้อน และไม่มีใครตกงาน ตามข้อตกลงที่ทั้งสองบริษัทลงนาม",
    "ผู้โดยสารขอตั๋วใบเดียวมาสิบปีแล้ว และการสำรวจในฤดูใบไม้ผลิพบว่าเก้าในสิบเห็นด้วย",
]
NAV = "<nav><ul>" + "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(12)) + "</ul></nav>"
FOOT = "<footer><p>Copyright 2026 The Post. All rights reserved.</p><p><a href=/t>Terms</a> <a href=/p>Privacy</a></p></footer>"
COOKIES = '<div class="cookie-banner"><p>We use cookies and similar technologies to improve your experience and to show you advertising.</p><button>Accept all</button></div>'
OTHERS = (
    "<aside><h3>Related</h3>"
    + "".join(
        f"<p><a href=/r{n}>Another story number {n} about the town hall and its roof</a></p>"
        for n in range(6)
    )
    + "</aside>"
)
COMMENTS = (
    "<div class=comments id=comments><h3>Comments (2)</h3>"
    + "<div class=comment><p>I think this is a very good idea and I have said so for years.</p></div>" * 5
    + "</div>"
)


def text(paragraphs):
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def page(inner, head="", lang="en"):
    return f'<!doctype html><html lang="{lang}"><head><meta charset=utf-8><title>Ferry and tram to merge | Post</title>{head}</head><body>{NAV}{inner}{FOOT}</body></html>'


def article(*parts, lang="en"):
    return page(f"<article><h1>Ferry</h1>{''.join(parts)}</article>", lang=lang)


def told(*objects):
    """A page that scripts fill, with its text for machines only."""
    said = json.dumps(objects[0] if len(objects) == 1 else {"@graph": objects})
    shown = "<div id=root><p>Please enable JavaScript to read this article on our site.</p></div>"
    return page(shown, f'<script type="application/ld+json">{said}</script>')


FIRST, LAST = text(ENGLISH[:2]), text(ENGLISH[2:])
NEWS = {"@type": ["NewsArticle"], "headline": "Ferry", "articleBody": "\n\n".join(ENGLISH)}
ARTICLES = {
    "an article among menus": (COOKIES + article(text(ENGLISH)) + OTHERS + COMMENTS, ENGLISH),
    "lines in divs": (page("<div id=c><h1>Ferry</h1>" + "".join(f"<div>{one}</div>" for one in ENGLISH) + "</div>"), ENGLISH),
    "lines between breaks": (page("<div class=story><h1>Ferry</h1>" + "<br><br>".join(ENGLISH) + "</div>"), ENGLISH),
    "a table for a layout": (page(f"<table><tr><td>{NAV}</td><td><font size=2><h1>Ferry</h1>{text(ENGLISH)}</font></td></tr></table>"), ENGLISH),
    "a section for each paragraph": (article(*(f"<section class=b{n}><div><p>{one}</p></div></section>" for n, one in enumerate(ENGLISH))), ENGLISH),
    "tags that nobody closed": (page("<article><h1>Ferry<p>" + "<p>".join(ENGLISH)), ENGLISH),
    "pieces of lines": (article(*(f"<p><span><b>{one[:30]}</b></span>{one[30:]}</p>" for one in ENGLISH)), ENGLISH),
    "text that is not shown": (article(FIRST, '<p style="display: none">Hidden words that no reader sees.</p><p hidden>Nor these.</p><template><p>Nor what only a script would use.</p></template>', LAST), ENGLISH),
    "an offer in the middle": (article(FIRST, "<div class=box><p>Sign up for our morning newsletter and get the best stories in your inbox.</p><form><input></form></div>", LAST), ENGLISH),
    "a picture in the middle": (article(FIRST, "<figure><img src=x.jpg><figcaption>The ferry at the pier. Photograph: Ann Lee/The Post</figcaption></figure>", LAST), ENGLISH),
    "a wall at the end": (article(FIRST, "<div><p>To continue reading, subscribe today for only £1 a week and get unlimited access to all our journalism.</p><p>Already a subscriber? Log in</p></div>"), ENGLISH[:2]),
    "linked headings of its own": (article(*(f"<h2><a href=#p{n}>Part number {n} of it</a></h2><p>{one}</p>" for n, one in enumerate(ENGLISH))), ENGLISH),
    "words for machines": (told(NEWS), ENGLISH),
    "words for machines among others": (told({"@type": "WebSite", "name": "Post"}, NEWS), ENGLISH),
    "markup for machines": (told(NEWS | {"articleBody": text(ENGLISH)}), ENGLISH),
    "Russian": (article(text(RUSSIAN), lang="ru"), RUSSIAN),
    "Japanese": (article(text(JAPANESE), lang="ja"), JAPANESE),
    "Arabic": (article(text(ARABIC), lang="ar"), ARABIC),
    "Hindi": (article(text(HINDI), lang="hi"), HINDI),
    "Thai": (article(text(THAI), lang="th"), THAI),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_found_whole(name):
    """Every paragraph in its order, and nothing beside them."""
    html, wanted = ARTICLES[name]
    assert list(from_html(html).paragraphs) == wanted


@pytest.mark.parametrize(
    "inner",
    [
        "".join(f"<div class=card><h2><a href=/{n}>Story {n} about the town and its pier</a></h2><p>What story {n} is about, in a line.</p></div>" for n in range(15)),
        "<h1>Sign in</h1><p>Please sign in or create an account to continue reading this article. It only takes a minute.</p><form></form>",
        "<h1>Page not found</h1><p>Sorry, the page you are looking for could not be found. It may have been moved or deleted.</p>",
        "<h1>Just a moment</h1><p>Checking your browser before accessing the site, please stand by, since this takes a few seconds only.</p>",
        "<h1>Are you a robot?</h1><p>Please verify that you are human by completing the action below, which takes a few seconds only.</p>",
        "<h1>Access denied</h1><p>You don’t have permission to access this page on this server, for reasons that it does not tell.</p>",
        "<h1>Cartoon of the day</h1><figure><img src=x><figcaption>A bridge that reads a newspaper (Image credit: Ida Marsh)</figcaption></figure>",
        "",
    ],
    ids=["a listing", "a login", "lost", "a waiting room", "a test", "a closed door", "a cartoon", "nothing"],
)  # fmt: skip
def test_a_page_without_an_article_holds_none(inner):
    """Front pages, walls and faults give no text at all."""
    with pytest.raises(UnreadableError, match="no article text"):
        from_html(page(f"<main>{inner}</main>"))


def test_news_of_what_was_removed_is_news():
    """What machinery says of a page may be said of one in an article."""
    news = "The page was not found on Monday, the ministry said, after a court had told it to take down the list of its donors."
    assert news in from_html(article(f"<p>{news}</p>", text(ENGLISH))).paragraphs
