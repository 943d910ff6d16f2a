"""A real page, as a scraper left it, through the whole day: the mail holds the story and no advertisement."""

import json
import re
from email import message_from_bytes, policy

import pytest

PAGE = "theweek-russia-china"


def words(text):
    return re.findall(r"\w+", text.lower())


def runs(lines, length=5):
    """Every run of that many words in these lines; shorter lines whole."""
    for line in lines:
        said = words(line)
        for start in range(max(1, len(said) - length + 1)):
            yield " ".join(said[start : start + length])


@pytest.mark.data
@pytest.mark.long
def test_the_mail_of_a_real_article_holds_no_word_of_an_advertisement(digest, test_data):
    """Collected, composed and sent: none of the junk lines' phrases, and the lead is made of the article's own sentences."""
    raw, label = (test_data / "articles" / f"{PAGE}{kind}" for kind in (".txt", ".json"))
    lines = raw.read_text(encoding="utf-8").splitlines()
    truth = json.loads(label.read_text(encoding="utf-8"))
    junk = [lines[number - 1] for number in truth["junk_line_numbers"]]
    body = " ".join(words(" ".join(lines[number - 1] for number in truth["body_line_numbers"])))
    (digest.folder / "digest.toml").write_text(
        'secret_key = "0123456789abcdef-secret"\ndelivery.transport = "outbox"\n'
        '[newsletters.one]\nname = "Qxz"\nfrom = "one@news.example"\npostal_address = "Qxz"\n'
    )
    assert digest("collect", raw, "--json").json["new"] == 1
    assert digest("subscribers", "add", "ann@readers.example").code == 0
    assert digest("send", "--yes", "--json").json["sent"] == 1
    (story,) = digest("compose", "--json").json["sections"][0]["stories"]
    assert words(story["headline"]) == words(truth["title"])
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", story["lead"]):
        assert " ".join(words(sentence)) in body
    (path,) = (digest.folder / "outbox").glob("*.eml")
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    html = re.sub(r"<style.*?</style>|<[^>]+>", " ", mail.get_body(("html",)).get_content(), flags=re.DOTALL)
    for part in (html, mail.get_body(("plain",)).get_content(), str(mail["Subject"])):
        said = f" {' '.join(words(part))} "
        assert [
            phrase for phrase in runs(junk) if f" {phrase} " in said and f" {phrase} " not in f" {body} "
        ] == []
