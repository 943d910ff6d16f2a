"""`digest compose`, `send`, `status`: the plan, the mail, the balance; once, whatever happens in between."""

import io
import json
import sys
from email import message_from_bytes, policy

import pytest
from sqlalchemy import update
from sqlmodel import select

from digest.database import reading, writing
from digest.models import Edition, EditionState

STATES = ["queued", "sending", "handed", "sent", "deferred", "failed", "uncertain", "suppressed", "expired"]
on_sqlite = pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # what is tested is above the database
COMPOSED = [
    "edition",
    "date",
    "number",
    "subject",
    "preheader",
    "words",
    "minutes",
    "html_bytes",
    "hash",
    "sections",
    "state",
]


@pytest.mark.long
def test_compose_answers_with_the_agreed_keys(sample):
    """The edition as one object, with the stories' numbers running through the sections."""
    found = sample("compose", "--json").json
    assert [key for key in COMPOSED if key not in found] == []
    assert (type(found["edition"]), found["state"], found["number"]) == (int, "draft", 1)
    stories = [story for section in found["sections"] for story in section["stories"]]
    assert [story["number"] for story in stories] == list(range(1, len(stories) + 1))
    wanted = {"number", "kicker", "headline", "lead", "words", "sources", "articles"}
    assert all(wanted <= set(story) and story["sources"] and story["articles"] for story in stories)
    assert all(set(source) == {"name", "url"} for story in stories for source in story["sources"])
    assert sample("compose", "--json").json == found


