"""A headline out of a sentence: its first clause, cut where a clause or a phrase ends, in the sentence's own words."""

import re
from collections.abc import Iterator, Sequence

from digest.editorial.asides import without_aside
from digest.editorial.circumstances import is_circumstance, opening_of, pauses
from digest.editorial.doubts import doubt
from digest.editorial.endings import Words, end_cost, says
from digest.editorial.grammar import ENGLISH, Grammar, grammar_of
from digest.editorial.lexicon import AUXILIARIES
from digest.editorial.marks import NO_MARKS, is_whole
from digest.editorial.pauses import bounded, to_pause
from digest.editorial.phrases import without_origin, without_participle, without_relative
from digest.editorial.predicates import plain, predicate
from digest.editorial.verbs import RELATIVE
from digest.editorial.verdicts import WITHOUT_VERB, whole_cost
from digest.editorial.wordclasses import HANGING
from digest.words import count_words, is_spaceless

LEAST, MOST, FULL = 4, 12, 18
"""Words of a headline: at most 12, unless only a longer one says what happened."""
LONGEST_TITLE = 25
"""Words up to which a title is printed as its source wrote it, and a sentence that cannot be cut whole; a longer title is a text in the wrong place."""
LONGEST_CHARACTERS = 250
"""The same in characters, for titles that are one endless word."""
READ = 1000
"""Characters of a sentence that are looked at, so that no rule takes longer than that."""
TOO_POOR, LONG, APPOSED = 2.4, 0.25, 2.0
"""From where on a head is none, what each word over twelve costs, and a beginning with a comma before its verb."""

VAGUE = 0.8
"""What five words cost that have what happened behind them: `An inquiry is under way | after`."""
_TELLS = frozenset(["after", "into"])
_AGENCY = re.compile(
    r"(?:(?:[A-Z][\w.’'-]*,?\s+(?:\d{1,2},?\s+)?){0,5}\((?:[A-Z][A-Za-z.&]*\s?){1,3}\)\s*(?:--|[—–-])?\s*"
    r"|(?:[A-Z][\w.’'-]*,?\s+){1,4}(?:--|[—–])\s+)(?=[A-Z“\"‘'])"
)
_DATE = re.compile(
    r"\A(?:[A-Z]\w+, )?(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d{1,2} (?=[A-Z][a-z])"
)
"""`Larkfield, Jul 27 Bakers walked out`: a dateline whose dash is lost."""
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])(?=[\s,.;:]|\Z)")
_SAYS = re.compile(
    r",\s+(?:[\w’'.-]+\s+){1,5}(?:says?|said|tells?|told|reports?|reported|shows?|finds?|found)(?:\s+(?:on\s+)?\w+)?\Z"
)
_SAYS_AMID = re.compile(
    r",\s+(?:[\w’'.-]+\s+){1,5}(?:said|told\s[\w’'.-]+)\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s+(?=[a-z])"
)
"""Who says it, with more behind: `..., the mayor said on Monday, after years of debate`."""
_END = re.compile(r"(?:[.…;:,。\s—–-]|(?<=\.)\?)+\Z")
_INNER_END = re.compile(r"[.,]+(?=[\"”’'»]\Z)")
_GLUED = re.compile(r"(?<=[a-z])—(?=[a-zA-Z])")
_DASHED = re.compile(r"\s*(?P<dash>--|[—–])\s*[^—–]{3,60}?\s*(?P=dash)\s*(?=[a-z])")
_ASKS = re.compile(
    r"(?:what|who|whom|whose|which|where|when|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|so)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:the|this|that|these|those|he|she|it|they|we|i|you|his|her|its|their|an?)\Z|[A-Z\d]"
)
_CONDITIONS = frozenset(["if", "unless", "without"])
_POINTING = frozenset(["it", "he", "she", "they", "its", "his", "her", "their", "this", "that"])


def is_title(text: str) -> bool:
    """Say whether this can stand as a headline as it is: there is something, and it is no text."""
    return bool(text) and len(text) <= LONGEST_CHARACTERS and count_words(text) <= LONGEST_TITLE


