"""Which picture a top story is printed with, and what is said of those that are not."""

import pytest

from digest.config.settings import SourceSettings
from digest.editorial.assemble import assemble

FIRST = "Twelve ferries stayed in the harbour on Monday as their crews began a strike over night shifts in Port Lorne."
AGAIN = "Twelve ferries stayed in the harbour of Port Lorne on Monday: their crews began a strike over night shifts."
GOOD = {"url": "https://wire.example/a.jpg", "alt": "A  ferry", "width": 800, "height": 450}


@pytest.fixture
def printed(article, plan):
    """The item of two tellings of one event, whose images are as given, and the reason for the one that leads it."""

    def make(own, other, **sources):
        articles = (
            article("Ferry crews strike over night shifts", FIRST, image=own),
            article("Ferry crews in strike over night shifts", AGAIN, image=other, source="Lantern", hours=3),
        )
        tables = {slug: SourceSettings(**table) for slug, table in sources.items()}
        made = assemble(articles, plan(sources=tables))
        (item,) = made.content.items()
        return item, next(one.reason for one in made.decisions if one.verdict == "printed")

    return make


def test_the_leading_tellings_own_picture_comes_first(printed):
    """It is credited to its outlet, and nothing is said of the other."""
    item, reason = printed(GOOD, GOOD | {"url": "https://lantern.example/b.jpg"})
    assert (item.picture.url, item.picture.alt, item.picture.credit) == (GOOD["url"], "A ferry", "The Wire")
    assert reason == "story 1, in “Top story”"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"url": "https://wire.example/a.webp"}, "it is WebP, which not every mail client shows"),
        ({"url": "https://wire.example/a.svg?v=2"}, "it is SVG, which not every mail client shows"),
        ({"url": "http://wire.example/a.jpg"}, "it is not fetched by https"),
        ({"url": "https://["}, "it is not fetched by https"),
        ({"url": None}, "it is not fetched by https"),
        ({"alt": " "}, "nothing says what it shows"),
        ({"width": None}, "its width is not known"),
        ({"width": 319}, "it is only 319 pixels wide"),
    ],
)
def test_another_tellings_picture_is_printed_where_the_first_is_no_good(printed, change, fault):
    """The editor is told whose it is and what was wrong; with no other there is none, and she is told that too."""
    item, reason = printed(GOOD | change, GOOD | {"url": "https://lantern.example/b.jpg"})
    assert (item.picture.url, item.picture.credit) == ("https://lantern.example/b.jpg", "Lantern")
    assert (
        reason
        == f"story 1, in “Top story”; of its pictures Lantern’s is printed; The Wire’s is left out: {fault}"
    )
    item, reason = printed(GOOD | change, None)
    assert item.picture is None
    assert reason.endswith(f"; of its pictures The Wire’s is left out: {fault}")


def test_a_licence_without_pictures_leaves_room_for_another_source(printed):
    """Each picture goes by the licence of its own source."""
    item, reason = printed(GOOD, GOOD | {"alt": "Boats"}, wire={"name": "Wire", "images": False})
    assert (item.picture.alt, item.picture.credit) == ("Boats", "Lantern")
    assert "The Wire’s is left out: its licence has none" in reason
