"""The desk's forms, asked as a browser asks them: each act is one step, and every refusal says what to do."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from grounds import STORIES
from previewed import TOKEN, studio

from digest import printing
from digest.editorial.changes import Changes, changes_of

HOST = "http://127.0.0.1:8000"
DAY = {"day": "2026-11-24"}


class Desk:
    """The page and its forms."""

    def __init__(self, app):
        self.client = TestClient(app, base_url=HOST, follow_redirects=False)

    def page(self):
        return self.client.get(f"/{TOKEN}/").text

    def act(self, name, by_script=True, **values):
        headers = {"Origin": HOST} | ({"Accept": "application/json"} if by_script else {})
        return self.client.post(f"/{TOKEN}/desk/{name}", data=DAY | values, headers=headers)

    def headlines(self):
        return re.findall(r'<span class="headline">(.*?)</span>', self.page())

    def key(self, headline):
        before = self.page().partition(f'<span class="headline">{headline}</span>')[0]
        return re.findall(r'id="story-(\d+)"', before)[-1]


@pytest.fixture
def desk(grounds, tmp_path):
    grounds.store()
    made = studio(grounds, tmp_path)
    yield Desk(made.app())
    made.press.close()


@pytest.mark.long
def test_acts_change_the_edition_and_undo_takes_them_back(desk):
    """Down, drop, put in, pin: the page shows each; undo leads back to the first order."""
    first = desk.headlines()
    assert len(first) == 4
    desk.act("down", key=desk.key(first[1]))
    assert desk.headlines() == [first[0], first[2], first[1], first[3]]
    assert "Undo takes back: put stories in another order." in desk.page()
    key = desk.key(first[3])
    desk.act("drop", key=key)
    assert first[3] not in desk.headlines()
    assert "dropped by the editor" in desk.page()
    assert desk.act("put-in", key=key).json() == {"message": ""}
    assert first[3] in desk.headlines()
    assert "<span>pinned</span>" in desk.page()
    for _ in range(3):
        desk.act("undo")
    assert desk.headlines() == first
    assert 'id="desk-undo" formaction="desk/undo" disabled' in desk.page()


@pytest.mark.long
def test_a_headline_is_the_editors_and_a_lead_the_articles(desk):
    """Any headline is taken; of the lead's sentences only those that the article has; unchanged words stay the room's."""
    title, text = STORIES[1]
    key = desk.key(title)
    second = "Prices fell by a tenth within a week."
    shown = [one for one in re.findall(r'name="shown" value="(.*?)"', desk.page()) if one in text]
    desk.act("story", key=key, headline=title, sentence=shown, shown=shown)
    assert "your headline" not in desk.page()
    assert "your lead" not in desk.page()
    desk.act("story", key=key, headline="Apples, apples", sentence=[second])
    assert "Apples, apples" in desk.headlines()
    mail = desk.client.get(f"/{TOKEN}/edition.txt").text
    assert second in " ".join(mail.split())
    assert "more apples this autumn" not in " ".join(mail.split())
    refused = desk.act("story", key=key, headline="Apples, apples", sentence=["Bananas are cheap."])
    assert (refused.status_code, "not in the article any more" in refused.json()["message"]) == (422, True)
    assert second in " ".join(desk.client.get(f"/{TOKEN}/edition.txt").text.split())
    assert "Bananas" not in desk.client.get(f"/{TOKEN}/edition.txt").text


@pytest.mark.long
def test_the_words_before_the_stories(desk):
    """A subject and a note of the editor's; an emptied subject is the room's again."""
    desk.act("texts", subject="Apples fall", note="We are off on Monday.")
    assert "Apples fall" in desk.page()
    assert "We are off on Monday." in desk.client.get(f"/{TOKEN}/edition.txt").text
    desk.act("texts", subject="", note="")
    assert "Apples fall" not in desk.page()


@pytest.mark.long
def test_an_approval_is_of_what_was_seen_and_lapses(desk):
    """Approved by the hash on the page; a later change says that it has to be approved again; an old page is refused."""
    seen = re.search(r'name="seen" value="(\w+)"', desk.page())[1]
    assert desk.act("approve", seen=seen).status_code == 200
    assert "<b>Approved at 06:30</b>" in desk.page()
    desk.act("texts", subject="Later")
    assert "Changed since it was approved at 06:30: approve it again" in desk.page()
    refused = desk.act("approve", seen=seen)
    assert (refused.status_code, "look at it again" in refused.json()["message"]) == (422, True)
    desk.act("hold", reason="waiting for the verdict")
    assert "<b>Held: waiting for the verdict</b>" in desk.page()
    desk.act("release")
    assert "<b>Draft</b>" in desk.page()


def test_without_a_script_a_form_leads_back_to_the_page(desk):
    """A redirect after each act; a refusal as a line of text; another page may do nothing."""
    done = desk.act("pin", by_script=False, key=desk.key(STORIES[0][0]))
    assert (done.status_code, done.headers["location"]) == (303, "../#desk-title")
    gone = desk.act("pin", by_script=False, key=999)
    assert (gone.status_code, "not in the edition any more" in gone.text) == (422, True)
    stranger = desk.client.post(
        f"/{TOKEN}/desk/pin", data=DAY | {"key": 1}, headers={"Origin": "http://evil.example"}
    )
    assert stranger.status_code == 403
    assert desk.act("pin", key="x").status_code == 422


@pytest.mark.long
def test_undo_names_the_story(desk):
    """What would be taken back is said with the story's headline, as the editor has it."""
    title = desk.headlines()[1]
    key = desk.key(title)
    desk.act("drop", key=key)
    assert f"Undo takes back: drop “{title}”." in desk.page()
    desk.act("put-in", key=key)
    assert f"Undo takes back: put in “{title}”." in desk.page()
    desk.act("story", key=key, headline="Said anew")
    assert "Undo takes back: edit the headline of “Said anew”." in desk.page()


