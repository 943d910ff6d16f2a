import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.content import to_json
from digest.config.settings import SourceSettings
from digest.editorial.assemble import assemble
from digest.summarize.sentences import split

SUBJECTS = ["ferry", "gate", "museum", "tram", "honey", "star", "clock", "parrot"]
VERBS = ["opens", "closes", "wins", "returns", "stops"]
ENDS = ["after a storm", "in the harbour", "for nine days", "as crews strike", "despite a ruling"]
KICKERS = [None, "World", "Feature", "And finally", "REVIEW"]

SENTENCES = st.builds(
    "The {} of {} {} {} and {} percent of {} people saw it.".format,
    st.sampled_from(SUBJECTS),
    st.sampled_from(["Port Alder", "Tarn Bridge"]),
    st.sampled_from(VERBS),
    st.sampled_from(ENDS),
    st.integers(1, 99),
    st.sampled_from(["1,200", "few"]),
)
ARTICLES = st.lists(
    st.tuples(
        st.builds(
            "{} {} {}".format, st.sampled_from(SUBJECTS), st.sampled_from(VERBS), st.sampled_from(ENDS)
        ),
        st.lists(SENTENCES, max_size=4),
        st.sampled_from(KICKERS),
        st.sampled_from(["The Wire", "Lantern", None]),
        st.sampled_from([1, 1, 2, 30]),
    ),
    max_size=16,
)


def made(article, drawn):
    """Candidates of what Hypothesis drew; of those without a source nothing says who published them."""
    return [
        article(
            title, *sentences, kicker=kicker, source=source, hours=hours, **({} if source else {"url": None})
        )
        for title, sentences, kicker, source, hours in drawn
    ]


SECTIONS = st.lists(
    st.builds(
        dict,
        name=st.sampled_from(["A", "B"]),
        kind=st.sampled_from(["lead", "stories", "features"]),
        kickers=st.sampled_from([(), (), ("feature", "review"), ("world",)]),
        sources=st.sampled_from([(), (), ("wire",)]),
        words=st.sampled_from([(), (), ("parrot", "after a storm")]),
        most=st.integers(1, 4),
    ),
    min_size=1,
    max_size=4,
)
SOURCES = st.fixed_dictionaries(
    {},
    optional={
        "wire": st.builds(
            SourceSettings,
            name=st.just("The Wire"),
            weight=st.sampled_from([0, 0.5, 1, 5]),
            most=st.sampled_from([None, 0, 1, 2]),
            headline_only=st.booleans(),
        ),
        "lantern": st.builds(SourceSettings, max_words=st.sampled_from([None, 1, 14, 30])),
    },
)
SETTINGS = st.fixed_dictionaries(
    {"sections": SECTIONS},
    optional={"least_words": st.integers(1, 30), "most_per_source": st.integers(1, 3)},
)
VERDICTS = {"printed", "same story", "duplicate", "cap", "thin", "no lead", "licence"}


@given(drawn=ARTICLES, seed=st.integers(0, 99), tables=SOURCES, settled=SETTINGS)
@settings(max_examples=60)
def test_the_order_of_articles_never_changes_the_edition(article, plan, drawn, seed, tables, settled):
    """The same articles in any order give the same edition, byte for byte, and the same decisions, whatever is configured.

    Titles, times, texts and outlets are often the same: only the articles' identities can decide.
    """
    articles = made(article, drawn)
    shuffled = random.Random(seed).sample(articles, len(articles))
    one, other = (assemble(given, plan(sources=tables, **settled)) for given in (articles, shuffled))
    assert one.decisions == other.decisions
    assert (one.content is None) == (other.content is None)
    if one.content and other.content:
        assert to_json(one.content) == to_json(other.content)


@given(drawn=ARTICLES)
@settings(max_examples=40)
def test_an_edition_keeps_its_promises(article, plan, drawn):
    """One decision an article; numbers from 1; each story sourced, whole sentences of its article, printed once."""
    articles = made(article, drawn)
    known = {one.article_id: one for one in articles}
    edition = assemble(articles, plan())
    assert Counter(one.article_id for one in edition.decisions) == Counter(known.keys())
    if edition.content is None:
        assert all(one.verdict in {"no lead", "thin"} for one in edition.decisions)
        return
    items = list(edition.content.items())
    assert [one.number for one in items] == list(range(1, len(items) + 1))
    printed = Counter(number for one in items for number in one.articles)
    assert set(printed.values()) <= {1}
    assert printed == Counter(one.article_id for one in edition.decisions if one.story is not None)
    for one in items:
        source = {" ".join(text.split()) for text in known[one.articles[0]].paragraphs}
        assert one.sources
        assert all(any(sentence.strip() in text for text in source) for sentence in split(one.lead))


@given(drawn=ARTICLES, tables=SOURCES, settled=SETTINGS)
@settings(max_examples=60)
@pytest.mark.long
def test_whatever_is_configured_holds(article, plan, drawn, tables, settled):
    """One decision with a known verdict for each article; caps, licences and least words are kept to."""
    articles = made(article, drawn)
    known = {one.article_id: one for one in articles}
    edition = assemble(articles, plan(sources=tables, **settled))
    assert Counter(one.article_id for one in edition.decisions) == Counter(known.keys())
    assert {one.verdict for one in edition.decisions} <= VERDICTS
    assert all((one.rank is None) == (one.score is None) == (one.parts is None) for one in edition.decisions)
    sections = edition.content.sections if edition.content else ()
    assert all(len(one.items) <= max(rule["most"] for rule in settled["sections"]) for one in sections)
    leading = [(known[item.articles[0]], item) for one in sections for item in one.items]
    led = Counter(one.source for one, _ in leading if one.source)
    for one, item in leading:
        table = tables.get({"The Wire": "wire", "Lantern": "lantern"}.get(one.source, ""), SourceSettings())
        most = settled.get("most_per_source") if table.most is None else table.most
        assert not one.source or most is None or led[one.source] <= most
        assert not (table.headline_only and item.passages)
        assert table.max_words is None or item.words <= table.max_words
        assert table.headline_only or one.words >= settled.get("least_words", 12)
