"""Files into the store: each article once, whatever is wrong with its neighbours."""

import threading
from datetime import timedelta

import pytest
from newsstand import counts, paragraph, row, texts
from sqlalchemy import event

from digest.collect.collector import CHUNK, collect
from digest.database import connect, writing
from digest.models import Edition, EditionState

MEGABYTE = 1_000_000


def test_an_article_is_known_by_its_address(stand):
    """Tracking, fragment, scheme, port and final slash make no second article; the first address is kept clean."""
    spellings = [
        "https://lantern.example/a?utm_source=mail&id=7#top", "http://LANTERN.example:80/a/?id=7", "https://lantern.example/a?id=7&fbclid=x",
    ]  # fmt: skip
    found = [
        counts(stand.collect(stand.rows(f"{n}.jsonl", [row(1, url=url)]))) for n, url in enumerate(spellings)
    ]
    assert found == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 1, 0, 0)]
    assert [(one.identity, one.url) for one in stand.articles()] == [
        ("url:lantern.example/a?id=7", "https://lantern.example/a?id=7")
    ]


def test_an_article_without_address_is_known_by_what_it_says(stand):
    """The same words in another file, with other punctuation, case and accents' spelling, are the same article."""
    one = stand.write("one.txt", f"The café by the quay\n\n{paragraph(1)}\n\n{paragraph(2)}\n")
    other = stand.write(
        "two.md", f"# The cafe\u0301 by the Quay\n\n{paragraph(1)}\n\n{paragraph(2).replace('.', '!')}\n"
    )
    assert counts(stand.collect(one)) == (1, 0, 0, 0)
    assert counts(stand.collect(other)) == (0, 1, 0, 0)
    assert len(stand.articles()) == 1


def test_collecting_twice_changes_nothing(stand):
    """The second time everything is unchanged, and no row is touched."""
    path = stand.rows("wire.jsonl", [row(n) for n in range(5)])
    assert counts(stand.collect(path)) == (5, 0, 0, 0)
    before = [one.model_dump() for one in stand.articles()]
    assert counts(stand.collect(path)) == (0, 0, 5, 0)
    assert [one.model_dump() for one in stand.articles()] == before


def test_the_same_article_twice_in_one_run_is_stored_once(stand):
    """Copies in one chunk meet: the same text is unchanged, another version of it is an update."""
    rows = [row(1), row(1), row(1, paragraphs=[paragraph(10), paragraph(11), paragraph(99)])]
    assert counts(stand.collect(stand.rows("wire.jsonl", rows))) == (1, 1, 1, 0)
    assert texts(stand.articles()[0])[2] == paragraph(99)


def versions(distance):
    """Three versions of one article, other articles between them."""
    told = [row(1, paragraphs=[paragraph(10), paragraph(seed)]) for seed in (11, 12, 13)]
    between = [row(100 + n, paragraphs=[paragraph(1000 + n)]) for n in range(distance)]
    return [told[0], *between, told[1], told[2]]


@pytest.mark.parametrize("distance", [0, CHUNK + 5])
@pytest.mark.long
def test_versions_that_are_collected_again_change_nothing(stand, distance):
    """The last of several versions is kept, and from then on it is what the folder holds: no row is touched again."""
    path = stand.rows("wire.jsonl", versions(distance))
    assert counts(stand.collect(path)) == (1 + distance, 2, 0, 0)
    before = [one.model_dump() for one in stand.articles()]
    assert texts(stand.articles()[0])[1] == paragraph(13)
    assert counts(stand.collect(path)) == (0, 0, 3 + distance, 0)
    assert [one.model_dump() for one in stand.articles()] == before


@pytest.mark.long
def test_a_newer_version_beside_the_stored_one_is_an_update(stand):
    """The stored version has the last word only where it comes last."""
    first, second = stand.rows("1.jsonl", [row(1)]), [row(1, paragraphs=[paragraph(10), paragraph(12)])]
    stand.collect(first)
    assert counts(stand.collect(first, stand.rows("2.jsonl", second))) == (0, 1, 1, 0)
    assert counts(stand.collect(first, stand.folder / "2.jsonl")) == (0, 0, 2, 0)
    assert counts(stand.collect(stand.folder / "2.jsonl", first)) == (0, 1, 1, 0)


def asked_of(engine, work):
    """The statements that `work` sends to the store."""
    statements = []

    def note(*call):
        statements.append(call[2])

    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return statements


@pytest.mark.long
def test_a_source_is_read_once_and_only_where_something_is_new(stand):
    """However many chunks there are, the store is asked for a source's articles once, and never for unchanged ones."""
    path = stand.rows("wire.jsonl", [row(n, source=f"Outlet {n % 3}") for n in range(3 * CHUNK)])
    first = asked_of(stand.engine, lambda: stand.collect(path))
    again = asked_of(stand.engine, lambda: stand.collect(path))
    assert sum("article.dropped" in one and "WHERE article.source_id" in one for one in first) == 3
    assert [one for one in again if "article.blocks" in one or "source" in one] == []


def test_a_changed_article_is_renewed_in_its_place(stand):
    """A new text under the same address replaces the old one; when it first came stays, so it is not printed again."""
    stand.collect(stand.rows("wire.jsonl", [row(1)]))
    first = stand.articles()[0]
    stand.collect(stand.rows("wire.jsonl", [row(1, title="A better title for it")]))
    second = stand.articles()[0]
    assert (second.id, second.stored_at, second.title) == (first.id, first.stored_at, "A better title for it")
    assert second.changed_at == first.changed_at + timedelta(minutes=1)


