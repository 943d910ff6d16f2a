"""Pure: DKIM signatures (RFC 6376, RFC 8463), relaxed/relaxed, over the bytes that go over the wire.

The headers that decide what a reader sees and how one leaves are oversigned: one more of them than there are is
named, so that a second one put on top breaks the signature. There is no `l=`: nothing can be appended.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Self

from digest.compose.message import Composition

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

OVERSIGNED = (b"from", b"to", b"subject", b"date", b"list-unsubscribe", b"list-unsubscribe-post")
_UNSIGNED = frozenset({b"return-path", b"received", b"dkim-signature", b"bcc", b"delivered-to"})
_SPACE, _AT_END = re.compile(rb"[ \t]+"), re.compile(rb"[ \t]+(?=\r\n)")
_LINE = 72


@dataclass(frozen=True)
class Key:
    """A private key (PEM) and the name under which its public half stands in the DNS."""

    domain: str
    selector: str
    pem: bytes

    @cached_property
    def private(self) -> "RSAPrivateKey | Ed25519PrivateKey":
        """The key itself. Raises ValueError for what is none, or an RSA key that is too short to be believed."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        key = load_pem_private_key(self.pem, None)
        if isinstance(key, RSAPrivateKey) and key.key_size < 2048:
            raise ValueError(f"an RSA key of {key.key_size} bits is too short; 2,048 are needed")
        if not isinstance(key, RSAPrivateKey | Ed25519PrivateKey):
            raise ValueError("it is neither an RSA nor an Ed25519 key")  # noqa: TRY004 - one error for every bad key
        return key

    def checked(self) -> "Key":
        """The same, read once. Raises ValueError or TypeError for a key that cannot sign."""
        self.sign(bytes(32))
        return self

    @cached_property
    def algorithm(self) -> str:
        """The `a=` of its signatures."""
        return "rsa-sha256" if hasattr(self.private, "key_size") else "ed25519-sha256"

    def sign(self, digest: bytes) -> bytes:
        """The signature over a SHA-256 digest."""
        if self.algorithm == "ed25519-sha256":
            return self.private.sign(digest)  # type: ignore[call-arg]
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
        from cryptography.hazmat.primitives.hashes import SHA256

        return self.private.sign(digest, PKCS1v15(), Prehashed(SHA256()))  # type: ignore[call-arg]


def relaxed(body: bytes) -> bytes:
    """Whole lines of a body in their canonical form (§3.4.4), but for empty lines at its end."""
    return _SPACE.sub(b" ", _AT_END.sub(b"", body))


def body_hash(body: bytes) -> bytes:
    """The SHA-256 of a body."""
    lines = relaxed(body if body.endswith(b"\r\n") or not body else body + b"\r\n")
    return hashlib.sha256(_ended(lines)).digest()


def _ended(lines: bytes) -> bytes:
    bare = lines.rstrip(b"\r\n")
    return bare + b"\r\n" if bare else b""


@dataclass(frozen=True, slots=True)
class Body:
    """A composition's body for hashing: whole lines that all readers share, and between them lines with slots.

    `prefix` is the state of the hash after the lines that come before the first slot.
    """

    prefix: "hashlib._Hash"
    pieces: tuple["bytes | tuple[bytes | str, ...]", ...]

    @classmethod
    def of(cls, composition: Composition) -> Self | None:
        """The body of a composition; None where it cannot be taken apart into lines."""
        parts = _body_parts(composition)
        pieces = _pieces(parts) if parts else []
        if not pieces or not isinstance(pieces[-1], bytes):
            return None
        pieces[-1] = _ended(pieces[-1])
        if pieces[-1] == b"\r\n" or not pieces[-1]:
            return None
        prefix = hashlib.sha256()
        if isinstance(pieces[0], bytes):
            prefix.update(pieces.pop(0))  # type: ignore[arg-type]
        return cls(prefix, tuple(pieces))

    def hash(self, values: Mapping[str, bytes]) -> bytes:
        """The SHA-256 of one reader's body."""
        state = self.prefix.copy()
        for piece in self.pieces:
            if isinstance(piece, bytes):
                state.update(piece)
            else:
                line = b"".join(values[part] if isinstance(part, str) else part for part in piece)
                state.update(relaxed(line))
        return state.digest()


