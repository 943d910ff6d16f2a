"""Headlines made of sentences have their main verb, and end where nothing is torn."""

from datetime import UTC, datetime

import pytest

from digest.editorial.candidates import Candidate
from digest.editorial.clauses import headline_from
from digest.editorial.labels import label_of
from digest.editorial.passages import lead_of
from digest.editorial.stories import Story, Telling
from digest.editorial.titles import entitled

MADE = [
    (
        "Bel Tasker, one of the best paid and most trusted pilots on the coast, has issued a stirring call for young bakers to learn to sail and spoken about the fog that she has met on and off the quay.",
        "Bel Tasker has issued a stirring call for young bakers",
    ),
    (
        "There seems to be an ever-growing list of lamps, ferries and harbours that will turn out to be made of bread.",
        "There seems to be an ever-growing list of lamps, ferries and harbours",
    ),
    (
        "Larkfield, Jul 27 Bakers of the old quay walked out over the price of lamps",
        "Bakers of the old quay walked out over the price of lamps",
    ),
    ("The safety of our lamps demands it.?", "The safety of our lamps demands it"),
    (
        "Native to a far bay of Velisia, this tiny gull, known as the lamp bird, doesn't know it's a member of a dying kind -- and neither do most people.",
        "Native to a far bay of Velisia, this tiny gull, known as the lamp bird, doesn't know it's a member of a dying kind",
    ),
    (
        "Police ran to the quay as nearly 500 bakers, gathered at the newly built lamp house in Larkfield, turned angry and threw bread at the guards.",
        "Police ran to the quay",
    ),
    (
        "Up to 76 bakers were rescued from lamp boats suspended over the river at Larkfield on Sunday afternoon after a gondola crashed into a pier, leaving them stranded.",
        "Up to 76 bakers were rescued from lamp boats suspended over the river",
    ),
    (
        "With an aim to help close the oldest of all lamp shops of the country, over 45,000 lamp sellers from the province of Tarn have decided to turn their backs towards those who light no lamps of their own any more.",
        "over 45,000 lamp sellers from the province of Tarn have decided to turn their backs",
    ),
    (
        "The keepers of four harbour lamps slain in a raid on the lighthouse of Larkfield three days ago arrived back in Tarn on Saturday, an officer of the harbour told the Courier, but the lamps still lie in the bay.",
        "The keepers of four harbour lamps arrived back in Tarn on Saturday",
    ),
    (
        "Ada Merrow's speech to the harbour council this week was as eagerly awaited in Velisia as it was in Larkfield.",
        "Ada Merrow's speech to the harbour council this week was as eagerly awaited in Velisia as it was in Larkfield",
    ),
    (
        "Kit Oster kept Larkfield's hopes alive, then Ada Merrow and Bel Tasker completed the comeback in the last match of the cup on the quay of the harbour of Tarn Bridge.",
        "Kit Oster kept Larkfield's hopes alive",
    ),
    (
        "Quayworks has revealed the second ferry model in its all-electric range, with the 2031 Lantern making its debut at the harbour fair of Larkfield this week.",
        "Quayworks has revealed the second ferry model in its all-electric range",
    ),
    (
        "The house where the last lamp was lit will be turned into a bakery, Velisia's interior minister said on Tuesday, after years of debate over how best to keep it from becoming a shrine.",
        "The house where the last lamp was lit will be turned into a bakery",
    ),
    (
        "An old baker's decision to change her lamps caused her to see a strange, rare light that left her gasping for air, her doctors say.",
        "An old baker's decision to change her lamps caused her to see a strange, rare light that left her gasping for air",
    ),
    (
        "The death of the founder of the harbour of Larkfield last Monday is an apt occasion to think of lamps.",
        "The death of the founder of the harbour of Larkfield last Monday is an apt occasion to think of lamps",
    ),
]


@pytest.mark.parametrize(("sentence", "headline"), MADE)
def test_a_headline_ends_behind_what_its_main_verb_needs(sentence, headline):
    """Counts that begin with `up to`, participles before the verb, `as ... as`, lists of adjectives, who said it on which day."""
    assert headline_from(sentence, "en") == headline


def test_a_clause_within_the_subject_takes_none_of_it():
    """A second article behind `showing` begins a clause of its own: it is the heron that was saved, not the film."""
    text = "A film showing the dramatic moment a heron was saved by pilots was shown on the quay of Larkfield to all bakers on Monday."
    made = headline_from(text, "en")
    assert made.startswith("A film showing the dramatic moment a heron was saved")
    spoilt = made.replace("a heron", "a rescued Larkfield heron")
    assert not label_of([spoilt], "en").startswith("Film rescued")


def test_an_if_stays_before_what_holds_only_then():
    """What would be is not told as what is."""
    text = "If the harbour had no lamp, there would be one fewer baker, one fewer porter and one fewer pilot on the old quay of Larkfield."
    assert headline_from(text, "en").startswith("If ")


def test_another_sentence_of_the_lead_makes_no_headline_that_leans_on_the_first():
    """`The mayor in this case` needs what stands before it; then the long first sentence is told whole."""
    first = (
        "A photo of a heron hitching a surprise lift on the roof of a moving tram has been shared by half of "
        "the town, with more than 7,000 people sending on the picture that a porter had taken of it on Monday."
    )
    told = "The mayor in this case is a keeper of herons. The tram stood still, and the story was told on the quay by nine."
    one = Candidate(
        1, "a", "", datetime(2026, 11, 24, tzinfo=UTC), (("paragraph", f"{first} {told}"),), language="en"
    )
    lead = lead_of(one, 80)
    assert lead is not None
    made = entitled(Story((Telling(one),)), {"a": lead}, "en").tellings[0].original.title
    assert (
        made
        == "A photo of a heron hitching a surprise lift on the roof of a moving tram has been shared by half of the town"
    )
