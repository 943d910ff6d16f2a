"""Which outlets a text names as its sources, as a briefing prints them in brackets."""

import re
from collections.abc import Iterable

from digest.summarize.abbreviations import STARTERS
from digest.summarize.outlets import (
    MANY_WORDS,
    NAMES_WITH_THE,
    NO_REPORTERS,
    NOT_OUTLETS,
    SHAPE_WORDS,
    SHAPE_WORDS_AFTER_THE,
    SINGLE_NAMES,
)

_CAP = r"[A-Z][\w&.-]*"


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)"
_NO_NAME_GOES_ON = rf"(?!\s+(?!{_DAY}\b)[A-Z])"
_OUTLET = re.compile(
    rf"""(?<![\w@#/.-])(?P<the>[Tt]he\s+)?(?:
        (?P<known>{_any(MANY_WORDS)})(?:\s+(?:Magazine|Opinion))?
      | (?P<shape>(?:{_CAP}\s+){{0,4}}(?:{_any(SHAPE_WORDS)})(?:\s+of\s+{_CAP}|\s+(?:Magazine|News|Opinion))?){_NO_NAME_GOES_ON}
      | (?P<loose>(?:{_CAP}\s+){{0,4}}(?:{_any(SHAPE_WORDS_AFTER_THE)})){_NO_NAME_GOES_ON}
      | (?P<single>{_any(SINGLE_NAMES)})(?:\s+(?:News|Magazine|Radio(?:\s+\d(?:\s+Live)?)?|Opinion|Sports?|Philippines|Arabic|Turk|Africa|World\s+Service))?{_NO_NAME_GOES_ON}
    )(?![\w-]|\.\w)""",
    re.VERBOSE,
)
_NAME_BEFORE = re.compile(rf"(?:\b(?!{_DAY}\b)[A-Z][\w’'-]*|\bof)\s+\Z")
"""What stands before a name that is only the end of another (`the Royal Mint`, `the Department of Foreign Affairs`)."""
_VERBS = (
    "reports?|reported|says?|said|notes?|noted|writes?|wrote|adds?|added|continues?|continued|explains?|explained|claims?|"
    "claimed|argues?|argued|observes?|observed|reveals?|revealed|finds|found|suggests?|suggested|quotes|quoted|cites|cited|"
    "understands|predicts?|predicted|concludes?|concluded|estimates|estimated|learned|confirmed|confirms|warns?|warned|"
    "describes|described|points out|pointed out|asks|asked|put it|puts it|calls|called|projects|projected|recounts|details"
)
_AFTER = re.compile(
    rf"""(?:(?:’s|'s|’|')\s+(?:[A-Z][\w.’'-]+\s+(?:[A-Z][\w.’'-]+\s+){{0,3}}))?      # CNN's Jane Doe reports
        \s*(?:,\s+(?:citing|quoting|which|whose)\b | (?:\s*editorial\s+board)?\s*
        (?:(?:has|had|have|also|first|later|previously|recently|exclusively|separately|earlier|since|then|now|on\s+\w+day|\w+day)\s+){{0,2}}
        (?:{_VERBS})\b(?!\s+off\b))""",
    re.VERBOSE,
)
_BEFORE = re.compile(
    rf"""(?: \b(?:according\s+to|per|via|citing|quoting|reports?\s+(?:from|by|in)|(?:reported|cited|quoted|seen|obtained|reviewed|published|spotted|first\s+reported)\s+(?:by|in|on))
      | \b(?:told|tells|telling|wrote\s+to|speaking\s+to|spoke\s+(?:to|with)|talking\s+to|interview\s+(?:with|on|in|for)|interviewed\s+by|editorial\s+in|op-ed\s+(?:in|for))
      | \b(?:{_VERBS})
      | \b(?:said|says|say|wrote|writes?|writing|argue[sd]?|told|tells|asks?|asked|reports?|reported|note[sd]?|explain(?:s|ed)?|adds|added)\s+(?:(?:[A-Z][\w.’'-]*\s+)|(?:and\s+)){{0,8}}(?:in|at|for|on|of|to|from)
      )\s+(?:the\s+)?(?:an?\s+)?\Z""",
    re.VERBOSE,
)
_NOT_ITSELF = re.compile(
    r"(?:’s|'s|’|')?\s+(?:owner|publisher|parent|chief|CEO|president|spokes\w+|host|anchor|founder|building|headquarters|"
    r"executives?|bestseller|best-?sell\w+|crossword|employees|staff|fellow|contributor|columnist|reporter|poll of)\b"
)


