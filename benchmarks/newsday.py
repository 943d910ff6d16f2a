"""Days made for measuring: an invented language with Zipf's frequencies; events told several times, copies, singles."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from digest.editorial.candidates import Candidate

MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
COPIED = 0.2
WORDS_OF_AN_ARTICLE = 300
_SYLLABLES = [a + b for a in "bdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on")]


@dataclass(frozen=True, slots=True)
class Language:
    """Words and how often they come, summed up as `random.choices` takes it."""

    words: list[str]
    often: list[float]


def language(rng: random.Random, size: int = 40_000) -> Language:
    """Words of one to four syllables, the short ones first, as frequent as Zipf says."""
    known: dict[str, None] = {}
    while len(known) < size:
        syllables = 1 + min(3, len(known) * 8 // size)
        known["".join(rng.choices(_SYLLABLES, k=syllables + (rng.random() < 0.5)))] = None
    return Language(list(known), list(accumulate(1 / (rank + 3) for rank in range(size))))


def newsday(size: int, seed: int = 1) -> list[Candidate]:
    """`size` articles of two days: a fifth are copies of others, the rest singles and events of three to five."""
    rng = random.Random(seed)
    spoken = language(rng)
    texts: list[Candidate] = []
    while len(texts) < size * (1 - COPIED):
        subject = [rng.choice(spoken.words[300:]) for _ in range(14)]
        at = MORNING - timedelta(hours=rng.uniform(0, 48))
        texts += [_article(rng, spoken, subject, at) for _ in range(rng.choice((1, 1, 1, 3, 4, 5)))]
    made = texts + [_copy(rng, rng.choice(texts)) for _ in range(size - len(texts))]
    rng.shuffle(made)
    return [
        replace(one, article_id=n, identity=f"url:https://wire.example/{n:06}") for n, one in enumerate(made)
    ]


def _article(rng: random.Random, spoken: Language, subject: list[str], at: datetime) -> Candidate:
    title = [*rng.sample(subject, 4), *_text(rng, spoken, 5)]
    rng.shuffle(title)
    blocks = []
    for paragraph in range(WORDS_OF_AN_ARTICLE // 50):
        told = [*rng.choices(subject, k=12 if paragraph < 2 else 5), *_text(rng, spoken, 40)]
        rng.shuffle(told)
        blocks.append(("paragraph", " ".join(told) + "."))
    return Candidate(0, "", " ".join(title).capitalize(), MORNING, tuple(blocks), published=at)


def _copy(rng: random.Random, one: Candidate) -> Candidate:
    """The same text a little later: whole, without its end, or with a line more; now and then under another title."""
    blocks = rng.choice(
        (one.blocks, one.blocks[:4], (*one.blocks, ("paragraph", "First told by another paper.")))
    )
    title = " ".join(reversed(one.title.split())) if rng.random() < 0.3 else one.title
    later = timedelta(minutes=rng.uniform(0, 300))
    return replace(one, title=title, blocks=blocks, published=(one.published or MORNING) + later)


def _text(rng: random.Random, spoken: Language, size: int) -> list[str]:
    return rng.choices(spoken.words, cum_weights=spoken.often, k=size)
