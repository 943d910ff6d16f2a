"""The stories: each credited and linked, each told once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from digest.compose.content import EditionContent, Item
from digest.compose.links import web_link
from digest.compose.lint.case import Case
from digest.compose.lint.finding import Finding, Level, short
from digest.compose.lint.page import Page, words_of
from digest.compose.lint.plain import letters

_HEADING = ("h2", "h3", "h4", "h5", "h6")


@dataclass(slots=True)
class Told:
    """A story as the page has it: its heading, where that leads, and whom it credits."""

    heading: _Element
    words: str
    url: str
    credits: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def sources(case: Case) -> Iterator[Finding]:
    """A story that credits nobody fails; one that is credited but leads nowhere, as print does, is warned of."""
    for item in case.content.items() if case.content else ():
        yield from _credited(item)
    for story in told_in(case.page):
        credited = story.credits or any("[" in text and "]" in text for text in story.text)
        if not credited:
            message = f"{short(story.words, 60)!r} names no source"
            yield case.page.finding("source", "fail", story.heading, message)
        elif not (story.url or any(story.credits)):
            message = f"{short(story.words, 60)!r} has no link"
            yield case.page.finding("source-link", "warn", story.heading, message)


def _credited(item: Item) -> Iterator[Finding]:
    where = f"story {item.number}"
    names = [source.name for source in item.sources if source.name.strip()]
    links = [link for link in map(web_link, (item.url, *(source.url for source in item.sources))) if link]
    if not names:
        yield Finding("source", "fail", where, f"{short(item.headline, 60)!r} names no source")
    if not links:
        level: Level = "warn" if names else "fail"
        yield Finding("source-link", level, where, f"{short(item.headline, 60)!r} has no link")


def twice(case: Case) -> Iterator[Finding]:
    """A headline, a text or an address that two stories share."""
    if case.content is not None:
        yield from _twice_in(case.content)
        return
    stories = list(told_in(case.page))
    for heading, kind in ((True, "a story"), (False, "a URL")):
        seen: set[str] = set()
        for story in stories:
            key = letters(story.words) if heading else story.url
            if key and key in seen:
                message = f"{kind} stands twice: {short(story.words if heading else story.url, 60)!r}"
                yield case.page.finding("twice", "fail", story.heading, message)
            seen.add(key)


def _twice_in(content: EditionContent) -> Iterator[Finding]:
    items = list(content.items())
    yield from _repeated(((item, letters(item.headline)) for item in items), "a headline")
    yield from _repeated(((item, letters(item.lead)) for item in items), "a text")
    yield from _repeated(((item, web_link(item.url) or "") for item in items), "a URL")
    articles = Counter(article for item in items for article in set(item.articles))
    for item in items:
        for article in item.articles:
            if articles[article] > 1:
                yield Finding("twice", "fail", f"story {item.number}", f"article {article} is in two stories")


def _repeated(keyed: Iterable[tuple[Item, str]], kind: str) -> Iterator[Finding]:
    first: dict[str, Item] = {}
    for item, key in keyed:
        if key and key in first:
            message = (
                f"{kind} stands twice, here and in story {first[key].number}: {short(item.headline, 60)!r}"
            )
            yield Finding("twice", "fail", f"story {item.number}", message)
        first.setdefault(key, item)


def told_in(page: Page) -> Iterator[Told]:
    """The page's stories: what stands under each heading that is a link, up to the next heading of its level."""
    current: Told | None = None
    for element in page.body.iter("a", "p", "td", "li", *_HEADING):
        tag = str(element.tag)
        if tag in _HEADING:
            link = next((one for one in element.iter("a") if one.get("href")), None)
            if link is not None:
                if current is not None:
                    yield current
                current = Told(element, words_of(element), (link.get("href") or "").strip())
            elif current is not None and tag <= str(current.heading.tag):
                yield current
                current = None
        elif current is not None and not _is_within(element, current.heading):
            _heard(current, element)
    if current is not None:
        yield current


def _is_within(element: _Element, heading: _Element) -> bool:
    return any(above is heading for above in element.iterancestors())


def _heard(story: Told, element: _Element) -> None:
    if element.tag == "a":
        story.credits += [(element.get("href") or "").strip()] if words_of(element) else []
    elif element.tag == "p":
        story.text.append(words_of(element))
