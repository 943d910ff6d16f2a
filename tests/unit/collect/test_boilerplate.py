"""Learning what a source sets around each of its articles."""

from digest.collect.boilerplate import learn
from digest.collect.extract import from_text

MOTTO = "Tarn, read slowly."
NOTE = "The Courier is printed on paper made from reeds of the river Sallow."


def story(subject):
    told = f"the {subject} was seen by people who told others about it in long words, and "
    return [f"Day {n}: {told * 3}so it was {n} times." for n in range(4)]


BRIDGE, FERRY, EEL = story("bridge"), story("ferry"), story("eel")


def test_a_line_in_another_story_is_furniture():
    """One other story of the source is enough for a short line."""
    known = learn([[*FERRY, NOTE]])
    assert known.recurring([*BRIDGE, NOTE]) == {NOTE.lower().rstrip(".")}


def test_copies_of_a_story_keep_their_body():
    """Three copies of one story are one story: nothing of its body recurs."""
    known = learn([BRIDGE, BRIDGE, [*BRIDGE[:3], "A new end."]])
    assert known.recurring(BRIDGE) == frozenset()


def test_a_long_paragraph_needs_two_other_stories():
    """Two reports of one event may share a paragraph; furniture is in more."""
    shared = BRIDGE[0]
    assert learn([[*FERRY, shared]]).recurring([*EEL, shared]) == frozenset()
    assert (
        len(learn([[*FERRY, shared], [*BRIDGE[1:], *story("reed"), shared]]).recurring([*EEL, shared])) == 1
    )


def test_a_recurring_line_is_dropped_and_a_label_over_text_is_not():
    """What recurs goes with its reason; a heading that each article has stays over its text."""
    known = learn([["What we saw", *FERRY, NOTE]])
    found = from_text("\n".join(["Council closes the bridge", "What we saw", *BRIDGE, NOTE]), known=known)
    assert [b.text for b in found.blocks if b.kind == "heading"] == ["What we saw"]
    assert [d.why for d in found.dropped if d.text == NOTE] == ["recurs in other articles of this source"]
    assert len(found.paragraphs) == 4


def test_nothing_is_learned_from_nothing():
    """Without other articles no line recurs."""
    assert learn([]).recurring(BRIDGE) == frozenset()
