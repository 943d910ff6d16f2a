"""Whole runs of the sender over real SMTP and both databases: nobody lost, nobody twice, always balanced."""

import asyncio
import time
from datetime import timedelta

import pytest
from press import smtp
from relay import DROP, Relay, once, polite, saying
from sqlalchemy import text
from sqlmodel import col, select

from digest.database import connect, reading, writing
from digest.deliver import lane, ledger
from digest.deliver.limits import OPEN, DomainLimit, Limits
from digest.deliver.outcome import Reply
from digest.deliver.sender import Watch
from digest.deliver.shut_domains import shut_domains
from digest.errors import DatabaseError, EditionError, TransportError
from digest.models import Delivery, DeliveryState, Edition, EditionState

SENT, DEFERRED, FAILED = DeliveryState.SENT, DeliveryState.DEFERRED, DeliveryState.FAILED
QUEUED, UNCERTAIN, HANDED = DeliveryState.QUEUED, DeliveryState.UNCERTAIN, DeliveryState.HANDED
ONCE = pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # what is tested is not the database
SERVER = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
NAMES = [f"reader{number}" for number in range(24)]


@pytest.mark.long
def test_everyone_gets_one_mail_and_the_edition_is_sent(press):
    """A plain morning: all rows settled, the edition closed, and a second run sends nothing."""
    wanted = press.print(*NAMES)
    with Relay() as relay:
        balance = press.run(smtp(relay))
        assert sorted(relay.recipients) == sorted(wanted)
        assert (balance[SENT], balance.enrolled, press.state) == (24, 24, EditionState.SENT)
        opened = relay.connections
        press.run(smtp(relay))
        assert (len(relay.mails), relay.connections) == (24, opened)


@ONCE
def test_no_more_connections_are_opened_than_there_are_mails(press):
    """Four connections are allowed; one reader needs one."""
    press.print("ann")
    with Relay() as relay:
        press.run(smtp(relay))
    assert relay.connections == 1


def test_a_reader_who_left_after_the_freeze_is_suppressed(press):
    """Whoever leaves between freeze and claim gets no mail, and is accounted for; the caller is told."""
    ann, bob = press.print("ann", "bob")
    press.leave(bob)
    told = []
    with Relay() as relay:
        press.run(smtp(relay), watch=Watch(told.append))
    assert relay.recipients == [ann]
    assert press.states() == {ann: SENT, bob: DeliveryState.SUPPRESSED}
    assert sorted(told) == [SENT, DeliveryState.SUPPRESSED]


def test_an_edition_with_deferred_rows_stays_open_and_a_later_run_goes_on(press):
    """451 leaves the edition `sending`; too early nothing happens, later the same Message-ID goes out."""
    ann, bob = press.print("ann", "bob")
    with Relay(once(saying(RCPT={bob: "451 4.7.1 greylisted"}))) as relay:
        press.run(smtp(relay))
        assert (press.states()[bob], press.state) == (DEFERRED, EditionState.SENDING)
        assert press.row(bob).reply_status == "4.7.1"
        press.later(minutes=5)
        press.run(smtp(relay))
        assert relay.recipients == [ann]
        press.later(minutes=3)
        press.run(smtp(relay))
    assert (relay.recipients, press.states()[bob], press.state) == ([ann, bob], SENT, EditionState.SENT)
    assert press.row(bob).attempts == 2


@ONCE
def test_one_bad_address_stops_nobody(press):
    """A refusal and an address that no wire takes fail by themselves, and the edition is closed."""
    ann, bob, odd = press.print("ann", "bob", "a b@readers.example")
    with Relay(saying(RCPT={ann: "550 5.1.1 no such user"})) as relay:
        press.run(smtp(relay))
    assert press.states() == {ann: FAILED, bob: SENT, odd: FAILED}
    assert press.state is EditionState.SENT


@ONCE
def test_a_relay_that_refuses_everybody_by_policy_gives_nobody_up(press):
    """5.7.1 for all is about us: the run stops with the relay's words, and after the mend everybody gets the mail."""
    wanted = press.print(*NAMES)
    with Relay(saying(RCPT={"*": "550 5.7.1 relay access denied"})) as relay:
        with pytest.raises(TransportError, match="relay access denied"):
            press.run(smtp(relay))
        assert set(press.states().values()) <= {QUEUED, DEFERRED}
        assert press.state is EditionState.SENDING
    with Relay() as relay:
        press.run(smtp(relay))
        assert sorted(relay.recipients) == sorted(wanted)
    assert (set(press.states().values()), press.state) == ({SENT}, EditionState.SENT)