@pytest.mark.long
def test_what_is_not_there_is_refused_and_nothing_is_saved(desk, grounds):
    """A section, a story or an article that is gone: each says so, and no step is taken."""
    key = desk.key(STORIES[0][0])
    for name, values in (
        ("story", {"key": key, "headline": STORIES[0][0], "section": "Gone"}),
        ("put-in", {"key": key}),
        ("put-in", {"key": 999}),
        ("drop", {"key": 999}),
    ):
        refused = desk.act(name, **values)
        assert refused.status_code == 422, name
        assert re.search("the page shows how it stands now|load the page anew", refused.json()["message"])
    assert grounds.editions()[0].changes is None


def test_what_is_saved_as_it_was_shown_is_no_step(desk, grounds):
    """Every form of the page, sent back unchanged, leaves nothing to undo."""
    page, title = desk.page(), STORIES[0][0]
    shown = [unescape(one) for one in re.findall(r'name="shown" value="(.*?)"', page)]
    own = [one for one in shown if one in STORIES[0][1]]
    desk.act("story", key=desk.key(title), headline=title, sentence=own, shown=own)
    fields = re.findall(r'<textarea id="desk-(\w+)"[^>]*>([^<]*)</textarea>', page)
    desk.act("texts", subject=unescape(re.search("<h1>(.*?)</h1>", page)[1]), **{name: unescape(text) for name, text in fields})  # fmt: skip
    assert changes_of(grounds.editions()[0].changes) == Changes()


def test_a_subject_is_one_line(desk):
    """What is pasted with line ends makes no header field of its own."""
    desk.act("texts", subject="Ferry\r\nBcc: eve@news.example")
    assert "<h1>Ferry Bcc: eve@news.example</h1>" in desk.page()


@pytest.mark.long
def test_a_step_edits_the_articles_once(desk, monkeypatch):
    """The draft that a step has made is the one that is shown: thousands of articles are not edited a second time."""
    title, edited, drafts = STORIES[1][0], printing.edited, []
    key = desk.key(title)
    monkeypatch.setattr(printing, "edited", lambda *words: (drafts.append(1), edited(*words))[1])
    desk.act("drop", key=key)
    assert title not in desk.headlines()
    assert len(drafts) == 1


@pytest.mark.long
def test_an_article_that_comes_with_a_step_is_not_missed(desk, grounds, monkeypatch):
    """What is stored while a step is taken is in the mail that is shown next."""
    key, edited = desk.key(STORIES[1][0]), printing.edited
    late = ("Tram drivers elect a captain", "The tram drivers of Port Lorne elected a captain on Monday, and she starts work next week. The vote took an hour.")  # fmt: skip

    def meanwhile(*words):
        made = edited(*words)
        monkeypatch.setattr(printing, "edited", edited)
        grounds.store(stories=[late])
        return made

    monkeypatch.setattr(printing, "edited", meanwhile)
    desk.act("pin", key=key)
    assert late[0] in desk.headlines()


@pytest.mark.long
def test_a_story_goes_to_the_end_of_a_section(desk):
    """Of its own section or another one; a section that is gone is refused."""
    a, b, c, d = desk.headlines()
    desk.act("last", key=desk.key(b), section="What else to know")
    assert desk.headlines() == [a, c, d, b]
    desk.act("last", key=desk.key(c), section="Worth your time")
    assert desk.headlines() == [a, d, b, c]
    assert 'data-section="Worth your time"' in desk.page()
    assert desk.act("last", key=desk.key(c), section="Gone").status_code == 422


@pytest.mark.long
def test_the_next_stories_stand_apart_from_what_cannot_be_printed(desk, grounds):
    """A dropped story can be put in again; an article without a whole sentence is told with its reason, and cannot."""
    grounds.store(stories=[("Ferry timetable", "Mon 07.00")])
    desk.act("drop", key=desk.key(STORIES[1][0]))
    following, _, refused = desk.page().partition('id="desk-out"')[2].partition('id="desk-refused"')
    assert "Next stories: 1" in following
    assert (STORIES[1][0] in following, "Put in" in following) == (True, True)
    assert "was sent before: 1" in refused
    assert ("Ferry timetable" in refused, "no lead: " in refused, "Put in" in refused) == (True, True, False)
