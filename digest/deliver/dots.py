"""Pure: mails as they go over the wire: a dot before each line that begins with one, and the final dot (RFC 5321 §4.5.2).

What all readers of a variant share is stuffed once; a reader's mail is again one `bytes.join`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from digest.compose.message import Composition

END = b".\r\n"


def stuffed(message: bytes) -> bytes:
    """A mail in its wire form; a last line without an end gets one."""
    end = END if message.endswith(b"\r\n") else b"\r\n" + END
    return _from_line_start(message) + end


def unstuffed(wire: bytes) -> bytes:
    """The mail that `stuffed` was given."""
    message = wire.removesuffix(END).replace(b"\r\n.", b"\r\n")
    return message.removeprefix(b".")


def _from_line_start(piece: bytes) -> bytes:
    first = b"." if piece.startswith(b".") else b""
    return first + piece.replace(b"\r\n.", b"\r\n..")


@dataclass(frozen=True, slots=True)
class WireForm:
    """A composition whose segments are stuffed; `starts` tells of each slot whether it stands at the start of a line."""

    composition: Composition
    segments: tuple[bytes, ...]
    starts: tuple[bool, ...]

    @classmethod
    def of(cls, composition: Composition) -> Self | None:
        """The form of a composition; None where a segment's own first line depends on the value before it."""
        first, *rest = composition.segments
        if not all(piece and not piece.startswith((b".", b"\n")) for piece in rest) or not rest:
            return None
        if not rest[-1].endswith(b"\r\n"):
            return None
        bodies = [_from_line_start(first), *(piece.replace(b"\r\n.", b"\r\n..") for piece in rest)]
        starts = tuple(piece.endswith(b"\r\n") for piece in composition.segments[:-1])
        bodies[-1] += END
        return cls(composition, tuple(bodies), (starts[0] or not first, *starts[1:]))

    def merge(self, values: Mapping[str, bytes], above: bytes = b"") -> bytes:
        """One reader's mail in its wire form, below the header lines of `above`.

        Raises:
            KeyError: a slot has no value.
        """
        pieces = [above] * (2 * len(self.starts) + 2)
        pieces[1::2] = self.segments
        for index, (name, at_start) in enumerate(zip(self.composition.slots, self.starts, strict=True)):
            value = values[name]
            if b"." in value:
                value = _from_line_start(value) if at_start else value.replace(b"\r\n.", b"\r\n..")
            pieces[2 * index + 2] = value
        return b"".join(pieces)
