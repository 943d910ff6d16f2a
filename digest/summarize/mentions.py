"""Where a text names outlets: by the list or the names given, by the shape of a name, by what it is called."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from digest.summarize.abbreviations import STARTERS, TITLES
from digest.summarize.heads import is_origin
from digest.summarize.outlets import BODIES, KIND_WORDS, KINDS_AFTER, NO_NAMES, OWNERS
from digest.summarize.shapes import DAY, shaped, start_of_name
from digest.summarize.spellings import Index, Spelling, listed, of_names


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text from `start`, after its article, to `end`.

    A `weak` one is a common word or a person's name too, and needs the plainest phrases; `part` is a piece of a longer
    name (`Vice Chief Marsh`), no outlet.
    """

    start: int
    end: int
    name: str
    weak: bool = False
    part: bool = False
    has_article: bool = False


_WORD = re.compile(r"(?<![\w@#/&-])(?:[^\W_a-zß-öø-ÿ]\w*|dpa\b|taz\b|mid\b|franceinfo\b|i\b)")
_ARTICLE = re.compile(
    r"\b([Tt]he|[Dd](?:er|ie|as|em|en|es)|[Ll](?:e|a|es)|[Ee]l|[Aa]ux?|[Dd]u|[Dd]el|[Aa]l|De) \Z"
)
_SECTION = re.compile(
    r" (?:Magazine|Opinion|Radio(?: \d(?: Live)?)?|Sports?|Philippines|Arabic|Turk|Africa|World Service|Hindi|Urdu|Persian|"
    r"Mundo|Brasil|Scotland|Wales|Northern Ireland)\b"
)
"""Parts of an outlet that are known by names of their own."""

_DESK = re.compile(
    r" (?:Television|TV|Online|Money|Tech|Business|Politics|Culture|Entertainment|Health|Travel|Digital|Australia|US|UK|India|"
    r"America|Asia|Europe|Canada|International)\b"
)
"""Parts that are credited as the whole."""

_KIND = re.compile(rf" (?:{KINDS_AFTER})\b")
_ENDS = re.compile(
    r"(?!\w|-[a-z])(?:\.(?:com|in|org|net|co\.uk|de|fr|es)\b)?(?:[-/](?:[A-Z]{2,5}|Ipsos|Reuters|YouGov|Gallup)\b(?: News)?)?"
)
_INITIALS_GO_ON = r"(?:[A-Z]{2,4} ){0,4}[A-Z]{2,4}\.?(?:\n|\Z)"
_GOES_ON = re.compile(rf" (?!{DAY}|{_INITIALS_GO_ON})[A-Z]")
_BEFORE = re.compile(r"([\w’'.]+) \Z")
_NOT_PART = (
    {
        *(
            "per",
            "via",
            "as",
            "citing",
            "quoting",
            "told",
            "reports",
            "said",
            "says",
            "laut",
            "selon",
            "según",
            "wie",
            "sagte",
        ),
        *("dijo", "on", "photo", "image", "source", "watch"),
    }
    | {name.casefold() for name in NO_NAMES}
    | STARTERS - {"of"}
)
_NAMED = re.compile(r"[A-Z][\w&.’'-]*\w(?: (?:[A-Z][\w&’'-]*\w|\d+\b)){0,3}")
_KIND_STARTS = tuple(f" {kind.split()[0]}" for kind in KINDS_AFTER.split("|"))
_REPORTS = re.compile(r" reports?(?=[,.;])")
_REPORTER = re.compile(
    r"(?:\A|[,.;] |[”\"] )(?P<the>[Tt]he )?(?P<bare>[A-Z][\w&’'-]{1,30}(?: [A-Z][\w&’'-]{1,30}){0,3})\Z"
)


def mentions(text: str, known: Iterable[str] = ()) -> list[Mention]:
    """Every outlet named in `text`, whose white space is single, by place, none of them over another.

    Listed names and those of `known` go before what only looks like a name.
    """
    own = of_names(known)
    words = list(_WORD.finditer(text))
    named = [*_by_name(text, own), *_by_word(text, words, (own, listed()))]
    people = {one.name for one in named if one.part}
    kept = _apart([], (one for one in named if not one.part))
    kept = [replace(one, weak=one.weak or one.name in people) for one in kept]
    guessed = (Mention(*one) for one in (*shaped(text, words), *_called(text, words), *_reporting(text)))
    return sorted(_apart(kept, guessed), key=lambda one: one.start)


def _apart(kept: list[Mention], more: Iterable[Mention]) -> list[Mention]:
    """Those kept, and of the others, the longest first, those that touch none."""
    taken = {place for one in kept for place in range(one.start, one.end)}
    kept = list(kept)
    for one in sorted(more, key=lambda one: (one.start - one.end, one.start)):
        if taken.isdisjoint((one.start, one.end - 1)):
            kept.append(one)
            taken.update(range(one.start, one.end))
    return kept


