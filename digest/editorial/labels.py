"""The contents label of a story: three to six words of a headline, never cut in the middle of a phrase."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.editorial.compression import asked, compressed
from digest.editorial.cuts import label_cost
from digest.editorial.elsewhere import labels_elsewhere
from digest.editorial.fallback import whole_or_head
from digest.editorial.grammar import OTHER, grammar_of
from digest.editorial.headlines import bare, is_cut_off, parts
from digest.editorial.kernels import kernels
from digest.editorial.labeldoubts import doubts_about
from digest.editorial.labelrules import (
    AS_COLON,
    BEFORE_COMMA,
    CALL,
    CLAIM_ALONE,
    HALF_QUOTED,
    KERNEL,
    LATER_HEADLINE,
    LATER_PART,
    LEAST,
    LOOSE,
    MERE_NAME,
    MOST,
    TO_COMMA,
    TOO_WEAK,
    TOPIC_ONLY,
    WITHOUT_PREDICATE,
    WITHOUT_SPEAKER,
    WITHOUT_VERB,
    Rules,
)
from digest.editorial.lexicon import AUXILIARIES, VERBS
from digest.editorial.loosecuts import loose_cuts, to_comma
from digest.editorial.marks import capital, is_whole, size_of, without_stop
from digest.editorial.pairs import about, pairs
from digest.editorial.persons import is_person
from digest.editorial.predicates import plain, predicate
from digest.editorial.said import Said, drops_speaker, first_said, said_first, said_in, short_speakers
from digest.editorial.shortening import Words, shorter
from digest.editorial.smallwords import phrase_cost
from digest.editorial.starts import stands, starts
from digest.editorial.things import is_thing
from digest.editorial.topics import may_be_spoken, only_says, topic_of
from digest.editorial.wordclasses import ASKING, HANGING

INNER_END = re.compile(r"[.,]+(?=[\"”’'»]\Z)")
"""A comma or a full stop within the marks of a quotation, where a label ends."""

_Costed = Iterator[tuple[float, str]]


@dataclass(frozen=True, slots=True, order=True)
class _Label:
    cost: float
    turn: int
    text: str


def label_of(headlines: Sequence[str], language: str, text: str = "") -> str:
    """A label of 3 to 6 words for the story that these headlines tell, the first of them before the others.

    Shorter headlines are their own label. A part is left out only where a clause or a phrase begins; `text`, the articles' own, tells
    a speaker from a topic. Where every cut would go through a phrase, words that say little go; then it names what it is about.
    """
    grammar = grammar_of(language)
    harder = ((True, False), (True, True)) if grammar is not OTHER else ()
    best = None
    for hard, topics in ((False, False), *harder):
        best = _best(headlines, Rules(grammar, text, hard, topics))
        if best is not None and (best.cost < (TOO_WEAK if topics else WITHOUT_PREDICATE) or not harder):
            return capital(INNER_END.sub("", best.text))
    return capital(_fallen_back(headlines[0], Rules(grammar, text), best.text if best else ""))


def _fallen_back(headline: str, rules: Rules, topic: str) -> str:
    """The headline or its head, behind who says it where there is room."""
    told = said_in(bare(headline), rules.text) if rules.english and not topic else None
    if told is None or is_cut_off(headline):
        return whole_or_head(headline, rules.grammar, topic)
    head = whole_or_head(told.claim, rules.grammar)
    room = MOST - size_of(head)
    fitting = (
        name for name in (told.speaker, *short_speakers(told.speaker, rules.text)) if size_of(name) <= room
    )
    speaker = next(fitting, "")
    return f"{speaker}{rules.colon}{capital(head)}" if speaker else head


def _best(headlines: Sequence[str], rules: Rules) -> _Label | None:
    found: list[_Label] = []
    for turn, headline in enumerate(headlines):
        for cost, label in _labels(headline, rules):
            paid = LATER_HEADLINE * turn + (doubts_about(label, headline) if rules.english else 0.0)
            found.append(_Label(round(cost + paid, 3), len(found), label))
    return min(found, default=None)


def _labels(headline: str, rules: Rules) -> _Costed:
    """Labels that a headline offers, and what each costs: what is left out, where it is cut."""
    whole, half, found = bare(headline), is_cut_off(headline), parts(headline)
    if LEAST <= size_of(whole) <= MOST and not half and is_whole(whole):
        yield -1.0, without_stop(whole.strip(" ,;:"))
        return
    if whole.endswith("?") and len(found) == 1:
        yield from _of_question(whole, rules)
        return
    told = None if half else said_in(whole, rules.text, english=rules.english)
    if told is not None:
        yield from _of_said(told, rules)
        return
    yield from _of_parts(found, rules, half=half)
    first = said_first(whole) if rules.hard and len(found) == 1 and not half else None
    if first is not None:
        yield from ((cost + AS_COLON, label) for cost, label in _of_said(first, rules))


def _of_said(told: Said, rules: Rules) -> _Costed:
    """What is said behind who says it; alone, only where it names a thing."""
    speakers = short_speakers(told.speaker, rules.text) if rules.hard else {told.speaker: 0.0}
    if rules.topics and rules.english and LEAST <= size_of(told.claim) <= MOST and is_whole(told.claim):
        yield CLAIM_ALONE, told.claim
    for cost, label in _of_claim(told.claim, rules):
        for speaker, paid in speakers.items():
            spoken = f"{speaker}{rules.colon}{label}"
            if size_of(spoken) <= MOST:
                yield cost + paid, spoken
            elif not rules.hard and rules.english and is_thing(label) and not is_thing(told.claim):
                yield cost + WITHOUT_SPEAKER, label
    for speaker, paid in speakers.items() if rules.topics and rules.english else ():
        yield from ((TOPIC_ONLY + paid + cost, label) for cost, label in about(told, speaker, rules))


def _of_claim(claim: str, rules: Rules) -> _Costed:
    """The labels of what is said; where it leaves out the `I` that it begins with (`Will give up tea: Merrow`), as with it."""
    spoken = rules.english and drops_speaker(claim)
    own = _of_parts(parts(f"I {claim[:1].lower()}{claim[1:]}"), rules, half=False) if spoken else ()
    told = [(cost, capital(label.removeprefix("I "))) for cost, label in own if label.startswith("I ")]
    yield from told or _of_parts(parts(claim), rules, half=False)
    if rules.english and rules.hard:
        yield from ((BEFORE_COMMA, first) for first in first_said(claim))


def _of_question(whole: str, rules: Rules) -> _Costed:
    """The question where it is not long; one that begins with `how` or `why` may end earlier."""
    words = tuple(whole.rstrip("?").split())
    if not words:
        return
    for variant, paid in (asked(words, rules.text) if rules.hard else {words: 0.0}).items():
        if LEAST <= len(variant) <= MOST:
            yield paid, " ".join(variant) + "?"
        if rules.english and plain(words[0]) in ASKING | {"which"}:
            for cost, span in _spans(variant, rules, half=True):
                yield cost + paid, " ".join(span) + "?"
        elif rules.english and plain(variant[0]) in AUXILIARIES:
            for cost, span in _spans(variant[1:], rules, half=True):
                if len(span) < MOST and cost < WITHOUT_PREDICATE and plain(span[-1]) not in VERBS:
                    yield cost + paid, " ".join((variant[0], *span)) + "?"
    if rules.topics:
        yield from ((TOPIC_ONLY + cost, label) for cost, label in pairs(" ".join(words), rules.text))


def _of_parts(found: Sequence[str], rules: Rules, *, half: bool) -> _Costed:
    """The labels of a headline's parts; `half` says that the last one is only begun."""
    topic = topic_of(found)
    for place, part in enumerate(found):
        is_begun, alone = half and place == len(found) - 1, len(found) == 1
        later = LATER_PART * place + CALL * (part.endswith("!") and not alone)
        later += WITHOUT_VERB * (not alone and rules.english and is_thing(part))
        if part.endswith("?"):
            asks = not place or stands(part, first=part.split()[0].casefold() in AUXILIARIES)
            if asks and not is_begun and LEAST <= size_of(part) <= MOST:
                yield 0.6 + later, part
            elif asks and not is_begun and rules.hard:
                words = tuple(part.rstrip("?").split())
                shorter_ones = asked(words, rules.text).items()
                yield from (
                    (1.2 + later + cost, " ".join(one) + "?")
                    for one, cost in shorter_ones
                    if LEAST <= len(one) <= MOST
                )
            continue
        for cost, label in _of_part(part, rules, half=is_begun):
            if topic and place == 1 and not label.startswith(topic) and may_be_spoken(label, cost):
                yield from _under(topic, label, cost, rules)
            if stands(label, first=alone) if rules.english else " " in topic or not place:
                names = rules.english and (
                    is_person(label) or (place == 0 and not alone and only_says(label))
                )
                yield cost + later + MERE_NAME * names, label


