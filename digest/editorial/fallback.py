"""What a label is where no cut of its headline is one: the headline, or its first words."""

from digest.editorial.grammar import ENGLISH, Grammar
from digest.editorial.headlines import bare, is_cut_off, parts
from digest.editorial.lexicon import AUXILIARIES
from digest.editorial.marks import NO_MARKS, is_whole, size_of
from digest.editorial.predicates import MARKS
from digest.editorial.shortening import Words
from digest.editorial.smallwords import without_article
from digest.editorial.wordclasses import BREAKS, HANGING

LEAST, MOST = 3, 6
LONGEST_ELSEWHERE = 14
"""Words of a headline in another language than English that stays whole where every cut would go through a phrase."""


def whole_or_head(headline: str, grammar: Grammar) -> str:
    """The headline where it may stay whole; else its first words up to one that can stand last."""
    text, found = bare(headline), parts(headline)
    if size_of(text) <= (MOST if grammar is ENGLISH else LONGEST_ELSEWHERE) and not is_cut_off(headline):
        return text
    long = found and size_of(found[0]) >= LEAST
    return _head(tuple((found[0] if long else text).split()), grammar)


def _may_be_last(word: str, grammar: Grammar) -> bool:
    hanging = AUXILIARIES | HANGING | BREAKS if grammar is ENGLISH else frozenset()
    return word not in grammar.dangling | hanging and not word.endswith(("'s", "n't", "ly"))


def _head(words: Words, grammar: Grammar) -> str:
    words = tuple(word for word in words if any(char.isalnum() for char in word))
    words = without_article(words, grammar) if len(words) > LEAST else words
    last = [word.casefold().strip(MARKS).replace("’", "'") for word in words[:MOST]]
    ends = [n for n in range(LEAST, len(last) + 1) if _may_be_last(last[n - 1], grammar)]
    before = [
        n
        for n in ends
        if n == len(words) or words[n].casefold() in grammar.dangling - {"if", "unless", "until"}
    ]
    end = max(before or ends, default=len(last))
    while not ends and end > 1 and last[end - 1] in grammar.articles:
        end -= 1  # nothing can stand last: at least no article does
    head = " ".join(words[:end]).strip(" ,;:–—")
    return head if is_whole(head) else head.translate(NO_MARKS)
