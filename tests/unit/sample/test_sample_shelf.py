"""The sample as its readers meet it: complete, well formed, dated and free of copies."""

import re
from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit

# What an outlet prints under or between its articles again and again, as real ones do.
RECURRING = {
    "Reporting from the quays, the council chamber and the end of your street.",
    "One email at six each evening: what the city decided, what it will cost, and which bridge is shut.",
    "Sign up for the Mercury’s Low Tide letter",
    "News worth staying up for. Try four weeks for one crown.",
    "Independent writing on schools, books and the people who argue about both.",
    "The Counting House briefing: money news in plain figures, free, at noon.",
    "Is it raining where you are? Send us your reading and we will put it on the map.",
    "Weatherglass is read in 160 harbour offices and at least one lighthouse.",
    "Coastwire reports may be reprinted by member papers with the credit line.",
    "The Marram Post: weddings, weather and whose gate was left open.",
    "Like what you read? Buy us a pot of tea.",
    "Share Copy link Print Save for later",
    "(Reporting by Prue Asante; editing by Ludo Harker)",
}
OKORO = "Delphine Okoro has worked as a senior reporter at the Port Alder Mercury since 2019"
SECTIONS = {
    "Today's Big Question", "Speed Read", "World", "Business", "Markets", "Climate", "Science", "Technology",
    "Health", "Education", "Culture", "Travel", "Sport", "Feature", "The Early Tram Recommends", "And finally",
}  # fmt: skip
EVENTS = {
    "sea gate": ("Port Alder", "3.41", "Fennimore|Brightwell|Aldous"),
    "piano makers": ("Hollis & Mair", "38 million", "Castellan"),
    "exchange": ("Corn Street", "436,000", "Tolland"),
    "quiet sea": ("Quiet Sea", "Velisia", "Lisle"),
    "star": ("Pell", "2.14 a.m.", "Thorne"),
}


def words(text):
    return len(text.split())


def text_of(article):
    return "\n".join((article.title, *article.lines))


def test_the_shelf_is_full(articles):
    """There are thirty articles, from at least eight outlets, in every section of a briefing."""
    assert len(articles) >= 30
    assert {article.kicker for article in articles} == SECTIONS
    outlets = {urlsplit(article.url).hostname for article in articles}
    assert len(outlets) >= 8


def test_all_shapes_are_there(articles):
    """Each format that the collector reads is in the sample as often as planned."""
    shapes = Counter(article.path.suffix for article in articles)
    assert shapes == {".txt": 14, ".html": 6, ".md": 4, ".jsonl": 5, ".eml": 1}


def test_dates_lie_in_the_day_before(articles, moment):
    """Nothing comes from the future, and nothing is older than 23 hours."""
    for article in articles:
        assert timedelta(0) < moment - article.published <= timedelta(hours=23), article.path.name


def test_no_token_is_left(written):
    """Every date token was understood."""
    for path in written:
        assert "{{" not in path.read_text(encoding="utf-8"), path.name


def test_urls_are_unique_and_lead_nowhere(articles):
    """An article is known by one https address, in a domain that RFC 2606 keeps out of the world."""
    urls = [urlsplit(article.url) for article in articles]
    assert len(set(urls)) == len(urls)
    for url in urls:
        assert url.scheme == "https"
        assert len(url.path) > 5
        assert re.search(r"(^|\.)example(\.(org|com|net))?$", url.hostname), url.hostname


def test_every_link_in_a_page_is_reserved(written):
    """No page, mail or row points at a host that could exist."""
    for path in written:
        hosts = re.findall(r"https?://([^/\s\"'<>)]+)", path.read_text(encoding="utf-8"))
        foreign = [host for host in hosts if not re.search(r"(^|\.)example(\.(org|com|net))?$", host)]
        assert set(foreign) <= {"schema.org"}, path.name


def test_no_paragraph_stands_twice(articles):
    """Only what an outlet repeats on purpose is repeated: promos and one author's bio."""
    seen = Counter(line.strip() for article in articles for line in set(article.lines) if words(line) >= 7)
    again = {line for line, times in seen.items() if times > 1 and not line.startswith(OKORO)}
    assert again <= RECURRING


def test_several_pages_carry_house_ads(articles):
    """Cleaning has something to do: promos between paragraphs, bios and related lists."""
    with_ads = [article for article in articles if RECURRING & {line.strip() for line in article.lines}]
    related = [article for article in articles if "-" in article.lines]
    bios = [
        article
        for article in articles
        if re.search(r"has (worked|been|written|reviewed|walked)", text_of(article))
    ]
    assert len(with_ads) >= 10
    assert len(related) >= 5
    assert len(bios) >= 5


def test_related_lists_have_the_shape_of_scraped_ones(articles):
    """A line with a dash is followed by a headline and by a kicker with a deck that ends without a stop."""
    for article in articles:
        for number in [number for number, line in enumerate(article.lines) if line == "-"]:
            headline, deck = article.lines[number + 1 : number + 3]
            assert 3 <= words(headline) <= 12
            assert re.match(
                r"(Speed Read|Explainer|The Explainer|Feature|Science|Markets|In Pictures|Quiz|Notices) [A-Z0-9]",
                deck,
            )
            assert deck[-1].isalnum()


def test_the_lead_story_has_its_three_labels(articles):
    """One page tells the day's question under the three labels, each on a line of its own, in order."""
    labels = ["What happened", "Who said what", "What next?"]
    (lead,) = [article for article in articles if article.kicker == "Today's Big Question"]
    assert [line for line in lead.lines if line in labels] == labels


def test_five_events_are_told_by_several_outlets(articles):
    """The same facts and names come from two or three outlets, so that they can become one story."""
    tellings = {
        event: {
            urlsplit(article.url).hostname
            for article in articles
            if all(re.search(mark, text_of(article)) for mark in marks)
        }
        for event, marks in EVENTS.items()
    }
    assert {event: len(outlets) for event, outlets in tellings.items()} == {
        "sea gate": 3, "piano makers": 2, "exchange": 2, "quiet sea": 3, "star": 2,
    }  # fmt: skip


def test_first_paragraphs_can_lead(articles):
    """The first paragraph of each article has the length of a briefing's lead, and a figure in it."""
    for article in articles:
        first = next(line for line in article.lines if words(line) >= 30)
        assert 40 <= words(first) <= 80, article.title
        if article.kicker != "Feature":
            assert re.search(r"\d|Four|four", first), article.title


def test_articles_have_the_length_of_news(articles):
    """Each body has four to twelve real paragraphs and 180 to 480 words."""
    for article in articles:
        body = [line for line in article.lines if words(line) >= 20]
        assert 4 <= len(body) <= 12, article.title
        assert 180 <= sum(map(words, body)) <= 480, article.title


def test_weekdays_follow_the_moment(articles, moment):
    """The only day of the week that the news names is the day before the edition (habits keep their Fridays)."""
    days = "Monday|Tuesday|Wednesday|Thursday|Saturday|Sunday"
    named = {day for article in articles for day in re.findall(days, text_of(article))}
    assert named == {(moment - timedelta(days=1)).strftime("%A")} == {"Tuesday"}


def test_prose_is_clean(articles):
    """No double space, no em dash, no space before a stop: a copy editor has been through it."""
    for article in articles:
        for line in article.lines:
            assert not re.search(r"\S  |—| [,.;:](?=\s|$)|\b(\w+) \1\b", line.strip()), line


def test_moments_are_told_in_the_zone_of_the_edition(articles, moment):
    """Dates carry the offset of the moment that was asked for."""
    assert {article.published.utcoffset() for article in articles} == {moment.utcoffset()}
