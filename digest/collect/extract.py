"""An article out of whatever it came in: raw text, a page, Markdown, a mail, a row; nothing is fetched or stored."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.collect import canonical, damage, dates, lines, mail, markdown, metadata, pages, rows, tags
from digest.collect import text as cleaner
from digest.collect.article import Block, BlockKind, Dropped, Extract, ImageRef, Related
from digest.collect.boilerplate import Furniture
from digest.collect.known import Known
from digest.errors import UnreadableError
from digest.words import count_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = [
    "Block",
    "BlockKind",
    "Dropped",
    "Extract",
    "Furniture",
    "ImageRef",
    "Related",
    "from_html",
    "from_mail",
    "from_markdown",
    "from_row",
    "from_text",
]

FEWEST_WORDS_OF_A_PAGE = 60
"""Words that a page must yield where its article was not recognised by its markup."""
_HEAD_LINE = re.compile(
    r"(?P<key>source|url|link|published|date|section|title|byline|author|kicker|tags|keywords)\s*:\s*(?P<value>.*)\Z",
    re.IGNORECASE,
)
_SAME = {
    "link": "url",
    "date": "published",
    "author": "byline",
    "description": "dek",
    "summary": "dek",
    "lang": "language",
    "category": "section",
}


def from_text(text: str, *, known: Furniture | None = None) -> Extract:
    """Clean the raw text of one page, as a scraper left it.

    `Source:`, `URL:`, `Published:` and `Section:` lines may stand at the very top, ended by a blank line.
    """
    head, rest = _split_head(damage.in_lines(text) if damage.is_damaged(text) else text)
    return _with_fields(cleaner.clean(lines.from_text(rest), _known(head, known)), head)


def _known(fields: Mapping[str, str], furniture: Furniture | None) -> Known:
    """Return what the fields beside a text say that helps to read it."""

    def given(name: str) -> str | None:
        return lines.tidy(fields.get(name, "")) or None

    return Known(given("title"), given("dek"), given("source"), given("section"), furniture)


def from_html(html: str, *, url: str | None = None, known: Furniture | None = None) -> Extract:
    """Extract the article of an HTML page, with what the page says about it; `url` is where it came from.

    Raises UnreadableError where there is no page or no article text in it.
    """
    found = _page(html, {"url": url} if url else {}, known=known)
    if not found.blocks:
        raise UnreadableError("the page holds no article text")
    return found


def from_markdown(text: str, *, known: Furniture | None = None) -> Extract:
    """Read a Markdown article (CommonMark); front matter may give title, source, url, published, kicker, byline, section, tags."""
    fields, rest = markdown.front_matter(text)
    fields = {_SAME.get(key, key): value for key, value in fields.items()}
    heading, blocks = markdown.blocks(rest)
    title = fields.get("title") or heading
    if heading and title != heading:
        blocks.insert(0, ("heading", heading))
    fields = {**fields, "title": title or ""}
    return _with_fields(cleaner.clean(lines.from_blocks(blocks), _known(fields, known)), fields)


def from_mail(raw: bytes, *, known: Furniture | None = None) -> Extract:
    """Read the article that a mail carries (.eml): its HTML part or else its text part.

    The subject is the title, the sender's name the source, and its address what Archived-At gives (RFC 5064). Raises UnreadableError where there is no mail or no text.
    """
    read = mail.read(raw)
    fields = {"title": read.subject or "", "source": read.sender or "", "url": read.url or ""}
    found = _page(read.html, fields, known=known, is_page=False) if read.html.strip() else Extract()
    if not found.blocks and read.text.strip():
        found = cleaner.clean(lines.from_text(read.text), _known(fields, known))
    return replace(_with_fields(found, fields), published=read.sent or found.published)


def from_row(
    row: Mapping[str, object], *, known: Furniture | None = None, title_is_enough: bool = False
) -> Extract:
    """Read one article of a .jsonl file: title, text or paragraphs or html, source, url, published, kicker, byline, tags.

    Raises UnreadableError that says which key is wrong, what was found and what is allowed.
    """
    checked = rows.check(row, title_is_enough=title_is_enough)
    fields = {**checked.texts, "tags": ", ".join(tags.of_fields(row))}
    if checked.paragraphs:
        found = cleaner.clean(
            lines.from_blocks(("paragraph", p) for p in checked.paragraphs), _known(fields, known)
        )
    elif fields.get("text", "").strip():
        found = cleaner.clean(lines.from_text(fields["text"]), _known(fields, known))
    elif fields.get("html", "").strip():
        found = _page(fields["html"], fields, known=known, is_page="<body" in fields["html"].lower())
        fields["url"] = canonical.settled(fields.get("url"), found.url) or ""
    else:
        found = Extract()
    return _with_fields(found, fields)


def _page(html: str, fields: Mapping[str, str], *, known: Furniture | None, is_page: bool = True) -> Extract:
    """Extract a page with what it says about itself; of a fragment or a mail all blocks are cleaned."""
    tree = pages.parse(html)
    if tree is None:
        return Extract()
    meta = metadata.read(tree, fields.get("url"))
    said = {"title": meta.title, "dek": meta.dek, "source": meta.source, "section": meta.section}
    before = _known({**{key: value for key, value in said.items() if value}, **fields}, known)
    if not is_page:
        found = cleaner.clean(lines.from_blocks(pages.flat(tree)), before)
    else:
        found = _article(tree, before, meta.body)
    return _with_metadata(found, meta, before.title)


def _article(tree: "HtmlElement", before: Known, told: str | None) -> Extract:
    """Clean the page's article; where the page shows none, what its JSON-LD says of it, else all its lines."""
    blocks = pages.article(tree)
    if blocks is None:
        return Extract()
    found = cleaner.clean(lines.from_blocks(blocks), before)
    if not found.blocks and told:
        found = cleaner.clean(lines.from_text(told), before)
    return found if found.blocks else _whole_page(tree, before)


