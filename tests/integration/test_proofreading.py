"""The sample's edition is read as a copy editor reads it; and the reader finds every kind of fault that it looks for."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from proofreading import Original, marks, told_twice
from sqlalchemy import Engine
from sqlmodel import select

from digest import daily
from digest.cli.start import begin
from digest.collect.collector import collect
from digest.compose.content import EditionContent, Item, Passage, Quotation, SourceLink
from digest.config import load
from digest.database import connect, reading
from digest.editorial.candidates import from_rows, named_by_host
from digest.migrations import upgrade
from digest.models import Article, Source
from digest.sample.library import NEWSLETTER, write_articles
from digest.web import wiring

MOMENT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample's edition and its stored articles."""
    folder = tmp_path_factory.mktemp("sample")
    room = wiring.newsroom(
        load(begin(folder, NEWSLETTER, environment=False), environment=False),
        fresh(folder),
        NEWSLETTER.slug,
    )
    collect(room.engine, write_articles(folder / "articles", MOMENT), clock=lambda: MOMENT)
    content = daily.draft(room, MOMENT.date(), clock=lambda: MOMENT).content
    return content, stored(room.engine)


def fresh(folder) -> Engine:
    engine = connect(f"sqlite:///{folder / 'sample.db'}")
    upgrade(engine)
    return engine


def stored(engine: Engine) -> dict[int, Original]:
    """The articles as the store has them: cleaned text, outlet, and the lines that cleaning dropped."""
    wanted = select(Article, Source.name).outerjoin(Source, Source.id == Article.source_id)
    with reading(engine) as session:
        rows = [(article, name) for article, name in session.execute(wanted)]
    junk = {article.id: tuple(line["text"] for line in article.dropped) for article, _ in rows}
    return {
        one.article_id: Original(
            "\n".join(text for _, text in one.blocks), one.outlet or "", one.title, junk[one.article_id]
        )
        for one in named_by_host(from_rows(rows))
    }


@pytest.mark.long
def test_nothing_is_marked_in_the_sample(sample):
    """Whole sentences of one article, credited rightly, nothing sold, nothing twice."""
    content, originals = sample
    assert marks(content, originals) == []
    assert told_twice([(content, originals)]) == []
    assert len(list(content.items())) >= 10


def changed(content: EditionContent, **changes) -> EditionContent:
    """The edition with another first story."""
    section = content.sections[0]
    first = replace(section.items[0], **changes)
    return replace(content, sections=(replace(section, items=(first,)), *content.sections[1:]))


def passage(content: EditionContent) -> str:
    return next(content.items()).passages[0].text


SPOILED = {
    "its text is not one article's": lambda c, o: changed(c, passages=(Passage("Nobody ever wrote this sentence."),)),
    "it ends in the middle": lambda c, o: changed(c, passages=(Passage(passage(c)[:-1]),)),
    "it begins in the middle": lambda c, o: changed(c, passages=(Passage(passage(c).partition(" ")[2].lower()),)),
    "is left open": lambda c, o: changed(c, passages=(Passage(f"{passage(c)} (He said."),)),
    "it prints junk": lambda c, o: changed(c, passages=(Passage(junk(c, o)),)),
    "who did not tell it": lambda c, o: changed(c, sources=(*next(c.items()).sources, SourceLink("The Onion Ring"))),
    "it credits nobody": lambda c, o: changed(c, sources=()),
    "the label has 1 words": lambda c, o: changed(c, label="Storm"),
    "it has no headline": lambda c, o: changed(c, headline=""),
    "no article has the quote": lambda c, o: replace(c, quote=Quotation("I never said that.", "Nobody", SourceLink("X"))),
    "is printed twice": lambda c, o: replace(c, quote=Quotation(passage(c), "Nobody", SourceLink("X"))),
    "the preheader has": lambda c, o: replace(c, preheader="Short"),
    "subject or greeting is missing": lambda c, o: replace(c, subject=""),
    "two stories are called": lambda c, o: changed(c, label=second(c).label),
}  # fmt: skip


def junk(content, originals) -> str:
    keys = next(content.items()).articles
    return next(line for key in keys for line in originals[key].junk if len(line) > 12)


def second(content) -> Item:
    return list(content.items())[1]


@pytest.mark.parametrize("mark", SPOILED)
@pytest.mark.long
def test_every_fault_is_found(sample, mark):
    """An edition that is spoiled in one way is marked for it."""
    content, originals = sample
    first = next(content.items())
    originals = originals | {
        first.articles[0]: replace(originals[first.articles[0]], junk=("Sign up for the evening letter.",))
    }
    assert any(mark in found for found in marks(SPOILED[mark](content, originals), originals))


@pytest.mark.long
def test_a_story_of_the_day_before_is_found(sample):
    """The same edition twice is twice told, unless each story says that it goes on."""
    content, originals = sample
    tomorrow = replace(content, day=content.day.replace(day=25))
    found = told_twice([(content, originals), (tomorrow, originals)])
    assert len(found) == len(list(content.items()))
    sections = tuple(
        replace(one, items=tuple(replace(item, earlier=content.day) for item in one.items))
        for one in tomorrow.sections
    )
    assert told_twice([(content, originals), (replace(tomorrow, sections=sections), originals)]) == []
