"""What a copy editor would mark in a label whatever way it was made: nobody named, half a name, half a quotation, dots."""

import re
from itertools import pairwise

from digest.editorial.labelrules import POINTING
from digest.editorial.lesserwords import ADJECTIVES, NOUNS_ALSO
from digest.editorial.marks import is_sentence_case
from digest.editorial.predicates import plain
from digest.editorial.starts import points_at_nobody

HALF_NAME, HALF_QUOTATION, DOTS = 2.0, 2.5, 3.0
_DONE = re.compile(r"[a-z]+ed (?:was|were|is|are|has|have|will)\b")
"""`encased was`: what is left of a participle that tells more of a thing."""
_QUOTED = re.compile(r"“([^”]{3,60})”|\"([^\"]{3,60})\"|(?<!\w)[‘']([^‘’']{3,60})[’'](?!\w)")


def doubts_about(label: str, headline: str) -> float:
    """What is doubtful of an English label of this headline, as a cost."""
    if label == headline:
        return 0.0
    pointing = POINTING * points_at_nobody(label, headline)
    torn = HALF_NAME * any(found not in headline for found in _DONE.findall(label))
    torn += HALF_NAME * _ends_list(label, headline)
    last = label.rpartition(" ")[2]
    torn += HALF_QUOTATION * (last in ADJECTIVES - NOUNS_ALSO and not headline.endswith(last))
    dots = DOTS * ("..." in label or "…" in label)
    return (
        pointing
        + torn
        + dots
        + HALF_NAME * _ends_in_name(label, headline)
        + HALF_QUOTATION * _tears(label, headline)
    )


def _ends_in_name(label: str, headline: str) -> bool:
    """`Kit | Oster`, where a capital tells a name: the label ends before the name does."""
    words, last = headline.split(), label.rpartition(" ")[2]
    places = [n for n, word in enumerate(words[:-1]) if word == last]
    if len(places) != 1 or not last[:1].isupper() or not last[-1].isalnum() or not is_sentence_case(words):
        return False
    following, after = (*words[places[0] + 1 : places[0] + 3], "")[:2]
    joined = following == "of" and after[:1].isupper()
    return joined or (following[:1].isupper() and following not in {"I", "I'm"} and not last.isupper())


def _ends_list(label: str, headline: str) -> bool:
    """`an extraordinary, | tirade`: behind a comma of the headline stands another word than there."""
    words = headline.split()
    near = {word: words[n + 1 : n + 4] for n, word in enumerate(words) if word.endswith(",")}
    return any(
        first in near and plain(second) not in map(plain, near[first])
        for first, second in pairwise(label.split())
    )


def _tears(label: str, headline: str) -> bool:
    """Whether only some words of a quotation that is a name (`"The Lamp Shades"`) are in the label."""
    kept = {plain(word) for word in label.split()}
    for found in _QUOTED.finditer(headline):
        name = next(group for group in found.groups() if group)
        own = {plain(word) for word in name.split() if len(word) > 3}
        named = len(own) > 1 and all(word[:1].isupper() for word in name.split() if len(word) > 3)
        if named and own & kept and not own <= kept:
            return True
    return False