@ONCE
@pytest.mark.parametrize("stage", ["RCPT", "DOT"])
def test_a_few_refused_by_policy_among_many_are_refused_for_themselves(press, stage):
    """Once the relay takes our mail, a 5.7.1 before or after it is that reader's own."""
    refused = dict.fromkeys((f"{name}@readers.example" for name in NAMES[:3]), "550 5.7.1 not from you")
    press.print(*NAMES)
    with Relay(saying(**{stage: refused})) as relay:
        balance = press.run(smtp(relay))
    assert (balance[FAILED], balance[SENT]) == (3, 21)
    assert {name for name, state in press.states().items() if state is FAILED} == set(refused)


@ONCE
@pytest.mark.parametrize("limits", [OPEN, Limits(DomainLimit(3))], ids=["no limits", "limits"])
@pytest.mark.long
def test_a_domain_that_refuses_us_by_policy_is_left_alone(press, limits):
    """After ten refusals of 5.7.x its readers are put off without being tried; all others have theirs, nobody is given up."""
    blocked = press.print(
        *(f"reader{number}@blocked.example" for number in range(30)), "one@shy.example", *NAMES
    )[:30]
    refused = dict.fromkeys([*blocked, "one@shy.example"], "550 5.7.1 your network is on our list")
    told, tried = [], []

    def script(stage, address):
        if stage == "RCPT" and address in blocked:
            tried.append(address)
        return saying(RCPT=refused)(stage, address)

    with Relay(script) as relay:
        balance = press.run(smtp(relay), limits=limits, watch=Watch(shut=lambda *what: told.append(what)))
        assert len(tried) < 16  # ten, and what was on its way
        assert (balance[SENT], balance[DEFERRED], balance[FAILED]) == (len(NAMES), 30, 1)
        assert told == [("blocked.example", Reply(550, "5.7.1", "your network is on our list"))]
        with reading(press.engine) as session:
            (shut,) = shut_domains(session, press.edition, most=5)
        assert (shut.domain, shut.readers, shut.reply) == ("blocked.example", 30, told[0][1])
        assert press.row(blocked[29]).reply_status == "5.7.1"
        press.later(minutes=10)
        relay.script = polite
        assert press.run(smtp(relay), limits=limits)[SENT] == len(NAMES) + 30


@ONCE
def test_why_readers_do_not_have_it_is_told_by_reply(press):
    """The commonest reply first, with how many readers got it; a deferred one with its next try."""
    press.print(*NAMES[:5])
    gone = {f"{name}@readers.example": "550 5.1.1 no such user" for name in NAMES[:2]}
    later = {f"{NAMES[2]}@readers.example": "451 4.7.1 greylisted"}
    with Relay(saying(RCPT=gone | later)) as relay:
        press.run(smtp(relay))
    with reading(press.engine) as session:
        found = ledger.reasons(session, session.get_one(Edition, press.edition), most=5)
    assert [(one.state, one.readers, one.reply.text) for one in found] == [
        (FAILED, 2, "no such user"),
        (DEFERRED, 1, "greylisted"),
    ]
    assert timedelta(minutes=5) < found[1].again - press.now < timedelta(minutes=8)


def test_the_domains_that_refuse_us_are_told_with_how_many_wait(press):
    """Only who was put off by policy counts: neither who is greylisted there, nor who was refused for good."""
    press.print("a@Big.example", "b@big.example", "c@big.example", "d@big.example", "e@small.example")
    replies = [(550, "5.7.1", DEFERRED)] * 2 + [(451, "4.7.1", DEFERRED), (550, "5.7.1", FAILED), (554, "5.7.9", DEFERRED)]  # fmt: skip
    with writing(press.engine) as session:
        rows = session.scalars(select(Delivery).order_by(col(Delivery.subscriber_id))).all()
        for row, (row.reply_code, row.reply_status, row.state) in zip(rows, replies, strict=True):
            row.reply_text = "on our list"
    with reading(press.engine) as session:
        found = shut_domains(session, press.edition, most=5)
    assert [(one.domain, one.readers) for one in found] == [("big.example", 2), ("small.example", 1)]
    assert found[1].said.startswith("takes no mail of ours: 554 5.7.9 on our list; 1 reader is tried again")


