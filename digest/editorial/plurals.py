"""Whether what stands before a verb of an English headline is several: a plural, or two names."""

from collections.abc import Sequence

from digest.editorial.grammar import ENGLISH
from digest.editorial.wordclasses import PLURALS

_OBJECT = ENGLISH.articles | {"his", "her", "its", "their", "him", "them", "it", "us"}


def is_joined(folded: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Two names with `and` or a comma between them stand before the verb: `Ada Merrow and Kit Oster marry`."""
    following = folded[place + 1] if place + 1 < len(folded) else ""
    acts = place == 3 and folded[1] in {"and", "&"} and following in _OBJECT  # `Merrow and mate lose their`
    if acts:
        return True
    if not words[place - 1][:1].isupper() or words[place - 1].endswith(","):
        return False
    joints = [n for n in range(place - 1) if folded[n] in {"and", "&"} or words[n].endswith(",")]
    return (
        bool(joints)
        and place - 1 - joints[-1] <= 2
        and not set(folded[:place]) & (ENGLISH.prepositions | ENGLISH.articles)
    )


def is_plural(before: str, written: str) -> bool:
    """Whether a subject ends here of which a verb without `s` can tell; `written` is the word with its marks."""
    if before in PLURALS:
        return True
    if written.isupper() and len(before) < 6:
        return False  # `ISIS`
    return (
        before.endswith("s")
        and not before.endswith(("ss", "us", "is", "'s"))
        and not written.endswith((",", ":"))
    )
