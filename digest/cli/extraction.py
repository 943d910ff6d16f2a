"""Pure: what extraction understood of one article, as the JSON and the text that `digest extract` prints."""

from dataclasses import asdict
from typing import TypedDict

from digest.collect.files import Found, Rejected
from digest.summarize.attribution import named_sources
from digest.summarize.leads import NO_LIMIT, Budget, pick


class LeadShape(TypedDict):
    """The lead; empty where there is none."""

    text: str
    words: int
    sentences: list[str]
    sources: list[str]


class Shape(TypedDict):
    """One article; what is unknown is null."""

    path: str
    row: int | None
    title: str | None
    byline: str | None
    published: str | None
    kicker: str | None
    paragraphs: list[str]
    dropped: list[dict[str, object]]
    related: list[dict[str, object]]
    lead: LeadShape
    error: str | None


def budget(words: int | None, sentences: int | None) -> Budget:
    """The asked budget: words, sentences, both, or the default."""
    if words is None and sentences is None:
        return Budget()
    return Budget(words or NO_LIMIT, sentences)


def described(found: Found, wanted: Budget) -> Shape:
    """One article that could be read."""
    extract = found.extract
    lead = pick(extract.paragraphs, wanted, title=extract.title)
    sources = list(named_sources("\n".join(extract.paragraphs)))
    return {
        "path": str(found.path),
        "row": found.row,
        "title": extract.title,
        "byline": extract.byline,
        "published": extract.published.isoformat() if extract.published else None,
        "kicker": extract.kicker,
        "paragraphs": list(extract.texts if found.kind == "html" else extract.paragraphs),
        "dropped": [asdict(line) for line in extract.dropped],
        "related": [asdict(story) for story in extract.related],
        "lead": {
            "text": lead.text if lead else "",
            "words": lead.words if lead else 0,
            "sentences": list(lead.sentences) if lead else [],
            "sources": sources,
        },
        "error": None,
    }


def refused(item: Rejected) -> Shape:
    """One that could not."""
    return {
        "path": str(item.path),
        "row": item.row,
        "title": None,
        "byline": None,
        "published": None,
        "kicker": None,
        "paragraphs": [],
        "dropped": [],
        "related": [],
        "lead": {"text": "", "words": 0, "sentences": [], "sources": []},
        "error": item.reason,
    }


def printed(shape: Shape) -> str:
    """The article as a person reads it in a terminal."""
    lead = shape["lead"]
    sources = f" [{', '.join(lead['sources'])}]" if lead["sources"] else ""
    about = [shape["kicker"], shape["byline"], shape["published"]]
    lines = [
        shape["title"] or "(no title)",
        " · ".join(part for part in about if part) or shape["path"],
        "",
        f"{lead['text'] or '(no lead)'}{sources}",
        "",
        f"{len(shape['paragraphs'])} paragraphs kept, {len(shape['dropped'])} lines dropped",
    ]
    lines += [f"  dropped ({line['why']}): {str(line['text'])[:70]}" for line in shape["dropped"]]
    return "\n".join(lines) + "\n"
