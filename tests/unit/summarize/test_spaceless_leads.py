"""Leads of articles whose script sets no spaces between words."""

import pytest

from digest.summarize import sentences
from digest.summarize.leads import NO_LIMIT, Budget, pick

JAPANESE = (
    "風見島の灯台が火曜日の夜、六十一年ぶりに灯った。最後の灯台守の孫に当たる汐田ミオさんが、屋根裏で見つけた鍵で扉を開けた。",
    "「祖父は鍵をなくしたと言い張っていた。嘘だったのだろう」と汐田さんは笑う。島の漁師たちは、明かりが見えたとき誰も信じなかったという。",
    "町は来月から週に二度、灯台を開く予定だ。油代は一晩に四百円かかり、漁協が半分を出す。残りは見学者から集める。",
)
CHINESE = (
    "周二夜里，风见岛的灯塔六十一年来第一次亮了起来。最后一位守塔人的孙女汐小满用阁楼里找到的钥匙打开了门。",
    "“爷爷一直说钥匙丢了。我想他是骗人的。”汐小满笑着说。岛上的渔民看见灯光时，谁也不敢相信。",
    "镇上打算从下个月起每周开放两次灯塔。一晚的油钱要四十元，渔会出一半，剩下的向参观的人收。",
)
THAI = (
    "ประภาคารบนเกาะลมเหนือสว่างขึ้นเมื่อคืนวันอังคารเป็นครั้งแรกในรอบหกสิบเอ็ดปี หลานสาวของคนเฝ้าประภาคารคนสุดท้ายไขประตูด้วยกุญแจที่พบในห้องใต้หลังคา",
    "ชาวประมงบนเกาะเห็นแสงแล้วแทบไม่เชื่อสายตา หลายคนพายเรือออกไปดูใกล้ ๆ จนเกือบรุ่งเช้า",
    "ทางตำบลจะเปิดประภาคารสัปดาห์ละสองครั้งตั้งแต่เดือนหน้า ค่าน้ำมันคืนละสี่สิบบาท สหกรณ์ประมงช่วยออกครึ่งหนึ่ง",
)


@pytest.mark.parametrize("article", [JAPANESE, CHINESE, THAI], ids=["japanese", "chinese", "thai"])
@pytest.mark.parametrize("words", [35, 60, 80])
def test_a_lead_keeps_its_budget(article, words):
    """It is a part of the article from its first sentence on, no longer than was asked."""
    lead = pick(article, Budget(words=words))
    assert lead is not None
    assert 0 < lead.words <= words or len(lead.sentences) == 1
    assert "".join(article).startswith("".join(lead.sentences))
    assert "。 " not in lead.text + lead.paragraphs[0]
    assert lead.text != " ".join(article)


@pytest.mark.parametrize("article", [JAPANESE, CHINESE], ids=["japanese", "chinese"])
def test_a_number_of_sentences_is_kept(article):
    """So many whole sentences, each ending with its mark."""
    lead = pick(article, Budget(words=NO_LIMIT, sentences=2))
    assert lead is not None
    assert len(lead.sentences) == 2
    assert all(one.endswith(("。", "。”")) for one in lead.sentences)


def test_a_quotation_stays_with_its_speaker():
    """What follows the closing mark in Japanese and Chinese tells who spoke, and the quotation is never left open."""
    for article, said in ((JAPANESE, "と汐田さんは笑う。"), (CHINESE, "汐小满笑着说。")):
        lead = pick(article[1:], Budget(words=30))
        assert lead is not None
        assert lead.sentences[0].endswith(said)


@pytest.mark.parametrize(
    "parts",
    [
        ["「行こう。」と彼は言った。", "船は出た。"],
        ["“走吧。”他说。", "船开了。"],
        ["「もう遅い。」", "船は出た。"],
        ["पुल बंद है।", "नाव कल आएगी।"],
        ["کشتی کہاں ہے؟", "وہ کل آئے گی۔"],
        ["พบกันวันที่ 3 ม.ค. 2569 ที่ท่าเรือ"],
    ],
)
def test_sentences_end_where_the_script_says_so(parts):
    """Each script's own marks end a sentence; a Thai full stop only shortens a word."""
    found = sentences.split(" ".join(parts) if parts[0].isascii() or " " in parts[0] else "".join(parts))
    assert [one.strip() for one in found] == parts
