"""Mails as they look when something went wrong on their way."""

import random


def spoiled(raw: bytes, chance: random.Random) -> bytes:
    """A mail with bytes changed, lost, doubled or turned round, in up to six places."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(raw) + 1)
        end = min(len(raw), start + chance.randrange(200))
        part = raw[start:end]
        noise = bytes(chance.randrange(256) for _ in range(5))
        new = chance.choice(
            (b"", part * 2, noise, part.swapcase(), b"\n", b'"', b"\xff\xfe=?utf-8?b?x", part[::-1])
        )
        raw = raw[:start] + new + raw[end:]
    return raw