def _by_word(text: str, words: Iterable[re.Match[str]], indexes: tuple[Index, Index]) -> Iterator[Mention]:
    flat = text.replace("’", "'")
    own, index = indexes
    for match in words:
        for one in (*own.get(match[0], ()), *index.get(match[0], ())):
            found = _spelled(flat, match.start(), one)
            if found:
                yield found
                break


def _by_name(text: str, own: Index) -> Iterator[Mention]:
    """Names that begin with a small letter, as hosts do (`wire.example`)."""
    for one in (one for some in own.values() for one in some if one.text[0].islower()):
        for match in re.finditer(rf"(?<![\w@#/.-]){re.escape(one.text)}(?!\w)", text):
            yield Mention(match.start(), match.end(), one.name, one.weak)


def _spelled(text: str, start: int, one: Spelling) -> Mention | None:
    """The mention of this spelling at `start`, unless an address stands there."""
    end = _ENDS.match(text, start + len(one.text)) if text.startswith(one.text, start) else None
    if end is None or text[max(0, start - 4) : start].casefold() == "www.":
        return None
    article = _ARTICLE.search(text, max(0, start - 5), start)
    if one.needs and (article is None or article[1].casefold() not in one.needs):
        return None
    section = _SECTION.match(text, end.end())
    part = section or _DESK.match(text, end.end())
    stop = part.end() if part else end.end()
    kind = _KIND.match(text, stop)
    return Mention(
        start=start,
        end=kind.end() if kind else stop,
        name=one.name + (section[0] if section else ""),
        weak=one.weak and not kind,
        part=_is_part(text, start, stop, one, has_article=article is not None),
        has_article=article is not None,
    )


def _is_part(text: str, start: int, end: int, one: Spelling, *, has_article: bool) -> bool:
    """Say whether the name is only a piece of a longer one (`the Royal Mint`, `Vice Chief Marsh`)."""
    single = " " not in one.text
    if single and _GOES_ON.match(text, end):
        return True
    before = _BEFORE.search(text, max(0, start - 24), start)
    if before is None or has_article:
        return False
    word = before[1]
    if word.rstrip(".").casefold() in TITLES:
        return True
    may_be_name = single and word[0].isupper() and not word.endswith(("'s", "'", "."))
    return may_be_name and word.casefold() not in _NOT_PART and not re.match(DAY, word)


Guess = tuple[int, int, str]


def _called(text: str, words: Iterable[re.Match[str]]) -> Iterator[Guess]:
    """`the newspaper Volna`, `the Volna news agency`: an outlet's name because it is called one."""
    for match in words:
        start, end = match.span()
        if _kind_before(text, start) and (name := _NAMED.match(text, start)):
            yield from _as_outlet(name[0], name.end(), name.end())
        elif text.startswith(_KIND_STARTS, end) and (kind := _KIND.match(text, end)):
            yield from _as_outlet(text[start_of_name(text, start) : end], end, kind.end())


def _kind_before(text: str, place: int) -> bool:
    """Say whether the word before `place`, an English article skipped, is what outlets are called.

    A person may be a broadcaster too, but not a `state broadcaster` or a `Danish broadcaster`.
    """
    words = text[max(0, place - 40) : place].split(" ")
    words = words[:-2] if words[-2:-1] in (["the"], ["The"]) else words[:-1]
    kind = words[-1] if words else ""
    if kind != "broadcaster":
        return kind in KIND_WORDS
    owner = words[-2] if len(words) > 1 else ""
    return owner in {"state", "public", "national", "TV"} or owner in NO_NAMES or is_origin(owner or "-")


def _as_outlet(bare: str, bare_end: int, end: int) -> Iterator[Guess]:
    words = bare.split()
    while words and (
        words[0] in NO_NAMES or words[0].casefold() in STARTERS or _owns(words) or is_origin(words[0])
    ):
        words = words[1:]
    if words and BODIES.isdisjoint(words):
        name = " ".join(words)
        yield bare_end - len(name), end, name.removesuffix("'s").removesuffix("’s")


def _owns(words: list[str]) -> bool:
    return len(words) > 1 and words[0].endswith(("'s", "’s")) and words[0][:-2] not in OWNERS


def _reporting(text: str) -> Iterator[Guess]:
    """A name that only `reports`, at the end of a clause, is an outlet's, unless it is a body's or a person's."""
    for verb in _REPORTS.finditer(text):
        match = _REPORTER.search(text, max(0, verb.start() - 70), verb.start())
        if match is None or _is_no_outlet(match["bare"].split(), has_article=bool(match["the"])):
            continue
        the = "The " if match["the"] and match["the"][0] == "T" else ""
        yield match.start("bare"), match.end("bare"), the + match["bare"]


def _is_no_outlet(words: list[str], *, has_article: bool) -> bool:
    """Say whether it is an authority, a person (`Jane Doe reports`), or no name at all."""
    if len(words) > 1 and not has_article:
        return True
    is_acronym = len(words) == 1 and words[0].isupper()
    opens = words[0].casefold() in STARTERS
    return is_acronym or opens or not BODIES.isdisjoint(word.removesuffix("'s") for word in words)
