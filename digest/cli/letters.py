"""The mails that are no edition as files, for a look at a theme before a reader sees it."""

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import get_args

from digest.compose import quoted
from digest.compose.message import Composition, body_slot
from digest.compose.notices import Correction, NoticeName, compose_correction, compose_notice
from digest.deliver.personal import NOBODY, Note, PersonalNotice
from digest.errors import DigestError
from digest.newsroom import Newsroom


def write_letters(folder: Path, room: Newsroom, correction: Correction, now: datetime) -> list[Path]:
    """Write NAME.html, .txt and .eml of each; links that are a reader's own lead nowhere.

    Raises:
        TemplateFault: a template does not render.
        DigestError: the folder cannot be written.
    """
    made: dict[str, bytes] = {}
    for name, composition in _letters(room, correction):
        mail = composition.merge(_values(room, name, now))
        made |= {
            f"{name}.eml": mail,
            f"{name}.html": _body(mail, "html"),
            f"{name}.txt": _body(mail, "plain"),
        }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise DigestError(f"{folder}: cannot be written: {error.strerror}") from error
    return [folder / name for name in made]


def _letters(room: Newsroom, correction: Correction) -> Iterator[tuple[str, Composition]]:
    kinds: tuple[NoticeName, ...] = get_args(NoticeName)
    for kind in kinds:
        yield kind, compose_notice(kind, room.head, room.templates).composition
    yield "correction", compose_correction(correction, room.head, room.templates).composition


def _values(room: Newsroom, name: str, now: datetime) -> dict[str, bytes]:
    head = room.head
    personal = PersonalNotice(room.keys, room.slug, head.base_url, head.sender, room.newsletter.bounces)
    nowhere = quoted.encode_value(f"{head.base_url}/{name}/{room.slug}.preview")
    return personal.values(NOBODY, Note(0, name, now), now) | {body_slot("action_url"): nowhere}


def _body(mail: bytes, subtype: str) -> bytes:
    """A part of the mail as a mail program reads it, line ends as files have them."""
    parsed = message_from_bytes(mail, policy=policy.default)
    parts = (part for part in parsed.walk() if part.get_content_type() == f"text/{subtype}")
    return str(next(parts).get_content()).replace("\r\n", "\n").removesuffix("\n").encode()
