"""Timing for all benchmarks: interleaved rounds, medians, a table and one JSON line."""

import gc
import json
import statistics
import time
from collections.abc import Callable, Mapping


def interleaved(jobs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each job; the jobs take turns, so that a noisy moment hits all of them."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()  # warm
    gc.disable()
    try:
        for _ in range(rounds):
            for name, job in jobs.items():
                begun = time.perf_counter()
                job()
                taken[name].append(time.perf_counter() - begun)
            gc.collect()
    finally:
        gc.enable()
    return {name: statistics.median(times) for name, times in taken.items()}


def report(rows: list[tuple[str, str]], figures: Mapping[str, object]) -> None:
    """Print the table, and the figures as the last line."""
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value:>14}")
    print(json.dumps(figures))