def test_past_its_useful_life_an_edition_is_given_up(press):
    """What waits a day later is `expired`, and no mail goes out."""
    wanted = press.print("ann", "bob")
    press.later(hours=25)
    with Relay() as relay:
        press.run(smtp(relay))
    assert set(press.states().values()) == {DeliveryState.EXPIRED}
    assert (relay.mails, press.state, len(wanted)) == ([], EditionState.SENT, 2)


@pytest.mark.parametrize("resend", [False, True])
def test_an_uncertain_mail_is_held_or_sent_again_by_policy(press, resend):
    """After a lost reply `hold` leaves it alone; `resend` sends the same mail under the same Message-ID."""
    (ann,) = press.print("ann")
    with Relay(once(saying(DOT={ann: DROP}))) as relay:
        press.run(smtp(relay))
        assert press.states() == {ann: UNCERTAIN}
        press.run(smtp(relay), resend_uncertain=resend)
    assert press.states() == {ann: SENT if resend else UNCERTAIN}
    ids = [line for mail in relay.mails for line in mail.raw.split(b"\r\n") if line.startswith(b"Message-ID")]
    assert (len(ids), len(set(ids))) == (2 if resend else 1, 1)


def test_an_uncertain_mail_is_not_called_expired(press):
    """Too late to be sent again, it stays what it is: it may have arrived."""
    (ann,) = press.print("ann")
    press.handed_by("gone/1/x", ann, state=UNCERTAIN)
    press.later(hours=25)
    with Relay() as relay:
        press.run(smtp(relay), resend_uncertain=True)
    assert (press.states(), relay.mails) == ({ann: UNCERTAIN}, [])


def test_two_senders_at_once_share_the_work(press, database_url):
    """Each with its own engine: together they reach everybody once, and either may close the edition."""
    wanted = press.print(*NAMES)
    other = connect(database_url)

    async def both(transport):
        return await asyncio.gather(press.send(transport), press.send(transport, engine=other))

    with Relay() as relay:
        asyncio.run(both(smtp(relay)))
    other.dispose()
    assert sorted(relay.recipients) == sorted(wanted)
    assert (set(press.states().values()), press.state) == ({SENT}, EditionState.SENT)


def test_where_the_first_connection_is_refused_nothing_is_claimed(press):
    """A host that is down: one error, and every row waits as before."""
    wanted = press.print("ann", "bob")
    with Relay() as relay:
        transport = smtp(relay)
    with pytest.raises(TransportError, match="cannot be used"):
        press.run(transport)
    assert press.states() == dict.fromkeys(wanted, QUEUED)
    assert {press.row(address).attempts for address in wanted} == {0}


@ONCE
def test_where_nothing_is_due_no_host_is_needed(press):
    """A run over an edition that is complete does not even connect."""
    press.print("ann")
    with Relay() as relay:
        transport = smtp(relay)
        press.run(transport)
    assert press.run(transport)[SENT] == 1


@pytest.mark.long
def test_a_host_that_goes_away_half_way_costs_nothing(press, monkeypatch):
    """Those who were not reached are given back, and the next run reaches them and nobody else."""
    monkeypatch.setattr(lane, "REOPEN_SECONDS", (0.01, 0.01))
    wanted = press.print(*NAMES)
    with Relay() as relay:

        def script(stage, _address):
            if len(relay.mails) >= 10:
                relay.at_most = 0
                return "421 4.3.2 shutting down" if stage == "MAIL" else None
            return None

        relay.script = script
        with pytest.raises(TransportError, match="too many connections"):
            press.run(smtp(relay))
        first = list(relay.recipients)
        assert [press.states()[address] for address in first] == [SENT] * len(first)
        assert set(press.states().values()) == {SENT, QUEUED}
        relay.at_most, relay.script = None, saying()
        press.run(smtp(relay))
        assert sorted(relay.recipients) == sorted(wanted)


