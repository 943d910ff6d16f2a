"""`digest send` and an import as processes that are asked to stop."""

import json
import os
import signal
import time

import pytest


def test_ctrl_c_ends_a_send_in_good_order(wired, catcher, grounds):
    """The mails on their way arrive, the others are given back; the next send goes on with those, and nobody has two."""
    readers = grounds.readers(*(f"r{number}" for number in range(16)))
    catcher.slow = 0.25
    process = wired.process("send", "--yes", "--json")
    catcher.wait_for(1, 30)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    found = json.loads(out)
    assert process.returncode == 1
    assert "stopping; mails on their way are waited for" in err
    assert "Traceback" not in err
    assert (found["sending"], found["handed"], found["balanced"]) == (0, 0, True)
    assert found["sent"] == len(catcher.mails)
    assert 0 < found["sent"] < found["sent"] + found["queued"] == found["enrolled"] == 19
    catcher.slow = 0.0
    assert wired("send", "--yes", "--json").json["sent"] == 19
    got = [mail.recipients[0] for mail in catcher.mails]
    assert len(got) == len(set(got)) == 19
    assert set(readers) <= set(got)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_ctrl_c_ends_an_import_between_two_pages(wired):
    """What it had read is in and told, the rest comes when it is run again; nobody is twice."""
    rows = ["email", "nobody", *(f"reader{number}@pipe.example" for number in range(9_000))]
    text = "".join(f"{row}\n" for row in rows)
    os.mkfifo(wired.folder / "pipe.csv")
    process = wired.process("subscribers", "import", "pipe.csv", "--consent-source", "the old list")
    with (wired.folder / "pipe.csv").open("w") as pipe:
        pipe.write(text)
        pipe.flush()
        assert process.stdout is not None
        assert "nobody" in process.stdout.readline()  # the first page is in
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, "stopped after 5,000 rows; run it again" in err) == (130, True)
    (wired.folder / "whole.csv").write_text(text)
    ran = wired("subscribers", "import", "whole.csv", "--consent-source", "the old list")
    assert ran.out.splitlines()[-1] == "9,001 rows: 4,001 added, 4,999 unchanged, 1 refused"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_second_ctrl_c_ends_it_at_once(wired, catcher):
    """A relay that does not answer need not be waited for; the ledger still sums up."""
    catcher.slow = 600.0
    process = wired.process("send", "--yes")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and '"handed":0' in wired("status", "--json").out.replace("null", "0"):
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    while "stopping" not in (line := process.stderr.readline()):
        assert line, "it ended before it was asked to"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode != 0
    catcher.slow = 0.0
    found = wired("send", "--yes", "--json").json
    assert (found["balanced"], found["handed"], found["sending"], found["queued"]) == (True, 0, 0, 0)
    assert (found["uncertain"] > 0, found["uncertain"] + found["sent"]) == (True, 3)
    assert len(catcher.mails) == found["sent"]
