import pytest

from digest.config.settings import DEFAULT_SECTIONS, WordBudgets
from digest.editorial.items import sections_of
from digest.editorial.names import credits_of, same_outlet_key
from digest.editorial.passages import passages_of
from digest.editorial.ranking import Ranked
from digest.editorial.score import Score
from digest.editorial.sections import Placed
from digest.editorial.stories import Story, Telling

FIRST = "Twelve ferries stayed in the harbour on Monday as their crews began a strike over night shifts."
SECOND = "The operator offered three percent, the Evening Lantern reports."
LAST = "Talks are to go on until Thursday in the hall of the seamen's church."
LABELLED = (
    ("heading", "What happened"),
    ("paragraph", FIRST),
    ("heading", "WHO SAID WHAT"),
    ("paragraph", SECOND),
    ("heading", "Background"),
    ("paragraph", "Ferries have crossed here for 200 years."),
    ("heading", "What next?"),
    ("paragraph", LAST),
)


def item(one, plan, kind="stories"):
    """The article as the only item of a section of this kind."""
    rule = next(rule for rule in DEFAULT_SECTIONS if rule.kind == kind)
    story = Ranked(Story((Telling(one),)), Score(), one, (one,))
    return sections_of([Placed(rule, (story,))], plan().newsletter)[0].items[0]


def names(sources):
    """Names and addresses, to be compared."""
    return [(one.name, one.url) for one in sources]


def test_a_lead_story_keeps_the_labels_of_its_article(article, plan):
    """The three known labels are printed as the article writes them; what stands under another one is not."""
    passages = item(article("Ferries", blocks=LABELLED), plan, "lead").passages
    assert [(one.label, one.text) for one in passages] == [
        ("What happened", FIRST),
        ("WHO SAID WHAT", SECOND),
        ("What next?", LAST),
    ]


def test_labels_share_the_words_and_never_stand_alone(article):
    """Whole sentences within the budget; a label for which no words are left is not printed."""
    long = " ".join([FIRST] * 4)
    blocks = tuple((kind, long if kind == "paragraph" else text) for kind, text in LABELLED)
    passages = passages_of(article("Ferries", blocks=blocks), "lead", WordBudgets(lead=100))
    assert sum(len(one.text.split()) for one in passages) <= 100
    assert all(one.text.endswith("night shifts.") and one.label for one in passages)
    short = passages_of(article("Ferries", blocks=blocks), "lead", WordBudgets(lead=45))
    assert [one.label for one in short if one.label] in ([], ["What happened", "WHO SAID WHAT"])


@pytest.mark.parametrize(
    ("title", "kicker", "label"),
    [
        ("Snow again", "Weather", "Weather: Snow again"),
        ("Snow again", None, "Snow again"),
        ("Snow again", "The weather that we have had today", "Snow again"),
        ("Ferry crews begin strike", "Weather", "Ferry crews begin strike"),
    ],
)
def test_a_label_of_a_word_or_two_stands_behind_its_kicker(article, plan, title, kicker, label):
    """Only where the two are a label together; one that is long enough needs none."""
    assert item(article(title, FIRST, kicker=kicker), plan).label == label


def test_other_sections_print_one_paragraph_without_labels(article, plan):
    """Only a lead story is laid out in parts."""
    passages = item(article("Ferries", blocks=LABELLED), plan).passages
    assert len(passages) == 1
    assert passages[0].label is None
    assert passages[0].text.startswith(FIRST)


def test_a_feature_is_short_and_whole(article, plan):
    """A first sentence longer than the budget of a feature is printed whole and alone."""
    long = "The soup that was cooked last night for three hundred people " + "and more " * 20 + "was good."
    assert item(article("Soup", long, "It is cheap."), plan, "features").lead == " ".join(long.split())


def test_outlets_are_credited_once_own_first_and_linked(article):
    """The articles' outlets with their addresses, then those that the printed text names."""
    own, other = article("A", source="Lantern"), article("B", source="The Wire")
    found = credits_of([own, other], "The Lantern reports it, The Guardian said.", "Tram")
    assert names(found) == [("Lantern", own.url), ("The Wire", other.url), ("The Guardian", None)]


@pytest.mark.parametrize(
    ("fields", "printed", "expected"),
    [
        ({"source": None}, "", ("wire.example", "https://wire.example/a")),
        ({"source": None, "url": None, "byline": "Ada Merrow"}, "It rose, CNN reports.", ("CNN", None)),
        ({"source": None, "url": None, "byline": "Ada  Merrow"}, "", ("Ada Merrow", None)),
        ({"source": None, "url": None}, "", ("Tram", None)),
    ],
)
def test_an_article_without_an_outlet_still_has_a_source(article, fields, printed, expected):
    """The host, else an outlet named in print, else the author, else the newsletter."""
    one = article("A", "Text.", **({"url": "https://www.wire.example/a"} | fields))
    source = credits_of([one], printed, "Tram")[0]
    assert (source.name, (source.url or "").replace("www.", "") or None) == expected


def test_a_named_outlet_is_linked_to_its_article_of_the_story(article):
    """Whatever name or host either goes by, an outlet is one credit, under a name, with the address that is known."""
    host = article("A", source=None, url="https://www.washingtonpost.com/a")
    other = article("B", source="WSJ", url="https://www.wsj.com/b")
    found = credits_of(
        [host, other], "It rose, The Washington Post and The Wall Street Journal said.", "Tram"
    )
    assert names(found) == [("The Washington Post", host.url), ("WSJ", other.url)]


def test_a_short_name_is_completed_by_the_article_that_is_printed(article):
    """`The Times` in the printed part is the paper that the rest of the article names in full."""
    one = article(
        "A", "He left The New York Times in May.", "It is late, the Times reports.", source="The Wire"
    )
    found = credits_of([one], "It is late, the Times reports.", "Tram")
    assert [source.name for source in found] == ["The Wire", "The New York Times"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Guardian", "guardian"),
        ("Le  Monde", "le monde"),
        ("The", "the"),
        ("WSJ", "The Wall Street Journal"),
        ("nytimes.com", "NYT"),
        ("theguardian.com", "Guardian"),
        ("edition.cnn.com", "CNN"),
        ("bbc.co.uk", "BBC News"),
    ],
)
def test_two_spellings_of_an_outlet_are_one(one, other):
    """`The` in front and capitals make no other outlet."""
    assert same_outlet_key(one) == same_outlet_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("independent.ie", "independent.co.uk"),
        ("wire.example", "The Wire"),
        ("The Times", "The New York Times"),
    ],
)
def test_outlets_of_like_names_stay_apart(one, other):
    """Neither a word that two names share nor a host that begins alike makes them one."""
    assert same_outlet_key(one) != same_outlet_key(other)


@pytest.mark.parametrize(
    ("kicker", "section", "printed"),
    [
        ("World", None, "World"),
        (None, "World", "World"),
        ("SPEED READ", "Speed Read", "Speed Read"),
        ("What else  to KNOW", None, None),
        (" ", None, None),
    ],
)
def test_a_kicker_is_printed_unless_it_repeats_the_section(article, plan, kicker, section, printed):
    """The article's kicker, else its section, in the calmer spelling."""
    assert item(article("T", FIRST, kicker=kicker, section=section), plan).kicker == printed
