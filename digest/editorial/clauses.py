"""A headline out of a sentence: its first clause, cut where a clause or a phrase ends, in the sentence's own words."""

import re
from collections.abc import Iterator
from itertools import pairwise

from digest.editorial.grammar import ENGLISH, Grammar, grammar_of
from digest.editorial.lexicon import AUXILIARIES
from digest.editorial.marks import NO_MARKS, is_whole
from digest.editorial.predicates import predicate
from digest.editorial.smallwords import cut_cost
from digest.editorial.verbs import begins_aside, opens_with_participle, tells, waits
from digest.editorial.wholeness import is_whole_until
from digest.words import count_words, is_spaceless

LEAST, MOST = 4, 12
LONGEST_TITLE = 25
"""Words up to which a title is printed as its source wrote it; a longer one is a text in the wrong place."""
LONGEST_CHARACTERS = 250
"""The same in characters, for titles that are one endless word."""
READ = 1000
"""Characters of a sentence that are looked at, so that no rule takes longer than that."""
WITHOUT_VERB = 4.0

_Words = tuple[str, ...]
_AGENCY = re.compile(
    r"(?:(?:[A-Z][\w.’'-]*,?\s+){0,5}\((?:[A-Z][A-Za-z.&]*\s?){1,3}\)\s*(?:--|[—–-])?\s*"
    r"|(?:[A-Z][\w.’'-]*,?\s+){1,4}(?:--|[—–])\s+)(?=[A-Z“\"‘'])"
)
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])(?=[\s,.;:]|\Z)")
_ASIDE = re.compile(
    r",\s(?!(?:and|or|but|und|oder|et|y)\b)[^,;:—–]{3,80},\s(?!(?:and|or|und|oder|et|y)\b)(?=[a-z])"
)
_SAYS = re.compile(
    r",\s+(?:[\w’'.-]+\s+){1,5}(?:says?|said|tells?|told|reports?|reported|shows?|finds?|found)(?:\s+(?:on\s+)?\w+)?\Z"
)
_END = re.compile(r"[.…;:,。\s—–-]+\Z")
_INNER_END = re.compile(r"[.,]+(?=[\"”’'»]\Z)")
_DASH = re.compile(r"(?:--?|[—–])")
_DASHED = re.compile(r"\s*(?P<dash>--|[—–])\s*[^—–]{3,60}?\s*(?P=dash)\s*(?=[a-z])")
_ADJECTIVES = re.compile(r"\b(?:an?|the)\s\w+,\s[\w]+-|(\w+),\s\1\b")
_WHEN = re.compile(
    r"(?:\w+\s+){0,4}(?:ago|later|earlier|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|year|month|week|morning|"
    r"night|evening|afternoon),\s",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?:(?:[A-Za-z]+|\d+)\s+){0,4}(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)\s+(?:after|before|since)\s",
    re.IGNORECASE,
)
"""`Two years after ...`: a circumstance, up to its comma."""
_SUBJECT = re.compile(
    r"(?:the|this|that|these|those|he|she|it|they|we|i|you|his|her|its|their|an?)\Z|[A-Z\d]"
)
_PAUSE = re.compile(r"[、，；：。！？]")


def is_title(text: str) -> bool:
    """Say whether this can stand as a headline as it is: there is something, and it is no text."""
    return bool(text) and len(text) <= LONGEST_CHARACTERS and count_words(text) <= LONGEST_TITLE


def headline_from(sentence: str, language: str) -> str:
    """A headline of at most 12 words, in the order and the words of the sentence, without a full stop.

    What is left out is the end from a clause or a phrase on, a circumstance in front, or an aside; a sentence that
    has no such place is cut behind a word that can stand last.
    """
    text = _plain(sentence)
    if is_spaceless(text):
        return _bounded(_to_pause(text))
    if count_words(text) <= MOST:
        return _bounded(text)
    asks = text.endswith("?")
    grammar = grammar_of(language)
    best = min(_cuts(text.rstrip("?"), grammar), default=None)
    head = _SAYS.sub("", best[1]) if best else _first_words(text, grammar)
    return _bounded(head.rstrip("?") + "?" * asks)


def _plain(sentence: str) -> str:
    read = " ".join(sentence[:READ].split())
    text = _AGENCY.sub("", read, count=1) if _AGENCY.match(read) else read
    text = _INNER_END.sub("", _END.sub("", _DASHED.sub(" ", _BRACKETS.sub("", text))))
    return (text if is_whole(text) else text.translate(NO_MARKS).strip()) or _END.sub("", read) or read


def _cuts(text: str, grammar: Grammar) -> Iterator[tuple[float, str]]:
    """The heads of the sentence that are whole, and what each costs."""
    for cost, words, least in _variants(text, grammar):
        for size in range(max(least, LEAST), min(MOST, len(words)) + 1):
            paid = _end_cost(words, size, grammar)
            head = " ".join(words[:size]).strip(" ,;:—–-")
            if paid is not None and is_whole(head):
                yield round(cost + paid + _whole_cost(words[:size], grammar), 3), head


