"""A hundred million readers, simulated with service times that were measured: when is the last mail out?

Each worker takes 500 rows at a time, merges and hands over with one processor's work a mail; a relay takes so many mails a second and
no more; the database commits so many batches a second and no more, whoever asks. A discrete-event simulation, deterministic: the same figures give the same table.

    python benchmarks/simulate.py                  # with what `service.py` measured on 2 cores
    python benchmarks/simulate.py --measure        # measures here first: PostgreSQL, Procrastinate and smtp-sink
    python benchmarks/simulate.py --commit-ms 4 --relay 3000 --readers 10000000

What a relay takes is yours to measure: the default is a guess.
"""

import argparse
import heapq
import json
import random
from dataclasses import asdict, dataclass
from itertools import count

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds and rates: `cpu` of a worker for a mail; what a relay takes a second; what a batch of so many mails, and a call with its claim, cost a database that is asked for many."""

    cpu: float
    relay: float
    commit: float
    batch: int
    call: float


@dataclass(slots=True)
class Queue:
    """Something that does one thing after the other, in so many lanes."""

    free: list[float]
    busy: float = 0.0

    def serve(self, now: float, seconds: float) -> float:
        """When it is done, if it is asked now."""
        begun = max(now, heapq.heappop(self.free))
        heapq.heappush(self.free, begun + seconds)
        self.busy += seconds
        return begun + seconds


def simulated(
    readers: int, workers: int, relays: int, figures: Figures, seed: int = 1
) -> tuple[float, dict[str, float]]:
    """Seconds until the last mail is out, and the share of that time for which workers, relays and database were busy."""
    chance = random.Random(seed)
    cores, database = Queue([0.0] * workers), Queue([0.0])
    mouths = [Queue([0.0]) for _ in range(relays)]
    size = max(
        CHUNK, readers // 200_000
    )  # larger steps, the same work: a hundred million are simulated in seconds
    waiting, order, end = [(0.0, next_, next_ % workers) for next_ in range(workers)], count(workers), 0.0
    left = readers
    heapq.heapify(waiting)
    while left > 0:
        now, _, worker = heapq.heappop(waiting)
        rows = min(size, left)
        left -= rows
        chunks = rows / CHUNK
        claimed = database.serve(now, chunks * figures.call)
        merged = cores.serve(claimed, rows * figures.cpu * chance.uniform(0.9, 1.1))
        taken = mouths[worker % relays].serve(claimed, rows / figures.relay)
        written = database.serve(claimed, rows / figures.batch * figures.commit)
        done = max(merged, taken, written)
        end = max(end, done)
        heapq.heappush(waiting, (done, next(order), worker))
    shares = {
        "workers": cores.busy / workers / end,
        "relays": sum(one.busy for one in mouths) / relays / end,
        "database": database.busy / end,
    }
    return end, shares


def table(readers: int, figures: Figures) -> list[dict[str, object]]:
    """Finish time against workers and relays, and what is busiest."""
    rows = []
    for workers in (1, 4, 16, 64, 256):
        for relays in (1, 4, 16, 64):
            if relays > workers:
                continue
            seconds, shares = simulated(readers, workers, relays, figures)
            full = max(shares, key=lambda name: shares[name])
            rows.append({"workers": workers, "relays": relays, "minutes": round(seconds / 60, 1), "per_second": round(readers / seconds), "full": full})  # fmt: skip
            print(f"  {workers:>4} workers {relays:>3} relays  {seconds / 60:9,.1f} min  {readers / seconds:9,.0f}/s  first full: {full} ({shares[full]:.0%})")  # fmt: skip
    return rows


def main() -> None:
    """Print the table, and the figures as the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=100_000_000)
    parser.add_argument(
        "--measure", action="store_true", help="measure on this machine first, in place of the figures below"
    )
    parser.add_argument("--cpu-us", type=float, default=230.0, help="a worker's processor for a mail")
    parser.add_argument("--relay", type=float, default=1_500.0, help="mails a second that one relay takes")
    parser.add_argument(
        "--commit-ms",
        type=float,
        default=0.87,
        help="of the database for a batch, while it is asked for many at once",
    )
    parser.add_argument("--batch", type=int, default=20, help="mails that share a transaction")
    parser.add_argument(
        "--call-ms", type=float, default=9.2, help="the engine's and the claim's work for a chunk"
    )
    asked = parser.parse_args()
    figures = Figures(asked.cpu_us / 1e6, asked.relay, asked.commit_ms / 1e3, asked.batch, asked.call_ms / 1e3)  # fmt: skip
    if asked.measure:
        from service import measured

        figures = Figures(relay=asked.relay, **asdict(measured()))
    print(
        f"{asked.readers:,} readers; a worker's processor {figures.cpu * 1e6:.0f} us a mail, a relay {figures.relay:,.0f} mails a second; the database "
        f"{figures.commit * 1e3:.2f} ms for a batch of {figures.batch} mails, {figures.call * 1e3:.1f} ms for a call with its claim"
    )
    found = table(asked.readers, figures)
    print(json.dumps({"bench": "simulate", "readers": asked.readers, **asdict(figures), "runs": found}))


if __name__ == "__main__":
    main()
