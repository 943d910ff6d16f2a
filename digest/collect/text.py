"""The text cleaner: lines of a page in, the article's blocks out, and every other line with the reason it was left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from digest.collect import bios, captions, enumerations, houseads, promotion, prose, region, related, top
from digest.collect.article import Block, BlockKind, Dropped, Extract, Related
from digest.collect.boilerplate import Furniture, story
from digest.collect.known import NOTHING, Known
from digest.collect.lines import Line, normalise

FEWEST_WORDS = 15
"""A page with less text than this has no article: a picture, a cartoon, a listing."""


@dataclass(slots=True)
class Page:
    """The lines of one page while they are judged: each ends up with a reason to be dropped or with a block's kind."""

    lines: Sequence[Line]
    why: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, BlockKind] = field(default_factory=dict)

    @property
    def free(self) -> list[int]:
        """The numbers of the lines that are not judged yet."""
        return [n for n in range(len(self.lines)) if n not in self.why and n not in self.kinds]

    @property
    def body(self) -> list[int]:
        """The numbers of the lines that are text of the article."""
        return [n for n in sorted(self.kinds) if self.kinds[n] != "heading"]

    def drop(self, numbers: Iterable[int], why: str) -> None:
        """Leave lines out, for the first reason that is found."""
        for number in numbers:
            self.kinds.pop(number, None)
            self.why.setdefault(number, why)

    def keep(self, numbers: Iterable[int], kind: BlockKind) -> None:
        """Take lines in, whatever was thought of them before."""
        for number in numbers:
            self.why.pop(number, None)
            self.kinds[number] = kind


def clean(lines: Sequence[Line], known: Known = NOTHING) -> Extract:
    """Judge every line of a page: the article's blocks, and each other line with the reason it was left out."""
    page = Page(lines)
    page.drop(related.contents(lines, page.free), "table of contents")
    stories = _drop_marked_stories(page)
    _drop_furniture_by_shape(page, known.title)
    stories += _drop_other_stories(page)
    is_whole = known.title is None and region.is_whole_page(lines)
    head = top.Top() if is_whole else top.read(lines, page.free, known)
    page.why.update(head.taken)
    _drop_said_already(page, head)
    _drop_recurring(page, known.furniture)
    prose.classify(page.lines, page.free, page.kinds, page.why)
    for number, why in houseads.find(lines, page.kinds, page.why, known.source).items():
        page.drop([number], why)
    page.drop(region.comments(lines, page.kinds), "comment of a reader")
    page.drop(region.outside(lines, page.kinds, page.why), "outside the article")
    page.keep(enumerations.announced(lines, page.kinds, page.why), "item")
    if is_whole:
        head = _read_above_body(page, known)
    author = _drop_bios(page, head.byline) or _credited(page)
    for step in (_drop_names_beside_promotions, _drop_crowds, _drop_empty_headings, _drop_scraps):
        step(page)
    return _extract(page, head, author, stories)


def _extract(page: Page, head: top.Top, author: str | None, stories: tuple[Related, ...]) -> Extract:
    """Put together what was judged."""
    lines = page.lines
    return Extract(
        title=head.title,
        dek=head.dek,
        byline=head.byline or author,
        kicker=head.kicker,
        published=head.published,
        blocks=tuple(Block(page.kinds[n], _block_text(lines[n], page.kinds[n])) for n in sorted(page.kinds)),
        dropped=tuple(
            Dropped(lines[n].text, page.why[n])
            for n in sorted(page.why)
            if page.why[n] not in ("title", "dek")
        ),
        related=stories,
    )


def _block_text(line: Line, kind: BlockKind) -> str:
    return line.bare if kind == "item" else line.text


def _read_above_body(page: Page, known: Known) -> top.Top:
    """Read the top of a whole page: it stands right above the text, below the page's menus."""
    number = region.headline(page.lines, page.body, page.why)
    if number is None:
        return top.Top()
    between = [
        n
        for n in range(number, page.body[0])
        if page.why.get(n) not in ("promotion", "notice", "caption", "related story")
    ]
    head = top.read(page.lines, between, replace(known, title=page.lines[number].text))
    for taken, why in head.taken.items():
        page.kinds.pop(taken, None)
        page.why[taken] = why
    return head


