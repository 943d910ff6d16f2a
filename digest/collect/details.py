"""Short lines beside the text that are neither news nor furniture: whose piece it is, where a film runs, stars."""

import re

from digest.collect.bios import NAME

_WHOSE = re.compile(
    rf"{NAME}(?:(?:,\s+|\s+and\s+|,\s+and\s+){NAME})*\s+(?:at|in|for|on|of|via)\s+(?:the\s+)?[A-Z].{{1,40}}\Z"
)
_DETAIL = re.compile(
    r"\b(?:editorial board|directed by|written and directed by|published by|translated by)\b|\A[★☆✭⭐*/\d .½]+\Z|\A(?:out|available|streaming|showing|released|released on|opens|now|until)\b.{0,80}\Z|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.{0,40}\b\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\bepisode \w+ airs\b|\A(?:on|from|at) (?:netflix|bbc|channel 4|itv|sky|amazon|disney|hbo|apple tv|cinemas)\b|\bout now\b|\bin cinemas\b",
    re.IGNORECASE,
)


def is_detail(text: str) -> bool:
    """Say whether a short line without a full stop is such a detail."""
    return len(text) < 140 and bool(_WHOSE.match(text) or _DETAIL.search(text))