def headline_from(sentence: str, language: str) -> str:
    """A headline in the order and the words of the sentence, without a full stop: of 12 words, or of 18 where none of 12 tells.

    What is left out is the end from a clause or a phrase on, a circumstance in front, or an aside; a sentence that
    has no such place is cut behind a word that can stand last.
    """
    return headline_of((sentence,), language)


def headline_of(sentences: Sequence[str], language: str) -> str:
    """The same of the first of several sentences that makes one; else one that may be a title whole, else the first one, cut.

    The sentences behind the first must stand without it: that is for the caller to know.
    """
    grammar = grammar_of(language)
    texts = [_plain(sentence) for sentence in sentences]
    told = next((head for head in (_made(text, grammar) for text in texts) if head), "")
    fits = (
        text for text in texts if count_words(text) <= LONGEST_TITLE and says(tuple(text.split()), grammar)
    )
    return bounded(told or next(fits, "") or _long(texts, grammar) or _cut(texts[0], grammar))


def _made(text: str, grammar: Grammar) -> str:
    """The headline of a sentence that has one."""
    if is_spaceless(text):
        return to_pause(text)
    if count_words(text) <= MOST and (not grammar.clauses or says(tuple(text.split()), grammar)):
        return text
    for known in (text, *(_harder(text) if grammar is ENGLISH else ())):
        cost, head = min(_cuts(known.rstrip("?"), grammar), default=(WITHOUT_VERB, ""))
        if cost < TOO_POOR:
            return _as_asked(head, text)
    return ""


def _long(texts: Sequence[str], grammar: Grammar) -> str:
    """The head of the first sentence that tells something in as many words as a title may have."""
    for text in texts:
        heads = _cuts(text.rstrip("?"), grammar, LONGEST_TITLE)
        told = ((cost, head) for cost, head in heads if says(tuple(head.split()), grammar))
        cost, head = min(told, default=(WITHOUT_VERB, ""))
        if cost < WITHOUT_VERB:
            return _as_asked(head, text)
    return ""


def _harder(text: str) -> Iterator[str]:
    """The sentence without what a participle, a `who` or a place tells of its subject, where that is something."""
    words = tuple(text.split())
    related = any(plain(word) in RELATIVE for word in words)
    for way in (without_participle, without_relative) if related else (without_participle, without_origin):
        fewer = way(words)
        if fewer != words:
            yield " ".join(fewer)


def _cut(text: str, grammar: Grammar) -> str:
    """The head of a sentence that tells nothing in so few words."""
    if count_words(text) <= MOST:
        return text
    best = min(_cuts(text.rstrip("?"), grammar, MOST), default=(WITHOUT_VERB, ""))
    if best[0] >= WITHOUT_VERB - 0.5 and count_words(text) <= LONGEST_TITLE:
        return text
    return _as_asked(best[1] if best[0] < WITHOUT_VERB - 0.5 else _first_words(text, grammar), text)


def _as_asked(head: str, text: str) -> str:
    """The head without who says it, and with the mark of a question that is one from its first word on."""
    said = _INNER_END.sub("", head.rstrip("?"))
    asks = text.endswith("?") and (said == text.rstrip("?") or _ASKS.match(said))
    return said + "?" * bool(asks)


def _plain(sentence: str) -> str:
    read = " ".join(_GLUED.sub(" — ", sentence[:READ]).split())
    text = _AGENCY.sub("", read, count=1) if _AGENCY.match(read) else _DATE.sub("", read, count=1)
    text = _INNER_END.sub("", _END.sub("", _DASHED.sub(" ", _BRACKETS.sub("", text))))
    spoken = _SAYS_AMID.search(text)
    text = text[: spoken.start()] if spoken and spoken.start() > 40 else text
    text = _SAYS.sub("", text) or text
    return (text if is_whole(text) else text.translate(NO_MARKS).strip()) or _END.sub("", read) or read


