"""What a label is where no cut of its headline is one: the headline, or its first words."""

import re

from digest.editorial.bonds import is_bound_by
from digest.editorial.grammar import ENGLISH, OTHER, Grammar
from digest.editorial.headlines import bare, is_cut_off, parts
from digest.editorial.lesserwords import ADJECTIVES, KINDS, NOUNS_ALSO, WEIGHTY
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.marks import NO_MARKS, is_sentence_case, is_whole, size_of
from digest.editorial.predicates import MARKS
from digest.editorial.shortening import Words
from digest.editorial.smallwords import without_article
from digest.editorial.wordclasses import BREAKS, HANGING, NOUNS, PARTICLES

LEAST, MOST = 3, 6
_MARKS = re.compile(r"(?<!\w)['‘’]|[’'](?!\w)")
"""Single marks of quotations at the ends of words."""


_SIDES = frozenset(["north", "south", "east", "west", "front", "part", "half"])


def whole_or_head(headline: str, grammar: Grammar, topic: str = "") -> str:
    """The headline where it may stay whole; else its first words up to where a phrase begins, or `topic`, or up to any word that can stand last."""
    text, found = bare(headline), parts(headline)
    if size_of(text) <= MOST and not is_cut_off(headline):
        return text
    if found and size_of(found[0]) >= LEAST:
        head = _head(tuple(found[0].split()), grammar, topic)
        if size_of(head) >= LEAST:
            return head  # else that part ends on a word that may not stand last
    return _head(tuple(text.split()), grammar, topic) or text or headline


def _may_be_last(word: str, following: str, grammar: Grammar) -> bool:
    hanging = AUXILIARIES | HANGING | BREAKS if grammar is ENGLISH else frozenset()
    verb = VERBS.get(word) if grammar is ENGLISH else None
    if (following == "of" and word in KINDS | _SIDES) or (
        grammar is ENGLISH and word in (ADJECTIVES | WEIGHTY) - NOUNS_ALSO
    ):
        return False
    if verb is not None and following in PARTICLES:
        return False
    if (
        verb is not None
        and verb.form == "ing"
        and not verb.alone
        and following not in grammar.dangling | {""}
    ):
        return False  # `defeating invading | armies`
    done = verb is not None and verb.form == "past" and following in grammar.prepositions
    if verb is not None and not done and not verb.alone and verb.form != "ing" and verb.base not in NOUNS:
        return False
    if word == "there" and following:
        return False  # `warned that there | is`
    if word.isdigit() and following.isalpha() and following not in grammar.dangling:
        return False  # `class 12 | boy`
    if grammar is OTHER and len(word) <= LEAST and word.isalpha():
        return False
    return word not in grammar.dangling | hanging and not word.endswith(("'s", "n't", "ly"))


def _is_in_name(words: Words, size: int) -> bool:
    """`Ada | Merrow`, where a capital tells a name."""
    cut = words[size - 1 : size + 1]
    named = len(cut) > 1 and all(word[:1].isupper() for word in cut) and cut[0][-1] not in ",:;"
    return named and is_sentence_case(words)


def _is_in_quotation(words: Words, size: int) -> bool:
    """`after "Leave it | to Merrow"`, where the whole has both its marks."""
    return is_whole(" ".join(words)) and not is_whole(" ".join(words[:size]))


def _is_worst(words: Words, size: int, grammar: Grammar) -> bool:
    last = words[size - 1].casefold().strip(MARKS)
    if grammar is ENGLISH and last in AUXILIARIES | {"there", "that"}:
        return True
    return last in grammar.articles | grammar.conjunctions | grammar.prepositions or _is_in_quotation(
        words, size
    )


def _floor(words: Words, size: int, grammar: Grammar) -> int:
    """An article never stands last, however short the label gets; anything else may where fewer than LEAST would be left."""
    return 1 if words[size - 1].casefold().strip(MARKS) in grammar.articles else LEAST


def _is_list(words: Words, size: int, grammar: Grammar) -> bool:
    """`goes down, chaos | and noise ensue`: the last comma opened a list."""
    goes_on = size < len(words) and words[size].casefold() in grammar.conjunctions
    return goes_on and any(word.endswith(",") for word in words[: size - 1])


def _head(words: Words, grammar: Grammar, topic: str) -> str:
    words = tuple(word for word in words if any(char.isalnum() for char in word))
    if not words:
        return topic  # `...`, `?!`
    words = without_article(words, grammar) if len(words) > LEAST else words
    last = [word.casefold().strip(MARKS).replace("’", "'") for word in words[:MOST]]
    ends = [
        n
        for n in range(LEAST, len(last) + 1)
        if not _is_in_name(words, n)
        and _may_be_last(last[n - 1], words[n].casefold() if n < len(words) else "", grammar)
        and not (n < len(words) and is_bound_by(words, n))
        and not _is_in_quotation(words, n)
        and not _is_list(words, n, grammar)
    ]
    before = [
        n for n in ends if n == len(words) or words[n].casefold() in grammar.dangling - grammar.conjunctions
    ]
    if topic and not before:
        return topic
    end = max(before or ends, default=len(last))
    while not ends and end > _floor(words, end, grammar) and _is_worst(words, end, grammar):
        end -= 1  # nothing can stand last: at least no article does
    head = " ".join(words[:end]).strip(" ,;:–—")
    return head if is_whole(head) else _MARKS.sub("", head.translate(NO_MARKS))
