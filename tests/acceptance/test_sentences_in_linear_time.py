"""Splitting hostile text takes time in proportion to its length."""

import time

import pytest

from digest.summarize import sentences

FULL = 1_000_000
ENDLESS = {
    "words without an end": "word ",
    "one long word": "a",
    "dots": ".",
    "dots before a letter": "." * 999 + "a",
    "spaced dots": ". ",
    "marks": "?!",
    "ellipses": "… ",
    "spaces": " ",
    "a dot and spaces": ". " + " " * 998,
    "lines": "\n",
    "lines of spaces": "\n" + " " * 99,
    "open brackets": "(",
    "quotation marks": '"',
    "emoji": "🎉",
    "ideographs": "他来了",
    "ideographic stops": "。」",
    "stars": "*",
}
"""What holds no end of a sentence: a megabyte of it costs next to nothing."""
ENDS = {
    "dots and quotation marks": ".'",
    "spaced marks": "? ",
    "short lines": "a\n",
    "brackets never closed": "He (came. She left. ",
    "brackets never opened": "He came). She left). ",
    "brackets in a sentence that never ends": "(Mr. ",
    "titles": "Mr. Dr. ",
    "initials": "A. ",
    "dotted letters": "a.b.",
    "numbers": "1. ",
    "decimals": "1.",
    "items": "1) ",
    "bullets": "• ",
    "footnotes": "A.[1]",
    "open quotations": "“Why? ",
    "quotations asked by names": "“Why?” Ann ",
    "dashes": "—",
    "broken speech": "—” ",
    "times": "At 5 p.m. Ann ",
    "semicolons": "; ",
    "glued": "Aa.",
}
"""What has to be looked at again and again: a tenth of that."""


@pytest.mark.parametrize("kind", [*ENDLESS, *ENDS])
def test_hostile_text_is_split_in_linear_time(kind):
    """No repetition costs the square of its length: each takes a second at the most."""
    unit, size = (ENDLESS[kind], FULL) if kind in ENDLESS else (ENDS[kind], FULL // 10)
    text = "A" + unit * (size // len(unit)) + "a"
    started = time.process_time()
    assert sentences.spans(text)[-1][1] == len(text)
    assert time.process_time() - started < 1
