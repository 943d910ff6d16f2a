"""Which outlets a text names as its sources, as a briefing prints them in brackets."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from digest.summarize import cues, foreign_cues
from digest.summarize.abbreviations import STARTERS
from digest.summarize.heads import bare_head
from digest.summarize.mentions import Mention, mentions
from digest.summarize.outlets import BODIES
from digest.summarize.spellings import canonical

_BREAK = re.compile(r"[.!?]+[”\"’')]*\s+(?=[A-Z“\"‘(])|(?<=[a-z][.!?])(?=[A-Z][a-z]*\s)|\n")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Jr|Sr|U\.S|U\.K|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\Z"
)
_REACH = 140
"""How many characters before a name are looked at: a phrase that gives a source is shorter."""

_LOST_MARK = re.compile(r"[?\ufffd](?<=\w.)(?=(?:s|t|d|ll|re|ve|m)\b)")
_LOST_SPACE = re.compile(r"[?\ufffd](?:(?<=\w\?)(?=[a-z])|(?<=\ufffd))")
_DATELINE = re.compile(
    r"\W{0,3}(?:[A-Z][\w./’'-]*(?: \([A-Z]{2,4}\))?,? ){0,5}"
    r"(?P<date>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? ?(?:\d{4},? ?)?)?[:-]? ?\(\Z"
)
_AFTER_DATELINE = re.compile(r"(?:/\w+)?\)\s*(?P<dash>(?<=\))(?=[A-Z])|[-–—]+|:)?\s*[“\"‘?A-Z0-9]")
_THE = re.compile(r"\b[Tt]he \Z")
_SIGNED = re.compile(
    r"(?:\A|[.!?”\"])\s*(?:\((?:With inputs from |Inputs from |With |Reporting by )?|[-–—]+ ?)?\Z"
)
_SIGNATURE_ENDS = re.compile(
    r"(?:/\w+|, \w+| inputs?)?\)?\.?\s*(?:\n|\Z)|(?: [A-Z]{2,4}){1,4}\.?\s*(?:\n|\Z)"
)
_HEADED = re.compile(r"\w(?: [–—-]|:) \Z")
_LINE_ENDS = re.compile(r"\s*(?:\n|\Z)")


def named_sources(text: str, *, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the outlets that `text` attributes its news to, in the order they are first named, each once.

    A name counts when it is a well-known one (`Axios`), has an outlet's shape (`The Boston Globe`), is called an outlet
    (`the newspaper Volna`) or is one of `known` (the names of one's own sources), and a phrase of reporting goes with
    it. People and bodies (`said Putin`, `according to police`) are no sources, nor is an outlet that only is talked
    about or speaks of its own affairs. Names come out as they are printed: `AP` as `The Associated Press`.
    """
    text = _tidy(text)
    found = mentions(text, known)
    if not found:
        return ()
    starts = _sentence_starts(text)
    kept: dict[str, str] = {}
    longer: dict[str, str] = {}
    for one in found:
        name = _in_full(canonical(one.name), longer)
        start = starts[bisect_right(starts, one.start) - 1]
        if _key(name) not in kept and _is_source(text, one, start):
            kept[_key(name)] = name
    return tuple(kept.values())


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


def _in_full(name: str, longer: dict[str, str]) -> str:
    """`The Times` after `The New York Times` is that outlet; `longer` are the longer names by the word that stays."""
    words = name.removeprefix("The ").split()
    if len(words) == 1 and name.startswith("The "):
        return longer.get(words[0], name)
    if len(words) > 1:
        longer[words[0] if words[1] == "of" else words[-1]] = name
    return name


def _is_source(text: str, one: Mention, start: int) -> bool:
    head = text[max(start, one.start - _REACH) : one.start]
    if cues.ITSELF.match(text, one.end) or cues.PICTURE.search(head[-60:]):
        return False
    if _is_signed(text, one, head):
        return True
    bare, is_called = bare_head(head)
    colleague = _colleague(bare)
    if colleague:
        bare = bare[: colleague.start()]
    weak = one.weak and not is_called and colleague is None
    return _is_given(text, one, head, bare) or _gives(text, one, bare, weak=weak)


def _is_signed(text: str, one: Mention, head: str) -> bool:
    """A dateline (`LONDON (Reuters) - `), a signature (`(Reuters)` at the end), a headline's (`Talks fail: Reuters`)."""
    if one.weak:
        return False
    head = _THE.sub("", head)
    after = _AFTER_DATELINE.match(text, one.end)
    line = _DATELINE.fullmatch(head) if after else None
    if after and line and (after["dash"] is not None or line["date"] or not head.strip(" (")):
        return True
    before = text[max(0, one.start - 30) : one.start]
    if _SIGNATURE_ENDS.match(text, one.end) and _SIGNED.search(before):
        return True
    return bool(_LINE_ENDS.match(text, one.end) and _HEADED.search(before))


def _is_given(text: str, one: Mention, head: str, bare: str) -> bool:
    """Say whether the words before the name make it a source: `according to`, `told`, `said X in`."""
    if one.weak and one.name.startswith("The ") and cues.NOUN_FOLLOWS.match(text, one.end):
        return False
    last = bare[bare.rfind(" ", 0, -1) + 1 : -1].casefold()
    if last in cues.GIVEN_ENDS and cues.GIVEN.search(bare):
        return not (bare.endswith(("told ", "tells ")) and cues.ORDERED.match(text, one.end))
    if cues.IN_A.search(head) and cues.WORK_OF_IT.match(text, one.end):
        return True
    if cues.ANSWERS.match(text, one.end) and cues.ASKED.search(bare):
        return True
    return bool(foreign_cues.GIVEN.search(bare))


def _gives(text: str, one: Mention, bare: str, *, weak: bool) -> bool:
    """Say whether the name is the subject of a verb of reporting."""
    first = cues.VERB_FIRST.search(bare) or foreign_cues.VERB_FIRST.search(bare)
    if first and cues.CLAUSE_ENDS.match(text, one.end):
        return not weak or first[0].startswith("report")
    if cues.IS_OBJECT.search(bare) or cues.HOSTS.match(text, one.end) or cues.OF_ITSELF.match(text, one.end):
        return False
    after = cues.GIVES.match(text, one.end)
    if after and weak:
        return bool(bare.strip() or one.has_article) and bool(after["strong"] or bare.endswith(", "))
    if after:
        return True
    return bool(cues.GIVES_OTHERWISE.match(text, one.end) or foreign_cues.GIVES.match(text, one.end))


def _colleague(bare: str) -> re.Match[str] | None:
    """`Jane Doe of`, at the end of the words before an outlet's name: what she says, the outlet does."""
    person = cues.COLLEAGUE.search(bare)
    if person is None or person["first"].casefold() in STARTERS or person["last"] in BODIES:
        return None
    return person
