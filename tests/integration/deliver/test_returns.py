"""Mails that came back change the ledger and the list, if they are proved to be of ours."""

import smtplib
from datetime import timedelta

import pytest
from imap_peer import Box, imap
from press import KEYS, SLUG, Press
from returned import COMPLAINT, REPLIES, notice, report
from sqlmodel import col, select

from digest.database import reading, writing
from digest.deliver.bounces.report import Kind
from digest.deliver.intake import Intake
from digest.deliver.mailboxes import maildir
from digest.deliver.mailboxes.imap import ImapBox
from digest.deliver.mailboxes.listener import listener
from digest.deliver.pruning import prune
from digest.deliver.returns import LATEST, Effect, counts
from digest.errors import TransportError, UnreadableError
from digest.models import Delivery, DeliveryState, Edition, EditionState
from digest.records import Bounce
from subscribers import roster, suppression
from subscribers.address import parse
from subscribers.roster import Recipient

GONE = "Final-Recipient: rfc822; {}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user"
FULL = "Final-Recipient: rfc822; {}\nAction: failed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 mailbox full"
LATE = (
    "Final-Recipient: rfc822; {}\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; 451 4.4.1 no answer"
)
POLICY = "Final-Recipient: rfc822; {}\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 blocked by a block list"


@pytest.fixture
def intake(press: Press) -> Intake:
    return Intake(press.engine, KEYS, lambda: press.now)


def sent(press: Press, *names: str) -> list[str]:
    """An edition that these readers were sent."""
    addresses = press.print(*names)
    settle(press, DeliveryState.SENT)
    return addresses


def settle(press: Press, state: DeliveryState) -> None:
    with writing(press.engine) as session:
        for row in session.scalars(select(Delivery).where(col(Delivery.edition_id) == press.edition)):
            row.state = state


def path_of(press: Press, address: str) -> str:
    """The return path of a reader's mail."""
    return press.personal.envelope(Recipient(press.reader(address), address, None, ascii=True)).sender


def back(press: Press, address: str, fields: str) -> bytes:
    """A report about a reader's mail, at the return path of that mail."""
    raw = report(fields.format(address))
    return raw.replace(b"To: bounces@morning.example", b"To: " + path_of(press, address).encode())


def gets(press: Press) -> set[int]:
    with reading(press.engine) as session:
        return set(session.execute(roster.audience(SLUG, at=press.now)).scalars())


def test_a_hard_bounce_fails_the_row_and_suppresses_the_reader(press: Press, intake: Intake) -> None:
    """The row is failed with class and reason, the edition balances, the reader is not written to again."""
    ann, bob = sent(press, "ann", "bob")
    taken = intake.take(back(press, ann, GONE))
    row = press.row(ann)
    assert (taken.kind, taken.effect) == (Kind.BOUNCE, Effect.SUPPRESSED)
    assert (row.state, row.reply_status, row.reply_text) == (
        DeliveryState.FAILED,
        "5.1.1",
        "came back: permanent, invalid",
    )
    assert press.row(bob).state is DeliveryState.SENT
    assert gets(press) == {press.reader(bob)}


def test_the_same_report_twice_is_as_once(press: Press, intake: Intake) -> None:
    """A mailbox that is read again changes nothing."""
    (ann,) = sent(press, "ann")
    for _ in range(2):
        intake.take(back(press, ann, FULL))
    with reading(press.engine) as session:
        assert len(session.scalars(select(Bounce)).all()) == 1
        assert counts(session, press.edition) == {Kind.BOUNCE: 1}


def test_what_was_lifted_is_not_brought_back_by_the_same_report(press: Press, intake: Intake) -> None:
    """A box that is read again, or a provider that calls again, bars nobody whom the operator has let in since."""
    (ann,) = sent(press, "ann")
    raw = back(press, ann, GONE)
    assert intake.take(raw).effect is Effect.SUPPRESSED
    with writing(press.engine) as session:
        assert suppression.lift(session, None, roster.hashes(session, parse(ann), keys=KEYS))
    assert intake.take(raw).effect is Effect.IGNORED
    assert gets(press) == {press.reader(ann)}
    press.later(days=1)
    press.print()
    settle(press, DeliveryState.SENT)
    assert intake.take(back(press, ann, GONE)).effect is Effect.SUPPRESSED


def test_a_report_that_nobody_is_there_counts_behind_one_of_policy(press: Press, intake: Intake) -> None:
    """The graver of two reports of one mail decides, whichever came first."""
    (ann,) = sent(press, "ann")
    effects = [intake.take(back(press, ann, fields)).effect for fields in (POLICY, GONE)]
    assert (effects, gets(press)) == ([Effect.COUNTED, Effect.SUPPRESSED], set())


