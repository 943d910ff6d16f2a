import pytest
from built_editions import edition_of, story

from digest.compose.content import Passage, Picture, Section, SourceLink
from digest.compose.views import MOST_CREDITS, clean, columns, page


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (None, ""),
        ("  a\n\t b\r\nc ", "a b c"),
        ("10\u00a0%\u202f!", "10\u00a0%\u202f!"),
        ("a\x00b\x1b[0m\x85", "ab[0m"),
        ("\ud800x\u202e", "x"),
        ("👩\u200d🚒", "👩\u200d🚒"),
    ],
)
def test_text_is_made_printable(text, cleaned):
    """White space collapses but for hard spaces; what cannot be printed or turns the line around is dropped."""
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (12, [6, 6])]
)
def test_columns_are_balanced(count, sizes):
    """Two columns from four stories on, the first at most one longer."""
    (block,) = page(edition_of(Section("S", "stories", tuple(story(n) for n in range(1, 13))))).blocks
    assert [len(column) for column in columns(block.stories[:count])] == sizes


def test_a_kicker_that_repeats_its_section_is_left_out():
    """The section's name is not printed twice."""
    content = edition_of(Section("World", "stories", (story(1, kicker="WORLD"), story(2, kicker="Asia"))))
    assert [item.kicker for item in page(content).blocks[0].stories] == ["", "Asia"]


def test_empty_parts_are_dropped():
    """Sections without stories and passages without text are not drawn; a label falls back to the headline."""
    content = edition_of(
        Section("Empty", "stories", ()),
        Section("S", "stories", (story(1, label=" ", passages=(Passage(" "), Passage("x", " "))),)),
    )
    (block,) = page(content).blocks
    assert [(part.label, part.text) for part in block.stories[0].paragraphs] == [("", "x")]
    assert block.stories[0].label == block.stories[0].headline


def test_notes_count_through_and_repeat_under_a_later_story():
    """An address has one number under a story, and a number of its own under the next one."""
    same = SourceLink("A", "https://a.example/1")
    items = (
        story(1, url=same.url, sources=(same, same)),
        story(2, url=None, sources=(same, SourceLink("B"))),
    )
    first, second = page(edition_of(Section("S", "stories", items))).blocks[0].stories
    assert (first.note, [credit.note for credit in first.credits], first.notes) == (
        1,
        [1, 1],
        ((1, same.url),),
    )
    assert (second.note, [credit.note for credit in second.credits]) == (None, [2, None])


@pytest.mark.parametrize(
    ("sources", "printed", "more"),
    [
        (1, 1, 0),
        (MOST_CREDITS, MOST_CREDITS, 0),
        (MOST_CREDITS + 1, MOST_CREDITS - 1, 2),
        (40, MOST_CREDITS - 1, 41 - MOST_CREDITS),
    ],
)
def test_brackets_hold_six_entries_at_most(sources, printed, more):
    """The first sources are printed; the others, two at least, are counted, and their addresses take no numbers."""
    links = tuple(SourceLink(f"S{n}", f"https://s.example/{n}") for n in range(sources))
    (one,) = page(edition_of(Section("S", "stories", (story(1, url=None, sources=links),)))).blocks[0].stories
    assert [credit.name for credit in one.credits] == [link.name for link in links[:printed]]
    assert (one.more_credits, len(one.notes)) == (more, printed)


@pytest.mark.parametrize(
    ("picture", "size"),
    [
        (Picture("https://i.example/a", "x", 1072, 560), (536, 280)),
        (Picture("https://i.example/a", "x", 300, 200), (300, 200)),
        (Picture("https://i.example/a", "x"), (536, None)),
        (Picture("https://i.example/a", "x", 0, 0), (536, None)),
    ],
)
def test_pictures_are_never_enlarged(picture, size):
    """A picture is as wide as the card or as itself, and keeps its shape."""
    image = page(edition_of(Section("S", "lead", (story(1, picture=picture),)))).blocks[0].stories[0].image
    assert image is not None
    assert (image.width, image.height) == size