def _under(topic: str, label: str, cost: float, rules: Rules) -> _Costed:
    """The label behind what it is about, or who says it, by a shorter name where that is a person."""
    shorter_ones = short_speakers(topic, rules.text) if rules.hard and rules.english else {}
    for name, paid in {**shorter_ones, topic: 0.0}.items():
        spoken = f"{name}{rules.colon}{label}"
        if size_of(spoken) <= MOST:
            yield cost + 0.3 + paid, spoken


def _of_part(part: str, rules: Rules, *, half: bool) -> _Costed:
    """The labels of one part; of half a sentence the end is never one."""
    if rules.hard and not rules.english:
        yield from labels_elsewhere(part, rules.grammar) if not half else ()
        return
    mild = shorter(tuple(part.split()), rules.grammar)
    for words, cost in (compressed(mild, rules.text) if rules.hard else mild).items():
        for start, begun in starts(words, rules.grammar, rules.text):
            for paid, span in _spans(words[start:], rules, half=half):
                label = " ".join(span).strip(" ,;:–—-")
                hangs = (
                    rules.english
                    and plain(label.rpartition(" ")[2]) in HANGING
                    and len(span) < len(words) - start
                )
                quoted = not is_whole(label) and label[:1] in "“\"'‘" and is_whole(label[1:])
                label = label[quoted:]
                if is_whole(label) and size_of(label) >= LEAST and not hangs:
                    yield cost + begun + paid + HALF_QUOTED * quoted, label
            if rules.topics and not half:
                cuts = loose_cuts(words[start:])
                yield from ((LOOSE + cost + begun + paid, " ".join(span)) for paid, span in cuts)
    named = part.split()[next(starts(tuple(part.split()), rules.grammar, rules.text))[0] :]
    if rules.topics and not half:
        yield from ((TO_COMMA, first) for first in to_comma(part))
        yield from ((KERNEL + cost, " ".join(one)) for cost, one in kernels(tuple(named), rules.text))
    if rules.topics:
        yield from (
            (TOPIC_ONLY + cost, label) for cost, label in pairs(" ".join(named), rules.text, half=half)
        )


def _spans(words: Words, rules: Rules, *, half: bool) -> Iterator[tuple[float, Words]]:
    """The first words up to the end, or up to where a part begins that may be left out."""
    found = predicate(words) if rules.english else None
    for size in range(LEAST, min(MOST, len(words) - half) + 1):
        cost = label_cost(words, size, found) if rules.english else phrase_cost(words, size, rules.grammar)
        comma = max((n for n, word in enumerate(words[: size - 1], 1) if word.endswith(",")), default=0)
        opened = comma and size < len(words) and words[comma].casefold() in rules.grammar.prepositions
        if cost is not None and not opened:
            yield cost + 0.3 * (size == LEAST) + 0.6 * bool(comma) - 0.07 * size, words[:size]
