"""The preview and its desk over PostgreSQL: what is stored, changed and approved there shows on the page."""

import re

import pytest
from grounds import STORIES
from previewed import TOKEN, studio
from starlette.testclient import TestClient

from digest.models import EditionState

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
HOST = "http://127.0.0.1:8000"
LATE = ("Tram drivers elect a captain", "The tram drivers of Port Lorne elected a captain on Monday, and she starts work next week. The vote took an hour.")  # fmt: skip


def test_an_editors_morning_on_postgresql(grounds, tmp_path):
    """An article that comes in is seen, a story is dropped and put back, the edition approved; looking makes no second version."""
    grounds.store()
    made = studio(grounds, tmp_path)
    client = TestClient(made.app(), base_url=HOST)

    def act(name, **values):
        headers = {"Origin": HOST, "Accept": "application/json"}
        answer = client.post(f"/{TOKEN}/desk/{name}", data={"day": "2026-11-24"} | values, headers=headers)
        assert answer.json() == {"message": ""}

    def page():
        return client.get(f"/{TOKEN}/").text

    def headlines():
        return re.findall(r'<span class="headline">(.*?)</span>', page())

    before = headlines()
    assert set(before) == {title for title, _ in STORIES}
    version = made.press.look().version
    assert made.press.look().version == version
    grounds.store(stories=[LATE])
    assert LATE[0] in headlines()
    assert made.press.look().version == version + 1
    key = re.findall(r'id="story-(\d+)"', page().partition(LATE[0] + "</span>")[0])[-1]
    act("drop", key=key)
    assert LATE[0] not in headlines()
    act("undo")
    assert LATE[0] in headlines()
    act("approve", seen=re.search(r'name="seen" value="(\w+)"', page())[1])
    assert "<b>Approved at 06:30</b>" in page()
    assert [one.state for one in grounds.editions()] == [EditionState.APPROVED]
    made.press.close()
