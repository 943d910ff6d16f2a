"""A source's advertisements for itself: short lines that name it, or that stand among offers and sound like them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from digest.collect import offers
from digest.collect.article import BlockKind
from digest.collect.lines import Line, normalise
from digest.collect.phrases import words_of

LONGEST = 30
"""Words of such a line; a longer one is prose."""
BESIDE = frozenset(("promotion", "notice", "navigation", "source name", "repeated line"))
"""Reasons for which a neighbour was dropped that make an offer likelier."""

_OWN_NEWS = words_of(
    "has have understands learned seen contacted approached revealed asked interview interviewed obtained"
)
_FINITE = words_of("is are was were has have had will would can could said says do does did be been")
_ENGLISH = words_of("the and with for your our its of to is you from that this by at on")
FEWEST_TOLD = 6
"""Words of a line from which it has a small one by which its language is known."""
_QUOTE = re.compile(r"[\"“”„«»]")
_SHARING = words_of(
    "share copy link print save for later email send tweet facebook x twitter whatsapp linkedin this "
    "article on via bookmark gift listen comments comment more"
)


def find(
    lines: Sequence[Line], kinds: Mapping[int, BlockKind], why: Mapping[int, str], source: str | None
) -> dict[int, str]:
    """Return the kept lines that advertise, each with its reason; `why` says for what the others were dropped."""
    kept = sorted(kinds)
    found = {n: reason for n in kept if (reason := _by_name(lines[n], source, is_first=n == kept[0]))}
    times = Counter(normalise(line.text) for line in lines if line.words > 3)
    for number in kept:
        line = lines[number]
        if (
            number not in found
            and kinds[number] != "heading"
            and line.words <= LONGEST
            and not _QUOTE.search(line.text)
        ):
            beside = [found.get(n, why.get(n)) in BESIDE for n in (number - 1, number + 1)]
            again = times[normalise(line.text)] > 1 and line.kind is None
            if (
                sum(beside)
                and sum(beside)
                + _is_headed(lines, number, why.get(number - 1))
                + 2 * again
                + _sound(line.text)
                >= 3
            ):
                found[number] = "promotion"
    return found


def _is_headed(lines: Sequence[Line], number: int, why_above: str | None) -> bool:
    """Say whether the line above was dropped and looks like the heading of what this line says; a button heads nothing."""
    is_beside = why_above in BESIDE and why_above != "navigation"
    return is_beside and not lines[number - 1].ends and lines[number - 1].words <= 6


def is_share_bar(text: str) -> bool:
    """Say whether a line is only the words of sharing buttons."""
    return 1 < len(text.split()) <= 12 and words_of(text) <= _SHARING


def _by_name(line: Line, source: str | None, *, is_first: bool) -> str | None:
    """Return why a short line is the source's own: its name alone, or its name at the head of what is no news."""
    if not source or line.words > LONGEST or not (own := _own(source)).search(line.text):
        return None
    if normalise(line.text).removeprefix("the ") == normalise(source).removeprefix("the "):
        return "source name"
    words = words_of(line.text)
    if is_first or _QUOTE.search(line.text) or words & (offers.REPORTED | _OWN_NEWS):
        return None
    first = re.match(r"\W*([^\W_]+)", line.text)
    orders = first is not None and first[1].lower() in offers.ORDERS
    head = own.match(line.text)
    speaks = head is not None and not re.match(r"['’]s?\b", line.text[head.end() :])
    return "promotion" if orders or (speaks and line.words <= 25) else None


def _own(source: str) -> re.Pattern[str]:
    """Return the pattern of a source's name: whole, or its last word with an article (`the Mercury`)."""
    bare = re.sub(r"\A[Tt]he\s+", "", source.strip())
    short = rf"|[Tt]he\s+{re.escape(bare.split()[-1])}" if len(bare.split()) > 1 else ""
    article = r"[Tt]he\s+" if bare != source.strip() else r"(?:[Tt]he\s+)?"
    return re.compile(rf"(?:{article}{re.escape(bare)}{short})\b|\b{re.escape(source.strip().upper())}\b")


def _sound(text: str) -> int:
    """Count what makes a short line sound like an offer: it speaks to the reader, gives orders, is a motto."""
    words = words_of(text)
    if words & offers.REPORTED:
        return -1
    asked = any(offers.OFFERS.found(text, words))
    pieces = [re.match(r"\W*([^\W_]+)", piece) for piece in re.split(r"(?<=[.!?])\s+", text)]
    orders = any(piece is not None and piece[1].lower() in offers.ORDERS for piece in pieces)
    return bool(words & offers.VOICE) + orders + asked + _is_motto(text, words)


def _is_motto(text: str, words: frozenset[str]) -> bool:
    """A line without names, numbers and a verb that tells what happened: `Science with its workings shown.`"""
    if len(words) > FEWEST_TOLD and words.isdisjoint(_ENGLISH):
        return False  # its verbs are not known here
    inner = text.split()[1:]
    plain = not any(word[0].isupper() or word[0].isdigit() for word in inner)
    return (
        len(inner) < 20 and plain and not words & _FINITE and not any(word.endswith("ed") for word in words)
    )
