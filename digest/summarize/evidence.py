"""Whether a text gives an outlet that it names as its source: by the words before the name and after it."""

import re

from digest.summarize import cues, foreign_cues
from digest.summarize.abbreviations import STARTERS
from digest.summarize.heads import bare_head
from digest.summarize.mentions import Mention
from digest.summarize.outlets import BODIES

_REACH = 140
"""How many characters before a name are looked at: a phrase that gives a source is shorter."""

_DATELINE = re.compile(
    r"\W{0,3}(?:[A-Z][\w./’'-]*(?: \([A-Z]{2,4}\))?,? ){0,5}"
    r"(?P<date>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? ?(?:\d{4},? ?)?)?[:-]? ?\(\Z"
)
_AFTER_DATELINE = re.compile(r"(?:/\w+)?\) *(?P<dash>(?<=\))(?=[A-Z])|[-–—]+|:)? *[“\"‘?A-Z0-9]")
_THE = re.compile(r"\b[Tt]he \Z")
_AFTER_SENTENCE = re.compile(
    r"[.!?”\"] *(?:\((?:With inputs from |Inputs from |With |Reporting by )?|[-–—]+ ?)?\Z"
)
_AFTER_CREDIT = re.compile(r"(?:\A|\n)\(?(?:With inputs|Inputs|Reporting) (?:from|by) \Z")
_LINE_BEGINS = re.compile(r"(?:\A|\n)\Z")
_SIGNATURE_ENDS = re.compile(r"(?:(?:/\w+|, \w+)?\)?\.?\s*(?:\n|\Z)| inputs?\))")
_INITIALS_END = re.compile(r"(?: [A-Z]{2,4}){1,4}\.?\s*(?:\n|\Z)")
_HEADED = re.compile(r"\w(?: [–—-]|:) \Z")
_LINE_ENDS = re.compile(r"\s*(?:\n|\Z)")


def is_source(text: str, one: Mention, start: int) -> bool:
    """Say whether the outlet named in `one` is a source; its sentence begins at `start`."""
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
    return _is_signature(text, one, text[max(0, one.start - 30) : one.start])


def _is_signature(text: str, one: Mention, before: str) -> bool:
    """At the end of a line: `text. (Reuters)`, `text. PTI ABC DEF`; a line that is only `(AFP)` credits a picture."""
    if _INITIALS_END.match(text, one.end):
        return bool(_AFTER_SENTENCE.search(before) or _LINE_BEGINS.search(before))
    if _SIGNATURE_ENDS.match(text, one.end) and (
        _AFTER_SENTENCE.search(before) or _AFTER_CREDIT.search(before)
    ):
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
    if not one.weak and cues.OPENS.fullmatch(bare) and cues.WRITER_FOLLOWS.match(text, one.end):
        return True
    if cues.HANDS.search(bare) and cues.HANDED.match(text, one.end):
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
    if after or cues.SHOWS.match(text, one.end):
        return True
    return bool(cues.GIVES_OTHERWISE.match(text, one.end) or foreign_cues.GIVES.match(text, one.end))


def _colleague(bare: str) -> re.Match[str] | None:
    """`Jane Doe of`, at the end of the words before an outlet's name: what she says, the outlet does."""
    person = cues.COLLEAGUE.search(bare)
    if person is None or person["first"].casefold() in STARTERS or person["last"] in BODIES:
        return None
    return person
