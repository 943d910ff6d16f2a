"""What a source's stored articles teach, without any rule by shape: the share of promotions that recur, and what it costs the text.

The texts are a folder of labelled ones; those of one source serve as each other's stored articles.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from digest.collect.boilerplate import Story, learn, story
from digest.collect.extract import from_text
from digest.collect.lines import from_text as lines_of
from digest.collect.lines import normalise

ROUNDS = 3
NEW_EACH_TIME = frozenset(("related story", "table of contents", "caption", "author bio", "credit line"))
"""What is beside a text and tells of it or of another one: no promotion, and never the same."""


@dataclass(frozen=True, slots=True)
class Text:
    """The normalised lines of a labelled text: all of them as a story, its body, and its promotions."""

    own: Story
    body: frozenset[str]
    promotions: frozenset[str]


def texts(folder: Path) -> list[Text]:
    """The labelled texts of the source that has most of them; one without an address is of the same."""
    labelled = [
        (path, json.loads(path.with_suffix(".json").read_text())) for path in sorted(folder.glob("*.txt"))
    ]
    hosts = [urlsplit(label["url"]).hostname for _, label in labelled]
    most = max(set(hosts), key=hosts.count)
    return [
        _text(path, label)
        for (path, label), host in zip(labelled, hosts, strict=True)
        if host in {most, None}
    ]


def _text(path: Path, label: dict[str, list[int]]) -> Text:
    raw = path.read_text()
    lines = [normalise(line) for line in raw.splitlines()]
    body = frozenset(lines[n - 1] for n in label["body_line_numbers"])
    junk = frozenset(lines[n - 1] for n in label["junk_line_numbers"]) - body - {""}
    other = {normalise(line.text) for line in from_text(raw).dropped if line.why in NEW_EACH_TIME}
    return Text(story([line.text for line in lines_of(raw)]), body, junk - other)


def caught(known: Sequence[Text], stored: int) -> tuple[float, float]:
    """Shares of promotions caught and of body lines kept with so many other stories stored; mean of some random choices."""
    chance = random.Random(1)
    hit = promotions = lost = body = 0
    for one in known:
        others = [other for other in known if other is not one]
        for _ in range(ROUNDS):
            chance.shuffle(others)
            recurring = learn(_distinct(one, others, stored)).recurring(one.own)
            hit, promotions = hit + len(one.promotions & recurring), promotions + len(one.promotions)
            lost, body = lost + len(one.body & recurring), body + len(one.body)
    return hit / promotions, 1 - lost / body


def _distinct(one: Text, others: Sequence[Text], stored: int) -> list[Story]:
    """So many stories, no two of them and none of them and `one` copies of each other."""
    found: list[Story] = []
    for other in others:
        if len(learn([*found, other.own, one.own]).stories) == len(found) + 2:
            found.append(other.own)
        if len(found) == stored:
            break
    return found


def copies_keep(known: Sequence[Text], copies: int) -> float:
    """The share of body lines that stays where so many copies of each text are stored, and all the other texts."""
    lost = body = 0
    for one in known:
        others = [other.own for other in known if other is not one]
        recurring = learn([*[one.own] * copies, *others]).recurring(one.own)
        without = learn(others).recurring(one.own)
        lost, body = lost + len(one.body & (recurring - without)), body + len(one.body)
    return 1 - lost / body