def _drop_furniture_by_shape(page: Page, title: str | None) -> None:
    """Drop offers, notices, buttons, credits, captions, and the lines that a scraper took twice."""
    seen: set[str] = set()
    before = ""
    for number in page.free:
        line = page.lines[number]
        name = normalise(line.text)
        if title and name == normalise(title):
            continue
        if why := promotion.reason(line, is_first=number == 0) or (
            "credit line" if bios.credited(line.text) else None
        ):
            page.drop([number], why)
        elif name == before or (name in seen and line.kind is None and line.words > 8):
            page.drop([number], "repeated line")
        seen.add(name)
        before = name
    page.drop(captions.find(page.lines, page.free), "caption")


def _drop_marked_stories(page: Page) -> tuple[Related, ...]:
    listed = related.marked(page.lines, page.free)
    page.drop(listed.lines, "related story")
    return listed.stories


def _drop_other_stories(page: Page) -> tuple[Related, ...]:
    listed = related.find(page.lines, page.free)
    page.drop(listed.lines, "related story")
    under = related.under_headings(page.lines, page.free)
    page.drop(under.lines, "related story")
    return listed.stories + under.stories


def _drop_said_already(page: Page, head: top.Top) -> None:
    """Drop the title and the dek wherever they stand again; a description may also be the first paragraph, which stays."""
    for number in page.free:
        line = page.lines[number]
        if head.title and normalise(line.text) == normalise(head.title):
            page.drop([number], "title")
        elif (
            head.dek
            and (line.kind == "heading" or not line.ends)
            and normalise(line.text) == normalise(head.dek)
        ):
            page.drop([number], "dek")


def _drop_recurring(page: Page, known: Furniture | None) -> None:
    """Drop what stands in other stories of the source too; a heading may recur, with text of its own below it."""
    if known is None:
        return
    free = page.free
    dropped = (line.text for n, line in enumerate(page.lines) if n in page.why)
    recurring = known.recurring(story((page.lines[n].text for n in free), dropped))
    numbers = [n for n in free if normalise(page.lines[n].text) in recurring]
    page.drop(
        [n for n in numbers if not prose.is_label(page.lines, n)], "recurs in other articles of this source"
    )


def _drop_bios(page: Page, byline: str | None) -> str | None:
    """Drop what tells about the author; return the author's name where a bio gives it."""
    author: str | None = None
    last = True
    for number in reversed(page.body):
        text = page.lines[number].text
        if bios.is_bio(text, after_body=last, author=byline):
            page.drop([number], "author bio")
            author = bios.bio_name(text) or author
        else:
            last = False
    return author


def _credited(page: Page) -> str | None:
    """Return the reporters that a credit line names."""
    credited = (
        bios.credited(page.lines[n].text) for n, why in sorted(page.why.items()) if why == "credit line"
    )
    return next((names for names in credited if names), None)


def _drop_names_beside_promotions(page: Page) -> None:
    """Drop the outlet's name that heads a promotion: a short line whose words the promotion says again."""
    said = " ".join(normalise(page.lines[n].text) for n, why in page.why.items() if why == "promotion")
    for number in [n for n, kind in page.kinds.items() if kind == "heading"]:
        line = page.lines[number]
        beside = {page.why.get(number - 1), page.why.get(number + 1)}
        if line.words <= 5 and "promotion" in beside and normalise(line.text) in said:
            page.drop([number], "promotion")


def _drop_crowds(page: Page) -> None:
    """Drop runs of many short lines (a menu, a list of links); the last may head the text below it."""
    run: list[int] = []
    for number in [*sorted(page.kinds), -1]:
        if page.kinds.get(number) == "heading" and page.lines[number].kind is None:
            run.append(number)
            continue
        if len(run) >= 4:
            page.drop(run[:-1], "menu or list of links")
        run = []


def _drop_empty_headings(page: Page) -> None:
    last = max(page.body, default=-1)
    page.drop([n for n, kind in page.kinds.items() if kind == "heading" and n > last], "heading without text")


def _drop_scraps(page: Page) -> None:
    """Drop everything where there is no article but only scraps of text."""
    body = page.body
    enough = sum(page.lines[n].words for n in body) >= FEWEST_WORDS and any(
        page.lines[n].has_sentence for n in body
    )
    if not enough:
        page.drop(list(page.kinds), "too little text for an article")
