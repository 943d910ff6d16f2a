"""`digest plan`: what is sent when, zone by zone."""

import json
import re

import pytest


def test_the_sends_to_come_are_told(sample):
    """One for each day and zone, with its readers; over a clock change the local hour stays and the UTC hour moves."""
    file = sample.folder / "digest.toml"
    file.write_text(re.sub(r'(?m)^zone = ".*?"', 'zone = "Europe/London"', file.read_text()))
    ran = sample("plan", "--from", "2026-03-28", "--days", "3", "--json")
    rows = ran.lines[0]
    assert [set(row) for row in rows] == [{"zone", "edition", "local", "utc", "readers"}] * 3
    assert [row["local"][11:16] for row in rows] == ["07:00"] * 3
    assert [row["utc"][11:16] for row in rows] == ["07:00", "06:00", "06:00"]
    assert {row["readers"] for row in rows} == {3}
    tokyo = sample("plan", "--from", "2026-03-28", "--days", "1", "--zone", "Asia/Tokyo", "--json").lines[0]
    assert [(row["local"], row["edition"], row["readers"]) for row in tokyo] == [
        ("2026-03-29T07:00:00+09:00", "2026-03-28", 0)
    ]
    assert "edition of 2026-03-28" in sample("plan", "--from", "2026-03-28").out


def test_each_day_counts_those_who_want_its_edition(sample):
    """Readers of weekdays are not counted on a Saturday, those of one edition a week on its day alone."""
    moment = "2026-01-01T00:00:00+00:00"
    shared = {
        "newsletter": "early-tram",
        "state": "confirmed",
        "requested_at": moment,
        "confirmed_at": moment,
    }
    readers = [
        {"email": "w@example.org", "frequency": "weekly", "zone": "Asia/Tokyo"},
        {"email": "d@example.org", "frequency": "weekdays"},
    ]
    lines = "".join(json.dumps(shared | one) + "\n" for one in readers)
    (sample.folder / "r.jsonl").write_text(lines)
    sample("subscribers", "import", "r.jsonl", "--consent-source", "the old list")
    rows = sample("plan", "--from", "2026-11-27", "--days", "3", "--json").lines[0]
    assert [(row["edition"][-2:], row["zone"], row["readers"]) for row in rows] == [
        ("27", "Etc/UTC", 4),
        ("28", "Etc/UTC", 3),
        ("29", "Etc/UTC", 3),
        ("29", "Asia/Tokyo", 1),
    ]


@pytest.mark.long
def test_wrong_calls_say_what_is_allowed(sample):
    """A zone and a day that are none."""
    assert "is no zone" in sample("plan", "--zone", "Mars/Base").err
    assert "is no day" in sample("plan", "--from", "someday").err


def test_the_limit_of_the_relay_tells_when_the_last_one_has_it(sample):
    """Three readers at one mail in ten seconds: half a minute after the first."""
    file = sample.folder / "digest.toml"
    text = re.sub(r"(?m)^transport = .*$", 'transport = "smtp"', file.read_text())
    file.write_text(re.sub(r"(?m)^connections = 4", "connections = 4\nper_second = 0.1", text))
    said = sample("plan", "--from", "2026-03-28", "--days", "1").err
    assert "at the limit of the relays (0.1 a second) the last reader of that of 2026-03-28 has it by" in said
    assert ":00:30 UTC" in said
