"""`digest articles` as an editor uses it."""

import pytest


@pytest.fixture
def shelf(sample):
    """The sample's articles in its store."""
    return sample


def test_from_a_list_to_one_article(shelf):
    """A list with its filters, a search with the place that was found, one article with reasons; the numbers agree."""
    rows = shelf("articles", "list", "--json", "--limit", "100").lines[0]
    assert len(rows) > 20
    one = rows[0]
    assert shelf("articles", "list", "--limit", "1").out.startswith(f"{one['id']:>6}  ")
    assert shelf("articles", "list", "--json", "--source", one["source"]).lines[0][0] == one
    day = one["stored"][:10]
    assert len(shelf("articles", "list", "--json", "--day", day, "--limit", "100").lines[0]) == len(rows)
    shown = shelf("articles", "show", str(one["id"]), "--json").lines[0]
    assert (shown["title"], shown["versions"], shown["editions"]) == (one["title"], [], [])
    word = max(shown["blocks"][0]["text"].split(), key=len).strip(".,;:'\"”’")
    found = shelf("articles", "search", f'"{word}"', "--json", "--limit", "100").lines[0]
    assert one["id"] in [r["id"] for r in found]
    assert any(word.lower() in (r["snippet"] or "").lower() for r in found)


@pytest.mark.long
def test_why_tells_each_dropped_line(shelf):
    """Lines that were left out are shown with their reasons only where they are asked for."""
    rows = shelf("articles", "list", "--json", "--limit", "100").lines[0]
    shown = [shelf("articles", "show", str(r["id"]), "--json").lines[0] for r in rows]
    one = next(r for r in shown if r["dropped"])
    said = f"dropped ({one['dropped'][0]['why']}): {one['dropped'][0]['text']}"
    assert said in shelf("articles", "show", str(one["id"]), "--why").out
    assert said not in shelf("articles", "show", str(one["id"])).out


@pytest.mark.long
def test_a_dropped_article_stays_in_the_edition_that_was_sent(shelf):
    """The editions that have it are named; it is in no list any more and dropping it again says so."""
    assert shelf("send", "--yes").code == 0
    rows = shelf("articles", "list", "--json", "--limit", "100").lines[0]
    shown = [shelf("articles", "show", str(r["id"]), "--json").lines[0] for r in rows]
    one = next(r for r in shown if r["editions"])
    use = one["editions"][0]
    assert (
        f"story {use['story']} in {use['newsletter']} of {use['date']} (sent)"
        in shelf("articles", "show", str(one["id"])).out
    )
    dropped = shelf("articles", "drop", str(one["id"]))
    assert (dropped.code, one["title"] in dropped.out) == (0, True), dropped
    assert f"{use['newsletter']} of {use['date']} has it" in dropped.err
    assert one["id"] not in [r["id"] for r in shelf("articles", "list", "--json", "--limit", "100").lines[0]]
    assert shelf("articles", "drop", str(one["id"])).code == 1


@pytest.mark.long
def test_cleaning_again_changes_nothing_that_was_clean(shelf):
    """The second cleaning finds all as the first left it."""
    assert shelf("articles", "clean", "--json").code == 0
    assert shelf("articles", "clean", "--json").lines[0]["changed"] == 0


def test_wrong_calls_say_what_to_do(shelf):
    """A number that is not there, no word, no day, an unknown source: one line each."""
    assert "digest articles list" in shelf("articles", "show", "9999").said
    assert "no word" in shelf("articles", "search", "...").said
    assert "2026-11-24" in shelf("articles", "list", "--day", "yesterday").err
    assert "Nobody" in shelf("articles", "clean", "--source", "Nobody").said
    assert "no stored article fits" in shelf("articles", "search", "qwertzuiop").err
