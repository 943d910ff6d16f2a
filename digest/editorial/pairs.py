"""What an English headline is about, in three to six words: whom it speaks of, and the thing that matters beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from digest.editorial.compression import READ
from digest.editorial.givennames import GIVEN
from digest.editorial.grammar import ENGLISH
from digest.editorial.labelrules import LEAST, MOST, Rules
from digest.editorial.lesserwords import (
    ADJECTIVES,
    CIRCUMSTANCES,
    LOOSE,
    OFFICES,
    PAPERS,
    SPEAKERS,
    TELLING,
)
from digest.editorial.lexicon import BE, VERBS
from digest.editorial.marks import is_sentence_case, is_whole
from digest.editorial.nounphrases import UNITS
from digest.editorial.persons import surnames, untitled
from digest.editorial.predicates import plain, predicate
from digest.editorial.said import Said
from digest.editorial.shortening import Words
from digest.editorial.starts import in_small
from digest.editorial.terms import stem
from digest.editorial.things import (
    DESCRIBES,
    JOINTS,
    Thing,
    is_common,
    is_in_quotation,
    is_named,
    joined,
    things_of,
)
from digest.editorial.wordclasses import NOUNS

_SHOWN = frozenset(["photo", "photos", "video", "videos", "picture", "image", "images"])
"""They show something, and speak on nothing."""
WEAK, ALONE = 1.4, 1.1
"""What it costs to name what is nothing in particular, or perhaps no thing; and a thing alone."""
_OWN = frozenset(["his", "her", "its", "their", "the", "a", "an"])


def pairs(part: str, text: str = "", *, half: bool = False) -> Iterator[tuple[float, str]]:
    """Labels of a part that has no shorter clause, and what each costs: one thing alone, or two with `and`, `on` or `in`.

    Of a part that is only begun (`half`) the last thing is not taken.
    """
    words = tuple(part.split())[:READ]
    denied = plain(words[0]) in {"no", "not", "never"}  # `No arrest without a warrant` tells of no arrest
    if denied and predicate(words) is None:
        return
    known = dict.fromkeys(
        (words, untitled(words, text), surnames(words, text), surnames(untitled(words, text), text))
    )
    for turn, variant in enumerate(known):
        for cost, label in _of_words(_Headline(variant, half)):
            if (
                LEAST <= len(label) <= MOST
                and is_whole(" ".join(label))
                and not (denied and "and" not in label)
            ):
                yield cost + 0.3 * turn, " ".join(label)


def about(told: Said, speaker: str, rules: Rules) -> Iterator[tuple[float, str]]:
    """`Merrow on ferries`: the person who speaks, by a shorter name, and of what; `Study: ferries`, where none does."""
    last = plain(told.speaker.split()[-1])
    named = _speaks(told.speaker) or (last not in PAPERS and (told.sure or last in SPEAKERS))
    words = tuple(told.claim.split())[:READ]
    who = tuple((f"{speaker} on" if named else speaker + rules.colon.rstrip()).split())
    for place, thing in enumerate(_others(_Headline(words), ())):
        for cost, other in _shorter(thing, is_sentence_case(words), MOST - len(who)):
            label = (
                *who,
                *(in_small(other, rules.text) if thing.start == 0 and is_sentence_case(words) else other),
            )
            told_of = thing.led in {"a", "an"} and thing.start > 1 and plain(words[thing.start - 2]) in BE
            if len(label) >= LEAST:
                yield (
                    cost + 1.0 * told_of + 0.2 * place + 0.8 * (len(other) == 1 and not named),
                    " ".join(label),
                )


def _speaks(speaker: str) -> bool:
    words = speaker.split()
    return words[0] in GIVEN or plain(words[0]) in OFFICES


@dataclass(frozen=True)
class _Headline:
    """The words of a part and the things in it; of one that is only begun (`half`) the last thing is left out."""

    words: Words
    half: bool = False

    @cached_property
    def things(self) -> list[Thing]:
        return [thing for thing in things_of(self.words) if not self.half or thing.end < len(self.words)]

    @cached_property
    def saying(self) -> int:
        """The place of a verb of speech, 0 where the main verb is another one."""
        found = predicate(self.words)
        verb = found.verb if found is not None and found.at == found.head else None
        return found.at if found is not None and verb is not None and verb.base in TELLING else 0

    def joined(self, thing: Thing) -> Thing | None:
        """The thing with what `of` or `and` binds to it."""
        return joined(self.words, self.things, self.things.index(thing))


def _of_words(part: _Headline) -> Iterator[tuple[float, Words]]:
    small, begun = is_sentence_case(part.words), 1.0 * (plain(part.words[0]) in ENGLISH.conjunctions)
    for subject, behind, paid in _subjects(part):
        for cost, first in _shorter(subject, small, MOST):
            named = len(first) < LEAST or all(word[:1].isupper() for word in first)
            yield (
                begun
                + paid
                + cost
                + (ALONE - 0.6 * _is_whole_story(subject, first))
                + 1.0 * named
                - 0.05 * len(first),
                first,
            )
            for place, other in enumerate(_others(part, subject.words, behind)):
                for more, label in _with_other(part, first, other):
                    yield begun + paid + cost + more + 0.25 * place, label


def _with_other(part: _Headline, first: Words, other: Thing) -> Iterator[tuple[float, Words]]:
    """`first` and another thing, its last words where there is no room for more."""
    speaks = 0 < part.saying < other.start and plain(first[-1]) not in _SHOWN
    joint, room = _joint(other, saying=speaks), MOST - len(first) - 1
    double = 2.0 * bool({"and", "&"} & {*first, *other.words} and joint == "and")
    double += 0.4 * (other.led in {"a", "an"} and len(other.words) == 1 and other.words[0].islower())
    double += 0.6 * (other.led in BE)
    double += WEAK * (is_common(first) and not other.led.endswith("'s"))
    for cost, second in _shorter(other, is_sentence_case(part.words), room):
        weak = WEAK * (is_common(second) or _may_be_no_thing(part, second))
        if not {stem(plain(word)) for word in first} & {stem(plain(word)) for word in second}:
            yield cost + double + weak, (*first, joint, *_with_article(other, second, room))


def _may_be_no_thing(part: _Headline, words: Words) -> bool:
    """One word of a headline in capitals that a lexicon knows as something else than a thing: `Sexy`, `Lowered`."""
    word = plain(words[0])
    known = (
        word in ADJECTIVES | CIRCUMSTANCES | LOOSE
        or DESCRIBES.search(word)
        or (word in VERBS and VERBS[word].base not in NOUNS)
    )
    return len(words) == 1 and bool(known) and not is_sentence_case(part.words)


def _is_whole_story(subject: Thing, first: Words) -> bool:
    """`Case of the vanishing crates`: what something is of, and not whose."""
    if {"and", "&"} & set(first) and len(first) > LEAST + 1 and first[-1][:1].isupper():
        return True  # `Longtime foes Velisia and Marram`
    bound = next((word for word in first[1:-1] if word.casefold() in JOINTS - {"and", "&"}), "")
    return bool(bound) and len(subject.words) == len(first) and (first[-1].islower() or bound != "of")


def _subjects(part: _Headline) -> Iterator[tuple[Thing, int, float]]:
    """The first thing, alone and with what is bound to it; where other things begin, and what it costs."""
    thing = next(
        (one for one in part.things if not one.is_vague and (not one.start or is_named(part.words, one))),
        None,
    ) or next(iter(part.things), None)
    if thing is None:
        return
    both, turn = part.joined(thing), part.things.index(thing)
    if both is not None:
        yield both, both.end, 0.0
    yield thing, (both or thing).end, 0.2 * turn + 0.7 * (both is not None)


def _others(part: _Headline, first: Words, behind: int = 0) -> list[Thing]:
    """The things behind the first, those that name something."""
    found = [thing for thing in part.things if thing.start >= behind]
    told = [one for thing in found for one in (part.joined(thing), thing) if one is not None]
    named = [one for one in told if not one.is_vague and one.words != first and is_named(part.words, one)]
    return [one for one in named if not _is_apposed(part, one, behind)]


def _is_apposed(part: _Headline, thing: Thing, behind: int) -> bool:
    """`Ada Merrow, | the pilot`, `Ada Merrow, | pilot of Larkfield,`: says who the first one is."""
    words = part.words
    if not 0 < behind < len(words) or not words[behind - 1].endswith(","):
        return False
    close = next((n for n in range(behind, len(words)) if words[n].endswith(",")), 0)
    listed = close + 1 < len(words) and plain(words[close + 1]) in {"and", "&"}
    article = thing.start <= behind + 1 and thing.led in {"a", "an", "the"}
    return article or (thing.start <= close and not listed)


def _joint(other: Thing, *, saying: bool) -> str:
    if saying:
        return "on"
    if other.led == "as":
        return "as"
    place = other.led in {"in", "at"} and all(word[:1].isupper() for word in other.words)
    return other.led if place and len(other.words) <= 2 else "and"


def _shorter(thing: Thing, small: bool, most: int) -> Iterator[tuple[float, Words]]:
    """The thing, and its last words, which say what it is; a name is rather kept whole."""
    words = thing.words
    for start in range(len(words)):
        left = words[start:]
        if len(left) > most or (start and plain(words[start]) in ENGLISH.dangling):
            continue
        if start and ({plain(word) for word in words} & ENGLISH.conjunctions or JOINTS & set(words[:start])):
            continue
        if start and (
            words[start][:1].isdigit() or plain(words[start]) in UNITS or is_in_quotation(words, start)
        ):
            continue
        cut = words[start - 1 : start + 1] if start else ()
        torn = 1.0 * bool(cut and cut[0][:1].isupper() and cut[1][:1].isupper())
        acts = VERBS.get(plain(left[0])) if start else None
        torn += 1.0 * (acts is not None and acts.base not in NOUNS)
        single = 0.3 * (len(left) == 1) + 0.4 * (len(left) == 1 and left[0].islower())
        yield 0.5 * start + (1.5 if small else 0.9) * torn + single, left


def _with_article(thing: Thing, left: Words, most: int) -> Words:
    """Its article or owner before it, where there is room."""
    fits = len(left) < most and thing.led in _OWN
    whole = len(left) == len(thing.words)
    if not fits or (not whole and thing.led not in {"the", "a", "an"}):
        return left
    return (thing.led if whole else "the", *left)