@ONCE
@pytest.mark.long
def test_a_relay_with_few_connections_is_used_by_as_many(press):
    """Channels that get no connection hold no reader's mail: the one that has one sends them all."""
    wanted = press.print(*NAMES)
    with Relay(at_most=1) as relay:
        press.run(smtp(relay, connections=4))
    assert (sorted(relay.recipients), press.state) == (sorted(wanted), EditionState.SENT)


@ONCE
def test_a_relay_that_ends_connections_defers_nobody(press):
    """421 after some mails is about the connection: the same reader is tried at once over a new one."""
    wanted = press.print(*NAMES)
    counts = {"mails": 0}

    def every_fifth(stage, _address):
        counts["mails"] += stage == "MAIL"
        return "421 4.7.0 enough on this connection" if stage == "MAIL" and counts["mails"] % 5 == 0 else None

    with Relay(every_fifth) as relay:
        press.run(smtp(relay, connections=2))
    assert (sorted(relay.recipients), press.state) == (sorted(wanted), EditionState.SENT)


@ONCE
@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
def test_a_reader_whose_mail_always_breaks_the_connection_is_put_off(press, stage):
    """After three connections the row is deferred, so that the others get their turn."""
    ann, bob = press.print("ann", "bob")
    tries = []

    def breaks(at, address):
        mine = ann in address or f"-{press.reader(ann)}-" in address
        tries.append(at) if at == stage and mine else None
        return DROP if at == stage and mine else None

    with Relay(breaks) as relay:
        press.run(smtp(relay, connections=1))
    assert press.states() == {ann: DEFERRED, bob: SENT}
    assert len(tries) == 3


@ONCE
def test_a_relay_that_refuses_us_gives_nobody_up(press):
    """530 to MAIL is ours to mend: the run stops with what was said, and everybody is queued still."""
    wanted = press.print(*NAMES)
    with (
        Relay(saying(MAIL={"*": "530 5.7.0 log in first"})) as relay,
        pytest.raises(TransportError, match=r"refuses this mail: 530 5\.7\.0 log in first; check"),
    ):
        press.run(smtp(relay))
    assert press.states() == dict.fromkeys(wanted, QUEUED)


@ONCE
def test_an_edition_too_large_for_the_relay_gives_nobody_up(press):
    """The limit can be raised and the edition sent: nobody is failed for it."""
    wanted = press.print("ann", "bob")
    with Relay(data_size_limit=200) as relay, pytest.raises(TransportError, match="the relay takes 200"):
        press.run(smtp(relay))
    assert press.states() == dict.fromkeys(wanted, QUEUED)


def test_a_stop_ends_in_good_order(press):
    """Ctrl-C: mails on the wire are finished, the rest is given back, and the next run goes on."""
    wanted = press.print(*NAMES)
    watch = Watch()
    watch.settled = lambda _state: watch.stop.set()
    with Relay() as relay:
        relay.slow = 0.05
        balance = press.run(smtp(relay), watch=watch)
        assert balance[SENT] == len(relay.mails) < 24
        assert set(press.states().values()) == {SENT, QUEUED}
        assert press.state is EditionState.SENDING
        relay.slow = 0
        press.run(smtp(relay))
        assert sorted(relay.recipients) == sorted(wanted)


@ONCE
def test_a_run_that_was_stopped_before_it_began_claims_nothing(press):
    """A stop that came first is heeded first."""
    (ann,) = press.print("ann")
    watch = Watch()
    watch.stop.set()
    with Relay() as relay:
        press.run(smtp(relay), watch=watch)
    assert (press.states(), relay.connections) == ({ann: QUEUED}, 0)


def test_a_cancelled_run_leaves_no_row_behind(press):
    """Broken off hard, it gives back what was claimed; only mails that were on the wire are uncertain later."""
    wanted = press.print(*NAMES)

    async def broken_off(transport):
        run = asyncio.create_task(press.send(transport))
        while len(relay.mails) < 6 and not run.done():  # noqa: ASYNC110 - the relay lives in another thread
            await asyncio.sleep(0.005)
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run

    with Relay() as relay:
        relay.slow = 0.02
        asyncio.run(broken_off(smtp(relay)))
        states = list(press.states().values())
        assert DeliveryState.SENDING not in states
        assert states.count(HANDED) <= 4
        press.later(seconds=90)
        press.run(smtp(relay))
    assert len(set(relay.recipients)) == len(relay.recipients)
    uncertain = [address for address, state in press.states().items() if state is UNCERTAIN]
    assert sorted({*relay.recipients, *uncertain}) == sorted(wanted)