@pytest.mark.long
def test_compose_writes_the_parts_and_the_mail(sample):
    """--out DIR holds HTML, text, mail and the answer; no slot is left in any of them."""
    ran = sample("compose", "--out", "shown", "--json")
    folder = sample.folder / "shown"
    assert sorted(path.name for path in folder.iterdir()) == [
        "edition.eml",
        "edition.html",
        "edition.json",
        "edition.txt",
    ]
    mail = message_from_bytes((folder / "edition.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"] == ran.json["subject"]
    html = mail.get_body(("html",)).get_content()
    assert html.replace("\r\n", "\n").strip() == (folder / "edition.html").read_text(encoding="utf-8").strip()
    assert len(html.encode()) == pytest.approx(ran.json["html_bytes"], abs=400)
    assert json.loads((folder / "edition.json").read_text(encoding="utf-8")) == ran.json
    assert "slot" not in (folder / "edition.txt").read_text(encoding="utf-8")


@pytest.mark.long
def test_the_same_edition_is_written_the_same(sample):
    """Two times --out from one store: every file to the byte, the mail's date included."""
    for name in ("first", "second"):
        sample("compose", "--out", name)
    for path in (sample.folder / "first").iterdir():
        assert path.read_bytes() == (sample.folder / "second" / path.name).read_bytes()


@pytest.mark.long
def test_compose_out_into_a_file_is_one_line(sample):
    """Where no folder can be made, that is said."""
    (sample.folder / "file").write_text("x")
    assert sample("compose", "--out", "file").said == "digest: file: cannot be written: File exists"


@pytest.mark.long
def test_compose_says_why_each_article_is_in_or_out(sample):
    """--why has a verdict and a reason for all thirty."""
    found = sample("compose", "--why", "--json").json["why"]
    assert len(found) == 30
    assert {"printed", "same story"} <= {one["verdict"] for one in found}
    assert all(one["reason"] for one in found)
    shown = sample("compose", "--why").out
    assert (
        sum(
            line.startswith(("printed", "same story", "duplicate", "cap", "no "))
            for line in shown.splitlines()
        )
        >= 30
    )


@on_sqlite
def test_the_dry_run_prints_the_plan_and_sends_nothing(wired, catcher):
    """Edition, subject, audience and host on stderr; the draft stays a draft."""
    ran = wired("send", "--dry-run", "--json")
    assert ran.code == 0
    assert (ran.json["state"], ran.json["enrolled"], catcher.mails) == ("draft", 0, [])
    told = ran.err.splitlines()
    assert [line.split()[0] for line in told] == ["edition", "subject", "length", "audience", "through"]
    assert told[3] == "audience  3 readers"
    assert f"smtp://127.0.0.1:{catcher.port}" in told[4]


def test_send_mails_once_and_says_so_the_second_time(wired, catcher):
    """Three mails, a balance that sums up, the same object from status; the second send sends nothing."""
    first = wired("send", "--yes", "--json")
    assert first.code == 0
    assert {name: first.json[name] for name in ("state", "enrolled", "sent", "balanced")} == {
        "state": "sent",
        "enrolled": 3,
        "sent": 3,
        "balanced": True,
    }
    assert sum(first.json[state] for state in STATES) == 3
    assert wired("status", "--json").json == first.json
    second = wired("send", "--yes", "--json")
    assert (second.code, second.json) == (0, first.json)
    assert "was sent already; nothing is sent again" in second.err
    assert len(catcher.mails) == 3


@on_sqlite
def test_without_anybody_to_ask_nothing_is_sent(wired, catcher):
    """No terminal and no --yes: a usage error with the way out."""
    ran = wired("send")
    assert (ran.code, ran.out, catcher.mails) == (2, "", [])
    assert "nobody can be asked here; add --yes to send, or --dry-run to look" in ran.err


@on_sqlite
def test_a_test_mail_goes_to_one_address_and_no_ledger(wired, catcher):
    """Marked as a test; the edition stays a draft and nobody is enrolled."""
    ran = wired("send", "--test", "editor@news.example", "--json")
    assert (ran.code, ran.json["state"], ran.json["enrolled"]) == (0, "draft", 0)
    (mail,) = catcher.mails
    assert mail.recipients == ["editor@news.example"]
    assert message_from_bytes(mail.raw, policy=policy.default)["Subject"].startswith("[Test] ")
    assert "sent a test of '[Test] " in ran.err


@on_sqlite
def test_a_test_mail_that_is_refused_is_one_line(wired, catcher):
    """With what the relay said; and an address that is none is not even tried."""
    catcher.replies["editor@news.example"] = "550 5.1.1 no such editor"
    ran = wired("send", "--test", "editor@news.example")
    assert ran.code == 1
    assert "was not taken by smtp://127.0.0.1" in ran.said
    assert "no such editor" in ran.said
    assert "--test 'nobody'" in wired("send", "--test", "nobody").said


@on_sqlite
@pytest.mark.long
def test_a_run_that_was_killed_behind_its_last_mail_is_closed_by_the_next(wired, catcher, engine):
    """Nobody is due any more: nothing is mailed, and the edition counts as sent."""
    assert wired("send", "--yes").code == 0
    with writing(engine) as session:
        session.execute(update(Edition).values(state=EditionState.SENDING, sent_at=None))
    mails = len(catcher.mails)
    again = wired("send", "--yes")
    assert (again.code, len(catcher.mails)) == (0, mails)
    with reading(engine) as session:
        edition = session.scalars(select(Edition)).one()
    assert edition.state is EditionState.SENT
    assert edition.sent_at is not None


@on_sqlite
@pytest.mark.long
def test_a_refused_reader_makes_exit_1_and_the_rest_is_sent(wired, catcher):
    """One 550: the others have their mail, the balance says who failed; a mailbox that does not exist counts as a bounce."""
    catcher.replies["ben@readers.example"] = "550 5.1.1 gone"
    ran = wired("send", "--yes", "--json")
    assert ran.code == 1
    assert (ran.json["sent"], ran.json["failed"], ran.json["balanced"]) == (2, 1, True)
    assert wired("status").out.splitlines()[1:] == [
        "3 enrolled: 2 sent, 1 failed (balanced)",
        "  1 failed: 550 5.1.1 gone",
        "  came back: 1 bounced",
    ]


@pytest.mark.long
def test_a_relay_that_refuses_is_one_line_and_an_answer(wired):
    """Nothing is lost: still exactly one object, everybody queued, exit 1, no traceback."""
    wired.patch.setenv("DIGEST_SMTP__PORT", "1")
    ran = wired("send", "--yes", "--json")
    assert ran.code == 1
    assert (ran.json["queued"], ran.json["enrolled"], ran.json["balanced"]) == (3, 3, True)
    refused = [line for line in ran.err.splitlines() if line.startswith("digest: ")]
    assert len(refused) == 1
    assert "the mail host 127.0.0.1:1 cannot be used" in refused[0]
    assert "Traceback" not in ran.err
    wired.patch.delenv("DIGEST_SMTP__PORT")
    assert wired("send", "--yes", "--json").json["sent"] == 3


@on_sqlite
def test_status_of_a_day_without_an_edition_is_null(wired):
    """Every key is there, and nothing is known."""
    found = wired("status", "--date", "2020-01-01", "--json").json
    assert [found[key] for key in ("edition", "state", "enrolled", *STATES, "balanced")] == [None] * 13
    assert wired("status", "--date", "2020-01-01").out == "daily: no edition of that day\n"


@on_sqlite
@pytest.mark.long
def test_a_frozen_edition_is_shown_as_it_was_frozen(wired):
    """compose after send answers with the sent edition, though the configuration has changed since."""
    wired("send", "--yes")
    before = wired("compose", "--json", "--out", "before").json
    wired.patch.setenv("DIGEST_NEWSLETTERS__DAILY__POSTAL_ADDRESS", "Another Street")
    assert wired("compose", "--json", "--out", "after").json == before
    for name in ("edition.html", "edition.txt"):
        assert (wired.folder / "after" / name).read_bytes() == (wired.folder / "before" / name).read_bytes()


class Terminal(io.StringIO):
    """Somebody looks on."""

    def isatty(self):
        return True


@on_sqlite
@pytest.mark.parametrize(("answer", "code", "mails"), [("n\n", 1, 0), ("\n", 1, 0), ("y\n", 0, 3)])
@pytest.mark.long
def test_a_person_is_asked_and_sees_the_rate(wired, catcher, answer, code, mails):
    """At a terminal the plan ends with a question, whose default is no; a send shows its bar."""
    wired.patch.setattr(sys, "stdin", Terminal(answer))
    wired.patch.setattr(sys, "stderr", Terminal())
    ran = wired("send")
    shown = sys.stderr.getvalue()
    assert (ran.code, len(catcher.mails)) == (code, mails)
    assert "Send it now? [y/N]" in shown
    assert ("nothing was sent" in shown) == (code == 1)
    assert ("3/3" in shown and "/s" in shown) == (code == 0)
