"""Answers' bodies, unpacked piece by piece within a bound: a few bytes may unpack to gigabytes."""

import zlib
from collections.abc import AsyncIterable

from digest.collect.fetch.errors import FetchError

ENCODINGS = "gzip, deflate"
"""What we say that we can unpack."""
_PIECE = 65_536
_GZIP = b"\x1f\x8b\x08"


async def read(pieces: AsyncIterable[bytes], encoding: str, most: int) -> bytes:
    """The whole body as it was before it was packed, of at most `most` bytes; a gzip file comes out unpacked.

    Raises:
        FetchError: it is larger, packed in another way, or broken.
    """
    body, unpacked = bytearray(), _Unpacked(encoding.strip().casefold())
    async for piece in pieces:
        unpacked.feed(piece)
        _take(unpacked, body, most)
    unpacked.require_end()
    return _file(bytes(body), most)


def _take(unpacked: "_Unpacked", body: bytearray, most: int) -> None:
    while part := unpacked.part():
        body += part
        if len(body) > most:
            raise FetchError(f"the answer is larger than {most / 1e6:g} MB")


def _file(body: bytes, most: int) -> bytes:
    """Unpack what is a gzip file itself, as sitemaps are; one whose server said so is unpacked by now."""
    if not body.startswith(_GZIP):
        return body
    inner, unpacked = bytearray(), _Unpacked("gzip")
    unpacked.feed(body)
    _take(unpacked, inner, most)
    unpacked.require_end()
    return bytes(inner)


class _Unpacked:
    def __init__(self, encoding: str) -> None:
        if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise FetchError(f"the answer is packed as {encoding[:40]!r}, which was not asked for")
        self._is_plain = encoding in {"", "identity"}
        self._is_deflate = encoding == "deflate"
        self._unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip and zlib, as the header says
        self._left = b""
        self._has_begun = False

    def feed(self, piece: bytes) -> None:
        if self._is_deflate and not self._has_begun and piece:
            if piece[0] & 0x0F != 8:  # some send raw deflate under that name
                self._unpack = zlib.decompressobj(-zlib.MAX_WBITS)
            self._has_begun = True
        self._left += piece

    def part(self) -> bytes:
        if self._is_plain:
            part, self._left = self._left, b""
            return part
        if self._unpack.eof or not self._left:
            return b""
        try:
            part = self._unpack.decompress(self._left, _PIECE)
        except zlib.error as error:
            raise FetchError("the answer is packed wrongly and cannot be read") from error
        self._left = self._unpack.unconsumed_tail
        return part

    def require_end(self) -> None:
        if not self._is_plain and not self._unpack.eof:
            raise FetchError("the answer broke off")
