"""Lists in and out by command, and readers who go."""

import sqlite3
import stat
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from digest import partitions
from digest.database import reading, writing
from digest.deliver import forgetting, ledger
from digest.deliver.ledger import Balance
from digest.models import Delivery, DeliveryState, Edition
from subscribers import roster
from subscribers.address import parse
from subscribers.models import ConsentMethod, Subscriber
from subscribers.tokens import Keys

LIST = "E-Mail;Name;Status\r\nann@example.org;=Ann;subscribed\r\nbo@example.org;Bö;unsubscribed\r\nnobody;;subscribed\r\n"


@pytest.fixture
def listed(sample):
    """An installation with a list beside it."""
    (sample.folder / "list.csv").write_text(LIST, encoding="cp1252")
    return sample


def imported(digest, *more):
    return digest("subscribers", "import", "list.csv", "--consent-source", "the old list", *more)


def test_a_dry_run_tells_each_row(listed):
    """What would become of it, or what is wrong with it, in the order of the file; exit 1, and nothing was changed."""
    ran = imported(listed, "--dry-run", "--json")
    ann, bo, problem, summary = ran.lines
    assert ran.code == 1
    assert ann == {
        "row": 2, "address": "ann@example.org", "newsletter": "early-tram", "outcome": "added"
    }  # fmt: skip
    assert (bo["row"], bo["address"], bo["outcome"]) == (3, "bo@example.org", "suppressed")
    assert problem == {"row": 4, "address": "nobody", "problem": "An email address must have an @-sign."}
    assert summary["dry_run"] is True
    assert {name: summary[name] for name in ("rows", "added", "suppressed", "refused")} == {
        "rows": 3, "added": 1, "suppressed": 1, "refused": 1,
    }  # fmt: skip
    assert listed("subscribers", "search", "ANN@").out == ""


def test_what_was_imported_is_shown(listed):
    """A reader has the source of their consent; one who left elsewhere is known as suppressed only."""
    assert imported(listed).out.splitlines()[-1] == "3 rows: 1 added, 1 suppressed, 1 refused"
    ann = listed("subscribers", "show", "ANN@example.org", "--json").json
    assert (ann["name"], ann["subscriptions"][0]["state"]) == ("=Ann", "confirmed")
    assert [(step["action"], step["source"]) for step in ann["trail"]] == [("imported", "the old list")]
    bo = listed("subscribers", "show", "bo@example.org", "--json").json
    assert (bo["subscriber"], bo["suppressed"][0]["reason"]) == (None, "unsubscribed")
    assert listed("subscribers", "show", "cy@example.org").said == "cy@example.org: not found"


@pytest.mark.parametrize(
    "words",
    [
        ("list.csv",),
        ("list.csv", "--consent-source", " "),
        ("list.csv", "--consent-source", "x" * 201),
        ("list.csv", "--consent-source", "x", "--status", "gold"),
    ],
)
@pytest.mark.long
def test_a_list_without_consent_is_refused(listed, words):
    """Where the consent comes from must be said, and a status that is none is a wrong call."""
    assert listed("subscribers", "import", *words).code == 2


@pytest.mark.parametrize("source", ["", "x" * 201, "fair\udcff"])
@pytest.mark.long
def test_a_reader_without_consent_is_not_added(sample, source):
    """By hand as by file it must be said where the consent comes from, in letters that can be kept."""
    assert sample("subscribers", "add", "ann@example.org", "--source", source).code == 2


def test_a_file_that_cannot_be_read_is_said(listed):
    """A missing file and a folder are one line, no traceback."""
    for name in ("none.csv", "."):
        assert name in listed("subscribers", "import", name, "--consent-source", "x").said


