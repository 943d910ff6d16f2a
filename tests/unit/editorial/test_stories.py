from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.editorial.stories import group

GATE_A = (
    (
        "The sea gate at Port Alder held back a storm surge of three metres overnight, although one of its leaves jammed "
        "and had to be freed by divers."
    ),
    (
        "Engineers closed the barrier two hours before the peak. The harbour office counted no flooded cellars on the "
        "Ropewalk, and the mayor thanked the crews who had worked through the night."
    ),
)
GATE_B = (
    (
        "Port Alder stayed dry on Tuesday as its new sea gate met its first storm surge, in spite of a jammed leaf that "
        "divers freed with two hours to spare."
    ),
    (
        "The surge reached three metres. No cellar on the Ropewalk was flooded, the harbour office said, and the barrier "
        "opened again at noon."
    ),
)
HONEY = (
    (
        "Jars sold as honey must name every place that supplied more than five percent of what is in them, the Court of "
        "Appeal ruled, siding with beekeepers against the largest packer."
    ),
    "Shoppers may pay for the difference, since the cheapest jar is expected to cost a third more by next summer.",
)


def grouped(articles):
    """The titles of each story, in sets."""
    return {frozenset(one.title for one in story.articles) for story in group(articles)}


def test_two_tellings_of_one_event_are_one_story(article):
    """Articles with their own words about the same event meet; another event stays apart."""
    gate = article("Sea gate holds off storm surge", *GATE_A)
    dry = article("New sea gate keeps Port Alder dry in storm", *GATE_B)
    honey = article("Court tells packers where honey comes from", *HONEY)
    assert grouped([gate, dry, honey]) == {frozenset({gate.title, dry.title}), frozenset({honey.title})}


def test_the_same_event_a_fortnight_later_is_another_story(article):
    """Storms return: articles that lie far apart in time need more in common than these have."""
    gate = article("Sea gate holds off storm surge", *GATE_A)
    later = article("New sea gate keeps Port Alder dry in storm", *GATE_B, hours=24 * 14)
    assert len(grouped([gate, later])) == 2


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda texts: texts, id="reprinted"),
        pytest.param(lambda texts: (texts[0].replace("three metres", "3 metres"), texts[1]), id="corrected"),
        pytest.param(
            lambda texts: (*texts, "This article first appeared in the Wire."), id="with a credit line"
        ),
        pytest.param(lambda texts: (texts[0], " ".join(texts[1].split()[:20])), id="cut short"),
    ],
)
def test_a_copy_is_known_under_another_title(article, change):
    """A reprint, a corrected or a shortened text is a copy of the longest one, whatever its headline says."""
    first = article("Sea gate holds off storm surge", *GATE_A)
    copy = article("Dry feet in Port Alder", *change(GATE_A), source="The Mercury")
    (story,) = group([first, copy])
    assert len(story.tellings) == 1
    assert len(story.tellings[0].copies) == 1


def test_articles_that_share_a_standing_paragraph_are_no_copies(article):
    """One common paragraph of boilerplate does not make two texts the same."""
    standing = "The Wire is read in forty harbour offices and one lighthouse, and is written by twelve people who like weather."
    gate, honey = (
        article("Sea gate holds", *GATE_A, standing),
        article("Honey must say where", *HONEY, standing),
    )
    assert len(grouped([gate, honey])) == 2


def test_titles_alone_are_grouped_too(article):
    """Articles without a text, as a feed may bring them, meet by their headlines."""
    titles = [
        "Fed official sees slower taper",
        "Fed official says taper may slow",
        "Bieber walks out of deposition",
    ]
    found = grouped([article(title) for title in titles])
    assert found == {frozenset(titles[:2]), frozenset(titles[2:])}


def test_a_text_without_a_title_is_told_by_its_copy(article):
    """The original is the article that has a title, not the one without and not the one whose title is a text."""
    nameless, named = article("", *GATE_A), article("Sea gate holds", *GATE_A)
    endless = article(" ".join(GATE_A), *GATE_A)
    (story,) = group([nameless, endless, named])
    assert story.tellings[0].original is named


def test_a_story_is_the_same_in_whatever_order_its_articles_come(article):
    """The order given, and the number of a row, decide nothing."""
    made = [article("Sea gate holds", *GATE_A), article("Port Alder dry", *GATE_B), article("Honey", *HONEY)]
    assert group(made) == group(made[::-1])


@pytest.mark.long
def test_many_articles_are_grouped_in_time_that_grows_gently(article):
    """Pairs are proposed by an index: 300 articles on 300 subjects propose few."""
    made = [
        article(
            f"Subject{n} meets matter{n}",
            f"Subject{n} met matter{n} in place{n} and said word{n} to friend{n}.",
        )
        for n in range(300)
    ]
    assert len(group(made)) == 300
    assert all(one.moment <= one.stored_at + timedelta(0) for one in made)


@pytest.mark.long
def test_a_reprint_in_a_crowd_is_a_telling_of_its_event(article):
    """Among more articles than are compared all with all, an event of two tellings and a copy is still one story."""
    others = [
        article(
            f"Subject{n} meets matter{n}",
            f"Subject{n} met matter{n} in place{n} and said word{n} to friend{n}.",
        )
        for n in range(200)
    ]
    event = [
        article("Sea gate holds", *GATE_A),
        article("Port Alder dry", *GATE_B),
        article("Dry feet", *GATE_A),
    ]
    (found,) = [story for story in group(others + event) if len(story.articles) > 1]
    assert {one.title for one in found.articles} == {"Sea gate holds", "Port Alder dry", "Dry feet"}
    assert len(found.tellings) == 2


def test_an_acquaintance_recommends_nobody(article):
    """Two headlines that belong together do not pull in a third that shares a syllable with one of them."""
    first, second = (
        article("Ferry line opens again after two winters"),
        article("Old ferry line opens after two winters"),
    )
    honey = article("Court tells packers where honey comes from")
    assert grouped([first, second, honey]) == {
        frozenset({first.title, second.title}),
        frozenset({honey.title}),
    }


def test_headlines_in_scripts_without_spaces_meet(article):
    """Chinese headlines of one event are one story, another stays apart."""
    gate, dry = article("港口新水閘擋住三米風暴潮"), article("風暴潮三米高，港口新水閘擋住海水")
    honey = article("法院判決蜂蜜必須標明產地")
    assert grouped([gate, dry, honey]) == {frozenset({gate.title, dry.title}), frozenset({honey.title})}


TITLES = [
    "Sea gate holds off storm",
    "Sea gate holds off surge",
    "Storm surge meets gate",
    "Honey ruling",
    "Honey",
    "",
]
BODIES = [(), (), GATE_A, GATE_B, HONEY, (GATE_A[0], HONEY[0]), (HONEY[0],)]
ROWS = st.lists(
    st.tuples(st.sampled_from(TITLES), st.sampled_from(BODIES), st.sampled_from([1, 1, 30, 400])), max_size=12
)


@given(rows=ROWS, data=st.data())
def test_the_order_of_the_articles_never_changes_the_groups(article, rows, data):
    """Equal titles, no text, equal times: each article is in one story, and the same ones are together in any order."""
    made = [article(title, *body, hours=hours) for title, body, hours in rows]
    turned = data.draw(st.permutations(made))
    stories = group(made)
    assert stories == group(turned)
    assert sorted(one.article_id for story in stories for one in story.articles) == [
        one.article_id for one in made
    ]
