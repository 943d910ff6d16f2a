"""Where a cut of an English headline would tear what belongs together, whatever its verb has."""

import re
from collections.abc import Sequence

from digest.editorial.bonds import is_bound_by, is_done_by
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import ADJECTIVES, CIRCUMSTANCES, GOING, LOOSE, MADE, WITH_PARTICLE
from digest.editorial.lexicon import AUXILIARIES, VERBS, Verb
from digest.editorial.predicates import plain, predicate
from digest.editorial.wholeness import is_agent_cut

_NO_VERB = Verb("", "base", alone=False, takes=False, bound=False)
_DESCRIBES = re.compile(r"[a-z]{2,}(?:ous|ful|less|sive|tive|ible|able|ical|ic|nese|mese|rean)\Z")


def is_torn(words: Sequence[str], size: int) -> bool:
    """`plans a bridge, take | on`, `go | through`, `officer shot | and killed a man`."""
    last, following = plain(words[size - 1]), plain(words[size])
    described = last in ADJECTIVES | LOOSE or _DESCRIBES.search(last) is not None
    if described and (following in {"and", "but", "or", "yet"} or plain(words[size - 2]) in ENGLISH.articles):
        return True  # `a small | but growing segment`
    if is_bound_by(words, size) or is_agent_cut(words, size) or is_done_by(words, size):
        return True
    if described and following in {"for", "of", "to", "with", "about"}:
        return True
    named = following in {"for", "as", "to"} and last in {"known", "famous", "remembered", "due", "thanks"}
    role = VERBS.get(last, _NO_VERB).form == "past" and predicate(words[size:]) is None
    if (
        named
        or (following == "as" and role)
        or (following == "as" and VERBS.get(last, _NO_VERB).base in MADE)
    ):
        return True
    if last in WITH_PARTICLE and following in {"in", "on", "up", "out", "off", "over", "back", "through"}:
        return True
    if (size > 1 and words[size - 2].endswith(",") and last in VERBS) or (
        last in GOING and following in ENGLISH.prepositions
    ):
        return True
    done = VERBS.get(last, _NO_VERB)
    hit = following in {"and", "&"} and done.form == "past" and done.takes and not done.alone
    return hit and _has_object_behind(words, size + 2)


def _has_object_behind(words: Sequence[str], place: int) -> bool:
    following = plain(words[place]) if place < len(words) else ""
    return (
        bool(following)
        and following not in ENGLISH.prepositions | ENGLISH.clauses | AUXILIARIES | CIRCUMSTANCES
    )


def is_described(kept: Sequence[str]) -> bool:
    """`his Lantern | training school`, `gets it live | broadcasting app`: what follows is the noun's, not a new clause."""
    last = plain(kept[-1])
    named = (
        kept[-1][:1].isupper()
        and len(kept) > 1
        and plain(kept[-2]) in {"his", "her", "its", "their", "the", "a", "an"}
    )
    return named or last in ADJECTIVES or last in CIRCUMSTANCES
