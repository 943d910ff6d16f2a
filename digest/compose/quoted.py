"""Pure: quoted-printable (RFC 2045 §6.7) in pieces that can be joined after they were encoded."""

from binascii import b2a_qp

SOFT_BREAK = b"=\r\n"


def encode(text: str) -> bytes:
    r"""Text with \n line ends as quoted-printable with CRLF, no line over 76 octets, 7-bit, no bare CR."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    return b2a_qp(plain, quotetabs=False, istext=True, header=False).replace(b"\n", b"\r\n")


def encode_value(value: str) -> bytes:
    """A slot's value, encoded alone; it stands between two soft breaks."""
    if value.isascii() and len(value) < 76 and "=" not in value and value.isprintable() and " " not in value:
        return value.encode("ascii")  # the usual case: a URL without a query
    return encode(value)
