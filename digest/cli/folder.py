"""An edition as files: what a reader's mail holds, for a look without sending it."""

import json
from collections.abc import Mapping
from pathlib import Path

from digest.compose.composer import Composed
from digest.compose.message import Tokens
from digest.deliver.personal import NOBODY
from digest.editions import Drafted
from digest.errors import DigestError
from digest.newsroom import Newsroom


def write_edition(
    folder: Path,
    room: Newsroom,
    drafted: Drafted,
    composed: Composed,
    shape: Mapping[str, object],
) -> list[Path]:
    """Write edition.html, .txt, .eml and .json: the same edition gives the same bytes, dated at its planned send.

    Links that are a reader's own lead nowhere.

    Raises:
        DigestError: the folder cannot be written.
    """
    values = room.personal(drafted.edition.id or 0).values(NOBODY, room.planned(drafted.edition.day))
    tokens = Tokens.of(drafted.edition.content)
    files = {
        "edition.html": tokens.fill(composed.html, values).encode(),
        "edition.txt": tokens.fill(composed.text, values).encode(),
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
