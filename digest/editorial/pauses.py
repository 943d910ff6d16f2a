"""Headlines of texts that set no spaces: up to a pause, or up to so many characters."""

import re

from digest.words import count_words

LONGEST = 180
"""Characters of a headline."""
MOST = 12
"""Words of a headline."""
_PAUSE = re.compile(r"[、，；：。！？]")


def to_pause(text: str) -> str:
    """A text without spaces, up to the last pause within the words of a headline; else up to the first one."""
    pauses = [match.start() for match in _PAUSE.finditer(text) if match.start()]
    fitting = [place for place in (*pauses, len(text)) if count_words(text[:place]) <= MOST]
    return text[: max(fitting, default=min(pauses, default=len(text)))]


def bounded(head: str) -> str:
    """A head that is one endless word is cut, and says so."""
    cut = head[: LONGEST - 1]
    return head if len(head) <= LONGEST else (cut.rpartition(" ")[0] or cut).rstrip(" ,;:") + "…"