def test_an_export_is_private_whole_and_harmless(listed):
    """Only its owner can read it, formulas are none, and it comes back as it is."""
    imported(listed)
    assert listed("subscribers", "export", "out.csv").code == 0
    path = listed.folder / "out.csv"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"ann@example.org,'=Ann," in path.read_bytes()
    ran = listed("subscribers", "import", "out.csv", "--consent-source", "x", "--json")
    assert (ran.json["added"], ran.json["unchanged"]) == (0, ran.json["rows"])
    assert listed("subscribers", "export", "none/out.csv").said.startswith("digest: none/out.csv")
    assert list(listed.folder.glob("*.part")) == []


def test_suppressing_is_taken_back_but_for_complaints(listed):
    """An address that is suppressed is not added; --lift undoes it, unless its owner complained."""
    for reason, code in (("manual", 0), ("complained", 1)):
        assert listed("subscribers", "suppress", "cy@example.org", "--reason", reason).code == 0
        assert listed("subscribers", "add", "cy@example.org").code == 1
        assert listed("subscribers", "suppress", "cy@example.org", "--lift").code == code


def test_removed_readers_have_left(listed):
    """Removing ends the subscription and leaves its line in the trail; a second time changes nothing."""
    imported(listed)
    assert listed("subscribers", "remove", "ann@example.org").out.startswith("ann@example.org: left ")
    assert listed("subscribers", "remove", "ann@example.org").out == "ann@example.org: unchanged\n"
    ann = listed("subscribers", "show", "ann@example.org", "--json").json
    assert [step["action"] for step in ann["trail"]] == ["left", "imported"]


def test_an_erased_reader_is_in_no_file(listed):
    """After erase there are 0 hits in store, write-ahead log, export and what is printed, while a reader holds the store open."""
    (listed.folder / "list.csv").write_text(
        "email,name\nzora.quill@example.org,Zora Quillfeather\n", encoding="utf-8"
    )
    imported(listed)
    store = next(listed.folder.glob("*.db"))
    with sqlite3.connect(
        store
    ) as other:  # keeps the log from being removed at the end of the last connection
        other.execute("SELECT count(*) FROM subscriber").fetchone()
        assert listed("subscribers", "erase", "zora.quill@example.org", "--yes").out.endswith("erased\n")
        listed("subscribers", "export", "out.csv")
        listed("subscribers", "export", "out.jsonl")
        (listed.folder / "list.csv").unlink()
        for path in listed.folder.rglob("*"):
            if path.is_file():
                held = path.read_bytes().lower()
                assert b"zora" not in held, path.name
                assert b"quillfeather" not in held, path.name
    other.close()
    assert listed("subscribers", "add", "zora.quill@example.org").code == 1


def test_an_edition_balances_without_an_erased_reader(engine, now):
    """The ledger keeps the row of an erased person, without what the mail server said of the address."""
    keys = Keys.from_secrets(["a secret that signs these links"])
    with writing(engine) as session:
        reader = Subscriber(email="ann@example.org", email_key="ann@example.org", created_at=now)
        edition = Edition(
            newsletter="daily", day=date(2026, 11, 24), number=1, window_start=now - timedelta(days=1),
            window_end=now, content="{}", hash="0", enrolled=1, created_at=now,
        )  # fmt: skip
        session.add_all([reader, edition])
        session.flush()
        partitions.make(session.connection(), [edition.id])
        session.add(
            Delivery(
                edition_id=edition.id, subscriber_id=reader.id, variant="all", state=DeliveryState.FAILED,
                not_before=now, changed_at=now, reply_code=550, reply_text="<ann@example.org> is unknown",
            )
        )  # fmt: skip
    assert forgetting.forget(engine, reader.id, ConsentMethod.COMMAND, keys=keys, now=now)
    with reading(engine) as session:
        kept = session.scalars(select(Delivery)).one()
        assert (kept.reply_code, kept.reply_text) == (550, None)
        balance = ledger.balance(session, session.scalars(select(Edition)).one())
        assert balance == Balance(1, {DeliveryState.FAILED: 1})
        assert balance.balanced
        assert roster.find(session, parse("ann@example.org")) is None