def _whole_page(tree: "HtmlElement", before: Known) -> Extract:
    """Clean all visible lines of a page in which no article was recognised; a few sentences are none."""
    found = cleaner.clean(lines.from_text("\n".join(text for _, text in pages.flat(tree))), before)
    return (
        found
        if sum(count_words(p) for p in found.paragraphs) >= FEWEST_WORDS_OF_A_PAGE
        else Extract(title=found.title)
    )


def _with_metadata(found: Extract, meta: metadata.Metadata, title: str | None) -> Extract:
    dek = found.dek or meta.dek
    opening = found.paragraphs[0] if found.paragraphs else ""
    if dek and lines.normalise(dek).rstrip(".… ") in lines.normalise(opening):
        dek = None  # a description that only repeats the opening is no dek
    return replace(
        found,
        title=title or found.title,
        dek=dek,
        byline=meta.byline or found.byline,
        kicker=meta.kicker or found.kicker,
        url=meta.url,
        source=meta.source,
        language=meta.language,
        section=meta.section,
        published=meta.published or found.published,
        updated=meta.updated,
        image=meta.image,
        tags=meta.tags,
    )


def _with_fields(found: Extract, fields: Mapping[str, str]) -> Extract:
    """Return the extract with what was said about it beside its text: that counts before what was found in the text."""

    def given(name: str) -> str | None:
        return lines.tidy(fields.get(name, "")) or None

    return replace(
        found,
        title=given("title") or found.title,
        dek=given("dek") or found.dek,
        byline=given("byline") or found.byline,
        kicker=given("kicker") or found.kicker,
        url=given("url") or found.url,
        guid=given("guid"),
        source=given("source") or found.source,
        language=given("language") or found.language,
        section=given("section") or found.section,
        published=dates.parse(fields.get("published")) or found.published,
        updated=dates.parse(fields.get("updated")) or found.updated,
        image=found.image or _picture(given("image")),
        tags=tags.of_fields(fields) or found.tags,
    )


def _picture(url: str | None) -> ImageRef | None:
    """A picture that was named beside the text; nothing is known of what it shows."""
    return ImageRef(url, "") if url and url.startswith(("http://", "https://")) else None


def _split_head(text: str) -> tuple[dict[str, str], str]:
    """Split the head lines off: they count only when all lines up to the first blank one have their shape."""
    block, _, rest = text.lstrip("\ufeff").replace("\r\n", "\n").partition("\n\n")
    matches = [_HEAD_LINE.match(line.strip()) for line in block.splitlines()]
    pairs = [(m["key"].lower(), lines.tidy(m["value"])) for m in matches if m]
    if not pairs or len(pairs) != len(matches) or not rest:
        return {}, text
    return {_SAME.get(key, key): value for key, value in pairs if value}, rest
