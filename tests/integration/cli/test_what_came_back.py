"""`digest bounces` and `digest reconcile` on the mails that `digest send` wrote."""

import gzip
import json
import sqlite3
from email import message_from_bytes

import pytest
from returned import report

FIELDS = "Final-Recipient: rfc822; {}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user"


@pytest.fixture
def mails(sample):
    """An edition that was sent to two readers."""
    for name in ("ann", "bob"):
        sample("subscribers", "add", f"{name}@readers.example")
    sample("send", "--yes")
    found = [
        message_from_bytes(path.read_bytes()) for path in sorted((sample.folder / "outbox").glob("*.eml"))
    ]
    return {
        mail["Delivered-To"].partition("@")[0]: mail
        for mail in found
        if "@readers.example" in mail["Delivered-To"]
    }


@pytest.mark.long
def test_a_maildir_is_read_and_status_tells(sample, mails):
    """The reader is not written to again, the edition balances, and it is said what came back; twice is as once."""
    folder = sample.folder / "returned"
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    path = mails["ann"]["Return-Path"].strip("<>")
    raw = report(FIELDS.format("ann@readers.example")).replace(b"bounces@morning.example", path.encode())
    (folder / "new" / "1").write_bytes(raw)
    ran = sample("bounces", "--maildir", str(folder), "--json").json
    assert (ran["mails"], ran["bounce"], ran["suppressed"]) == (1, 1, 1)
    assert sample("bounces", "--maildir", str(folder)).out == "no new mails\n"
    found = sample("status", "--json").json
    assert (found["failed"], found["bounced"], found["complained"], found["balanced"]) == (1, 1, 0, True)
    assert "1 failed: 5.1.1 came back: permanent, invalid" in sample("status").out


def test_classify_stores_nothing_and_answers_a_line_a_file(sample, tmp_path):
    """One JSON object for each file, in the order of the command line."""
    paths = [tmp_path / "b.eml", tmp_path / "a.eml"]
    for path in paths:
        path.write_bytes(report(FIELDS.format("ida@harbour.example")))
    lines = sample("bounces", "--classify", *map(str, paths), "--json").out.splitlines()
    recipient = {
        "address": "ida@harbour.example",
        "status": "5.1.1",
        "class": "permanent",
        "hard": True,
        "reason": "invalid",
    }
    assert [json.loads(line) for line in lines] == [
        {"path": str(path), "kind": "bounce", "recipients": [recipient]} for path in paths
    ]


def test_where_there_is_nothing_to_read_it_is_said(sample):
    """Neither a Maildir nor a server is configured: the command line is wrong."""
    assert sample("bounces").code == 2


@pytest.mark.long
def test_reconcile_settles_by_the_log_and_prints_the_rest(sample, mails):
    """A gzipped log that knows one of two mails; the other is held, printed on request, or sent again by policy."""
    with sqlite3.connect(sample.folder / "digest.db") as store:
        store.execute("UPDATE delivery SET state = 'uncertain'")
    store.close()
    name = mails["ann"]["Message-ID"]
    log = sample.folder / "mail.log.gz"
    log.write_bytes(
        gzip.compress(
            f"Nov 24 06:30:00 mx postfix/cleanup[1]: 4F1A2B: message-id={name}\n"
            "Nov 24 06:30:01 mx postfix/qmgr[2]: 4F1A2B: from=<x@y.example>, size=9, nrcpt=1 (queue active)\n".encode()
        )
    )
    ran = sample("reconcile", "--log", str(log), "--json").json
    assert (ran["sent"], ran["queued"], ran["held"]) == (1, 0, ran["uncertain"] - 1)
    assert "bob@readers.example" in sample("reconcile", "--log", str(log), "--people").out
    assert sample("reconcile", "--log", str(log), "--policy", "resend", "--json").json["held"] == 0
    assert sample("reconcile", "--log", str(log)).out == "nothing is uncertain\n"
    assert sample("status", "--json").json["balanced"] is True
    assert sample("reconcile", "--log", "nowhere").code == 0
