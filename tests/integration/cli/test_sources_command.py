"""`digest sources` and `digest collect` without files, as an editor uses them."""

import pytest
from webserver import Page, WebServer, rss

TEXT = "The harbour board will merge the ferry line and the tram company on 1 January, its chair said on Monday. Fares stay as they are."  # fmt: skip


@pytest.fixture
def web():
    with WebServer() as made:
        made.pages["/feed"] = Page(
            rss(("http://harbour.example/a", "Ferry and tram to merge", TEXT)), etag='"1"'
        )
        yield made


@pytest.fixture
def place(digest):
    """A new installation that may ask this machine."""
    assert digest("init").code == 0
    file = digest.folder / "digest.toml"
    file.write_text(f'{file.read_text()}\n[collect]\nallow_hosts = ["127.0.0.1"]\n')
    return digest


@pytest.mark.long
def test_from_an_address_to_stored_articles(place, web):
    """Added after a look, fetched, listed as good; a second run finds nothing new; taken out again."""
    before = (place.folder / "digest.toml").read_text()
    added = place("sources", "add", f"{web.url}/feed")
    assert (added.code, added.out) == (
        0,
        "harbour-wire added; 1 item in it now. `digest collect` fetches it.\n",
    )
    assert place("collect").out == "harbour-wire: 1 new, 0 updated, 0 unchanged, 0 rejected\n"
    assert "no source is due" in place("collect").err
    assert place("collect", "--all").out == "harbour-wire: nothing new\n"
    row = place("sources", "list", "--json").lines[0][0]
    assert (row["health"], row["articles"], row["name"]) == ("good", 1, "The Harbour Wire")
    assert f'xmlUrl="{web.url}/feed"' in place("sources", "export").out
    assert place("sources", "remove", "harbour-wire").code == 0
    assert (place.folder / "digest.toml").read_text().strip() == before.strip()


@pytest.mark.long
def test_a_failing_source_is_told_and_alerts(place, web):
    """Each run exits 1 with the reason; the third failure in a row is an alert in the list."""
    place("sources", "add", f"{web.url}/feed")
    web.pages["/feed"] = Page(status=500)
    for _ in range(3):
        ran = place("collect", "--all")
    assert (ran.code, "status 500" in ran.err, "3 times in a row" in ran.err) == (1, True, True)
    assert place("sources", "list", "--json").lines[0][0]["health"] == "ALERT"
    assert "harbour-wire  ALERT: 3 failures in a row: status 500" in place("status").out
    assert [row["slug"] for row in place("status", "--json").json["failing_sources"]] == ["harbour-wire"]
    checked = place("sources", "check", "--json")
    assert (checked.code, "status 500" in checked.lines[0][0]["error"]) == (1, True)


@pytest.mark.long
def test_wrong_calls_say_what_to_do(place, web):
    """An address that gives nothing, a slug that is not there, files and sources together."""
    assert "--unseen" in place("sources", "add", f"{web.url}/nothing").said
    assert "there is no source" in place("collect", "--source", "x").err
    assert "not both" in place("collect", ".", "--all").err
    assert "there is no source" in place("sources", "remove", "x").said
    assert place("sources", "add", "no-such-folder").code == 2
    for address in ("http://[bad", "http://127.0.0.1:99999/"):
        assert "is no web address" in place("sources", "add", address).err
    assert "no sources yet" in place("sources", "list").err


@pytest.mark.long
def test_an_address_is_added_once(place, web):
    """Without its scheme it is one all the same; a second table for it is refused; what is said as JSON is the same."""
    said = place("sources", "add", f"feed:{web.url}/feed", "--json").lines[0]
    assert said == {
        "slug": "harbour-wire",
        "name": "The Harbour Wire",
        "address": f"{web.url}/feed",
        "items": 1,
        "teasers": True,
    }
    assert "'harbour-wire' asks there already" in place("sources", "add", f"{web.url}/feed").said
    assert "https://no.such.invalid" in place("sources", "add", "no.such.invalid").said
    assert place("sources", "remove", "harbour-wire", "--json").lines[0] == {
        "slug": "harbour-wire",
        "removed": True,
    }


@pytest.mark.long
def test_opml_comes_in(place, tmp_path):
    """Each feed once, with a slug of its own; a second import adds none."""
    file = tmp_path / "feeds.opml"
    file.write_text('<opml version="2.0"><body><outline text="Wire" xmlUrl="https://a.example/f"/><outline text="Wire" xmlUrl="https://b.example/f"/><outline xmlUrl="http://[bad"/></body></opml>')  # fmt: skip
    assert place("sources", "import", file, "--json").lines[0] == {
        "added": ["wire", "wire-b-example"],
        "known": 0,
    }
    assert place("sources", "import", file).out == "0 added, 2 known already\n"
    slugs = [row["slug"] for row in place("sources", "list", "--json").lines[0]]
    assert slugs == ["wire", "wire-b-example"]
    file.write_text("<html/>")
    assert "OPML" in place("sources", "import", file).said
