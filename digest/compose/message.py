"""MIME once, as byte segments with slots between them; a recipient's mail is one `bytes.join`.

A slot in a body stands on a line of its own between two soft line breaks, so that its value is encoded alone and
nothing around it moves. What the slots of one recipient hold is not made here: see `digest.deliver.personal`.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from digest.compose import quoted

# A slot's name says how its value is written: bare in a header, quoted-printable in a body.
HEADER_SLOTS = ("date", "to", "message_id", "unsubscribe_url")
BODY_SLOTS = ("unsubscribe_url", "preferences_url", "action_url")


def body_slot(name: str) -> str:
    """The slot that holds the quoted-printable form of `name`."""
    return f"{name}.qp"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The plain words that stand for slots while templates are rendered; `nonce` keeps articles from forging one."""

    nonce: str

    @classmethod
    def of(cls, seed: str) -> Self:
        """Tokens for the content whose canonical JSON is `seed`."""
        return cls(hashlib.sha256(b"slots:" + seed.encode()).hexdigest()[:12])

    def __getitem__(self, name: str) -> str:
        return f"slot{self.nonce}{name.replace('_', '')}"

    def split(self, text: str) -> list[str]:
        """Text, slot name, text, slot name, ..., text."""
        names = {self[name]: name for name in BODY_SLOTS}
        parts = re.split("(" + "|".join(map(re.escape, names)) + ")", text)
        return [names.get(part, part) if index % 2 else part for index, part in enumerate(parts)]

    def fill(self, text: str, values: Mapping[str, bytes]) -> str:
        """A rendered part with its slots filled in: what a reader sees, without the way through a mail."""
        parts = self.split(text)
        parts[1::2] = [values[name].decode("ascii") for name in parts[1::2]]
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Composition:
    """`len(slots) + 1` segments of a mail (CRLF, 7-bit) and the names of the slots between them."""

    segments: tuple[bytes, ...]
    slots: tuple[str, ...]

    def merge(self, values: Mapping[str, bytes]) -> bytes:
        """One recipient's mail.

        Raises:
            KeyError: a slot has no value.
        """
        pieces = [b""] * (2 * len(self.slots) + 1)
        pieces[0::2] = self.segments
        pieces[1::2] = [values[name] for name in self.slots]
        return b"".join(pieces)

    def to_bytes(self) -> bytes:
        """The form that is stored: one line of JSON (slots, lengths), then the segments."""
        head = {"slots": self.slots, "lengths": [len(segment) for segment in self.segments]}
        return json.dumps(head, separators=(",", ":")).encode() + b"\n" + b"".join(self.segments)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """What `to_bytes` wrote."""
        line, _, body = stored.partition(b"\n")
        head = json.loads(line)
        segments, start = [], 0
        for length in head["lengths"]:
            segments.append(body[start : start + length])
            start += length
        return cls(tuple(segments), tuple(head["slots"]))


@dataclass(frozen=True, slots=True)
class Part:
    """A body: its subtype of text/ and its text with \\n line ends, slots as tokens."""

    subtype: str
    text: str


class Writer:
    """Collects bytes and slots in order and closes them into a Composition."""

    def __init__(self) -> None:
        self._segments: list[bytearray] = [bytearray()]
        self._slots: list[str] = []

    def write(self, data: bytes) -> None:
        """Append bytes to the current segment."""
        self._segments[-1] += data

    def slot(self, name: str) -> None:
        """End the segment with a slot."""
        self._slots.append(name)
        self._segments.append(bytearray())

    def header(self, name: str, value: bytes) -> None:
        """Append one header field."""
        self.write(name.encode("ascii") + b": " + value + b"\r\n")

    def slot_header(self, name: str, slot: str, around: tuple[bytes, bytes] = (b"", b"")) -> None:
        """Append one header field whose value is a slot."""
        self.write(name.encode("ascii") + b": " + around[0])
        self.slot(slot)
        self.write(around[1] + b"\r\n")

    def body(self, text: str, tokens: Tokens) -> None:
        """Append a body in quoted-printable, its slots on lines of their own."""
        for index, piece in enumerate(tokens.split(text)):
            if index % 2:
                self.write(quoted.SOFT_BREAK)
                self.slot(body_slot(piece))
                self.write(quoted.SOFT_BREAK)
            else:
                self.write(quoted.encode(piece))
        self.write(b"\r\n")

    def close(self) -> Composition:
        """The finished composition."""
        return Composition(tuple(bytes(segment) for segment in self._segments), tuple(self._slots))


def write_alternative(writer: Writer, parts: Sequence[Part], tokens: Tokens) -> None:
    """Append multipart/alternative (RFC 2046 §5.1.4), the plainest part first; the boundary follows from the text."""
    seed = "".join(part.text for part in parts)
    boundary = b"=_" + hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:24].encode()
    writer.header("MIME-Version", b"1.0")
    writer.header("Content-Type", b'multipart/alternative;\r\n boundary="' + boundary + b'"')
    for part in parts:
        writer.write(b"\r\n--" + boundary + b"\r\n")
        write_part(writer, part, tokens)
    writer.write(b"\r\n--" + boundary + b"--\r\n")


def write_part(writer: Writer, part: Part, tokens: Tokens) -> None:
    """Append one body with its headers."""
    writer.header("Content-Type", f"text/{part.subtype}; charset=utf-8".encode("ascii"))
    writer.header("Content-Transfer-Encoding", b"quoted-printable")
    writer.write(b"\r\n")
    writer.body(part.text, tokens)
