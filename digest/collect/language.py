"""The language of an article: what was said of it, unless its text plainly says otherwise; else what the text tells."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

READ = 500
"""Characters of the text that are looked at: more of them change nothing, and take time."""
LEAST_BYTES, SURE = 100, 0.9
"""In UTF-8, so that 34 characters of Japanese count as much as 100 of English."""
PLAIN_BYTES, PLAIN = 200, 0.99
"""What a text must have before its publisher is not believed: page templates say `en` whatever is filled in."""

_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*\Z")
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "that",
        "with",
        "from",
        "by",
        "was",
        "has",
        "which",
        "said",
        "were",
        "their",
        "this",
        "have",
        "been",
    ]
)
_ENGLISH_KINDS, _ENGLISH_SHARE = 4, 0.1
"""Of a text with so many of these words nobody need ask the detector, who takes ten times longer."""
_SAYS_NOTHING = frozenset(["und", "mul", "zxx", "mis"])
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl", "cmn": "zh", "sh": "sr"}
_NO_NEWS = frozenset(
    ["ace", "an", "ary", "arz", "bcl", "ext", "gcf", "gcr", "grc", "hbo", "la", "lij", "ltg", "pcm", "sa", "sdh", "uzs", "vec", "vo", "wa", "wuu", "zxx"]
)  # fmt: skip
"""Dialects and old languages that the detector knows: they only take from the languages that news is written in."""
_NEIGHBOURS = (
    "no da sv", "hr sr bs sl mk bg", "cs sk", "id ms jv", "es gl ca oc", "pt gl", "hi mr ne", "nl af fy",
    "de lb", "ru uk be bg", "zh yue", "fa ps ur", "tr az tk",
)  # fmt: skip
"""Languages that a detector takes for each other; between them the publisher knows better."""


def language_of(stated: str | None, texts: Iterable[str]) -> str | None:
    """A language tag: `stated`, where it is one that the text does not plainly contradict, else the text's own.

    None where nothing is stated and the text is too short or of no one language.
    """
    said = _TAG.match((stated or "").strip())
    tag = said[0] if said and said["language"].lower() not in _SAYS_NOTHING else None
    text = " ".join(" ".join(texts)[:READ].split())
    size = len(text.encode("utf-8", "replace"))
    if size < (LEAST_BYTES if tag is None else PLAIN_BYTES):
        return tag
    found, sure = _told(text)
    if tag is None:
        return found if sure >= SURE and found not in _SAYS_NOTHING else None
    return found if sure >= PLAIN and _contradicts(found, tag) else tag


def _told(text: str) -> tuple[str, float]:
    """The language that a text is in, and how sure that is, from 0 to 1."""
    words = text.lower().split()
    small = [word for word in words if word in _ENGLISH]
    if len(set(small)) >= _ENGLISH_KINDS and len(small) >= _ENGLISH_SHARE * len(words):
        return "en", 1.0
    found, sure = _detector().classify(text)
    return str(found), float(sure)


def _contradicts(found: str, tag: str) -> bool:
    """Whether two languages are too far from each other to be taken for one another."""
    first, second = (_SAME.get(one, one) for one in (found, re.split("[-_]", tag.lower())[0]))
    alike = first == second or any({first, second} <= set(group.split()) for group in _NEIGHBOURS)
    return not alike and second in _detector().labels and found not in _SAYS_NOTHING


@cache
def _detector() -> "LanguageIdentifier":
    """The detector with its model, which takes half a second to read; its confidence is a probability."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(sorted(set(detector.labels) - _NO_NEWS))
    return detector