_REPORTS = re.compile(
    rf"(?:\A|[,.;]”?\"?\s|[,;]\s)(?P<the>[Tt]he\s+)?(?P<bare>{_CAP}(?:\s+{_CAP}){{0,3}})\s+reports?(?=[,.;])"
)
"""A name that only `reports`, at the end of a clause, is an outlet's whatever it is."""


def named_sources(text: str, *, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the outlets that `text` attributes its news to, in the order they are first named, each once.

    A name counts when it has an outlet's shape (`The Boston Globe`), is a well-known one (`Axios`) or one of `known`
    (the names of one's own sources), and a news verb or phrase goes with it; people and bodies (`said Putin`,
    `according to police`) are not sources.
    """
    hits = [
        (m.start(), name) for m in _OUTLET.finditer(text) if (name := _name(m)) and _is_attribution(text, m)
    ]
    hits += [
        (m.start("bare"), _titled(m["bare"], m["the"]))
        for m in _REPORTS.finditer(text)
        if _may_report(m["bare"])
    ]
    hits += [
        (m.start(), name) for name in known for m in _own(name).finditer(text) if _is_attribution(text, m)
    ]
    kept: dict[str, str] = {}
    for _, name in sorted(hits):
        if not _is_short_form(name, kept):
            kept.setdefault(_key(name), name)
    return tuple(kept.values())


def _titled(bare: str, article: str | None) -> str:
    return f"The {bare}" if _key(bare) in NAMES_WITH_THE or (article or "").startswith("The") else bare


def _may_report(bare: str) -> bool:
    return (
        bare.split(maxsplit=1)[0].casefold() not in STARTERS and bare.split(maxsplit=1)[0] not in NO_REPORTERS
    )


def _own(name: str) -> re.Pattern[str]:
    """Return the pattern of a source's own name, its article optional."""
    bare = re.sub(r"\A[Tt]he\s+", "", name.strip())
    return re.compile(rf"(?<![\w-])(?:[Tt]he\s+)?{re.escape(bare)}(?![\w-])")


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("’", "'")


def _name(match: re.Match[str]) -> str | None:
    """Return the outlet's name as a briefing prints it, or None where the match is no outlet."""
    words = _from_the(match[0].rstrip(".").split())
    while len(words) > 1 and words[0].casefold() in STARTERS and words[0].casefold() != "the":
        words = words[1:]
    has_the = words[0].casefold() == "the"
    bare = " ".join(words[1:] if has_the else words)
    alone = len(bare.split()) == 1
    if not bare or bare.casefold() in NOT_OUTLETS or (match["loose"] and not has_the):
        return None
    if match["shape"] and alone and not has_the:
        return None
    if bare.casefold() in NAMES_WITH_THE or (
        has_the and (words[0] == "The" or (alone and not match["single"])) and bare not in SINGLE_NAMES
    ):
        return f"The {bare}"
    return bare


def _from_the(words: list[str]) -> list[str]:
    """`Monday The Washington Post` begins at its `The`."""
    places = [n for n, word in enumerate(words[:-1]) if word in ("The", "the")]
    return (
        words[places[-1] :]
        if places and places[-1] and words[places[-1] - 1] not in ("of", "on", "Meet", "Face")
        else words
    )


def _is_attribution(text: str, match: re.Match[str]) -> bool:
    if _NOT_ITSELF.match(text, match.end()) or _ends_another_name(text, match):
        return False
    if _AFTER.match(text, match.end()):
        return True
    head = re.split(r"[.!?]\s", text[max(0, match.start() - 120) : match.start()])[-1]
    return bool(_BEFORE.search(head))


def _ends_another_name(text: str, match: re.Match[str]) -> bool:
    """Say whether the words before make the match the end of a longer name."""
    before = _NAME_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
    if before is None or match[0][:4] in ("the ", "The "):
        return False
    return before[0].split()[0].casefold() not in STARTERS - {"of"}


def _is_short_form(name: str, kept: dict[str, str]) -> bool:
    """`the Times` after `The New York Times` is the same outlet."""
    return any(known.endswith(f" {_key(name)}") for known in kept)