def test_what_cannot_be_read_is_told_and_the_rest_is_stored(stand):
    """Every bad file of a folder has its one reason, every bad row its number; the good ones are in the store."""
    stand.write("a-empty.txt", "")
    stand.write("b-binary.txt", b"\x7fELF\0\0\1")
    stand.write("c-broken.md", b"# T\xfftle\n\n" + paragraph(1).encode())
    stand.write("d-nobody.html", "<html><head><title>Only a title</title></head></html>")
    with stand.write("e-large.txt", "x").open("r+b") as file:
        file.truncate(50 * MEGABYTE)
    stand.write("f-picture.png", b"\x89PNG")
    rows = stand.rows("g-wire.jsonl", [row(1), row(2, paragraphs=[]), row(3)])
    rows.write_text(rows.read_text() + "{not json}\n" + '{"title": 7, "text": "x"}\n')
    stand.write("h-good.txt", f"A good one at the end\n\n{paragraph(7)}\n\n{paragraph(8)}\n")
    result = stand.collect(stand.folder)
    assert counts(result)[:3] == (3, 0, 0)
    told = [(one.path.name, one.row, one.reason) for one in result.rejected]
    assert [(name, number) for name, number, _ in told] == [
        ("a-empty.txt", None), ("b-binary.txt", None), ("c-broken.md", None), ("d-nobody.html", None), ("e-large.txt", None),
        ("f-picture.png", None), ("g-wire.jsonl", 2), ("g-wire.jsonl", 4), ("g-wire.jsonl", 5),
    ]  # fmt: skip
    assert all(reason and "\n" not in reason for *_, reason in told)
    assert told[6][2].startswith("row 2: ")


def test_a_row_whose_text_is_no_article_is_rejected(stand):
    """Only a cookie notice and a menu: no article text was found in it."""
    result = stand.collect(stand.rows("wire.jsonl", [row(1, paragraphs=["Subscribe now", "Log in"])]))
    assert [(one.row, one.reason) for one in result.rejected] == [
        (1, "row 1: no article text was found in it")
    ]


@pytest.mark.long
def test_a_long_file_is_stored_while_it_is_read(stand):
    """What was read is in the store before the rest is read: a long file is never held in memory."""
    path = stand.rows("wire.jsonl", [row(n, paragraphs=[paragraph(n)]) for n in range(2 * CHUNK + 10)])
    stored = []
    collect(
        stand.engine,
        [path],
        clock=stand.clock,
        seen=lambda _: stored.append(None) if len(stored) % 50 else stored.append(len(stand.articles())),
    )
    assert [number for number in stored if number is not None] == [0, 0, 100, 100, 200]


@pytest.mark.long
def test_two_collectors_at_once_store_each_article_once(stand, database_url):
    """Two processes' worth of engines on the same files from both ends: every article once, and no error."""
    paths = [
        stand.rows(f"{n}.jsonl", [row(n * 30 + m, source=f"Outlet {m % 4}") for m in range(30)])
        for n in range(4)
    ]
    engines = [connect(database_url), connect(database_url)]
    results, ready = [], threading.Barrier(2)

    def work(engine, mine):
        ready.wait()
        results.append(collect(engine, mine, clock=stand.clock))

    threads = [
        threading.Thread(target=work, args=pair) for pair in zip(engines, (paths, paths[::-1]), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for engine in engines:
        engine.dispose()
    assert sum(one.new for one in results) == 120
    assert sum(one.unchanged for one in results) == 120
    assert (len(stand.articles()), stand.sources()) == (120, [f"Outlet {n}" for n in range(4)])


def test_a_clock_that_runs_behind_stores_after_the_last_closed_window(stand):
    """An edition froze at ten past by another machine's clock: what comes in now is later than that, and not lost."""
    closed = stand.now + timedelta(minutes=10)
    with writing(stand.engine) as session:
        session.add(Edition(newsletter="daily", day=closed.date(), number=1, state=EditionState.SENT, window_start=stand.now,
                            window_end=closed, content="{}", hash="0", created_at=closed))  # fmt: skip
    stand.collect(stand.rows("wire.jsonl", [row(1)]))
    assert stand.articles()[0].stored_at > closed


def test_tags_are_stored_and_renewed(stand):
    """A row's tags stand with its article, and go when the article comes again without them."""
    stand.collect(stand.rows("a.jsonl", [row(1, url="https://lantern.example/a", tags=["Books", "Film"])]))
    assert [one.tags for one in stand.articles()] == [["Books", "Film"]]
    stand.collect(stand.rows("b.jsonl", [row(1, url="https://lantern.example/a")]))
    assert [one.tags for one in stand.articles()] == [[]]


def test_fields_of_any_length_fit(stand):
    """Ten thousand characters in any one field neither break the chunk nor lose the article."""
    fields = ["title", "byline", "kicker", "section", "source", "language", "dek", "published"]
    rows = [row(number, **{field: "Long words " * 1000}) for number, field in enumerate(fields)]
    rows.append(row(98, url="https://lantern.example/" + "x" * 10_000))
    assert counts(stand.collect(stand.rows("wire.jsonl", [*rows, row(99)]))) == (10, 0, 0, 0)
    assert [one.url for one in stand.articles()][-2:] == [None, "https://lantern.example/99"]
