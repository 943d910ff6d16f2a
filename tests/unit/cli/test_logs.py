"""The log of a running server: a line an event, for programs or for people, without anybody's address."""

import io
import json
import logging

import pytest

from digest.cli import logs
from digest.config.keeping import LogSettings


@pytest.fixture(autouse=True)
def _as_it_was():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def written(log_format, work):
    out = io.StringIO()
    logs.begin(LogSettings(format=log_format), out)
    work(logging.getLogger("digest.schedule"))
    return out.getvalue()


def test_json_lines_are_objects_with_time_level_and_logger():
    """Each event is one line that parses, with what was formatted into it."""
    text = written("json", lambda log: log.warning("edition %s: %d sent", 7, 2))
    found = json.loads(text)
    assert text.count("\n") == 1
    assert (found["event"], found["level"], found["logger"]) == (
        "edition 7: 2 sent",
        "warning",
        "digest.schedule",
    )
    assert found["timestamp"].endswith("Z")


def test_console_lines_are_for_people():
    """The words stand as they were said, without colours where nobody sees them."""
    text = written("console", lambda log: log.info("edition 7: sent"))
    assert "edition 7: sent" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_no_address_and_no_message_of_an_error_gets_out(log_format):
    """An error is its type and its way; an address in a line of whatever library is left out."""

    def work(log):
        try:
            {}["ann@example.org"]
        except KeyError:
            log.exception("handing over to ben@example.org failed")

    text = written(log_format, work)
    assert "KeyError in work" in text
    assert "[address] failed" in text
    assert "example.org" not in text


def test_libraries_are_quiet_below_warnings():
    """Their every step is no news."""
    assert written("json", lambda _: logging.getLogger("uvicorn").info("started")) == ""
