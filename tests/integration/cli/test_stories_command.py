"""`digest stories`: every row in one group, what is bad in one line, nothing stored."""

import json

import pytest

GATE = (
    "The sea gate at Port Alder held back a storm surge of three metres overnight, although one of its leaves jammed and "
    "had to be freed by divers.\n\nEngineers closed the barrier two hours before the peak. The harbour office counted no "
    "flooded cellars on the Ropewalk, and the mayor thanked the crews who had worked through the night.\n"
)
DRY = (
    "Port Alder stayed dry on Tuesday as its new sea gate met its first storm surge, in spite of a jammed leaf that divers "
    "freed with two hours to spare.\n\nThe surge reached three metres. No cellar on the Ropewalk was flooded, the harbour "
    "office said, and the barrier opened again at noon.\n"
)
ROWS = [
    {"title": "Sea gate holds off storm surge", "text": GATE, "source": "The Wire"},
    {"title": "Court tells packers where honey comes from", "text": "", "source": "The Jar"},
    {"title": "Dry feet in Port Alder", "text": GATE, "source": "The Mercury"},
    {"title": "New sea gate keeps Port Alder dry in storm", "text": DRY},
    {"title": "Ferry line opens again after two winters"},
    {"title": "Old ferry line opens after two winters", "text": None, "published": "2026-11-23T08:00:00Z"},
]  # fmt: skip


@pytest.fixture
def wire(digest):
    """Writes rows to wire.jsonl; a string is a line as it is."""

    def write(*rows):
        path = digest.folder / "wire.jsonl"
        path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))
        return path.name

    return write


def test_rows_are_grouped_and_nothing_is_stored(digest, wire):
    """One list; copies, events and singles, by their first row; a title without a text counts."""
    ran = digest("stories", wire(*ROWS), "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == [
        {"rows": [1, 3, 4], "kind": "event"},
        {"rows": [2], "kind": "single"},
        {"rows": [5, 6], "kind": "event"},
    ]
    assert [path.name for path in digest.folder.iterdir()] == ["wire.jsonl"]


def test_copies_alone_are_a_copy(digest, wire):
    """Where all rows of a group have one text, it is no event."""
    assert digest("stories", wire(ROWS[0], ROWS[2]), "--json").json == [{"rows": [1, 2], "kind": "copy"}]


def test_the_order_of_the_rows_decides_nothing(digest, wire):
    """The same rows in another order are grouped alike."""
    order = [4, 2, 0, 5, 3, 1]
    turned = digest("stories", wire(*(ROWS[n] for n in order)), "--json").json
    found = {(frozenset(order[row - 1] + 1 for row in one["rows"]), one["kind"]) for one in turned}
    straight = digest("stories", wire(*ROWS), "--json").json
    assert found == {(frozenset(one["rows"]), one["kind"]) for one in straight}


def test_a_person_reads_titles_and_outlets(digest, wire):
    """Without --json: each group with its rows, and the sum."""
    ran = digest("stories", wire(ROWS[0], ROWS[1], ROWS[2]))
    assert ran.out.splitlines() == [
        "copy, 2 rows",
        "     1  Sea gate holds off storm surge (The Wire)",
        "     3  Dry feet in Port Alder (The Mercury)",
        "single",
        "     2  Court tells packers where honey comes from (The Jar)",
        "3 articles, 2 stories",
    ]


def test_a_bad_row_is_told_and_the_rest_is_grouped(digest, wire):
    """Exit 1, a line on stderr with the row's number; blank lines count, so that row 4 is line 4."""
    bad = ["{no json}\n", "\n", '{"title": " ", "text": ""}\n', '{"title": 7, "text": "x"}\n']
    ran = digest("stories", wire(*bad, ROWS[1]), "--json")
    assert (ran.code, ran.json) == (1, [{"rows": [5], "kind": "single"}])
    assert [line.partition(": it ")[0].partition(": the ")[0] for line in ran.err.splitlines()] == [
        f"digest: wire.jsonl: row {row}" for row in (1, 3, 4)
    ]
    assert "title, paragraphs, text, html must hold some" in ran.err


def test_what_holds_no_rows_is_refused(digest, wire):
    """A file of another kind, a missing one, an empty one: one line each, and an empty list."""
    (digest.folder / "a.txt").write_text(GATE)
    for name, reason in (
        ("a.txt", "rows stand in a .jsonl file"),
        ("no.jsonl", "no such file"),
        (wire(), "empty"),
    ):
        ran = digest("stories", name, "--json")
        assert (ran.code, ran.json) == (1, [])
        assert reason in ran.err
    assert digest("stories", ".", "--json").code == 2
