"""Pages that hold no article but point to others: a front page, a section, the results of a search."""

from collections.abc import Sequence
from itertools import pairwise

from digest.collect.article import BlockKind
from digest.collect.visible import Seen
from digest.words import count_words

FEWEST = 5
"""Texts from which a page may be a list."""
MOST = 0.7
"""The share of them that stand right under a link of their own."""
LONGEST = 45
"""Words of a summary."""
POINTING = 0.8
"""The share of letters from which a line is a link."""


def is_listing(found: Sequence[tuple[BlockKind, str]], seen: Sequence[Seen]) -> bool:
    """Say whether nearly every text that was found on a page is the summary of another one, below its linked headline."""
    texts = {text for kind, text in found if kind != "heading"}
    if len(texts) < FEWEST:
        return False
    under = 0
    for above, line in pairwise(seen):
        text = line.text
        if text in texts and count_words(text) <= LONGEST and _leads_elsewhere(above):
            under += 1
    return under >= MOST * len(texts)


def _leads_elsewhere(line: Seen) -> bool:
    """Say whether a line is a link to another page: a heading may link to itself."""
    text = line.text
    if line.linked < POINTING * len(text) or not 2 < count_words(text) <= 30:
        return False
    links = [*line.element.iter("a"), *(one for one in line.element.iterancestors("a"))]
    return any(not (link.get("href") or "#").startswith("#") for link in links)
