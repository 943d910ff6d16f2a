"""A short item that its sender calls an article: its words are kept, though a page with no more would hold none."""

from dataclasses import replace

from digest.collect.article import Block, Extract

_FOR_BREVITY = frozenset(("too little text for an article", "heading without text", "list entry", "fragment"))


def as_sent(found: Extract) -> Extract:
    """Return the article with the lines that were left out only because there are so few of them."""
    short = [line for line in found.dropped if line.why in _FOR_BREVITY]
    rest = tuple(line for line in found.dropped if line.why not in _FOR_BREVITY)
    return replace(found, blocks=tuple(Block("paragraph", line.text) for line in short), dropped=rest)
