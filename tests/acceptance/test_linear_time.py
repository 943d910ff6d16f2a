"""Text made to be slow is read in time that grows with its length alone: in all rooms that read the open web."""

from time import process_time

import pytest

from digest.collect.extract import from_text
from digest.deliver.replies import parse
from digest.editorial.clauses import headline_from
from digest.summarize.attribution import named_sources
from digest.summarize.leads import Budget, pick

FIRST = "The council of Tarn voted on Monday to close its only bridge for six weeks, since engineers had found rust in four cables."
SECOND = (
    '"We cannot wait that long," said Ada Holm, a baker on the north bank, who asked the mayor for a ferry.'
)


def test_a_long_text_in_one_piece_is_read_in_linear_time():
    """Open quotes, brackets and questions without end do not make it slow: this would take minutes otherwise."""
    for bit in (
        "“We wait. ",
        "Who asks? ",
        "(It rained. ",
        "A. ",
        "Ada Holm looked at me. ",
        "‘We wait.’ ",
        "x",
    ):
        assert pick([bit * 20_000], Budget()) == pick([bit * 20_000], Budget())


def test_a_page_of_many_lines_is_read_in_time():
    """Twice ten thousand paragraphs: each rule looks at a line and its neighbours, not at all the others."""
    page = "\n\n".join(f"{n} {FIRST}" for n in range(20_000))
    begun = process_time()
    assert len(from_text(page).blocks) > 19_990
    assert process_time() - begun < 12


@pytest.mark.parametrize(
    "unit",
    [
        "CNN reports ",
        "The Sun told ",
        "A B C D Times ",
        "CNN's Ann, Bo, ",
        "said Ann and Bo and ",
        "Acorn, ",
        "(CNN) ",
        "a?s ",
    ],
)
def test_named_sources_are_found_in_time(unit):
    """Text made to be slow is read at once: 30,000 characters of whatever the patterns look for."""
    begun = process_time()
    named_sources(unit * (30_000 // len(unit)), known=("Today", "wire.example"))
    assert process_time() - begun < 3


@pytest.mark.parametrize(
    "run",
    [
        "Ab, ",
        "-- a ",
        "a — b ",
        "…, ",
        ".",
        " .",
        "—",
        "(",
        ", b said",
        "Ab said Cd, ",
        "who x, ",
        "あ、",
        "a",
    ],
)
def test_endless_runs_are_read_in_time(run):
    """No rule takes longer than a sentence is long: a hundred thousand characters cost what a thousand do."""
    began = process_time()
    headline_from(run * (100_000 // len(run)) + "x", "en")
    assert process_time() - began < 1


@pytest.mark.parametrize(
    "line",
    [
        "A " * 20_000,
        "By " + "Ann " * 10_000,
        "- " * 20_000,
        "(Image credit: " + "x " * 15_000,
        "Reporting by " + "Ann and " * 5_000,
        "A-" * 20_000,
    ],
)
def test_a_hostile_line_costs_no_more_than_its_length(line):
    """No pattern runs away on a line made to make it."""
    started = process_time()
    from_text(f"Council closes bridge\n\n{FIRST}\n{line}\n{SECOND}")
    assert process_time() - started < 1


def test_a_hostile_reply_costs_no_time():
    """32 KB without a space are masked in no time to speak of."""
    begun = process_time()
    parse(550, "x" * 32_000 + "@" + "y" * 32_000)
    assert process_time() - begun < 0.5
