"""Captions: the credit of a picture, and the lines above it that describe the picture."""

import re
from collections.abc import Sequence

from digest.collect import bios
from digest.collect.lines import Line, normalise

LONGEST = 80
"""Words of a caption or description; a longer line is prose."""

_AGENCY = r"(?:ap|reuters|afp|epa|pa|upi|bloomberg|getty(?: images)?|shutterstock|alamy|istock|unsplash|rex features|zuma press|associated press|wire)"
_CREDIT = re.compile(
    r"(?:\A|[(\[.|]\s*)(?:image|photo|picture|illustration|photograph|video|cartoon|graphic)s?(?: credits?| by| courtesy(?: of)?| via|/illustration)?\s*:\s*\S|"
    r"\b(?:image|photo|picture) credits?\b|\bcredit\s*(?::|\.{2,}|…)\s*\S|\bcourtesy of\b[^.]{0,60}\Z|"
    rf"\b{_AGENCY}(?: images| photos?)?\s*/\s*[\w .’'-]{{2,40}}\)?\Z|[\w)]\s*/\s*{_AGENCY}(?: images| photos?)?[^.]{{0,25}}\Z|"
    r"\b(?:via )?(?:getty images|shutterstock|alamy|istockphoto|afp/getty|unsplash|zuma press|rex features)\b[^.]{0,25}\Z|"
    r"\(?\bap photo\b|\A(?:photo|image|picture|photograph|illustration|screenshot|file photo|handout)s?(?: by| from| via|:)\s.{2,80}\Z|\bfile (?:photo|pic|picture|image)\b",
    re.IGNORECASE,
)
_CREDIT_WORDS = re.compile(
    r"image|photo|picture|illustration|video|cartoon|graphic|credit|courtesy|/|getty|shutterstock|alamy|unsplash|zuma|features|screenshot|handout|file pic",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:(?:an? |this |the )?(?:\w+ ){0,3}(?:photo(?:graph)?|photo[- ]?(?:collage|composite|illustration|montage)|collage|illustration|cartoon|drawing|image|picture|screenshot|"
    r"screengrab|close-?up|aerial view|portrait|infographic|graphic|logo|map|chart|still|caricature|rendering)s? "
    r"(?:of|shows?|showing|depicts?|depicting|featuring|by|from|taken|in which|titled|with|is)\b|pictured\b|(?:above|below|left|right|top)\s*[:,]|"
    r"(?:an? )?(?:\w+ )?(?:woman|man|child|person|people|crowd|group of \w+|boy|girl|couple)\b.{0,60}\b(?:sits?|sitting|stands?|standing|holds?|holding|walks?|walking|looks?|looking|wears?|wearing|poses?|posing)\b[^.]*\.?\Z)",
    re.IGNORECASE,
)

_CARTOON = re.compile(
    r"\b(?:thought|speech) bubbles?\b|\b(?:first|second|third|last|next) panel\b|\blabell?ed [\"“']|\b(?:a|the) (?:sign|banner|caption|text) (?:above |below |on \w+ \w+ )?reads?\b",
    re.IGNORECASE,
)
"""How a drawing is told in words; only right above a credit."""


def is_credit(line: Line) -> bool:
    """Say whether a line tells who took a picture."""
    return len(line.text) < 260 and bool(_CREDIT_WORDS.search(line.text)) and bool(_CREDIT.search(line.text))


def is_picture(line: Line) -> bool:
    """Say whether a line reads like the description of a picture for those who cannot see it."""
    return line.words <= LONGEST and bool(_PICTURE.match(line.text))


def find(lines: Sequence[Line], free: Sequence[int]) -> frozenset[int]:
    """Return the numbers of the captions among the lines in `free`."""
    spaced = _is_spaced(lines)
    found: set[int] = set()
    for number in free:
        if is_credit(lines[number]):
            found.add(number)
            found.update(_above(lines, number, spaced=spaced))
        elif number and is_picture(lines[number]):
            found.add(number)
    return frozenset(found & set(free))


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Say whether blank lines separate the page's blocks, so that a caption's lines are known by standing together."""
    return len({line.group for line in lines}) > 0.55 * len(lines)


def _above(lines: Sequence[Line], credit: int, *, spaced: bool) -> list[int]:
    """Return the one or two lines above a credit that describe the picture; never the page's first line."""
    found: list[int] = []
    for number in range(credit - 1, max(credit - 3, 0), -1):
        line = lines[number]
        if line.words > LONGEST or line.kind == "heading" or bios.byline(line.text):
            break
        together = spaced and line.group == lines[credit].group
        twin = bool(found) and normalise(line.text) == normalise(lines[found[-1]].text)
        bare = not found and not spaced and not line.ends and line.words > 2
        if not (together or twin or bare or is_picture(line) or _CARTOON.search(line.text)):
            break
        found.append(number)
    return found
