"""What a copy editor would ask of an English headline that was cut from a sentence: is it all there, and of whom does it speak?"""

import re
from collections.abc import Sequence

from digest.editorial.grammar import ENGLISH
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.predicates import Predicate, plain, predicate
from digest.editorial.wordclasses import NOT, NOUNS, PARTICLES, SAYING, TIMES

TORN, UNNAMED, SPOKEN, SHORT = 2.5, 2.0, 1.2, 1.0
"""What it costs that something is torn, that nobody knows who `they` are, that somebody says I, that a rest has five words."""
_STRAY = re.compile(r"[<>{}]|(?<![\w?])\?\w|[a-z]\?(?!(?:s|t|re|ll|ve|m|d)\b)[a-z]|\w\.\?")
"""Marks that something became of on the way."""
_DEMONSTRATES = re.compile(
    r"\b(?:that (?:wo)?man|that day|those (?:two|three|people)|all (?:two|three|four) (?:of )?(?!\d)|does all)\b",
    re.IGNORECASE,
)
"""What speaks of something that was said before."""
_PRONOUNS = frozenset(["he", "she", "it", "they", "this", "these", "those", "him", "them"])
_FIRST = frozenset(["i", "we", "my", "our", "i'm", "we're", "i've", "we've"])
_APPOSED = ENGLISH.articles | {"one", "who", "which", "whose"}
_TIMELY = frozenset(["as", "while", "when", "because", "although", "since", "after", "before"])
_OBSERVING = SAYING | {"observe", "state", "note", "rule", "testify", "add", "write"}


def doubt(words: Sequence[str], size: int, *, rest: bool) -> float:
    """What is doubtful of the first `size` words as a headline, as a cost; `rest` says that the sentence begins before them."""
    head = words[:size]
    found = predicate(head)
    stray = TORN * bool(_STRAY.search(" ".join(head)))
    torn = TORN * (size < len(words) and _is_torn(words, size, found))
    short = SHORT * (rest and size < 6)
    return stray + torn + short + _speaker(head, found)


def _speaker(head: Sequence[str], found: Predicate | None) -> float:
    """What it costs that the subject is a pronoun, behind a circumstance too (`At the gate, they | sang`)."""
    first = plain(head[0])
    if first.partition("'")[0] in _FIRST:
        return SPOKEN
    subject = plain(head[found.at - 1]) if found is not None and found.at else first
    opened = found is not None and found.at > 1 and head[found.at - 2].endswith(",")
    loose = found is not None and (found.at == 1 or opened) and subject in _PRONOUNS
    return UNNAMED * (loose or first in _PRONOUNS)


def _is_torn(words: Sequence[str], size: int, found: Predicate | None) -> bool:
    paused = words[size - 1][-1] in ",;"
    last, following = plain(words[size - 1]), plain(words[size])
    before, third = plain(words[size - 2]), plain(words[size - 3])
    if following == "of" and before in ENGLISH.articles and third in ENGLISH.prepositions:
        return True  # `is in the process | of building`
    form = getattr(VERBS.get(following), "form", "")
    if form == "ing" and not paused and before in ENGLISH.prepositions - PARTICLES and last not in VERBS:
        return True  # `a rise in fans | reporting`
    verb = found.verb if found is not None else None
    if following == "that" and found is not None and verb is not None and verb.base in _OBSERVING:
        tail = [plain(word) for word in words[found.head + 1 : size]]
        if not tail or tail[0] in ENGLISH.prepositions or last.endswith("ly"):
            return True  # `has observed with dismay | that`
    if following == "that" and before == "to" and last in VERBS:
        return True  # `asked the porters to ensure | that`
    if following in {"as", "from"} and last in {"come", "comes", "came"}:
        return True
    return _is_listed(words, size) or _is_begun(words, size) or _is_apposed(words, size)


def _is_listed(words: Sequence[str], size: int) -> bool:
    """`a list of people, | places and things`: the comma stands between parts of a list."""
    if not words[size - 1].endswith(","):
        return False
    joint = next((n for n in range(size, min(size + 5, len(words))) if plain(words[n]) in {"and", "or"}), 0)
    first = plain(words[size])
    opens = (
        first in {"then", "meanwhile", "later"}
        or first in ENGLISH.dangling | AUXILIARIES | NOT
        or getattr(VERBS.get(first), "form", "") in {"ing", "past"}
    )
    opens = opens or first.endswith(("ing", "ed", "ly")) or plain(words[size - 1]) in TIMES or first.isdigit()
    return joint > size and not opens and predicate(words[size:joint]) is None


def _is_apposed(words: Sequence[str], size: int) -> bool:
    """`Ada Merrow, one of the best paid pilots, | has sailed`: who somebody is, and nothing that they do."""
    comma = next((n for n in range(1, size) if words[n - 1].endswith(",")), 0)
    if not comma or plain(words[comma]) not in _APPOSED or predicate(words[:comma]) is not None:
        return False
    close = next((n for n in range(comma + 1, size + 1) if words[n - 1].endswith(",")), size)
    return close >= size


def _is_begun(words: Sequence[str], size: int) -> bool:
    """`as air traffic controllers | struggled`: a clause has begun, and its verb is left out."""
    place = next((n for n in range(size - 1, 2, -1) if plain(words[n]) in _TIMELY), 0)
    if not place or size - place > 6 or predicate(words[place:size]) is not None:
        return False
    following = VERBS.get(plain(words[size]))
    acts = plain(words[size]) in AUXILIARIES or (following is not None and following.form in {"s", "past"})
    return acts and size - place > 1


def is_weak(sentence: str) -> bool:
    """Say whether a sentence rather does not make a headline: it calls upon its reader, says I or `those`, or has four words."""
    words = sentence.split()
    first = plain(words[0]) if words else ""
    verb = VERBS.get(first)
    calls = verb is not None and verb.form == "base" and verb.base not in NOUNS and not sentence.istitle()
    spoken = first.partition("'")[0] in _FIRST | {"you", "let", "don"}
    return (
        calls
        or spoken
        or len(words) < 5
        or sentence.rstrip("\"”’'").endswith("!")
        or _DEMONSTRATES.search(sentence) is not None
    )
