import pytest

from digest.compose.content import to_json
from digest.config.settings import SourceSettings
from digest.editorial.assemble import assemble

FIRST = "Twelve ferries stayed in the harbour on Monday as their crews began a strike over night shifts."
SECOND = "The operator of the boats offered three percent and was turned down before the ink had dried."
SAID = (
    "“Nobody sleeps on a boat that never stops sailing in the night,” said Ada Merrow, the duty forecaster."
)
FIGURE = "Nurses who slept for a while made 27% fewer mistakes with medicines."


def edition(plan, *articles, settings=None, **sources):
    """What the articles make where sources are configured like this; settings are the newsletter's."""
    tables = {slug: SourceSettings(**table) for slug, table in sources.items()}
    return assemble(articles, plan(sources=tables, **(settings or {})))


def only(assembled):
    """The one item of an edition."""
    (item,) = assembled.content.items()
    return item


def verdicts(assembled):
    """Verdict and reason of each article, in the order of their ids."""
    return [(one.verdict, one.reason) for one in sorted(assembled.decisions, key=lambda one: one.article_id)]


def test_of_a_source_with_a_headline_licence_nothing_else_is_printed(article, plan):
    """Headline, link and source stand; no text, no picture of the dek, no quote and no number come from it."""
    one = article("Ferry crews strike", FIRST, SAID, FIGURE, dek="Commuters swim to work instead")
    made = edition(plan, one, wire={"name": "The Wire", "headline_only": True})
    item = only(made)
    assert (item.headline, item.url, item.passages, item.sources[0].name) == (
        "Ferry crews strike",
        one.url,
        (),
        "The Wire",
    )
    assert (made.content.quote, made.content.figure) == (None, None)
    printed = to_json(made.content)
    assert not any(words in printed for words in ("Twelve", "Nobody", "27%", "swim"))
    assert verdicts(made) == [
        ("printed", "story 1, in “Top story”; the headline alone, as its licence allows no more")
    ]


def test_a_headline_alone_needs_no_text_and_a_text_alone_is_not_printed(article, plan):
    """A feed that gives only headlines is enough; an article without one is refused by its licence."""
    made = edition(
        plan, article("Ferry crews strike"), article("", FIRST), wire={"name": "Wire", "headline_only": True}
    )
    assert only(made).headline == "Ferry crews strike"
    assert [verdict for verdict, _ in verdicts(made)] == ["printed", "licence"]


@pytest.mark.parametrize(
    ("most", "printed"), [(60, f"{FIRST} {SECOND}"), (25, FIRST), (17, FIRST), (16, ""), (1, "")]
)
def test_a_lead_has_no_more_words_than_the_licence(article, plan, most, printed):
    """Whole sentences within it, in a lead story too; where the first one is longer, the headline stands alone."""
    made = edition(
        plan, article("Ferry crews strike", FIRST, SECOND), wire={"name": "Wire", "max_words": most}
    )
    assert only(made).lead == printed
    assert ("headline alone" in verdicts(made)[0][1]) is not printed


def test_an_article_without_a_headline_whose_words_are_too_many_is_refused(article, plan):
    """A headline would have to be made of words that may not be printed."""
    made = edition(plan, article("", FIRST), wire={"name": "Wire", "max_words": 5})
    assert made.content is None
    assert [verdict for verdict, _ in verdicts(made)] == ["licence"]


@pytest.mark.parametrize(("table", "shown"), [({}, True), ({"images": False}, False)])
def test_pictures_are_shown_where_the_licence_has_them(article, plan, table, shown):
    """A picture that could be shown is left out where it may not be."""
    image = {"url": "https://wire.example/a.jpg", "alt": "A ferry", "width": 800, "height": 450}
    made = edition(plan, article("Ferry crews strike", FIRST, image=image), wire={"name": "Wire", **table})
    assert (only(made).picture is not None) is shown


def test_quote_and_number_come_from_free_articles_only(article, plan):
    """Of two tellings the one whose words are counted gives neither, though it has both."""
    bound = article("Ferry crews strike over night shifts", FIRST, SAID, FIGURE)
    free = article(
        "Ferry crews in strike over night shifts", FIRST.replace("Twelve", "Many"), SECOND, source="Lantern"
    )
    content = edition(plan, bound, free, wire={"name": "Wire", "max_words": 90}).content
    assert (content.quote, content.figure) == (None, None)
    content = edition(plan, bound, free).content
    assert content.quote is not None


def test_a_copy_whose_words_are_free_is_printed_instead(article, plan):
    """The same text stands in a paper that allows it: that one leads, the other is its duplicate and is credited."""
    bound, free = (
        article("Ferry crews strike", FIRST, SECOND),
        article("Ferries stay", FIRST, SECOND, source="Lantern", hours=0),
    )
    made = edition(plan, bound, free, wire={"name": "Wire", "headline_only": True})
    item = only(made)
    assert (item.headline, item.lead) == ("Ferries stay", f"{FIRST} {SECOND}")
    assert [source.name for source in item.sources] == ["Lantern", "The Wire"]
    assert [verdict for verdict, _ in verdicts(made)] == ["duplicate", "printed"]
    untitled = edition(
        plan,
        bound,
        article("", FIRST, SECOND, source="Lantern"),
        wire={"name": "Wire", "headline_only": True},
    )
    assert only(untitled).headline == "Ferry crews strike"


def test_a_thin_article_is_left_out(article, plan):
    """As many words as are asked for are enough, one fewer are not; the reason has both numbers."""
    words = len(FIRST.split())
    assert edition(plan, article("T", FIRST), settings={"least_words": words}).content is not None
    made = edition(plan, article("T", FIRST), settings={"least_words": words + 1})
    assert verdicts(made) == [("thin", f"it has {words} words; {words + 1} are the least that is printed")]


def test_a_headline_alone_is_not_thin(article, plan):
    """Where no text may be printed, its length does not matter."""
    made = edition(
        plan, article("Ferry crews strike", "Two words."), wire={"name": "Wire", "headline_only": True}
    )
    assert only(made).headline == "Ferry crews strike"
