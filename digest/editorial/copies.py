"""Articles that are the same text: reprints, syndicated copies, excerpts, corrected versions."""

import hashlib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

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
FEW = 150
"""Up to so many texts all are compared with all; more are proposed by MinHash and by sampled shingles."""
PERMUTATIONS, SEED = 64, 1
"""Of MinHash: enough to find 99 of 100 pairs that share two thirds; the comparison in full decides."""
SAMPLED = 4
"""One shingle in so many is looked at, the same ones in every text: an excerpt shares few with its source."""

Shingles = frozenset[int]
Pair = tuple[int, int]


def copy_groups(candidates: Sequence[Candidate]) -> list[list[int]]:
    """The places of the candidates, grouped: those of a group are copies of each other, the others stand alone.

    Equal texts are found by a hash; other pairs are proposed and then compared in full.
    """
    bodies = [_compared(one) for one in candidates]
    shingles = [_shingles(body) for body in bodies]
    parents = list(range(len(candidates)))
    for one, other in _same(bodies):
        _join(parents, one, other)
    distinct = [place for place in range(len(candidates)) if parents[place] == place and shingles[place]]
    for one, other in _proposed({place: shingles[place] for place in distinct}):
        if _root(parents, one) != _root(parents, other) and is_copy(shingles[one], shingles[other]):
            _join(parents, one, other)
    grouped: dict[int, list[int]] = {}
    for place in range(len(candidates)):
        grouped.setdefault(_root(parents, place), []).append(place)
    return list(grouped.values())


def is_copy(one: Shingles, other: Shingles) -> bool:
    """Say whether two texts are one, whole or in part."""
    both, least = len(one & other), min(len(one), len(other))
    return both >= RESEMBLES * len(one | other) or (least >= LEAST_SHINGLES and both >= CONTAINED * least)


def _compared(candidate: Candidate) -> list[str]:
    """The words of the body; of an article without one those of a headline that is long enough to be nobody else's."""
    body = words(" ".join(candidate.paragraphs))
    title = words(candidate.headline) if not body else []
    return title if len(title) > SHINGLE else body


def _shingles(body: Sequence[str]) -> Shingles:
    """Checksums of every run of words; the same in every process, as `hash` is not."""
    runs = zip(*(body[place:] for place in range(SHINGLE)), strict=False)
    return frozenset([zlib.crc32(" ".join(run).encode()) for run in runs])


def _same(bodies: Sequence[Sequence[str]]) -> Iterator[Pair]:
    seen: dict[bytes, int] = {}
    for place, body in enumerate(bodies):
        if body:
            first = seen.setdefault(hashlib.sha256(" ".join(body).encode()).digest(), place)
            if first != place:
                yield first, place


def _proposed(shingles: dict[int, Shingles]) -> Iterator[Pair]:
    """Pairs worth a full comparison: all of few texts; of many those of like signature, and those of shared samples."""
    if len(shingles) <= FEW:
        yield from combinations(shingles, 2)
    else:
        yield from _like(shingles)
        yield from _sharing(shingles)


def _like(shingles: dict[int, Shingles]) -> Iterator[Pair]:
    """Pairs of near-duplicates, by MinHash: each text with those before it that are no copies themselves.

    A text that resembles one of those is not looked up again: a thousand reprints make a thousand pairs, not half a million.
    """
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=RESEMBLES, num_perm=PERMUTATIONS)
    blank = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int)
    for place, marks in shingles.items():
        signature = blank.copy()
        signature.update_batch(marks)
        found = sorted(index.query(signature))
        yield from ((earlier, place) for earlier in found)
        if not any(is_copy(shingles[earlier], marks) for earlier in found):
            index.insert(place, signature)


def _sharing(shingles: dict[int, Shingles]) -> list[Pair]:
    """Pairs that share two sampled shingles: of the texts that have one, each with the first and with the one before it."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for place, marks in shingles.items():
        for mark in marks:
            if mark % SAMPLED == 0:
                holders[mark].append(place)
    shared: Counter[Pair] = Counter()
    for places in holders.values():
        if len(places) > 1:
            shared.update({*pairwise(places), *((places[0], other) for other in places[1:])})
    return sorted(pair for pair, count in shared.items() if count >= 2)


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place


def _join(parents: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
