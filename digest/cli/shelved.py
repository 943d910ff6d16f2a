"""Pure: a stored article as `digest articles` prints it."""

from collections.abc import Sequence

from digest.collect.library import Use
from digest.collect.printed import Row
from digest.collect.query import Term, found_in
from digest.models import ArticleVersion

AROUND = 60
"""Letters of a text that are shown before and after what was looked for."""


def listed_shape(row: Row, asked: Sequence[Term] = ()) -> dict[str, object]:
    """An article of a list; `snippet` is the place that was looked for, where one was."""
    one, source = row
    shape: dict[str, object] = {
        "id": one.id,
        "title": one.title,
        "source": source,
        "section": one.section,
        "language": one.language,
        "byline": one.byline,
        "url": one.url,
        "published": one.published.isoformat() if one.published else None,
        "stored": one.stored_at.isoformat(),
    }
    return {**shape, "snippet": snippet(row, asked)} if asked else shape


def row_line(row: Row, asked: Sequence[Term] = ()) -> str:
    """The same on a line, or two, for a person."""
    one, source = row
    told = f" ({source})" if source else ""
    found = snippet(row, asked) if asked else None
    under = f"\n{'':19}{found}" if found else ""
    return f"{one.id:>6}  {one.stored_at:%Y-%m-%d}  {one.title or '(no title)'}{told}{under}"


def snippet(row: Row, asked: Sequence[Term]) -> str | None:
    """The text around the first of the words; None where only the head of the article holds them."""
    terms = tuple(asked)
    for block in row[0].blocks:
        text = str(block["text"])
        if (place := found_in(text, terms)) is not None:
            start, end = max(0, place - AROUND), place + AROUND
            return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
    return None


def described(row: Row, versions: Sequence[ArticleVersion], uses: Sequence[Use]) -> dict[str, object]:
    """All that is known of one article."""
    one, _ = row
    return {
        **listed_shape(row),
        "dek": one.dek,
        "kicker": one.kicker,
        "tags": one.tags,
        "image": one.image,
        "updated": one.updated.isoformat() if one.updated else None,
        "changed": one.changed_at.isoformat(),
        "kind": one.raw_kind,
        "blocks": one.blocks,
        "dropped": one.dropped,
        "related": one.related,
        "versions": [
            {"until": version.replaced_at.isoformat(), "title": version.title, "hash": version.raw_hash}
            for version in versions
        ],
        "editions": [
            {
                "id": use.edition.id,
                "newsletter": use.edition.newsletter,
                "date": use.edition.day.isoformat(),
                "state": str(use.edition.state),
                "story": use.story,
            }
            for use in uses
        ],
    }


def printed(shape: dict[str, object], *, why: bool) -> str:
    """The same for a person; with `why` each dropped line and its reason."""
    about = [shape[name] for name in ("source", "section", "byline", "language", "published", "url")]
    lines = [str(shape["title"] or "(no title)"), " · ".join(str(one) for one in about if one), ""]
    lines += [f"{_MARKS.get(one['kind'], '')}{one['text']}" for one in _objects(shape["blocks"])]
    dropped = _objects(shape["dropped"])
    updated = f"updated {shape['updated']}, " if shape["updated"] else ""
    lines += ["", f"{updated}stored {shape['stored']}, {len(dropped)} lines dropped"]
    if why:
        lines += [f"  dropped ({one['why']}): {one['text']}" for one in dropped]
    lines += [f"  version until {one['until']}: {one['title']}" for one in _objects(shape["versions"])]
    lines += [
        f"  story {one['story']} in {one['newsletter']} of {one['date']} ({one['state']})"
        for one in _objects(shape["editions"])
    ]
    return "\n".join(lines)


_MARKS = {"heading": "# ", "quote": "> ", "item": "- "}


def _objects(value: object) -> list[dict[str, str]]:
    assert isinstance(value, list)  # noqa: S101 - for the type checker: described() put it there
    return value
