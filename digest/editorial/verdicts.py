"""What a head of a sentence costs as a headline: without its verb, behind a break."""

from itertools import pairwise

from digest.editorial.endings import DASH, Words, says
from digest.editorial.grammar import ENGLISH, Grammar
from digest.editorial.predicates import plain, predicate

LEAST = 4
WITHOUT_VERB = 4.0
"""What a head without a verb costs."""


def whole_cost(told: Words, size: int, grammar: Grammar) -> float:
    """What a head costs that has no verb, or goes on behind a break; longer is better, above all without a verb."""
    words = told[:size]
    broken = 0.8 * sum(1 for word in words[:-1] if word.endswith(":") or DASH.fullmatch(word))
    turns = [
        n
        for n, (word, following) in enumerate(pairwise(words), 1)
        if word.endswith(",") and following in grammar.conjunctions
    ]
    turned = (0.5 if says(("", *words[turns[-1] + 1 :]), grammar) else WITHOUT_VERB) if turns else 0.0
    last = max((n for n, word in enumerate(words[:-1], 1) if word.endswith(",")), default=len(words))
    begun = 0.8 * (
        words[last:][:1] != ()
        and words[last].casefold() in grammar.articles
        and not says(words[last:], grammar)
    )
    return (
        broken
        + turned
        + begun
        + (
            -0.06 * len(words)
            if says(words, grammar) and not _is_late(told, size, grammar)
            else WITHOUT_VERB - 0.25 * (len(words) - LEAST)
        )
    )


def _is_late(words: Words, size: int, grammar: Grammar) -> bool:
    """`A pilot arrested in Larkfield | said he is sorry`: the head has a participle, and the verb comes behind it."""
    found = predicate(words) if grammar is ENGLISH else None
    if (
        found is None
        or not found.sure
        or found.at < size
        or (found.verb is not None and found.verb.form == "ing")
    ):
        return False
    own = predicate(words[:size])
    if own is None or own.verb is None:
        return own is None
    following = plain(words[own.head + 1])
    done = own.at == own.head and own.verb.form == "past" and not own.passive
    return done and following in ENGLISH.prepositions | {"to", "as"}