def _body_parts(composition: Composition) -> "list[bytes | str]":
    """What is behind the headers: bytes, slot names."""
    for index, segment in enumerate(composition.segments):
        _, gap, rest = segment.partition(b"\r\n\r\n")
        if gap:
            parts: list[bytes | str] = [rest]
            for name, following in zip(
                composition.slots[index:], composition.segments[index + 1 :], strict=True
            ):
                parts += [name, following]
            return parts
    return []


def _pieces(parts: "Sequence[bytes | str]") -> "list[bytes | tuple[bytes | str, ...]]":
    made: list[bytes | tuple[bytes | str, ...]] = []
    line: list[bytes | str] = []
    for part in parts:
        if isinstance(part, str):
            line.append(part)
            continue
        rest = part
        if line:
            first, end, rest = part.partition(b"\r\n")
            line.append(first + end)
            if not end:
                continue
            made.append(tuple(line))
        lines, end, tail = rest.rpartition(b"\r\n")
        if end:
            made.append(relaxed(lines + end))
        line = [tail] if tail else []
    return [*made, tuple(line)] if line else made


def fields(head: bytes) -> list[tuple[bytes, bytes]]:
    """Header fields in order: the name in lower case, and the field in its canonical form (§3.4.2)."""
    found = []
    for field in re.split(rb"\r\n(?![ \t])", head):
        name, colon, value = field.partition(b":")
        if colon:
            low = name.strip().lower()
            found.append((low, low + b":" + _SPACE.sub(b" ", value.replace(b"\r\n", b"")).strip() + b"\r\n"))
    return found


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A signature field up to its `b=`, and the digest that its key signs."""

    field: bytes
    digest: bytes

    def signed(self, signature: bytes) -> bytes:
        """The whole field, with its line end."""
        text = b64encode(signature)
        lines = [text[start : start + _LINE] for start in range(0, len(text), _LINE)]
        return self.field + b"\r\n ".join(lines) + b"\r\n"


def prepare(key: Key, head: bytes, hashed: bytes, now: datetime) -> Unsigned:
    """A signature for a mail's headers and the hash of its body."""
    known = [
        (name, text) for name, text in reversed(fields(head)) if name not in _UNSIGNED
    ]  # bottom up, §5.4.2
    names = [name for name, _ in known] + list(OVERSIGNED)
    tags = f"v=1; a={key.algorithm}; c=relaxed/relaxed; d={key.domain}; s={key.selector};\r\n t={int(now.timestamp())}; bh="
    field = (
        b"DKIM-Signature: "
        + tags.encode("ascii")
        + b64encode(hashed)
        + b";\r\n h="
        + _folded(names)
        + b";\r\n b="
    )
    (_, canonical), *_ = fields(field)
    text = b"".join(line for _, line in known)
    return Unsigned(field, hashlib.sha256(text + canonical.removesuffix(b"\r\n")).digest())


def _folded(names: Sequence[bytes]) -> bytes:
    lines = [b""]
    for name in names:
        if len(lines[-1]) + len(name) > _LINE - 4:
            lines.append(b"")
        lines[-1] += name + b":"
    return b"\r\n  ".join(lines).removesuffix(b":")


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with every key: one, or RSA with Ed25519 beside it."""

    keys: tuple[Key, ...]

    def above(self, message: bytes, now: datetime) -> bytes:
        """The signature fields that go on top of a mail."""
        head, _, body = message.partition(b"\r\n\r\n")
        return self.finish(self.prepared(head, body_hash(body), now))

    def prepared(self, head: bytes, hashed: bytes, now: datetime) -> list[Unsigned]:
        """A signature for each key, not signed yet."""
        return [prepare(key, head, hashed, now) for key in self.keys]

    def finish(self, unsigned: Sequence[Unsigned]) -> bytes:
        """Sign them here and now."""
        return b"".join(
            one.signed(key.sign(one.digest)) for key, one in zip(self.keys, unsigned, strict=True)
        )


def record(key: Key) -> str:
    """What stands in the DNS for a key."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = key.private.public_key()
    if key.algorithm == "ed25519-sha256":
        return (
            f"v=DKIM1; k=ed25519; p={b64encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()}"
        )
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={b64encode(der).decode()}"
