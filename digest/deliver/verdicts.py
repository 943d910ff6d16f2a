"""What the outcome of a mail means: for its reader, who is settled; and for the run, which may have to stop."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from digest.deliver import returns
from digest.deliver.bounces.report import Duration, Failure, Kind, Reason
from digest.deliver.bounces.verp import Sent
from digest.deliver.feed import Ready
from digest.deliver.gate import Gate, domain_of
from digest.deliver.journal import Journal
from digest.deliver.ledger import Settled
from digest.deliver.limits import Threshold
from digest.deliver.outcome import Outcome, Reply
from digest.deliver.pacing import retry_at
from digest.deliver.refusals import MOST_POLICY, Refusals
from digest.deliver.returns import Finding
from digest.deliver.transport import Transport
from digest.errors import TransportError
from digest.models import DeliveryState
from subscribers.tokens import Keys

NO_MAILBOX = "5.1.1"  # RFC 3463 §3.2
AT_ONCE = 100  # readers in a transaction
MOST_BREAKS = 2  # new connections that broke at one reader's envelope; an older one has its own reasons


@dataclass(slots=True)
class Watch:
    """How the caller looks on and interferes: `settled` after each mail, `stop` to end in good order.

    `shut` is told of a receiving domain that refuses us by policy, and in which words.
    """

    settled: Callable[[DeliveryState], None] = lambda _state: None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    shut: Callable[[str, Reply], None] = lambda _domain, _reply: None


class Verdicts:
    """Settles rows, and says when no further mail may be begun."""

    def __init__(
        self, journal: Journal, gate: Gate, watch: Watch, clock: Callable[[], datetime], *, failing: Threshold
    ) -> None:
        self._journal, self._gate, self._watch, self._clock = journal, gate, watch, clock
        self._threshold = failing
        self.halt = asyncio.Event()  # no further mail is begun
        self.fault: TransportError | None = None
        self._held: list[tuple[Ready, Outcome]] = []  # refused by policy while no mail was taken yet
        self._taken = False
        self._refusals = Refusals()
        self._suspect_domain = ""  # the only one that was tried, and has refused us by policy
        self._suspicion = Outcome(DeliveryState.FAILED)
        self._settled = self._failed = 0
        self._unknown: list[int] = []  # readers whose mailbox does not exist
        self.failing = ""  # why the edition is to be paused

    @property
    def stopping(self) -> bool:
        """Whether no further mail is begun."""
        return self.halt.is_set() or self._watch.stop.is_set()

    @property
    def unreached(self) -> bool:
        """Whether somebody waits for what `fault` keeps from them."""
        return bool(self._gate.waiting or self._held) and not self._watch.stop.is_set()

    def tell_suppressed(self) -> None:
        """Let the caller know of readers who turned out to have left."""
        for _ in range(self._journal.suppressed()):
            self._watch.settled(DeliveryState.SUPPRESSED)

    def judge(self, ready: Ready, outcome: Outcome, transport: Transport) -> None:
        """Settle a row by what became of its mail, unless it says more about us than about the reader."""
        if outcome.ours:
            self._gate.put_back(ready)
            self.fault = refused(transport, outcome)
            self.halt.set()
        elif outcome.is_policy and not self._taken:
            self._held.append((ready, outcome))
            self.fault = refused(transport, outcome)
            self._suspect(outcome)
        elif outcome.is_policy:
            self._hold(ready, outcome)
        else:
            self._settle(ready, outcome)

    def _suspect(self, outcome: Outcome) -> None:
        """Nobody has their mail yet: where only one domain refuses, the others are tried before it is us who are refused."""
        names = [domain_of(ready) for ready, _ in self._held]
        others = [name for name in names if name != self._suspect_domain]
        if len(others) < MOST_POLICY:
            return
        if self._suspect_domain or len(set(names)) > 1:
            self.halt.set()
        else:
            self._suspect_domain, self._suspicion = names[0], outcome
            self._gate.shut(names[0], self._turned_away, is_claimed=False)

    def _hold(self, ready: Ready, outcome: Outcome) -> None:
        """A domain that refuses every reader refuses us: its readers are tried later, all others now."""
        if self._turned_away(ready) or not self._refusals.hold(ready, outcome):
            return
        name = domain_of(ready)
        self._gate.shut(name, self._turned_away, is_claimed=True)
        for one, _ in self._refusals.released(name):
            self._turned_away(one)
        if outcome.reply is not None:
            self._watch.shut(name, outcome.reply)

    def _turned_away(self, ready: Ready) -> bool:
        """Whether a reader's domain is shut, and the reader put off; or held, until another domain has taken a mail."""
        outcome = self._refusals.why_not(ready)
        if outcome is not None:
            self._settle(ready, replace(outcome, state=DeliveryState.DEFERRED))
        elif not self._taken and domain_of(ready) == self._suspect_domain:
            self._held.append((ready, self._suspicion))
        else:
            return False
        return True

    def broken(self, ready: Ready, outcome: Outcome, *, fresh: bool) -> bool:
        """Whether a row whose connection ended before its mail went is tried again at once; it is put back then."""
        tried_again = ready.breaks < MOST_BREAKS and not outcome.ours
        if tried_again:
            self._gate.put_back(replace(ready, breaks=ready.breaks + fresh))
        return tried_again

    async def put_off_held(self) -> None:
        """Where no mail was taken, nobody is given up for the refusals: the next run tries them first.

        Who alone was refused at a domain that took none was refused for themselves.
        """
        for one in self._refusals.released():
            self._settle(*one)
        for ready, outcome in self._held:
            put_off = replace(outcome, state=DeliveryState.DEFERRED)
            self._journal.settle(Settled(ready.claimed.subscriber_id, put_off, self._clock()))
        await self._journal.quiet()

    async def suppress_unknown(self, edition_id: int, keys: Keys) -> None:
        """Write to nobody again whose mailbox does not exist; unless nobody or too few got the mail, which says more about us."""
        if not self._taken or self.failing or self._journal.fault is not None:
            return
        for start in range(0, len(self._unknown), AT_ONCE):
            found = [_unknown(edition_id, key) for key in self._unknown[start : start + AT_ONCE]]

            def work(session: Session, now: datetime, found: Sequence[Finding] = found) -> None:
                for one in found:
                    returns.record(session, one, keys=keys, now=now)

            await self._journal.do(work)

    def _settle(self, ready: Ready, outcome: Outcome) -> None:
        again = None
        if outcome.state is DeliveryState.DEFERRED:
            again = retry_at(self._clock(), ready.claimed.attempts, random.random())  # noqa: S311 - spreads retries, guards nothing
        self._journal.settle(Settled(ready.claimed.subscriber_id, outcome, again))
        if outcome.state is DeliveryState.FAILED and outcome.reply and outcome.reply.status == NO_MAILBOX:
            self._unknown.append(ready.claimed.subscriber_id)
        self._watch.settled(outcome.state)
        self._count(outcome)
        if outcome.state is DeliveryState.SENT and (self._refusals or not self._taken):
            self._learn_it_is_taken(domain_of(ready))

    def _learn_it_is_taken(self, domain: str) -> None:
        """Who was refused at a domain that takes our mail was refused for themselves; others' domains have yet to show it."""
        held, self._held = self._held, []
        self.fault = self.fault if self._taken else None
        self._taken = True
        for one in held:
            self._hold(*one)
        for one in self._refusals.released(domain):
            self._settle(*one)

    def _count(self, outcome: Outcome) -> None:
        self._settled += 1
        self._failed += outcome.state is DeliveryState.FAILED
        bounds = self._threshold
        if self._settled >= bounds.least and self._failed > bounds.most * self._settled:
            self.failing = f"{self._failed} of {self._settled} mails were refused for good"
            self.halt.set()


def _unknown(edition_id: int, subscriber_id: int) -> Finding:
    failure = Failure("", NO_MAILBOX, Duration.PERMANENT, Reason.INVALID)
    return Finding(Sent(subscriber_id, edition_id), Kind.BOUNCE, failure)


def refused(transport: Transport, outcome: Outcome) -> TransportError:
    """The error for a relay that takes nothing from us."""
    reply = outcome.reply
    said = f"{reply.code} {reply.status or ''} {reply.text}" if reply else "no reason given"
    hint = "check [smtp] and the newsletter's `from` in digest.toml; nobody was given up"
    return TransportError(f"{transport.place} refuses this mail: {' '.join(said.split())}; {hint}")
