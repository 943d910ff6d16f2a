"""Every place of an English headline where a verb stands, as far as it can be known."""

from collections.abc import Iterator

from digest.editorial.grammar import ENGLISH
from digest.editorial.guesses import guessed
from digest.editorial.lesserwords import DOING, LESSER, OPENING, QUANTITIES, WRITTEN
from digest.editorial.lexicon import AUXILIARIES, VERBS, Verb, is_base
from digest.editorial.marks import is_name, is_sentence_case
from digest.editorial.predicates import plain, predicate
from digest.editorial.shortening import Words
from digest.editorial.wordclasses import BREAKS, HANGING, NOT, NOUNS, POINTS_BACK, SAYING, TIMES

SMALL = (
    ENGLISH.articles | ENGLISH.clauses | ENGLISH.prepositions | ENGLISH.conjunctions | AUXILIARIES | POINTS_BACK | HANGING | BREAKS | NOT | TIMES | LESSER
) - {"home", "right", "such", "less"}  # fmt: skip
"""Words that no thing has in it."""
_MOVED = frozenset(["up", "out", "off", "away", "down"])
_BACK = frozenset(["win", "wins", "won", "bring", "brings", "get", "gets", "take", "takes", "buy", "buys"])
_ASKS = frozenset(["do", "does", "did", "will", "can", "could", "would", "should", "watch", "see", "hear"])


def verbs(words: Words) -> Iterator[int]:
    """The places of verbs: the predicate of each clause, and what its neighbours tell to be one."""
    if plain(words[0]) in OPENING and len(words) > 2:
        yield 0
    if [plain(word) for word in words[:2]] == ["how", "to"] and len(words) > 2:
        yield 2
    first = VERBS.get(plain(words[0]))
    asked = first is not None and first.form == "base" and first.base not in NOUNS and is_sentence_case(words)
    if asked and len(words) > 2 and words[1].islower():
        yield 0  # `ask a doctor`
    yield from _predicates(words)
    asks = plain(words[0]) in _ASKS
    for place in range(1, len(words)):
        verb = VERBS.get(plain(words[place]))
        if verb is None:
            acts = (
                _looks_like_verb(words, place)
                or guessed([plain(word) for word in words], words, place) is not None
            )
        else:
            led = _is_led(words, place) or (asks and place > 1 and not is_base(_following(words, place)))
            infinite = led and is_base(plain(words[place])) and not is_name(words, place)
            asks = asks and not infinite
            acts = infinite or _is_verb(verb, words, place)
        if acts:
            yield place


def _predicates(words: Words) -> Iterator[int]:
    """The main verb, and that of each clause behind it; a later `-ing` alone rather belongs to a thing."""
    start = 0
    while start < len(words):
        found = predicate(words[start:])
        places = range(start + 1, len(words))
        end = next((n for n in places if plain(words[n]) in BREAKS or words[n - 1][-1] in ",:;"), len(words))
        form = found.verb.form if found is not None and found.verb is not None else ""
        if (
            found is not None
            and start + found.at < end
            and not (start and found.at == found.head and form == "ing")
        ):
            yield from range(start + found.at, start + found.head + 1)
            end = start + found.head + 1
        start = max(end, start + 1)


def _is_led(words: Words, place: int) -> bool:
    before = plain(words[place - 1])
    adverb = before in NOT | {"indeed"} or before.endswith("ly")
    helped = adverb and place > 1 and plain(words[place - 2]) in AUXILIARIES
    return (
        helped
        or before in {"now", "never", "still", "also"}
        or before in {"to", "who", "not", "me", "him", "them", "you"} | AUXILIARIES
    )


def _following(words: Words, place: int) -> str:
    return plain(words[place + 1]) if place + 1 < len(words) else ""


def _looks_like_verb(words: Words, place: int) -> bool:
    """Whether a word that the lexicon lacks stands where only a verb can: `lodges a complaint`, `by gleaming in`."""
    small, before, following = plain(words[place]), plain(words[place - 1]), _following(words, place)
    acts = small.endswith("ing") and before in ENGLISH.prepositions and following in SMALL
    does = small.endswith(("s", "ed")) and not small.endswith(("'s", "ss")) and before not in SMALL
    return acts or (does and following in WRITTEN) or before in DOING


def _is_verb(verb: Verb, words: Words, place: int) -> bool:
    """Whether a form of a verb is one here, by what stands beside it."""
    small, before, following = plain(words[place]), plain(words[place - 1]), _following(words, place)
    if before in QUANTITIES or before.endswith("'s"):
        return False  # `Merrow's three tips for`
    doing = verb.form == "ing" and before in ENGLISH.prepositions | ENGLISH.clauses
    done = verb.form in {"past", "ing"} and following in ENGLISH.prepositions | ENGLISH.articles | {"as"}
    listed = verb.form in {"base", "s"} and words[place - 1].endswith(",") and words[place].islower()
    into = (
        verb.form == "s"
        and verb.base not in NOUNS
        and words[place].islower()
        and following in ENGLISH.prepositions
    )
    moves = (following in _MOVED and words[place][-1] not in ",:;") or (
        small in _BACK and following == "back"
    )
    does = following in WRITTEN and before not in ENGLISH.articles | ENGLISH.prepositions
    named = words[place].islower() and words[place - 1][:1].isupper() and is_sentence_case(words)
    named = named and not before.endswith(("an", "ese", "ish"))  # `North Korean ship if`
    if verb.form == "base" and verb.base not in NOUNS and named:  # `charges against Ada Merrow revive talks`
        other = VERBS.get(following)
        later = VERBS.get(_following(words, place + 1))
        if later is not None and later.form in {"s", "past"}:
            return False  # `the LGBT volunteer unit created`
        return following not in AUXILIARIES and (other is None or other.form not in {"s", "past"})
    said = verb.form == "s" and getattr(VERBS.get(before), "base", "") in SAYING and words[place].islower()
    refuses = verb.form == "base" and following == "not"
    return doing or done or listed or moves or does or into or said or refuses
