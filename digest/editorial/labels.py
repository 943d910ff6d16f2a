"""The contents label of a story: three to six words of a headline, never cut in the middle of a phrase."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.editorial.cuts import label_cost
from digest.editorial.grammar import ENGLISH, FRENCH, Grammar, grammar_of
from digest.editorial.headlines import bare, is_cut_off, parts
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.marks import NO_MARKS, is_whole
from digest.editorial.predicates import MARKS, plain, predicate
from digest.editorial.said import said_in
from digest.editorial.shortening import Words, is_sentence_case, shorter
from digest.editorial.smallwords import phrase_cost, without_article
from digest.editorial.topics import first_thing, is_thing, topics
from digest.editorial.wordclasses import ASKING, POINTS_BACK

LEAST, MOST = 3, 6
LONGER, LONGEST_WHOLE, LONGEST_ELSEWHERE = 8, 9, 14
"""Words of a label where every cut in six would go through a phrase; of a headline that then stays whole, in English and elsewhere."""
LONGEST_QUESTION = 10
LATER_HEADLINE, LATER_PART = 1.2, 0.7
"""What a label costs more for each headline, or part of one, that stands before it."""
WITHOUT_SPEAKER, WITHOUT_VERB, TOPIC_ONLY = 3.0, 1.2, 4.5

_Costed = Iterator[tuple[float, str]]
_TIME = frozenset(["as", "while"])
_NOT_TIME = re.compile(
    r"(?:ed|en|wn|acts|serves|works|such|same|well|far|long|soon|known|seen)\Z", re.IGNORECASE
)
"""What stands before an `as` that says what somebody is (`tipped as president`), not when something happens."""


@dataclass(frozen=True, slots=True, order=True)
class _Label:
    cost: float
    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class _Rules:
    """The language's small words, the articles' own text, and how many words a label may have."""

    grammar: Grammar
    text: str
    most: int = MOST

    @property
    def colon(self) -> str:
        return " : " if self.grammar is FRENCH else ": "

    @property
    def english(self) -> bool:
        return self.grammar is ENGLISH


def label_of(headlines: Sequence[str], language: str, text: str = "") -> str:
    """A label of 3 to 6 words for the story that these headlines tell, the first of them before the others.

    Headlines shorter than that are their own label. A part is left out only where a clause or a phrase begins;
    `text`, the articles' own, tells a speaker from a topic, and a thing from a name before it. Where every cut in
    six words would go through a phrase, the label has up to eight, or the headline stays whole, or names what it is about.
    """
    grammar = grammar_of(language)
    for most in (MOST, LONGER):
        best = _best(headlines, _Rules(grammar, text, most))
        if best is not None and (best.cost < TOPIC_ONLY or not _stays_whole(headlines[0], grammar)):
            return capital(best.text)
    return capital(_whole_or_head(headlines[0], grammar))


def size_of(text: str) -> int:
    """How many words a label has; a French colon or quotation mark that stands alone is none."""
    return sum(1 for word in text.split() if any(char.isalnum() for char in word))


def capital(text: str) -> str:
    """A capital first, unless the word has one of its own further on (`iPhone`)."""
    word = text.partition(" ")[0]
    return text if any(char.isupper() for char in word) else text[:1].upper() + text[1:]


def _best(headlines: Sequence[str], rules: _Rules) -> _Label | None:
    found: list[_Label] = []
    for turn, headline in enumerate(headlines):
        found += (
            _Label(round(cost + LATER_HEADLINE * turn, 3), len(found) + n, label)
            for n, (cost, label) in enumerate(_labels(headline, rules))
        )
    return min(found, default=None)


def _labels(headline: str, rules: _Rules) -> _Costed:
    """Labels that a headline offers, and what each costs: what is left out, where it is cut."""
    whole, half, found = bare(headline), is_cut_off(headline), parts(headline)
    if LEAST <= size_of(whole) <= rules.most and not half and is_whole(whole):
        yield -1.0, whole
        return
    if whole.endswith("?") and len(found) == 1:
        yield from _of_question(whole, rules)
        return
    told = None if half else said_in(whole, rules.text, english=rules.english)
    if told is None:
        yield from _of_parts(found, rules, half=half)
        return
    for cost, label in _of_parts(parts(told.claim), rules, half=False):
        spoken = f"{told.speaker}{rules.colon}{label}"
        if size_of(spoken) <= rules.most:
            yield cost, spoken
        elif rules.english and is_thing(label) and not is_thing(told.claim):
            yield cost + WITHOUT_SPEAKER, label


def _of_question(whole: str, rules: _Rules) -> _Costed:
    """The question where it is not long; one that begins with `how` or `why` may end earlier."""
    if rules.most > MOST and size_of(whole) <= LONGEST_QUESTION:
        yield 0.0, whole
    words = tuple(whole.rstrip("?").split())
    if rules.english and words and plain(words[0]) in ASKING:
        for cost, span in _spans(words, rules, half=True):
            yield cost, " ".join(span) + "?"


def _of_parts(found: Sequence[str], rules: _Rules, *, half: bool) -> _Costed:
    """The labels of a headline's parts; `half` says that the last one is only begun."""
    topic = _topic(found)
    for place, part in enumerate(found):
        is_begun, alone = half and place == len(found) - 1, len(found) == 1
        later = LATER_PART * place + WITHOUT_VERB * (not alone and rules.english and is_thing(part))
        if part.endswith("?"):
            asks = not place or _stands(part, first=part.split()[0].casefold() in AUXILIARIES)
            if asks and not is_begun and LEAST <= size_of(part) <= rules.most:
                yield 0.6 + later, part
            continue
        for cost, label in _of_part(part, rules, half=is_begun):
            spoken = f"{topic}{rules.colon}{label}"
            if topic and place == 1 and _may_be_spoken(label, cost) and size_of(spoken) <= rules.most:
                yield cost + 0.3, spoken
            if _stands(label, first=alone) if rules.english else " " in topic or not place:
                yield cost + later, label


