"""The editor has the last word: what is pinned, dropped, moved, ordered and reworded at the desk."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config.settings import SectionRule
from digest.editorial.assemble import assemble
from digest.editorial.changes import STEPS, Changes, changes_of, steps_from_json, steps_to_json

NEWS = [
    ("Ferry crews strike over rest hours", "Ferry crews walked out over rest hours on the Tarn line, their union said. Four crossings fell out."),
    ("Museum buys a clock", "The museum in Marrow bought a clock that strikes thirteen, its keeper said. It is shown from May."),
    ("Honey harvest doubles", "Beekeepers in the valley brought in twice the honey of last year. The guild expects lower prices."),
    ("Night bus gets a driver", "The night bus of Port Alder has a driver again after three months. She starts on Friday."),
    ("Parrot returns home", "A parrot that left Lantern Quay in June came back by itself on Sunday. It knows two new words."),
]  # fmt: skip
SECTIONS = (
    SectionRule(name="Top story", kind="lead", most=1),
    SectionRule(name="News", kind="stories", most=2),
    SectionRule(name="Light", kind="features", kickers=("light",), most=2),
)


@pytest.fixture
def window(article):
    """Five stories, the first the youngest."""
    return [article(title, text, hours=n + 1) for n, (title, text) in enumerate(NEWS)]


@pytest.fixture
def edit(plan, window):
    """The edition with some changes, as (section, article ids)."""

    def make(**changes):
        return assemble(window, plan(sections=SECTIONS), (), Changes(**changes))

    return make


def laid(made):
    return {one.name: [item.articles[0] for item in one.items] for one in made.content.sections}


def ids(window):
    return [one.article_id for one in window]


def test_without_changes_the_room_decides(edit, window, plan):
    """No changes, no difference."""
    assert edit() == assemble(window, plan(sections=SECTIONS))
    a, b, c, *_ = ids(window)
    assert laid(edit()) == {"Top story": [a], "News": [b, c]}


def test_what_is_dropped_makes_room(edit, window):
    """A dropped story is out, the next one comes in, and the decision says who did it."""
    a, b, c, d, _ = ids(window)
    made = edit(dropped=(a,))
    assert laid(made) == {"Top story": [b], "News": [c, d]}
    decision = next(one for one in made.decisions if one.article_id == a)
    assert (decision.verdict, decision.reason) == ("dropped", "dropped by the editor")


def test_what_is_pinned_is_printed(edit, window):
    """A pinned story is in although others rank higher, and the section keeps its size."""
    a, b, c, _, e = ids(window)
    made = edit(pinned=(e,))
    assert laid(made) == {"Top story": [a], "News": [b, e]}
    assert "where the editor wants it" in next(one.reason for one in made.decisions if one.article_id == e)
    assert next(one.verdict for one in made.decisions if one.article_id == c) == "cap"


def test_what_is_moved_stands_in_its_section(edit, window):
    """A story goes to the section that the editor names, also to the lead, whose own story makes room."""
    a, b, c, d, _ = ids(window)
    assert laid(edit(moved={c: "Top story"})) == {"Top story": [c], "News": [a, b]}
    assert laid(edit(moved={b: "Light"})) == {"Top story": [a], "News": [c, d], "Light": [b]}
    assert laid(edit(moved={b: "No such section"}, pinned=(b,))) == laid(edit())


def test_stories_stand_in_the_order_wanted(edit, window):
    """Within a section the editor's order counts; a story that it does not name comes after."""
    _, b, c, d, _ = ids(window)
    assert laid(edit(order=(c, b)))["News"] == [c, b]
    assert laid(edit(order=(c,)))["News"] == [c, b]
    assert laid(edit(order=(d, c, b), pinned=(d,)))["News"] == [d, b]


def test_numbers_follow_the_order(edit, window):
    """After any change the stories are numbered from 1 as they stand."""
    _, b, c, *_ = ids(window)
    assert [item.number for item in edit(order=(c, b), moved={c: "Light"}).content.items()] == [1, 2, 3, 4]


