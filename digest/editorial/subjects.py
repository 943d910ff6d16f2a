"""Who does what an English headline tells: all that stands before its verb, or the thing that it is about."""

from digest.editorial.clausal import ACT, LEADS, PARTS, Clause, Costed, is_adverb, phrase_behind
from digest.editorial.grammar import ENGLISH
from digest.editorial.lesserwords import ADJECTIVES, AMOUNTS, COMMON, KINDS, LOOSE, QUANTITIES, SPANS, VAGUE
from digest.editorial.lexicon import VERBS
from digest.editorial.nounphrases import phrases
from digest.editorial.phraseends import end_of_phrase, is_listed, may_stand_last
from digest.editorial.predicates import plain
from digest.editorial.shortening import Words
from digest.editorial.wordclasses import NOUNS_TO

_ANDS = frozenset(["and", "&"])


def subjects(clause: Clause) -> Costed:
    """Who does it, in fewer and fewer words, and what each costs."""
    words = clause.words[: clause.verb.at]
    while len(words) > 1 and is_adverb(words[-1]):
        words = words[:-1]  # `Ada Merrow still | has not sailed`
    other = next(
        (n for n in range(2, len(words) - 1) if plain(words[n]) == "other" and words[n - 1] in _ANDS), 0
    )
    if other:  # `Larkfield, Marram and other | towns`
        yield from ((0.7 + cost, who) for cost, who in phrases(words[other + 1 :], small=clause.small))
        return
    commas = [n for n, word in enumerate(words) if word.endswith(",") and not is_listed(words, n + 1)]
    if len(commas) > 1 and words[-1].endswith(","):  # `Ada Merrow, the pilot, | sails`
        first = words[commas[0]].rstrip(",")
        yield from ((0.5 + cost, who) for cost, who in _named((*words[: commas[0]], first), clause))
    elif commas or _ANDS & set(words[: end_of_phrase(words, 0) + 1]):
        yield from _several(words, listed=bool(commas))
    else:
        yield from _named(words, clause)


def _several(words: Words, *, listed: bool) -> Costed:
    """`Larkfield and Marram`, too, as `Larkfield, Marram`; of a list of things, the last word."""
    yield 0.0, tuple(word for n, word in enumerate(words) if n or plain(word) not in ENGLISH.articles)
    if listed and "and" in words and words[-1].islower():
        yield 1.3, words[-1:]  # `the land, sea and air | drill`
    place = next((n for n, word in enumerate(words) if word in _ANDS), 0)
    if not 0 < place < len(words) - 1 or words[place - 1].endswith(","):
        return
    if not any(plain(word) in ENGLISH.dangling for word in words[:place]):
        yield 0.3, (*words[: place - 1], words[place - 1] + ",", *words[place + 1 :])


def _named(words: Words, clause: Clause) -> Costed:
    end = end_of_phrase(words, 0)
    if end == 0 or any(plain(word) in {"that", "which"} for word in words):
        return
    rest = words[end:]
    led = plain(rest[0]) if rest else ""
    if led == "to" and (len(rest) < 2 or (rest[1].islower() and plain(rest[1]) not in ENGLISH.articles)):
        return  # `the decision | to jump-start`
    if (
        sum(1 for word in rest if plain(word) in ENGLISH.articles) > 1
        and getattr(VERBS.get(led), "form", "") == "ing"
    ):
        return  # `A film showing the moment a heron | was saved`
    told = led in ENGLISH.prepositions | {"who", "he", "she", "they", "we"} or getattr(
        VERBS.get(led), "form", ""
    ) in {"past", "ing"}
    for cost, who in phrases(words[:end], small=clause.small):
        yield cost, (*who, *rest)
        for more, other, _ in phrase_behind(rest, clause) if led in LEADS else ():
            yield cost + more, (*who, *other)
        if told and _is_named_without(who, rest, clause):
            yield cost + (1.3 if led == "of" or ACT.search(plain(who[-1])) else 0.8), who


def _is_named_without(who: Words, rest: Words, clause: Clause) -> bool:
    """Whether the first phrase says who it is without the second: not `Keepers | of the Flame`, not `half | of them`."""
    last = plain(who[-1])
    if plain(rest[0]) == "of":
        vague = last in KINDS | QUANTITIES | AMOUNTS | PARTS | VAGUE | SPANS | COMMON
        if vague or (clause.small and who[-1][:1].isupper()):
            return False
    loose = last.isdigit() or last in LOOSE | NOUNS_TO | ADJECTIVES | {"people", "those"}
    return not loose and may_stand_last(who)
