import pytest

from digest.config.settings import SectionRule, SourceSettings
from digest.editorial.ranking import Ranked
from digest.editorial.rules import matches
from digest.editorial.score import Score
from digest.editorial.sources import configured
from digest.editorial.stories import Story, Telling

SOURCES = configured({"lantern": SourceSettings(name="The Evening Lantern")})


@pytest.fixture
def is_named(article):
    """Whether a rule of these lists names an article of these fields."""

    def tell(fields, lists):
        one = article("Trams stay free", **fields)
        told = Ranked(
            Story((Telling(one),)), Score(), one, (one,), "The City’s café owners are glad. 台風が来る。"
        )
        return matches(told, SectionRule(name="X", **lists), SOURCES)

    return tell


@pytest.mark.parametrize(
    ("tags", "wanted", "expected"),
    [
        (("Books",), "books", True),
        (("Children’s books",), "books", True),
        (("Bookshops",), "books", False),
        (("Politics", "Théâtre"), "theatre", True),
        ((), "books", False),
    ],
)
def test_a_tag_is_a_whole_word_in_any_case(is_named, tags, wanted, expected):
    """A tag counts where it is the wanted one, or has it as a word."""
    assert is_named({"tags": tags}, {"tags": (wanted,)}) is expected


@pytest.mark.parametrize(
    ("url", "part", "expected"),
    [
        ("https://lantern.example/travel/tarn-bridge", "/travel/", True),
        ("https://lantern.example/Travel", "/travel/", True),
        ("https://lantern.example/travelling/tarn", "/travel/", False),
        ("https://travel.lantern.example/x", "travel.lantern.example", True),
        ("https://lantern.example/x?from=/travel/#/travel/", "/travel/", False),
        (None, "/travel/", False),
    ],
)
def test_a_part_of_the_address_is_looked_for_before_the_query(is_named, url, part, expected):
    """Host and path count, with a slash at the end; what is asked of the page does not."""
    assert is_named({"url": url}, {"url": (part,)}) is expected


@pytest.mark.parametrize("name", ["lantern", "The Evening Lantern", "evening  lantern"])
def test_a_source_is_named_by_its_table_or_its_name(is_named, name):
    """The slug in digest.toml or the name in the articles, in any spelling."""
    assert is_named({"source": "EVENING LANTERN"}, {"sources": (name,)})
    assert not is_named({"source": "The Wire"}, {"sources": (name,)})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("trams", True),
        ("tram", False),
        ("stay  FREE", True),
        ("cafe", True),
        ("the city", True),
        ("台風", True),
        ("free the", False),
    ],
)
def test_words_stand_in_headline_or_lead(is_named, words, expected):
    """Words and phrases in either, whole, without regard to capitals and accents; anywhere where no spaces are set."""
    assert is_named({}, {"words": (words,)}) is expected


def test_one_list_is_enough(is_named):
    """A story that one of five lists names belongs to the section; without lists nothing is named."""
    lists = {
        "kickers": ("sport",),
        "tags": ("sport",),
        "url": ("/sport/",),
        "sources": ("Sport",),
        "words": ("trams",),
    }
    assert is_named({}, lists)
    assert not is_named({}, {**lists, "words": ("goal",)})
    assert not is_named({}, {})