def test_a_headline_and_its_label_are_the_editors(edit, window):
    """The new headline is printed, the label is made of it, however long it is."""
    a, *_ = ids(window)
    long = "The crews of all nine ferries between Port Alder and the Tarn islands have walked out this morning over the hours they sleep between two shifts at sea"
    first = next(edit(headlines={a: long}).content.items())
    assert first.headline == long
    assert first.label.split()[0].casefold() in long
    assert next(edit(headlines={a: "Crews walk out"}).content.items()).label == "Crews walk out"


def test_sentences_are_the_editors(edit, window):
    """The chosen sentences are the lead, in the article's order; ones that the article lacks are not printed."""
    a, *_ = ids(window)
    assert (
        next(edit(leads={a: ("Four crossings fell out.",)}).content.items()).lead
        == "Four crossings fell out."
    )
    kept = next(edit(leads={a: ("Nobody wrote this.",)}).content.items()).lead
    assert kept == next(edit().content.items()).lead


def test_the_edited_article_leads_its_story(article, plan):
    """Of several tellings the one that the editor has worked on is printed."""
    text = "Ferry crews at Port Alder walked out over rest hours on Monday, the harbour union said. Four of nine crossings fell out."
    window = [
        article("Ferry crews strike over rest hours at Port Alder", text, source="The Wire"),
        article("Port Alder ferry crews strike over rest hours", text.replace("Monday", "Monday morning"), source="Lantern"),
    ]  # fmt: skip
    for one in window:
        made = assemble(window, plan(), (), Changes(headlines={one.article_id: "Crews walk out"}))
        (item,) = made.content.items()
        assert (item.headline, item.articles[0]) == ("Crews walk out", one.article_id)


def test_the_editor_may_word_what_is_read_first(edit):
    """Subject, preheader and greeting are printed as given, a note is said to be the editor's."""
    content = edit(subject="S", preheader="P", greeting="G", note="N").content
    assert (content.subject, content.preheader, content.greeting, content.notes) == (
        "S", "P", "G", ("From the editor: N",),
    )  # fmt: skip


def test_changes_are_kept_whole():
    """What is stored is what was changed; nothing stored is no change."""
    changes = Changes((1,), (2,), {3: "News"}, (4, 5), {6: "H"}, {7: ("a", "b")}, "s", "p", "g", "n")
    assert changes_of(steps_to_json([Changes(), changes])) == changes
    assert not changes_of(None)
    assert len(steps_from_json(steps_to_json([changes] * (STEPS + 9)))) == STEPS
    assert changes
    assert not Changes()


KEYS = st.integers(0, 6)


@given(
    pinned=st.lists(KEYS, max_size=5),
    dropped=st.lists(KEYS, max_size=4),
    moved=st.dictionaries(KEYS, st.sampled_from([one.name for one in SECTIONS] + ["?"]), max_size=4),
    order=st.lists(KEYS, max_size=7),
)
@settings(max_examples=60)
@pytest.mark.long
def test_any_changes_leave_a_sound_edition(article, plan, pinned, dropped, moved, order):
    """Every article has one decision, no story stands twice, dropped ones are out and pinned ones in."""
    window = [article(title, text, hours=n + 1) for n, (title, text) in enumerate(NEWS)]
    key = dict(enumerate(ids(window), 1))
    changes = Changes(
        tuple(key.get(n, n) for n in pinned),
        tuple(key.get(n, n) for n in dropped),
        {key.get(n, n): name for n, name in moved.items()},
        tuple(key.get(n, n) for n in order),
    )
    made = assemble(window, plan(sections=SECTIONS), (), changes)
    assert sorted(one.article_id for one in made.decisions) == sorted(ids(window))
    printed = [item.articles[0] for item in made.content.items()] if made.content else []
    assert len(printed) == len(set(printed))
    assert not set(printed) & set(changes.dropped)
    assert {*changes.pinned, *changes.moved} - {*changes.dropped} & {*ids(window)} <= {*printed, 0, 6, 7}