def test_a_report_without_our_hmac_suppresses_nobody(press: Press, intake: Intake) -> None:
    """Whoever guesses a return path, or writes to the plain address, changes nothing."""
    (ann,) = sent(press, "ann")
    genuine = back(press, ann, GONE)
    path = path_of(press, ann)
    forged = path.replace(path.rpartition("-")[2][:16], "a" * 16)
    for raw in (report(GONE.format(ann)), genuine.replace(path.encode(), forged.encode())):
        assert intake.take(raw).effect is Effect.IGNORED
    assert (press.row(ann).state, gets(press)) == (DeliveryState.SENT, {press.reader(ann)})


def test_a_delay_decides_nothing(press: Press, intake: Intake) -> None:
    """Who says that delivery goes on is believed: the row stays as it is."""
    (ann,) = sent(press, "ann")
    assert intake.take(back(press, ann, LATE)).effect is Effect.WAITING
    assert press.row(ann).state is DeliveryState.SENT


@pytest.mark.parametrize(("fields", "suppressed"), [(FULL, True), (POLICY, False)])
def test_the_third_soft_bounce_of_five_editions_suppresses(
    press: Press, intake: Intake, fields: str, suppressed: bool
) -> None:
    """Three of the last five; a refusal by policy is about us, and never counts."""
    (ann,) = sent(press, "ann")
    effects = []
    for day in range(5):
        if day in {0, 2, 4}:
            effects.append(intake.take(back(press, ann, fields)).effect)
        press.later(days=1)
        if day < 4:
            press.print()
            settle(press, DeliveryState.SENT)
    last = Effect.SUPPRESSED if suppressed else Effect.COUNTED
    assert effects == [Effect.COUNTED, Effect.COUNTED, last]
    assert bool(gets(press)) is not suppressed


def test_an_old_soft_bounce_is_forgotten(press: Press, intake: Intake) -> None:
    """Two of the last five are too few, whatever was before."""
    (ann,) = sent(press, "ann")
    for day in range(7):
        if day in {0, 5, 6}:
            assert intake.take(back(press, ann, FULL)).effect is Effect.COUNTED
        press.later(days=1)
        if day < 6:
            press.print()
            settle(press, DeliveryState.SENT)
    assert gets(press) == {press.reader(ann)}


def test_a_complaint_suppresses_at_once(press: Press, intake: Intake) -> None:
    """By the return path in the mail that it encloses, or by the link for leaving; the mail itself had arrived."""
    ann, bob = sent(press, "ann", "bob")
    values = press.personal.values(Recipient(press.reader(bob), bob, None, ascii=True), press.now)
    enclosed = {
        ann: f"Return-Path: <{path_of(press, ann)}>\nFrom: news".encode(),
        bob: b"List-Unsubscribe: <" + values["unsubscribe_url"] + b">\nFrom: news",
    }
    for address, head in enclosed.items():
        raw = COMPLAINT.replace(b"From: news", head).replace(
            b"ida@harbour.example", b"redacted@provider.example"
        )
        taken = intake.take(raw)
        assert (taken.kind, taken.effect) == (Kind.COMPLAINT, Effect.SUPPRESSED)
        assert press.row(address).state is DeliveryState.SENT
    assert gets(press) == set()


def test_an_automatic_reply_to_the_return_path_is_ignored(press: Press, intake: Intake) -> None:
    """Somebody is away; that is no bounce."""
    (ann,) = sent(press, "ann")
    raw = REPLIES[0].replace(b"bounces@morning.example", path_of(press, ann).encode())
    assert intake.take(raw).kind is Kind.AUTOREPLY
    assert press.row(ann).state is DeliveryState.SENT


def test_an_uncertain_mail_that_came_back_is_settled(press: Press, intake: Intake) -> None:
    """Whatever became of the answer, the relay had it."""
    (ann,) = press.print("ann")
    settle(press, DeliveryState.UNCERTAIN)
    intake.take(back(press, ann, FULL))
    assert press.row(ann).state is DeliveryState.FAILED


def test_a_row_that_is_on_its_way_again_is_left_alone(press: Press, intake: Intake) -> None:
    """A report of an earlier attempt does not take a row from whoever works on it."""
    (ann,) = press.print("ann")
    settle(press, DeliveryState.SENDING)
    intake.take(back(press, ann, FULL))
    assert press.row(ann).state is DeliveryState.SENDING


def test_a_maildir_is_read_once(press: Press, intake: Intake, tmp_path) -> None:
    """What is done is moved to cur; a second call finds nothing; what is no Maildir is refused."""
    ann, bob = sent(press, "ann", "bob")
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / "1.a.host").write_bytes(back(press, ann, GONE))
    (tmp_path / "new" / "2.b.host").write_bytes(notice("hello", Subject="Re: Morning"))
    assert [one.effect for one in maildir.read(tmp_path, intake)] == [Effect.SUPPRESSED, Effect.IGNORED]
    assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["1.a.host:2,S", "2.b.host:2,S"]
    assert list(maildir.read(tmp_path, intake)) == []
    assert gets(press) == {press.reader(bob)}
    with pytest.raises(UnreadableError):
        list(maildir.read(tmp_path / "new", intake))


