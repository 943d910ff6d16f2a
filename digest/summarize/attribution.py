"""Which outlets a text names as its sources, as a briefing prints them in brackets."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from digest.summarize.evidence import is_source
from digest.summarize.mentions import Mention, mentions
from digest.summarize.spellings import canonical

_BREAK = re.compile(r"[.!?]+[”\"’')]*\s+(?=[A-Z“\"‘(])|(?<=[a-z][.!?])(?=[A-Z][a-z]*\s)|\n")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Jr|Sr|U\.S|U\.K|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\Z"
)
_LIST = re.compile(
    r"(?:,|/|(?P<and>,? (?:and|or|und|oder|et|y|as well as)))(?:,? of course)?,? ?(?:the |The |to |by |in |with |on )?"
)
_SUBJECT = re.compile(r"(?:\A|[\n.!?”\",;:—–-] ?|\b(?:that|as|but|and|while|when|though) )(?:[Tt]he )?\Z")
"""What stands before a name that begins a clause."""

_LOST_MARK = re.compile(r"[?\ufffd](?<=\w.)(?=(?:s|t|d|ll|re|ve|m)\b)")
_LOST_SPACE = re.compile(r"[?\ufffd](?:(?<=\w\?)(?=[a-z])|(?<=\ufffd))")


def named_sources(text: str, *, known: Iterable[str] = (), context: str = "") -> tuple[str, ...]:
    """Return the outlets that `text` attributes its news to, in the order they are first named, each once.

    A name counts when it is a well-known one (`Axios`), has an outlet's shape (`The Boston Globe`), is called an outlet
    (`the newspaper Volna`) or is one of `known` (the names of one's own sources), and a phrase of reporting goes with
    it. People and bodies (`said Putin`, `according to police`) are no sources, nor is an outlet that only is talked
    about or speaks of its own affairs. Names come out as they are printed: `AP` as `The Associated Press`,
    `the Times` by the longer name that `text`, or `context` from which it is taken, has for it.
    """
    text, known = _tidy(text), tuple(known)
    found = mentions(text, known)
    if not found:
        return ()
    around = mentions(_tidy(context), known) if context else []
    names = _in_full([canonical(one.name) for one in (*around, *found)])[len(around) :]
    are_sources = _with_their_lists(text, found, _judged(text, found))
    kept: dict[str, str] = {}
    for name, is_one in zip(names, are_sources, strict=True):
        if is_one:
            kept.setdefault(_key(name), name)
    return tuple(kept.values())


def _judged(text: str, found: list[Mention]) -> list[bool]:
    starts = _sentence_starts(text)
    return [is_source(text, one, starts[bisect_right(starts, one.start) - 1]) for one in found]


def _with_their_lists(text: str, found: list[Mention], judged: list[bool]) -> list[bool]:
    """In `told CNN and, of course, Fox News` and `Reuters and AP reported` what holds for one holds for the other."""
    links = [_LIST.fullmatch(text, one.end, two.start) for one, two in pairwise(found)]
    judged = list(judged)
    for place, link in enumerate(links):
        judged[place + 1] |= judged[place] and link is not None
    for place, link in reversed(list(enumerate(links))):
        if judged[place + 1] and link and link["and"]:
            start = found[place].start
            judged[place] |= bool(_SUBJECT.search(text, max(0, start - 12), start))
    return judged


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("’", "'")


def _tidy(text: str) -> str:
    """White space single, line ends kept; marks that a wrong decoding left within words mended."""
    text = "\n".join(" ".join(line.split()) for line in text.splitlines())
    if "?" in text or "\ufffd" in text:
        text = " ".join(_LOST_SPACE.sub(" ", _LOST_MARK.sub("’", text)).split(" "))
    return text


def _sentence_starts(text: str) -> list[int]:
    return [0] + [
        match.end()
        for match in _BREAK.finditer(text)
        if match[0] == "\n" or not _SHORTENED.search(text, max(0, match.start() - 5), match.start())
    ]


def _in_full(names: list[str]) -> list[str]:
    """Each name; `The Times` after `The New York Times` is that outlet."""
    longer: dict[str, str] = {}
    full = []
    for name in names:
        words = name.removeprefix("The ").split()
        if len(words) > 1:
            longer[words[0] if words[1] == "of" else words[-1]] = name
        full.append(longer.get(words[0], name) if len(words) == 1 and name.startswith("The ") else name)
    return full
