"""Articles in Japanese, Chinese, Thai and Hindi are collected as English ones are."""

import json

import pytest

from digest.collect.extract import from_html, from_mail, from_markdown, from_row, from_text

JAPANESE = (
    "月見橋、六週間の通行止めへ",
    (
        "岩藤町の議会は月曜日、川に架かるただ一つの橋を六週間にわたって閉じることを決めた。点検に当たった技師が、四本の綱のうち二本に錆を見つけたためだという。",
        "北岸でパン屋を営む相葉ソノさんは「六週間も待てない。粉が届かなければ店を開けられない」と話し、町長に渡し船を求めた。",
        "町長は火曜日までに船を一そう出すと約束した。ただし、漕ぎ手はまだ見つかっていない。",
    ),
)
CHINESE = (
    "望月桥将关闭六周",
    (
        "岩藤镇议会周一决定，镇上唯一的一座桥将关闭六周进行修理，因为工程师在四根缆绳中的两根上发现了锈迹。",
        "“我们等不了六周。面粉送不到，店就开不了。”北岸的面包师苏晚晴说，她请镇长派一条渡船。",
        "镇长答应周二之前派出第一条船，但是到现在还没有找到愿意划船的人。",
    ),
)
THAI = (
    "ปิดสะพานจันทร์ฉายหกสัปดาห์",
    (
        "สภาตำบลหินม่วงมีมติเมื่อวันจันทร์ให้ปิดสะพานแห่งเดียวของตำบลเป็นเวลาหกสัปดาห์เพื่อซ่อมแซม เพราะวิศวกรพบสนิมที่สายเคเบิลสองในสี่เส้น",
        "คนทำขนมปังทางฝั่งเหนือบอกว่ารอนานขนาดนั้นไม่ไหว และขอให้กำนันจัดเรือข้ามฟากให้ชาวบ้านใช้ทุกเช้า",
    ),
)
HINDI = (
    "चाँद पुल छह हफ़्ते बंद रहेगा",
    (
        "नीलगाँव की पंचायत ने सोमवार को तय किया कि गाँव का इकलौता पुल छह हफ़्ते बंद रहेगा। जाँच में चार में से दो रस्सों पर ज़ंग मिला था।",
        "उत्तरी किनारे की रोटी बेचने वाली माया ने कहा कि वे इतने दिन नहीं रुक सकतीं। उन्होंने सरपंच से एक नाव माँगी।",
    ),
)
ALL = pytest.mark.parametrize(
    ("title", "paragraphs"), [JAPANESE, CHINESE, THAI, HINDI], ids=["japanese", "chinese", "thai", "hindi"]
)


@ALL
def test_raw_text_is_an_article(title, paragraphs):
    """The title is the title, and every paragraph is one."""
    found = from_text("\n\n".join((title, *paragraphs)))
    assert (found.title, found.paragraphs) == (title, paragraphs)


@ALL
def test_every_other_shape_is_an_article_too(title, paragraphs):
    """Rows, Markdown, mails and pages give the same text."""
    html = "".join(f"<p>{one}</p>" for one in paragraphs)
    page = f"<html><body><article><h1>{title}</h1>{html * 3}</article></body></html>"
    mail = f"From: a@tarn.example\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n<body>{html}</body>"
    assert from_row({"title": title, "paragraphs": list(paragraphs)}).paragraphs == paragraphs
    assert from_row({"title": title, "text": "\n\n".join(paragraphs)}).paragraphs == paragraphs
    assert from_markdown("\n\n".join((f"# {title}", *paragraphs))).paragraphs == paragraphs
    assert from_mail(mail.encode()).paragraphs == paragraphs
    assert set(from_html(page).paragraphs) >= set(paragraphs)
    assert from_html(page).title == title


def test_a_page_of_menus_gives_its_article_and_title():
    """Without markup the dense stretch is found, and the line above it whose characters recur in it is the title."""
    title, paragraphs = JAPANESE
    menu = [f"一覧{number}" for number in "一二三四五六七八九十" * 3]
    found = from_text("\n".join([*menu, title, *paragraphs, *menu]))
    assert (found.title, found.paragraphs) == (title, paragraphs)


def test_a_line_of_text_is_still_no_article():
    """A caption's worth of Japanese is as little an article as one of English."""
    assert from_text("月見橋\n\n川に架かる橋。").blocks == ()


def test_the_outlets_name_is_taken_off_a_title_without_spaces():
    """A Chinese title is as long as its characters make it, not one word."""
    title, paragraphs = CHINESE
    head = f'<title>{title} - 岩藤日报</title><meta property="og:site_name" content="岩藤日报">'
    body = "".join(f"<p>{one}</p>" for one in paragraphs * 3)
    assert from_html(f"<html><head>{head}</head><body>{body}</body></html>").title == title


def test_a_japanese_date_line_is_a_date():
    """`2026年3月3日` above the text tells when it was published."""
    title, paragraphs = JAPANESE
    found = from_text("\n".join([title, "2026年3月3日 7時30分", *paragraphs]))
    assert found.published is not None
    assert (found.published.isoformat(), found.texts) == ("2026-03-03T07:30:00+00:00", paragraphs)
    assert json.dumps([d.why for d in found.dropped]) == '["date"]'
