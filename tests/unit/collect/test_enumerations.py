"""Lists in a text without markup: what a sentence announces stays, what stands alone is a menu."""

from digest.collect.extract import from_text

OPENING = "The ferry and the tram of the harbour will be one company from the first of January on, the board said on Monday."
BEFORE = "The harbour board met on Monday evening and decided on four things:"
AFTER = "The rest was put off until the spring, its chair said after the meeting, since two members were ill."
ENTRIES = ("Fares stay as they are", "Dogs pay half", "The pier closes at nine", "Lamps burn all night")


def body(listed, before=BEFORE):
    found = from_text(f"Board decides on fares\n\n{OPENING}\n\n{before}\n\n{listed}\n\n{AFTER}")
    return [(block.kind, block.text) for block in found.blocks[1:]]


def test_an_announced_list_stays():
    """Entries after a colon are the article's, with marks of any kind or none, in their order."""
    wanted = [("paragraph", BEFORE), *(("item", entry) for entry in ENTRIES), ("paragraph", AFTER)]
    for mark in ("- ", "• ", "* ", ""):
        assert body("\n".join(mark + entry for entry in ENTRIES)) == wanted, mark


def test_what_nobody_announces_goes():
    """The same lines without a colon before them, and one line alone after one, are no list."""
    listed = "\n".join(f"- {entry}" for entry in ENTRIES)
    assert body(listed, BEFORE[:-1] + ".") == [("paragraph", BEFORE[:-1] + "."), ("paragraph", AFTER)]
    assert body("- Dogs pay half") == [("paragraph", BEFORE), ("paragraph", AFTER)]


def test_short_lines_after_a_colon_are_a_menu():
    """Buttons have a word or two each."""
    assert body("Home\nSport\nWeather\nMore")[0] == ("paragraph", BEFORE)
    assert not any(kind == "item" for kind, _ in body("Home\nSport\nWeather\nMore"))