def _cuts(text: str, grammar: Grammar, most: int = FULL) -> Iterator[tuple[float, str]]:
    """The heads of the sentence that are whole, and what each costs."""
    first = tuple(text.split())[:1]
    for cost, words, least in _variants(text, grammar):
        for size in range(max(least, LEAST), min(most, len(words)) + 1):
            paid = end_cost(words, size, grammar)
            head = " ".join(words[:size]).strip(" ,;:—–-")
            begun = (
                not least or says(words[least - LEAST : size], grammar) or _is_turned(words, least, grammar)
            )
            if paid is not None and begun and is_whole(head):
                long = LONG * max(0, size - MOST) + VAGUE * (
                    size < 6 and " ".join(words[size : size + 1]) in _TELLS
                )
                rest = words[:1] != first
                doubts = doubt(words, size, rest=rest) if grammar is ENGLISH else 0.0
                yield round(cost + paid + long + doubts + whole_cost(words, size, grammar), 3), head


def _is_turned(words: Words, least: int, grammar: Grammar) -> bool:
    """`Among the crew was a baker, `: the verb stands before the first comma."""
    return words[0].casefold() in grammar.prepositions and says(words[: least - LEAST], grammar)


def _variants(text: str, grammar: Grammar) -> Iterator[tuple[float, Words, int]]:
    """The sentence, without its asides, without a circumstance in front: cost, words, and how many must stay."""
    told = [(0.0, text)]
    for turn in () if opening_of(tuple(text.split()), grammar) else (1, 2):
        shorter = without_aside(told[-1][1], grammar)
        told += [(0.4 * turn, shorter)] if shorter != told[-1][1] else []
    for cost, known in told:
        words = tuple(known.split())
        opening = opening_of(words, grammar)
        yield cost, words, opening + 4 if opening else 0
        for place in range(max(opening, 1), min(len(words) - LEAST, 3 * MOST) + 1):
            paid = _begin_cost(words, place, opening, grammar) if pauses(words[place - 1]) else None
            if paid is not None:
                yield cost + paid + APPOSED * _is_apposed(words[place:]), words[place:], 0
            if paid is not None and place == opening:
                yield cost + paid + 0.2, tuple(without_aside(" ".join(words[place:]), grammar).split()), 0


def _begin_cost(words: Words, place: int, opening: int, grammar: Grammar) -> float | None:
    """What it costs to begin behind a comma, best behind that of an opening; None before a small word."""
    first = words[place].casefold()
    if first in grammar.conjunctions | AUXILIARIES | {"then"} or is_circumstance(words[place:], grammar):
        return None
    if opening and plain(words[0]) in _CONDITIONS:
        return None
    passed = sum(1 for earlier in words[opening : place - 1] if pauses(earlier))
    loose = 0.8 * (not _SUBJECT.match(words[place])) + 1.5 * (first in _POINTING) + 2.2 * (not opening)
    return 0.3 + 0.1 * place / MOST + 0.6 * passed + loose


def _is_apposed(words: Words) -> bool:
    """`The maker of the lamp, | Ada Merrow, told`: a comma stands before its verb."""
    found = predicate(words)
    return found is not None and any(pauses(word) for word in words[: found.at])


def _is_told(words: Words, size: int, grammar: Grammar) -> bool:
    """Whether a clause begins behind a head that has a verb and all its marks."""
    head = words[:size]
    may_end = plain(words[size - 1]) not in grammar.dangling
    return may_end and is_whole(" ".join(head)) and says(head, grammar)


def _first_words(text: str, grammar: Grammar) -> str:
    words = tuple(text.split())
    clauses = grammar.clauses - {"that", "who", "which", "whose", "what"}
    for size in range(MOST // 2, min(LONGEST_TITLE, len(words) - 1)):
        whole = grammar is not ENGLISH or not doubt(words, size, rest=False)
        if words[size].casefold() in clauses and whole and _is_told(words, size, grammar):
            return " ".join(words[:size]).strip(" ,;:–—-")
    ends = [
        n
        for n in range(LEAST, MOST + 1)
        if words[n - 1].casefold().strip("\",”’'") not in grammar.dangling
        and (grammar is not ENGLISH or plain(words[n - 1]) not in HANGING)
    ]
    sure = [n for n in ends if grammar is not ENGLISH or not doubt(words, n, rest=False)]
    before = [n for n in sure or ends if words[n].casefold() in grammar.prepositions | grammar.clauses]
    head = " ".join(words[: max(before or ends, default=MOST)]).strip(" ,;:–—-")
    return head if is_whole(head) else head.translate(NO_MARKS)
