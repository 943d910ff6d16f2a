"""Mails that came back, in the manner of many producers; people and places are invented.

In `mailbag.txt` each begins with `=== NAME`, its right answers (`KIND [ADDRESS DURATION [REASON/REASON]]`, one a line), and
`---`. In a mail, `{{b64 CHARSET|TEXT}}`, `qp`, `raw` and `h` (an encoded word) stand for a text that is encoded so.
"""

import re
from base64 import encodebytes
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import Header
from pathlib import Path
from quopri import encodestring

_ENCODED = re.compile(r"\{\{(b64|qp|raw|h) ([\w-]+)\|(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail; `rows` has for each address its duration and the reasons that are right, where they matter."""

    name: str
    kinds: list[str]
    rows: dict[str, list[str]]
    raw: bytes


def mailbag() -> Iterator[Mail]:
    """Every mail of the bag."""
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    for block in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        head, _, mail = block.partition("\n---\n")
        name, *answers = head.splitlines()
        rows = {one.split()[1].lower(): one.split()[2:] for one in answers if " " in one}
        yield Mail(name, answers[0].split()[0].split("/"), rows, _expanded(mail))


def _expanded(text: str) -> bytes:
    made, start = b"", 0
    for found in _ENCODED.finditer(text):
        made += text[start : found.start()].encode() + _encoded(*found.groups())
        start = found.end()
    return made + text[start:].encode()


def _encoded(how: str, charset: str, text: str) -> bytes:
    if how == "h":
        return Header(text, charset).encode().encode()
    data = text.encode(charset)
    return {"raw": data, "b64": encodebytes(data).rstrip(b"\n"), "qp": encodestring(data)}[how]