def _topic(found: Sequence[str]) -> str:
    """The first of several parts, where it is short and says what the others are about."""
    is_topic = len(found) > 1 and len(found[0].split()) <= LEAST and not found[0].endswith(("!", "?"))
    return found[0] if is_topic and is_thing(found[0]) else ""


def _may_be_spoken(label: str, cost: float) -> bool:
    return cost < TOPIC_ONLY and plain(label.split(maxsplit=1)[0]) not in ENGLISH.conjunctions


def _of_part(part: str, rules: _Rules, *, half: bool) -> _Costed:
    """The labels of one part; of half a sentence the end is never one."""
    for words, cost in shorter(tuple(part.split()), rules.grammar).items():
        for start, begun in _starts(words, rules):
            for paid, span in _spans(words[start:], rules, half=half):
                label = " ".join(span).strip(" ,;:")
                if is_whole(label):
                    yield cost + begun + paid, label
    if rules.english and not half and rules.most > MOST:
        yield from ((TOPIC_ONLY + 0.2 * place, thing) for place, thing in topics(part))


def _spans(words: Words, rules: _Rules, *, half: bool) -> Iterator[tuple[float, Words]]:
    """The first words up to the end, or up to where a part begins that may be left out."""
    found = predicate(words) if rules.english else None
    least = LEAST if rules.most == MOST else LEAST - 1
    for size in range(least, min(rules.most, len(words) - half) + 1):
        cost = label_cost(words, size, found) if rules.english else phrase_cost(words, size, rules.grammar)
        comma = max((n for n, word in enumerate(words[: size - 1], 1) if word.endswith(",")), default=0)
        opened = comma and size < len(words) and words[comma].casefold() in rules.grammar.prepositions
        if cost is not None and not opened:
            yield cost + 0.3 * (size == LEAST) + 0.6 * bool(comma) - 0.07 * size, words[:size]


def _stands(label: str, *, first: bool) -> bool:
    """Whether a part says who it is about: no verb before its subject, nothing that points at another part."""
    words = [plain(word) for word in label.split()]
    verb = VERBS.get(words[0])
    if first:
        return True
    if verb is None:
        return words[0] not in POINTS_BACK | AUXILIARIES | ENGLISH.prepositions and not words[0].endswith(
            "ly"
        )
    determiners = ENGLISH.articles | ENGLISH.prepositions | POINTS_BACK | {"another"}
    acts = len(words) > 1 and words[1] in determiners and verb.form in {"past", "ing"}
    return verb.form != "s" and not acts


def _starts(words: Words, rules: _Rules) -> Iterator[tuple[int, float]]:
    """Where a label may begin: at the start, in the clause after a word of time, after a name before a thing.

    A headline that begins with a circumstance (`With sales down, ...`) begins after it.
    """
    opening = rules.grammar.prepositions | rules.grammar.clauses
    if words[0].casefold() in opening - ASKING:
        comma = next((n for n, word in enumerate(words, 1) if word.rstrip("’”'\"").endswith(",")), len(words))
        yield comma if comma < len(words) and words[comma].casefold() not in opening else 0, 0.2
        return
    yield 0, 0.0
    for place, word in enumerate(words[:-LEAST]):
        if place and word.casefold() in _TIME and not _NOT_TIME.search(words[place - 1]):
            start = place + 1 + (words[place + 1].casefold() in rules.grammar.articles)
            if rules.english and plain(words[start]) not in POINTS_BACK and predicate(words[start:]):
                yield start, 2.5
    names = next((n for n, word in enumerate(words) if not word[:1].isupper()), 0)
    if names and is_sentence_case(words) and _is_known(words[names : names + 2], rules):
        yield names, 1.2


def _is_known(words: Words, rules: _Rules) -> bool:
    """Whether the articles speak of `the` thing that the first of two words is."""
    if len(words) < 2 or words[1].casefold() in rules.grammar.dangling:
        return False
    return re.search(rf"\b(?:the|a|an|its) {re.escape(words[0])}\b", rules.text) is not None


def _stays_whole(headline: str, grammar: Grammar) -> bool:
    longest = LONGEST_WHOLE if grammar is ENGLISH else LONGEST_ELSEWHERE
    return size_of(bare(headline)) <= longest and not is_cut_off(headline)


def _whole_or_head(headline: str, grammar: Grammar) -> str:
    """The headline where it is not long; else the thing that it begins with; else its first words up to one that can stand last."""
    text, found = bare(headline), parts(headline)
    if _stays_whole(headline, grammar) or (text.endswith("?") and size_of(text) <= LONGEST_ELSEWHERE):
        return text
    words = tuple((found[0] if found and " " in found[0] else text).split())
    thing = first_thing(words) if grammar is ENGLISH else None
    if thing is not None:
        return thing
    return text if size_of(text) <= 2 * MOST and not is_cut_off(headline) else _head(words, grammar)


def _head(words: Words, grammar: Grammar) -> str:
    words = without_article(words, grammar)
    last = [word.casefold().strip(MARKS) for word in words[:MOST]]
    ends = [n for n in range(LEAST, len(last) + 1) if last[n - 1] not in grammar.dangling]
    end = max(ends, default=len(last))
    while not ends and end > 1 and last[end - 1] in grammar.articles:
        end -= 1  # nothing can stand last: at least no article does
    head = " ".join(words[:end]).strip(" ,;:–—")
    return head if is_whole(head) else head.translate(NO_MARKS)