@pytest.mark.parametrize(
    "told", ["It failed.", f"<td>{'x' * 70_000}"], ids=["short", "a line over 998 octets"]
)
@pytest.mark.parametrize(("protocol", "client"), [("smtp", smtplib.SMTP), ("lmtp", smtplib.LMTP)])
def test_our_own_port_takes_them(
    press: Press, intake: Intake, protocol: str, client: type[smtplib.SMTP], told: str
) -> None:
    """A mail server hands a report over, with lines of any length; the return path is in the envelope alone."""
    (ann,) = sent(press, "ann")
    heard: list[Effect] = []
    server = listener(intake, ("127.0.0.1", 0), protocol, lambda one: heard.append(one.effect))
    server.start()
    try:
        with client("127.0.0.1", server.port) as wire:
            wire.sendmail("", [path_of(press, ann)], report(GONE.format(ann), told))
    finally:
        server.stop()
    assert heard == [Effect.SUPPRESSED]
    assert press.row(ann).state is DeliveryState.FAILED


@pytest.mark.parametrize(
    "raw",
    [
        notice("Your mail could not be delivered: 550 5.1.1 no such user.\n"),
        report("Final-Recipient: x400; /S=Gray/C=XX/\nAction: failed\nStatus: 5.1.1", told="It failed."),
    ],
    ids=["words", "fields"],
)
def test_a_report_that_names_nobody_is_of_whom_its_return_path_names(
    press: Press, intake: Intake, raw: bytes
) -> None:
    """VERP is for certain; the report has but to say that it failed, and why."""
    (ann,) = sent(press, "ann")
    raw = raw.replace(b"ida@harbour.example", b"").replace(b"somebody.else@harbour.example", b"")
    assert intake.take(raw, path_of(press, ann)).effect is Effect.SUPPRESSED
    assert press.row(ann).state is DeliveryState.FAILED


def test_a_complaint_of_an_edition_whose_rows_are_gone_suppresses(press: Press, intake: Intake) -> None:
    """Retention has summed up the edition; who calls it spam, or is gone for good, is not written to again all the same."""
    ann, bob, cleo = sent(press, "ann", "bob", "cleo")
    complaint = COMPLAINT.replace(b"From: news", f"Return-Path: <{path_of(press, ann)}>\nFrom: news".encode())
    gone, full = back(press, bob, GONE), back(press, cleo, FULL)
    old = press.edition
    for _ in range(LATEST):
        press.later(days=1)
        press.print()
    with writing(press.engine) as session:
        edition = session.get_one(Edition, old)
        edition.state, edition.sent_at = EditionState.SENT, edition.created_at
    with writing(press.engine) as session:
        assert prune(session, older_than=timedelta(days=1), now=press.now) == 3
    assert [intake.take(raw).effect for raw in (complaint, gone, full)] == [
        Effect.SUPPRESSED,
        Effect.SUPPRESSED,
        Effect.COUNTED,
    ]
    assert gets(press) == {press.reader(cleo)}


def test_a_mail_that_cannot_be_read_keeps_no_other_waiting(press: Press, intake: Intake, tmp_path) -> None:
    """The others are taken first; then it is said which one cannot be read."""
    (ann,) = sent(press, "ann")
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / "1.a.host").symlink_to("/proc/self/mem")
    (tmp_path / "new" / "2.b.host").write_bytes(back(press, ann, GONE))
    with pytest.raises(UnreadableError, match=r"1\.a\.host"):
        list(maildir.read(tmp_path, intake))
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["1.a.host"]
    assert gets(press) == set()


def test_an_imap_box_is_read_once(press: Press, intake: Intake) -> None:
    """Unseen mails are taken and marked; a second call finds nothing."""
    (ann,) = sent(press, "ann")
    with imap(
        Box({7: back(press, ann, GONE), 9: notice("hello", Subject="Re: Morning"), 11: b"old"}, seen={11})
    ) as box:
        mailbox = ImapBox("127.0.0.1", "bounces", box.password, box.port, "none")
        assert [one.effect for one in mailbox.read(intake)] == [Effect.SUPPRESSED, Effect.IGNORED]
        assert box.seen == {7, 9, 11}
        assert list(mailbox.read(intake)) == []
    assert gets(press) == set()


@pytest.mark.parametrize("changed", [{"password": "wrong"}, {"folder": "Bounces"}, {"port": 1}])
def test_an_imap_box_that_cannot_be_read_is_said(intake: Intake, changed: dict[str, object]) -> None:
    """A wrong password, no such folder, nobody there: one line that names the place."""
    with imap(Box({})) as box:
        asked = {
            "host": "127.0.0.1",
            "user": "bounces",
            "password": box.password,
            "port": box.port,
            "tls": "none",
        } | changed
        with pytest.raises(TransportError, match=r"mailbox at 127\.0\.0\.1"):
            list(ImapBox(**asked).read(intake))
