"""An edition as files: what a reader's mail holds, for a look without sending it."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from digest.compose.composer import Composed
from digest.compose.message import Tokens
from digest.daily import Drafted, Newsroom, personal
from digest.errors import DigestError
from subscribers.roster import Recipient

NOBODY = Recipient(0, "reader@example.org", None, ascii=True)


def write_edition(
    folder: Path,
    room: Newsroom,
    drafted: Drafted,
    composed: Composed,
    shape: Mapping[str, object],
    now: datetime,
) -> list[Path]:
    """Write edition.html, .txt, .eml and .json; links that are a reader's own lead nowhere.

    Raises:
        DigestError: the folder cannot be written.
    """
    values = personal(room, drafted.edition.id or 0).values(NOBODY, now)
    tokens = Tokens.of(drafted.edition.content)
    files = {
        "edition.html": filled(composed.html, tokens, values).encode(),
        "edition.txt": filled(composed.text, tokens, values).encode(),
        "edition.eml": composed.composition.merge(values),
        "edition.json": json.dumps(shape, ensure_ascii=False, indent=2).encode() + b"\n",
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise DigestError(f"{folder}: cannot be written: {error.strerror}") from error
    return [folder / name for name in files]


def filled(text: str, tokens: Tokens, values: Mapping[str, bytes]) -> str:
    """A rendered part with its slots filled in."""
    parts = tokens.split(text)
    parts[1::2] = [values[name].decode("ascii") for name in parts[1::2]]
    return "".join(parts)
