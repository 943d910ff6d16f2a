"""Learning what a source sets around each of its articles."""

import time

from digest.collect import boilerplate
from digest.collect.boilerplate import story as story_of
from digest.collect.extract import from_text

MOTTO = "Tarn, read slowly."
NOTE = "The Courier is printed on paper made from reeds of the river Sallow."


def learn(articles):
    return boilerplate.learn(map(story_of, articles))


def recurring(known, lines):
    return known.recurring(story_of(lines))


def story(subject):
    told = f"the {subject} was seen by people who told others about it in long words, and "
    return [f"Day {n}: {told * 3}so it was {n} times." for n in range(4)]


BRIDGE, FERRY, EEL = story("bridge"), story("ferry"), story("eel")


def test_a_line_in_another_story_is_furniture():
    """One other story of the source is enough for a short line."""
    known = learn([[*FERRY, NOTE]])
    assert recurring(known, [*BRIDGE, NOTE]) == {NOTE.lower().rstrip(".")}


def test_copies_of_a_story_keep_their_body():
    """Three copies of one story are one story: nothing of its body recurs."""
    known = learn([BRIDGE, BRIDGE, [*BRIDGE[:3], "A new end."]])
    assert recurring(known, BRIDGE) == frozenset()


def test_a_long_paragraph_needs_two_other_stories():
    """Two reports of one event may share a paragraph; furniture is in more."""
    shared = BRIDGE[0]
    assert recurring(learn([[*FERRY, shared]]), [*EEL, shared]) == frozenset()
    assert (
        len(recurring(learn([[*FERRY, shared], [*BRIDGE[1:], *story("reed"), shared]]), [*EEL, shared])) == 1
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
    assert recurring(learn([]), BRIDGE) == frozenset()


def short(subject):
    return [f"On day {n} the {subject} was seen again by {n + 3} people on the bank." for n in range(8)]


def test_copies_of_a_story_of_short_paragraphs_keep_their_body():
    """A copy under another address, with one paragraph more, is the same story though no line of it is long."""
    known = learn([short("bridge"), [*short("eel"), NOTE]])
    assert (
        recurring(known, [*short("bridge"), "A sentence that only this copy of the report has."])
        == frozenset()
    )


def test_stories_that_share_their_furniture_are_no_copies():
    """A short report with three lines of furniture around it is another story than the next one with the same lines."""
    around = [f"{NOTE} You may find {number} of them at the reading room." for number in range(3)]
    known = learn([[*short("ferry")[:2], *around]])
    assert len(recurring(known, [*short("eel")[:2], *around])) == 3


def test_learning_takes_no_longer_than_the_stories_are():
    """Two hundred stories with the same furniture are compared by the lines that they share, not each with each."""
    stories = [[*story(f"bridge of pier {n}") * 10, *short("reed"), NOTE] for n in range(200)]
    started = time.process_time()
    known = learn(stories)
    assert all(recurring(known, one) for one in stories)
    assert time.process_time() - started < 1
