"""Pure: what an article's row holds, in the sizes and characters that both databases take."""

import hashlib
import re
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import datetime

from digest.collect.article import Extract
from digest.collect.files import Found
from digest.collect.identity import canonical_url
from digest.collect.language import language_of

LONGEST_SOURCE = 200
_NOT_STORABLE = re.compile(
    "[\0\ud800-\udfff]"
)  # PostgreSQL stores no U+0000, and no UTF-8 has half a surrogate
_YEARS = range(1900, 2200)  # drivers cannot read what lies at the ends of the calendar


def storable(found: Found) -> Found:
    """The same article with U+FFFD for what no text column can hold, and its source's name cut to size."""
    extract = _mended(found.extract)
    assert isinstance(extract, Extract)  # noqa: S101 - for the type checker: the shape is kept
    source = (extract.source or "")[:LONGEST_SOURCE].strip() or None
    return replace(found, raw=storable_text(found.raw), extract=replace(extract, source=source))


def storable_text(text: str) -> str:
    """The text with U+FFFD for what no text column can hold."""
    return _NOT_STORABLE.sub("\ufffd", text)


def _mended(value: object) -> object:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, tuple):
        return tuple(_mended(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _mended(getattr(value, one.name)) for one in fields(value)})
    return value


def columns(found: Found, extract: Extract, source_id: int | None, now: datetime) -> dict[str, object]:
    """The columns of an article's row, all but its identity and when it came, by name."""
    return {
        "source_id": source_id,
        "url": canonical_url(extract.url),
        "title": (extract.title or "")[:1000],
        "dek": extract.dek,
        "byline": _cut(extract.byline, 300),
        "kicker": _cut(extract.kicker, 200),
        "section": _cut(extract.section, 200),
        "language": _cut(language_of(extract.language, extract.paragraphs), 35),
        "published": _moment(extract.published),
        "updated": _moment(extract.updated),
        "tags": list(extract.tags),
        "blocks": [asdict(block) for block in extract.blocks],
        "dropped": [asdict(line) for line in extract.dropped],
        "related": [asdict(story) for story in extract.related],
        "image": asdict(extract.image) if extract.image else None,
        "raw_kind": found.kind,
        "raw": found.raw,
        "raw_hash": hash_of(found.raw),
        "changed_at": now,
    }


def _moment(told: datetime | None) -> datetime | None:
    return told if told and told.year in _YEARS else None


def _cut(text: str | None, longest: int) -> str | None:
    return text[:longest] if text else None


def hash_of(raw: str) -> str:
    """SHA-256 of an original, as 64 hexadecimal digits."""
    return hashlib.sha256(raw.encode()).hexdigest()
