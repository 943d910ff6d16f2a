"""Pure: quoted-printable (RFC 2045 §6.7) in pieces that can be joined after they were encoded.

`binascii.b2a_qp` is fast and writes lines of 77 octets where a blank ends one; `email.quoprimime` does not.
"""

from email import quoprimime

SOFT_BREAK = b"=\r\n"
LINE = 75  # one less than allowed: a soft break may have to follow the last line of a piece


def encode(text: str) -> bytes:
    r"""Text with \n line ends as quoted-printable with CRLF, no line over 75 octets, 7-bit, no bare CR."""
    octets = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    return quoprimime.body_encode(octets.decode("latin-1"), LINE, eol="\r\n").encode("ascii")


def encode_value(value: str) -> bytes:
    """A slot's value, encoded alone; it stands between two soft breaks."""
    if (
        value.isascii()
        and len(value) <= LINE
        and "=" not in value
        and value.isprintable()
        and " " not in value
    ):
        return value.encode("ascii")  # the usual case: a URL without a query
    return encode(value)
