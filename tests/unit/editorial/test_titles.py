from digest.editorial.assemble import assemble
from digest.summarize.sentences import split

FERRIES = (
    (
        "Twelve ferries stayed in the harbour of Port Alder on Monday as their crews began a strike over night shifts, and "
        "some ten thousand commuters found another way to work."
    ),
    "The operator offered three percent more for every night that is worked between October and April.",
)
CREWS = (
    (
        "Ferry crews in Port Alder walked out over night shifts on Monday, leaving ten thousand commuters to find another way "
        "to work and twelve ferries tied up in the harbour."
    ),
    "The crews on strike want six percent more for a night shift, their union said, and the operator offers three.",
)
LEAD = "Twelve ferries stayed in the harbour of Port Alder on Monday"


def only(assembled):
    """The one item of an edition."""
    assert assembled.content is not None
    (item,) = assembled.content.items()
    return item


def test_a_story_without_a_title_gets_one_from_its_first_sentence(article, plan):
    """The headline is a clause of at most 12 words; the lead still has the sentence whole."""
    item = only(assemble([article("", *FERRIES)], plan(least_words=1)))
    assert item.headline == LEAD
    assert item.lead.startswith(FERRIES[0])
    assert item.label == "Twelve ferries stayed in the harbour"


def test_an_article_without_a_title_never_leads_one_that_has_one(article, plan):
    """The longer, newer and earlier reported text is credited, and the titled one is printed."""
    bare = article("", *FERRIES, *FERRIES, hours=0, source="Lantern")
    titled = article("Why did crews of twelve ferries walk out over night shifts?", *CREWS, hours=9)
    item = only(assemble([bare, titled], plan(least_words=1)))
    assert item.headline == titled.title
    assert item.articles == (titled.article_id, bare.article_id)
    assert [one.name for one in item.sources] == ["The Wire", "Lantern"]


def test_a_title_that_is_a_text_gives_way_and_is_cut_where_it_is_alone(article, plan):
    """Sixty words are no title: another telling leads, and without one they are cut as a sentence is."""
    endless = article(" ".join(FERRIES), *FERRIES, source="Lantern", hours=0)
    assert only(assemble([endless], plan(least_words=1))).headline == LEAD
    titled = article("Ferry crews walk out", *CREWS, hours=9)
    assert only(assemble([endless, titled], plan(least_words=1))).headline == "Ferry crews walk out"


def test_a_title_of_25_words_stays_as_it_is(article, plan):
    """What a source calls its article is not ours to shorten while it is a title."""
    title = " ".join(FERRIES[0].split()[:25])
    assert only(assemble([article(title, *FERRIES)], plan(least_words=1))).headline == title


def test_the_outlets_name_behind_a_title_is_not_printed(article, plan):
    """Feeds write `headline - outlet`; the outlet is credited below, and a dash within a headline stays."""
    told = article("Ferry crews walk out over night shifts - The Wire", *CREWS)
    assert only(assemble([told], plan())).headline == "Ferry crews walk out over night shifts"
    dashed = article("Ferry crews walk out - and sing", *CREWS)
    assert only(assemble([dashed], plan())).headline == "Ferry crews walk out - and sing"


def test_a_short_first_sentence_is_not_printed_twice(article, plan):
    """Where the headline is the sentence, the lead begins behind it, unless it would point back at it."""
    told = article("", "Ferry crews are on strike.", FERRIES[1])
    assert (
        only(assemble([told], plan(least_words=1))).headline,
        only(assemble([told], plan(least_words=1))).lead,
    ) == (
        "Ferry crews are on strike",
        FERRIES[1],
    )
    leaning = article("", "Ferry crews are on strike.", "They want six percent more for every night shift.")
    assert only(assemble([leaning], plan(least_words=1))).lead.startswith(
        "Ferry crews are on strike. They want"
    )


def test_a_single_short_sentence_is_headline_and_lead(article, plan):
    """An article of one sentence is an item all the same."""
    item = only(assemble([article("", "Ferry crews are on strike in Port Alder.")], plan(least_words=1)))
    assert item.headline == "Ferry crews are on strike in Port Alder"
    assert item.lead == "Ferry crews are on strike in Port Alder."


def test_a_date_in_front_is_no_headline(article, plan):
    """Transcripts and listings begin with their date."""
    item = only(
        assemble(
            [article("", "March 9, 2026 .", "Ferry crews are on strike in Port Alder.")], plan(least_words=1)
        )
    )
    assert item.headline == "Ferry crews are on strike in Port Alder"


def test_a_long_question_is_no_headline(article, plan):
    """A question cannot be cut, so the answer is taken."""
    asks = "Who would have thought that the crews of twelve ferries could bring Port Alder to a halt in a single night?"
    item = only(assemble([article("", asks, "No, nobody would. " + FERRIES[1])], plan(least_words=1)))
    assert not item.headline.startswith("Who would have")


def test_a_copy_of_an_article_without_a_title_is_explained(article, plan):
    """The reason says so instead of quoting nothing."""
    first, copy = (article("", *FERRIES, source=name) for name in ("A", "B"))
    titled = article("Ferry crews walk out over night shifts", *CREWS)
    decisions = {
        one.article_id: one for one in assemble([first, copy, titled], plan(least_words=1)).decisions
    }
    assert decisions[titled.article_id].verdict == "printed"
    assert decisions[copy.article_id].reason == "the same text as an article without a title, in story 1"


def test_many_articles_without_titles_make_a_readable_edition(article, plan):
    """Nine texts that nobody has titled: short headlines, whole sentences, minutes that fit."""
    kinds = ["ferries", "museums", "bakers", "trams", "parrots", "lamps", "pianos", "bells", "whales"]
    made = [
        article(
            "",
            f"The {kind} of place{n} were moved to hall{n} on Monday because the {kind} had made noise{n} there.",
        )
        for n, kind in enumerate(kinds)
    ]
    content = assemble(made, plan(least_words=1)).content
    assert content is not None
    items = list(content.items())
    assert len(items) == 9
    assert all(len(one.headline.split()) <= 12 and not one.headline.endswith(".") for one in items)
    assert all(sentence.strip().endswith(".") for one in items for sentence in split(one.lead))
    assert content.greeting.endswith("Here it is in one minute.") or "two minutes" in content.greeting
