"""The kernel of an English headline: who does what to whom, each in as few words as say it."""

from itertools import product

from digest.editorial.clausal import Clause, Costed, is_told, main_verb
from digest.editorial.complements import complements, verb_words
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import ADJECTIVES
from digest.editorial.marks import is_sentence_case, is_whole
from digest.editorial.persons import surnames, untitled
from digest.editorial.phraseends import may_stand_last
from digest.editorial.predicates import plain
from digest.editorial.shortening import Words
from digest.editorial.starts import in_small
from digest.editorial.subjects import subjects
from digest.editorial.things import DESCRIBES

LEAST, MOST, READ = 3, 6, 30
WAYS = 16
"""Ways to say each part that are tried together."""
_ABOUT = frozenset(["about", "around", "nearly", "almost", "over"])
_CONDITIONS = frozenset(["if", "unless", "without", "until", "except"])
_NEGATES = frozenset(["no", "not", "never", "nobody", "none", "cannot", "nothing"])
_OF_ALL = frozenset("the these those its his her their our two three four five".split())  # noqa: SIM905


def kernels(words: Words, text: str = "") -> Costed:
    """The kernels of a headline, three to six of its words each, and what each costs: what it leaves out.

    `text`, the articles' own, knows persons who may be called by their surname.
    """
    words = _begun_small(words[:READ], text)
    if len(words) > 1 and plain(words[0]) in _ABOUT and words[1][:1].isdigit():
        words = words[1:]
    if len(words) < LEAST or words[-1].endswith("?"):
        return
    called = untitled(words, text)
    variants = {words: 0.0, called: 0.3, surnames(words, text): 0.3, surnames(called, text): 0.5}
    for variant, paid in variants.items():
        found = main_verb(variant)
        if found is not None and found.at and is_told(variant, found):
            clause = Clause(variant, found, _tells_names(variant))
            yield from ((paid + cost, label) for cost, label in _of_clause(clause))


def _tells_names(words: Words) -> bool:
    """Whether a capital tells a name: a longer word that could have one has none."""
    small = any(word.islower() and len(word) > 4 and word not in ENGLISH.dangling for word in words[1:])
    return small or is_sentence_case(words)


def _begun_small(words: Words, text: str) -> Words:
    """`Armored ferries` as `armored ferries`, where a capital tells a name: the first word is one of its own."""
    first = words[0].casefold() if words else ""
    describes = first in ADJECTIVES or first.endswith("ed") or DESCRIBES.search(first) is not None
    return in_small(words, text) if describes and is_sentence_case(words) else words


def _of_clause(clause: Clause) -> Costed:
    parts = (sorted(part(clause))[:WAYS] for part in (subjects, verb_words, complements))
    for (first, who), (second, does), (third, what) in product(*parts):
        label = (*who, *does, *what)
        if LEAST <= len(label) <= MOST:
            label = (*label[:-1], label[-1].rstrip(",;:"))
            if _reads(label, clause):
                led = 0.2 * (plain(label[0]) in ENGLISH.articles)
                yield first + second + third + led - 0.08 * len(label), label


def _reads(label: Words, clause: Clause) -> bool:
    text, folded = " ".join(label), [plain(word) for word in label]
    if not is_whole(text) or not may_stand_last(label):
        return False
    for place in range(len(folded) - 2):
        if folded[place : place + 2] == ["one", "of"] and folded[place + 2] not in _OF_ALL:
            return False  # `one of bands`
    before = {plain(word) for word in clause.words[: clause.verb.head + 1]}
    if before & _NEGATES - set(folded):
        return False  # `West in no position | to threaten`
    negated = bool(_NEGATES & set(folded)) or "n't" in text
    return not (negated and _CONDITIONS & {plain(word) for word in clause.words} - set(folded))
