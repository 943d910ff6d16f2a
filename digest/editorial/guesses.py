"""What a word of an English headline must be that no lexicon has: by its ending, and by what stands around it."""

from collections.abc import Sequence

from digest.editorial.grammar import ENGLISH
from digest.editorial.lexicon import AUXILIARIES, VERBS, Verb
from digest.editorial.marks import is_name
from digest.editorial.wordclasses import BEFORE_NOUNS, PARTICLES

_OBJECT = ENGLISH.articles | {"his", "her", "its", "their", "my", "our", "your", "him", "them", "it", "us"}
"""They begin what only a verb has behind it."""
_MOVED = PARTICLES & {"off", "up", "out", "down", "away", "back"}
_NO_VERB = ("ss", "us", "is", "'s", "ics", "ness", "s'")
_SMALL = ENGLISH.dangling - VERBS.keys() | AUXILIARIES | BEFORE_NOUNS


def guessed(folded: Sequence[str], words: Sequence[str], place: int) -> Verb | None:
    """The verb that an unknown word is: `Line dials up`, `to jump-start the`, `Larkfield rivals the capital`, `Pier refurbished by`; None where it may be a thing."""
    word, before = folded[place], folded[place - 1] if place else ""
    following = folded[place + 1] if place + 1 < len(folded) else ""
    if before == "to" and following in _OBJECT and word.islower() and not word.endswith(("ing", "ed")):
        return Verb(word, "base", alone=False, takes=True, bound=False)
    if place == 0 or len(word) < 4 or before in _SMALL or not before or words[place - 1][-1] in ",:;":
        return None
    if is_name(words, place) or before.endswith("'s") or not word.isalpha() or word in VERBS:
        return None
    if word.endswith("s") and not word.endswith(_NO_VERB):
        acts = following in _OBJECT | _MOVED or (following[:1].isdigit() and not before.endswith("s"))
        return Verb(word[:-1], "s", alone=False, takes=True, bound=False) if acts else None
    if word.endswith("ed"):
        done = following in ENGLISH.articles | {"by", "its", "his", "her", "their"}
        return Verb(word, "past", alone=False, takes=True, bound=False) if done else None
    return None


def is_unknown_past(folded: Sequence[str], place: int) -> bool:
    """`felicitated by`; but not `prism-shaped oddity`, which describes what follows it."""
    following = folded[place + 1] if place + 1 < len(folded) else ""
    describes = "-" in folded[place] and following and following not in ENGLISH.dangling
    return folded[place].endswith("ed") and not describes
