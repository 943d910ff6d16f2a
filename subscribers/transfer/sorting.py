"""What the rows of a page ask for becomes lines of the staging table; what cannot be asked for is told."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from subscribers.models import SubscriptionState, SuppressionReason
from subscribers.tokens import Keys, Purpose, keyed_hashes
from subscribers.transfer.lines import Line, Problem
from subscribers.transfer.seen import Seen
from subscribers.transfer.statuses import Wish

STATES = {
    Wish.CONFIRMED: SubscriptionState.CONFIRMED,
    Wish.PENDING: SubscriptionState.PENDING,
    Wish.LEFT: SubscriptionState.LEFT,
    Wish.UNSUBSCRIBED: SubscriptionState.LEFT,
}
REASONS = {
    Wish.UNSUBSCRIBED: SuppressionReason.UNSUBSCRIBED,
    Wish.BOUNCED: SuppressionReason.BOUNCED,
    Wish.COMPLAINED: SuppressionReason.COMPLAINED,
    Wish.MANUAL: SuppressionReason.MANUAL,
}
_UNASKED = {
    Wish.PENDING: "not confirmed there; only the reader can confirm, by signing up",
    Wish.NONE: "never asked for a newsletter there",
}
Staged = dict[str, object]


@dataclass(frozen=True, slots=True)
class Orders:
    """What a file is loaded for: rows that name no newsletter are for these; `source` says where consent was given."""

    newsletters: tuple[str, ...]
    known: frozenset[str]  # all newsletters there are
    source: str
    keys: Keys
    now: datetime


@dataclass(slots=True)
class Asked:
    """The lines of a page, and what was wrong before any was looked up."""

    lines: list[Staged] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _states: dict[tuple[str, str], Staged] = field(default_factory=dict)

    def refuse(self, problem: Problem, outcome: str = "refused") -> None:
        """Note what is wrong with a row."""
        self.problems.append(problem)
        self.counts[outcome] += 1

    def add(self, line: Staged) -> None:
        """Take a line in. Of two states for one reader and newsletter to have left goes before, else the first."""
        if line["reason"] is None:
            key = (str(line["email_key"]), str(line["newsletter"]))
            earlier = self._states.setdefault(key, line)
            if earlier is not line:
                problem = Problem(_row(line), str(line["email"]), f"row {_row(earlier)} has the same address")
                self.refuse(problem, "duplicate")
                if line["state"] is SubscriptionState.LEFT:
                    earlier.update(line | {"line": earlier["line"]})
                return
        line["line"] = len(self.lines)
        self.lines.append(line)


def _row(line: Staged) -> int:
    return int(str(line["row"]))


def sort(rows: Iterable[Line | Problem], orders: Orders, seen: Seen) -> Asked:
    """What a page of rows asks for."""
    asked = Asked()
    for row in rows:
        if isinstance(row, Problem):
            asked.refuse(row)
            continue
        unasked = _unasked(row, orders)
        if unasked is not None:
            asked.refuse(Problem(row.row, row.address.email, unasked))
            continue
        before = seen.before(row.row, (row.address.key, row.newsletter or "", row.wish))
        if before is not None:
            asked.refuse(
                Problem(row.row, row.address.email, f"row {before} has the same address"), "duplicate"
            )
            continue
        for line in _lines(row, orders):
            asked.add(line)
    return asked


def _unasked(line: Line, orders: Orders) -> str | None:
    """Why nothing can be done for a row."""
    if line.newsletter is not None:
        missing = line.newsletter not in orders.known
        return f"there is no newsletter {line.newsletter!r}" if missing else None
    return _UNASKED.get(line.wish)


def _lines(line: Line, orders: Orders) -> Iterator[Staged]:
    state, reason = STATES.get(line.wish), REASONS.get(line.wish)
    shared = _shared(line, orders)
    bars = line.bars
    restores = {"restores": bool(bars)}
    if state is None and reason is not None:
        yield shared | restores | {"newsletter": None, "state": None, "reason": reason}
    for newsletter in (line.newsletter,) if line.newsletter else orders.newsletters:
        if state is not None:
            yield shared | restores | {"newsletter": newsletter, "state": state, "reason": reason}
        for bar in bars:
            where = None if bar.everywhere else newsletter
            yield shared | restores | {"newsletter": where, "state": None, "reason": bar.reason}


def _shared(line: Line, orders: Orders) -> Staged:
    address = line.address
    hashes = keyed_hashes(orders.keys, Purpose.ADDRESS, address.key)
    return {
        "row": line.row,
        "email": address.email,
        "email_key": address.key,
        "name": line.name,
        "language": line.language,
        "zone": line.zone,
        "created_at": line.created_at,
        "requested_at": line.requested_at,
        "confirmed_at": line.confirmed_at,
        "left_at": line.left_at,
        "paused_until": line.paused_until,
        "taste": line.taste,
        "frequency": line.frequency,
        "source": line.source or orders.source,
        **{f"hash_{number}": hashed for number, hashed in enumerate(hashes)},
    }
