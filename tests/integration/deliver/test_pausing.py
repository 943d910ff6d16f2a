"""A send that is paused, goes on or is given up, by whoever: the process that sends it heeds the edition's row."""

import pytest
from press import smtp
from relay import Relay, saying
from sqlmodel import select

from digest.config.relays import RelaySettings
from digest.database import reading, writing
from digest.deliver import control, sender
from digest.deliver.limits import Limits, Threshold
from digest.deliver.relays import Relays
from digest.deliver.sender import Watch
from digest.errors import EditionError, TransportError
from digest.models import DeliveryState, Edition, EditionState
from digest.records import Bounce
from subscribers.models import Suppression, SuppressionReason

SENT, QUEUED, FAILED = DeliveryState.SENT, DeliveryState.QUEUED, DeliveryState.FAILED
ONCE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NAMES = [f"reader{number}" for number in range(40)]


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(sender, "PAUSE_SECONDS", 0.005)


def change(press, step, **values):
    with writing(press.engine) as session:
        step(session, session.get_one(Edition, press.edition), **values)


def paused_half_way(press, relay):
    """Another process pauses the edition after the first mails."""
    seen = []

    def settled(state):
        seen.append(state)
        if len(seen) == 3:
            change(press, lambda session, edition: control.pause(session, edition, "a wrong figure"))

    relay.slow = 0.02
    press.run(smtp(relay, connections=2), watch=Watch(settled))
    relay.slow = 0


@ONCE
@pytest.mark.long
def test_a_pause_is_heeded_while_all_wait_for_the_next_token(press):
    """One mail in ten seconds: who waits for the second one hears of the pause, and nobody waits for the third."""
    press.print(*NAMES)
    watch = Watch(
        lambda _state: change(press, lambda session, edition: control.pause(session, edition, "stop"))
    )
    with Relay() as relay:
        setting = RelaySettings(
            host="127.0.0.1", port=relay.port, tls="none", per_second=0.1, hostname="us.example"
        )
        press.run(Relays([setting]), watch=watch)
        assert len(relay.mails) == 1
    assert sorted(press.states().values()) == [QUEUED] * 39 + [SENT]
    assert press.state is EditionState.PAUSED


@pytest.mark.long
def test_a_paused_send_stops_and_goes_on_where_it_was(press):
    """The rest waits, a further run is refused with the reason, and after `resume` everybody has one mail."""
    wanted = press.print(*NAMES)
    with Relay() as relay:
        paused_half_way(press, relay)
        assert set(press.states().values()) == {SENT, QUEUED}
        assert press.state is EditionState.PAUSED
        with pytest.raises(EditionError, match="is paused: a wrong figure"):
            press.run(smtp(relay))
        change(press, control.resume)
        press.run(smtp(relay))
        assert sorted(relay.recipients) == sorted(wanted)
    assert press.state is EditionState.SENT


def test_a_cancelled_send_gives_up_the_rest(press):
    """Who has it has it, the others expire, and the edition is one that was sent."""
    press.print(*NAMES)
    with Relay() as relay:
        paused_half_way(press, relay)
        change(press, control.cancel, now=press.now)
        press.run(smtp(relay))
    assert set(press.states().values()) == {SENT, DeliveryState.EXPIRED}
    assert press.state is EditionState.SENT


@ONCE
def test_an_edition_that_nobody_has_is_cancelled_whole(press):
    """Paused before it began and given up: its articles are free for another one."""
    press.print("ann")
    change(press, lambda session, edition: control.pause(session, edition, ""))
    change(press, control.cancel, now=press.now)
    assert (set(press.states().values()), press.state) == (
        {DeliveryState.EXPIRED},
        EditionState.CANCELLED,
    )


@ONCE
def test_only_what_is_being_sent_is_paused_and_only_what_is_paused_goes_on(press):
    """Each other state is refused by its name; and nothing is given up while mails are on their way."""
    (ann,) = press.print("ann")
    for step in (control.resume, lambda session, edition: control.cancel(session, edition, now=press.now)):
        with pytest.raises(EditionError, match="is frozen, not paused"):
            change(press, step)
    press.handed_by("elsewhere/1/x", ann)
    change(press, lambda session, edition: control.pause(session, edition, ""))
    with pytest.raises(EditionError, match="mails are on their way still"):
        change(press, control.cancel, now=press.now)


@ONCE
def test_an_edition_whose_mails_fail_is_paused(press):
    """A list of dead addresses harms the sender: past the threshold nobody else is tried, and the reason is told."""
    wanted = press.print(*NAMES)
    gone = dict.fromkeys(wanted[2:], "550 5.1.1 no such user")
    with (
        Relay(saying(RCPT=gone)) as relay,
        pytest.raises(TransportError, match=r"paused: 8 of 10 mails were refused for good"),
    ):
        press.run(smtp(relay, connections=1), limits=Limits(failing=Threshold(least=10)))
    assert press.state is EditionState.PAUSED
    assert set(press.states().values()) == {SENT, FAILED, QUEUED}


@ONCE
@pytest.mark.parametrize(("taken", "suppressed"), [(True, True), (False, False)])
def test_a_mailbox_that_does_not_exist_is_not_written_to_again(press, taken, suppressed):
    """5.1.1 suppresses that reader as a bounce would; a relay that says so of everybody suppresses nobody."""
    ann, bob, cat = press.print("ann", "bob", "cat")
    refused = {bob: "550 5.1.1 no such user", cat: "550 5.2.1 disabled"}
    with Relay(saying(RCPT=refused if taken else dict.fromkeys([ann, bob, cat], refused[bob]))) as relay:
        press.run(smtp(relay))
    assert press.states()[bob] is FAILED
    with reading(press.engine) as session:
        reasons = {
            one.reason for one in session.scalars(select(Suppression))
        }  # under each hash of the address
        found = [one.subscriber_id for one in session.scalars(select(Bounce))]
    wanted = ({SuppressionReason.BOUNCED}, [press.reader(bob)]) if suppressed else (set(), [])
    assert (reasons, found) == wanted
