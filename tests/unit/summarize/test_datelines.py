"""Datelines that a report opens with, and openings that only look like one."""

import pytest

from digest.summarize.datelines import without_dateline, without_stamp


@pytest.mark.parametrize(
    "dateline",
    [
        "London (CNN)",
        "Leicester, England (CNN)",
        "Port Alder, Velisia (AP) ",
        "Washington (AP) — ",
        "New York, March 3 (Reuters) - ",
        "PARIS, Texas (AP) ",
        "BERLIN/LONDON — ",
        "Tokyo - ",
        "Kyiv, Ukraine – ",
        "BUFFALO, N.Y. — ",
        "SPRINGFIELD, Ill. (WXYZ) — ",
        "WASHINGTON, Tuesday — ",
        "Washington, DC, United States: ",
        "Port Alder (Coastwire) - ",
        "ROME: ",
        "(Reuters) - ",
        "CNN — ",
        "Berlin (dpa) - ",
        "Stuttgart (dpa/lsw) - ",
        "Berlin, 3. März (dpa) - ",
        "PARIS (AFP) - ",
        "Paris, le 3 mars (AFP) — ",
        "Madrid, 3 mar (EFE).- ",
        "São Paulo (AFP) - ",
        "新华社北京3月3日电（记者张三）",
    ],
)
def test_the_place_the_day_and_the_agency_go(dateline):
    """English, German, French, Spanish and Chinese datelines, in capitals and not, leave the text behind them."""
    assert without_dateline(f"{dateline}Ships slow down for whales.") == "Ships slow down for whales."


@pytest.mark.parametrize(
    "opening",
    [
        "NATO: The alliance meets on Monday.",
        "NATO (North Atlantic Treaty Organization) Secretary General Ada Holm resigned.",
        "Holm Boats (HLMB) Chairman Bo Chan resigned.",
        "The Tarn Park Service (TPS) Director left.",
        "Ada Holm — The mayor of Toll resigned.",
        "Paris – Berlin trains run again.",
        "Paris - und nicht Berlin - ist das Ziel.",
        "Washington - where Holm lived - was cold.",
        "London is larger.",
        "I - and nobody else - was there.",
        "U.S. (and other) forces left.",
        "(And it rained.)",
    ],
)
def test_what_the_sentence_is_about_stays(opening):
    """Names before a bracket, a dash or a colon are no places unless they are told as such."""
    assert without_dateline(opening) == opening


@pytest.mark.parametrize("bit", ["A", "A ", "Ab ", "AB, ", "Ab, Ab (Ab", "(", "A-", "Ab/"])
def test_a_long_opening_is_left_alone(bit):
    """However much looks like a place, what is longer than any dateline is none."""
    text = bit * 20_000
    assert without_dateline(text) == text


@pytest.mark.parametrize(
    "address", ["ada.merrow@lantern.example", "desk@quay.co.uk ", "kit+oster@quay.example Port Alder (AP) — "]
)
def test_the_writer_s_mail_address_goes(address):
    """A flattened page glues it to the first word; one that the sentence is about stays."""
    assert without_dateline(f"{address}The council voted on Monday.") == "The council voted on Monday."
    assert without_dateline("desk@quay.example is where to write.") == "desk@quay.example is where to write."


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("3.00pm BST 15:00 The ferry is in.", "The ferry is in."),
        ("10:42 GMT The ferry is in.", "The ferry is in."),
        ("Updated 3:15 PM ET “We sail,” she says.", "“We sail,” she says."),
        ("10:42 The ferry is in.", "10:42 The ferry is in."),
        ("7:30 a.m. Monday was too early.", "7:30 a.m. Monday was too early."),
        ("3.50 Crowns is the fare.", "3.50 Crowns is the fare."),
    ],
)
def test_stamps_of_live_pages_are_taken_off(text, rest):
    """When an entry was written is no part of its first sentence; a time that the sentence speaks of is."""
    assert without_stamp(text) == rest