def _whole_cost(words: _Words, grammar: Grammar) -> float:
    """What a head costs that has no verb, or goes on behind a break; longer is better, above all without a verb."""
    broken = 0.8 * sum(1 for word in words[:-1] if word.endswith(":") or _DASH.fullmatch(word))
    turned = 0.5 * any(
        word.endswith(",") and following in grammar.conjunctions for word, following in pairwise(words)
    )
    return (
        broken
        + turned
        + (-0.06 * len(words) if tells(words, grammar) else WITHOUT_VERB - 0.25 * (len(words) - LEAST))
    )


def _end_cost(words: _Words, size: int, grammar: Grammar) -> float | None:
    if size < len(words) and (_DASH.match(words[size]) or words[size - 1].endswith(":")):
        return 0.3
    if words[size - 1].endswith(",") and _ADJECTIVES.search(" ".join(words[max(0, size - 2) : size + 1])):
        return None
    if size < len(words) and begins_aside(words, size, grammar):
        return 1.2
    if size < len(words) and grammar is ENGLISH and not _is_told(words, size):
        return None
    cost = None if _is_in_name(words, size, grammar) else cut_cost(words, size, grammar)
    return cost if size == len(words) or not waits(words[:size], words[size], grammar) else None


def _is_told(words: _Words, size: int) -> bool:
    """Whether the verb has what it needs when the rest goes: `said he would work` waits, `closes library` does not."""
    found = predicate(words)
    return found is None or found.at >= size or is_whole_until(words, size, found)


def _is_in_name(words: _Words, size: int, grammar: Grammar) -> bool:
    """`Fort | Worth`, `Rock | and Roll`: a capital on both sides of the cut."""
    following = words[size : size + 2]
    if not following or not words[size - 1][:1].isupper() or words[size - 1].endswith((",", ";", ":")):
        return False
    joined = following[0] in grammar.conjunctions and len(following) > 1 and following[1][:1].isupper()
    return following[0][:1].isupper() or joined


def _variants(text: str, grammar: Grammar) -> Iterator[tuple[float, _Words, int]]:
    """The sentence, without its asides, without a circumstance in front: cost, words, and how many must stay."""
    told = [(0.0, text)]
    for turn in () if _opening(text, tuple(text.split()), grammar) else (1, 2):
        shorter = _ASIDE.sub(" ", told[-1][1], count=1)
        told += [(0.4 * turn, shorter)] if shorter != told[-1][1] else []
    for cost, known in told:
        words = tuple(known.split())
        opening = _opening(known, words, grammar)
        yield cost, words, opening + 4 if opening else 0
        for place, word in enumerate(words[: 3 * MOST], 1):
            if not (place >= opening > 0 and word.endswith(",") and len(words) - place >= LEAST):
                continue
            if words[place].casefold() not in grammar.clauses | grammar.prepositions | AUXILIARIES:
                begun = 0.3 + 0.1 * place / MOST + 0.8 * (not _SUBJECT.match(words[place]))
                yield cost + begun, words[place:], 0


def _opening(text: str, words: _Words, grammar: Grammar) -> int:
    """How many words the circumstance has that the sentence begins with (`After nine days, `), up to its first comma."""
    first = words[0].casefold().strip("\"“‘'")
    second = words[1].casefold() if len(words) > 1 else ""
    circumstance = first in grammar.prepositions | grammar.clauses or (
        first in {"just", "even", "only", "for"} and second in grammar.clauses
    )
    if not (circumstance or _WHEN.match(text) or _LATER.match(text) or opens_with_participle(first, grammar)):
        return 0
    return next((place for place, word in enumerate(words, 1) if word.endswith(",")), 0)


def _first_words(text: str, grammar: Grammar) -> str:
    words = text.split()
    ends = [
        n for n in range(LEAST, MOST + 1) if words[n - 1].casefold().strip("\",”’'") not in grammar.dangling
    ]
    head = " ".join(words[: max(ends, default=MOST)]).strip(" ,;:–—-")
    return head if is_whole(head) else head.translate(NO_MARKS)


def _to_pause(text: str) -> str:
    """A text without spaces, up to the last pause within the words of a headline; else up to the first one."""
    pauses = [match.start() for match in _PAUSE.finditer(text) if match.start()]
    fitting = [place for place in (*pauses, len(text)) if count_words(text[:place]) <= MOST]
    return text[: max(fitting, default=min(pauses, default=len(text)))]


def _bounded(head: str) -> str:
    """A head that is one endless word is cut, and says so."""
    longest = LONGEST_CHARACTERS * MOST // LONGEST_TITLE
    return head if len(head) <= longest else head[: longest - 1].rstrip() + "…"