def test_after_an_error_of_the_ledger_no_further_mail_goes(press, monkeypatch):
    """Its table vanishes in the middle: the run stops; what was sent before is right, nothing goes after."""
    monkeypatch.setattr("digest.deliver.patience.RETRY_SECONDS", (0.01,))
    press.print(*NAMES)
    when = []

    def take_away(stage, _address):
        if stage == "RCPT" and len(relay.mails) == 5 and not when:
            when.append(time.monotonic())
            with writing(press.engine) as session:
                session.execute(text("ALTER TABLE delivery RENAME TO lost_delivery"))

    with Relay(take_away) as relay:
        with pytest.raises(Exception, match="delivery"):
            press.run(smtp(relay, connections=1))
        with writing(press.engine) as session:
            session.execute(text("ALTER TABLE lost_delivery RENAME TO delivery"))
        assert len(relay.mails) == 5
        press.later(seconds=90)
        press.run(smtp(relay))
    assert sorted(relay.recipients) == sorted(press.states())


@SERVER
def test_a_database_that_goes_away_for_a_moment_costs_nothing(press, database_url):
    """Every connection to the server is cut in the middle: the run goes on, everybody gets one mail."""
    wanted = press.print(*NAMES)
    other = connect(database_url)
    cuts = []

    def cut(stage, _address):
        if stage == "DOT" and len(relay.mails) in {6, 14} and len(relay.mails) not in cuts:
            cuts.append(len(relay.mails))
            with other.connect() as connection:
                connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"))  # fmt: skip

    with Relay(cut) as relay:
        press.run(smtp(relay))
    other.dispose()
    assert (cuts, sorted(relay.recipients)) == ([6, 14], sorted(wanted))
    assert set(press.states().values()) == {SENT}


@ONCE
def test_an_edition_that_is_not_frozen_is_not_sent(press):
    """A draft has no bytes that would stay the same."""
    press.print("ann", state=EditionState.DRAFT)
    with Relay() as relay, pytest.raises(EditionError, match="only a frozen one"):
        press.run(smtp(relay))


@ONCE
@pytest.mark.parametrize("wrong", ["no bytes", "a slot that nothing fills"])
def test_bytes_that_cannot_be_merged_stop_a_run_before_it_begins(press, wrong):
    """Nobody is claimed or failed for a fault of the whole edition."""
    (ann,) = press.print("ann")
    if wrong == "no bytes":
        press.bodies = {"someone else": press.bodies["everyone"]}
    else:
        press.bodies = {"everyone": type(press.bodies["everyone"])((b"", b""), ("colour",))}
    with Relay() as relay, pytest.raises(EditionError, match=r"no bytes for everyone|cannot be merged"):
        press.run(smtp(relay))
    assert (press.states(), relay.connections) == ({ann: QUEUED}, 0)


def test_what_a_dead_run_left_is_taken_up_in_the_middle_of_another(press):
    """A lease that runs out while nothing else is due is taken back by the run that is alive."""
    ann, bob = press.print("ann", "bob")
    press.handed_by("elsewhere/1/x", bob, state=DeliveryState.SENDING, seconds=30)

    def time_passes(stage, _address):
        if stage == "DOT":
            press.now += timedelta(seconds=20)

    with Relay(time_passes) as relay:
        relay.script = time_passes
        press.later(seconds=15)
        press.run(smtp(relay, connections=1))
    assert relay.recipients == [ann, bob]


@ONCE
def test_database_error_is_what_a_lost_database_raises(press, tmp_path, monkeypatch):
    """A store that is not there at all is one clear error before anything is opened."""
    monkeypatch.setattr("digest.deliver.patience.RETRY_SECONDS", (0.01,))
    press.print("ann")
    with Relay() as relay, pytest.raises(DatabaseError):
        asyncio.run(press.send(smtp(relay), engine=connect(f"sqlite:///{tmp_path / 'none' / 'x.db'}")))
    assert relay.connections == 0
