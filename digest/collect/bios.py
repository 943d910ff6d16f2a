"""Who wrote it: bylines, and the lines about the author that end an article."""

import re

from digest.words import count_words

_NAME_WORD = (
    r"(?:[A-ZÀ-ÞŁŠŽ][\w’'ß-]+|[A-Z]\.(?:[A-Z]\.)?|de|van|von|der|den|la|le|al|bin|el|da|di|dos|Mc[A-Z]\w+)"
)
NAME = rf"(?!The\s|An?\s)[A-ZÀ-ÞŁŠŽ][\w’'-]*\.?(?:\s+{_NAME_WORD}){{1,4}}"
_NAMES = rf"{NAME}(?:(?:,\s+{NAME}){{0,5}},?(?:\s+and\s+|\s+&\s+){NAME})?"
_JOB = (
    r"(?:writer|editor|reporter|correspondent|journalist|columnist|contributor|critic|producer|broadcaster|author|blogger|"
    r"intern|photographer|anchor|newsletter editor|news editor|deputy editor|editor-in-chief|researcher|fellow|professor|lecturer|historian|novelist)"
)
_BYLINE = re.compile(
    rf"(?:(?i:by|words by|written by|story by|reported by|text by|posted by|author)\s*:?\s+)(?P<names>{_NAMES})"
    rf"(?P<rest>(?:\s*[,|•·/–—-]\s*.{{2,60}}|\s+(?:in|for|at|of)\s+[A-Z].{{2,40}}|\s+{_JOB}.{{0,50}}|\s+(?i:published|updated|last updated|posted)\b.{{0,60}})?)\.?\Z"
)
_BY_DESK = re.compile(
    r"(?i:by)\s+(?P<names>The\s[A-Z]\w+(?:\s[A-Z]\w+){0,3}|[A-Z]\w+(?:\s[A-Z]\w+){0,2}\s(?i:staff|reporter|desk|bureau|editors))(?:[,\s]+(?i:published|updated)\b.{0,60})?\.?\Z"
)
"""An article by nobody's name: `By The Courier`, `By Courier staff`."""
_CREDITS = re.compile(
    rf"\W*(?i:reporting|writing|additional reporting|compiled|editing|edited|produced|reported|report)\s+by\s+(?P<names>{_NAMES})(?P<rest>.*)",
    re.DOTALL,
)
_NAMED_JOB = re.compile(rf"(?P<names>{NAME}),\s+(?:[\w’' -]{{0,30}})?{_JOB}\b[^.]{{0,40}}\Z")
_OPENS = re.compile(
    rf"(?:(?:About the authors?\s*:?\s*)?(?P<name>(?-i:{NAME}))(?:,\s[^,]{{3,60}},)?|the (?:author|writer)|(?:she|he|they))\s+"
    r"(?:(?:has|have|had)\s+(?:been|\w+(?:ed|en|nt))|is|was|are|worked|works|joined|writes|wrote|covers|covered|reports|"
    r"began|started|spent|graduated|edits|contributes|hosts|lives|studied|holds)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    rf"\b(?:(?:staff|senior|freelance|contributing|digital|associate|assistant|deputy|managing|features|news|political|politics|culture|business|national|"
    rf"audience|multimedia|web|arts|sports|science|foreign|executive|investigative|general assignment|breaking news|weekend|trainee|junior|global|lead|chief|freelance)\s+)+{_JOB}\b|"
    rf"\b{_JOB}\s+(?:at|for|with|based|covering|who (?:covers|writes|focuses)|specializing|specialising|and {_JOB})\b|\bauthor of\b|\b{_JOB} and (?:the )?author\b|"
    r"\b(?:his|her|their) (?:work|writing|reporting|articles|journalism|byline|first book|latest book|new book|debut)\b|\bcontributes? to\b|"
    r"\b(?:where (?:he|she|they) (?:covers?|covered|writes?|wrote|edits?))\b|\b(?:covering|covers|writes about|reports on|focus(?:es|ing) on|specialis(?:es|ing) in|specializ(?:es|ing) in)\b",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"\b(?:Name|Value|Total|Amount|Number|Type)\b")
"""What heads the columns of tables, and is nobody's name."""
_SAID = re.compile(r"[”\"],? (?:\w+ ){0,3}(?:said|says|told|wrote)\b|\b(?:said|says|told|according to)\b")
_MORE = re.compile(
    r"\b(?:he|she|they|and) (?:previously|also|formerly|has written|has worked|lives|graduated|studied|enjoys|holds|is based|is the author|began|started|joined)\b|"
    r"\bfollow (?:him|her|them|\w+ \w+) on\b|\bcan be reached\b|\b(?:lives|based) in\b|\b(?:degree|master[’']s|BA|MA|graduate[d]?) (?:in|from|at)\b|@\w{3,}|\bwon (?:an?|the|several) .{0,40}awards?\b|\bsince \d{4}\b|"
    r"\bin (?:his|her|their) (?:spare|free) time\b|\bpreviously\b|\bformer(?:ly)?\b|\bprior to\b|\bjoined\b",
    re.IGNORECASE,
)


def byline(text: str) -> str | None:
    """Return the names in a byline (`By Ann Lee and Bo Chan, The Courier`), or None where `text` is no byline."""
    if len(text) > 160:
        return None
    if desk := _BY_DESK.match(text):
        return desk["names"]
    match = _BYLINE.match(text) or _NAMED_JOB.match(text)
    if match is None or not match["names"][:1].isupper() or not re.fullmatch(_NAMES, match["names"]):
        return None
    return match["names"].strip(" ,.")


def credited(text: str) -> str | None:
    """Return the names in a wire's credit line (`(Reporting by Ann Lee; editing by Bo Chan)`), or None."""
    match = _CREDITS.match(text) if len(text) < 400 else None
    if match is None or not re.fullmatch(
        r"(?:[\s,;.()\]]|\b(?:in|and|with|by|for|the|from|at|reporting|additional|editing|writing|edited|\w*[A-ZÀ-Þ][\w.’'-]*))*",
        match["rest"],
    ):
        return None
    return match["names"]


def is_bio(text: str, *, after_body: bool, author: str | None) -> bool:
    """Say whether a paragraph tells about the author: a name, a job in journalism, and a career.

    `after_body` says that no news follows it, `author` is the byline if one is known: both count as evidence.
    """
    words = count_words(text)
    opens = _OPENS.match(text)
    if not opens or words > 130 or _SAID.search(text):
        return False
    strong = len({m[0].casefold() for m in _STRONG.finditer(text)})
    more = len({m[0].casefold() for m in _MORE.finditer(text)})
    named = author is not None and text.casefold().startswith(author.casefold())
    return strong > 0 and strong + more + named + 2 * after_body >= 3


def bio_name(text: str) -> str | None:
    """Return the name that a line about the author begins with."""
    match = _OPENS.match(text)
    return match["name"] if match else None


def is_name(text: str) -> bool:
    """Say whether a line is nothing but the name of a person, as far as its shape goes."""
    if not 2 <= len(text.split()) <= 4 or text.startswith(("The ", "A ")) or _COLUMN.search(text):
        return False
    return bool(re.fullmatch(NAME, text))
