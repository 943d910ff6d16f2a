"""Articles that are the same text: reprints, syndicated copies, excerpts, corrected versions."""

import hashlib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from digest.editorial.candidates import Candidate
from digest.editorial.terms import words

SHINGLE = 5
"""Words in a row that are compared as one."""
RESEMBLES = 0.5
"""Share of all shingles of two texts that both have, from which on they are one text."""
CONTAINED = 0.75
"""Share of the shorter text's shingles that the longer one has, from which on it is an excerpt."""
LEAST_SHINGLES = 20
"""Shorter texts only count as an excerpt of another when they are it word for word."""
COMMON = 60
"""A shingle that this many texts share is furniture and proposes no pair."""


def copy_groups(candidates: Sequence[Candidate]) -> list[list[int]]:
    """The places of the candidates, grouped: those of a group are copies of each other, the others stand alone.

    Pairs are proposed by an index of sampled shingles and then compared in full.
    """
    bodies = [words(" ".join(one.paragraphs)) for one in candidates]
    shingles = [_shingles(body) for body in bodies]
    parents = list(range(len(candidates)))
    for one, other in _same(bodies):
        _join(parents, one, other)
    for one, other in _proposed(shingles):
        if _is_copy(shingles[one], shingles[other]):
            _join(parents, one, other)
    grouped: dict[int, list[int]] = {}
    for place in range(len(candidates)):
        grouped.setdefault(_root(parents, place), []).append(place)
    return list(grouped.values())


def _shingles(body: Sequence[str]) -> frozenset[int]:
    """Checksums of every run of words; the same in every process, as `hash` is not."""
    return frozenset(
        zlib.crc32(" ".join(body[start : start + SHINGLE]).encode())
        for start in range(len(body) - SHINGLE + 1)
    )


def _same(bodies: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    seen: dict[bytes, int] = {}
    for place, body in enumerate(bodies):
        if body:
            first = seen.setdefault(hashlib.sha256(" ".join(body).encode()).digest(), place)
            yield first, place


def _proposed(shingles: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Pairs that share sampled shingles: one in four is looked at, the same ones in every text."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for place, marks in enumerate(shingles):
        for mark in marks:
            if mark % 4 == 0:
                holders[mark].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if len(places) < COMMON:
            shared.update((one, other) for n, one in enumerate(places) for other in places[n + 1 :])
    return sorted(pair for pair, count in shared.items() if count >= 2)


def _is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    both, least = len(one & other), min(len(one), len(other))
    return both >= RESEMBLES * len(one | other) or (least >= LEAST_SHINGLES and both >= CONTAINED * least)


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place


def _join(parents: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
