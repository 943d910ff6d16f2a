"""What a public page says of itself to search engines, feed readers and those who share its address; and its corrections."""

from dataclasses import dataclass
from datetime import UTC, datetime

from digest.compose.content import EditionContent
from digest.compose.views import Image, Story, clean, lines, page
from digest.newsroom import Newsroom
from digest.records import Correction
from digest.web.archive.issues import Issue

FEEDS = (
    ("Atom", "feed.atom", "application/atom+xml"),
    ("RSS", "feed.rss", "application/rss+xml"),
    ("JSON Feed", "feed.json", "application/feed+json"),
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of a newsletter."""

    name: str
    file: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Meta:
    """A page's address, what it is called and about, and its picture; times are RFC 3339."""

    url: str
    title: str
    description: str
    site: str
    locale: str
    feeds: tuple[Feed, ...]
    kind: str = "website"
    image: Image | None = None
    published: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A correction as it is shown: when it was made, of which story, and what it says."""

    at: datetime
    stamp: str
    story: int
    headline: str
    lines: tuple[str, ...]


def feeds_of(room: Newsroom) -> tuple[Feed, ...]:
    """The feeds of a newsletter."""
    return tuple(Feed(name, file, kind, f"{room.head.archive_url}/{file}") for name, file, kind in FEEDS)


def about_list(room: Newsroom) -> Meta:
    """The page of past editions."""
    head = room.head
    return Meta(
        head.archive_url, f"{head.name}: past editions", head.tagline, head.name, _locale(head.language),
        feeds_of(room),
    )  # fmt: skip


def about_issue(room: Newsroom, issue: Issue) -> Meta:
    """The page of an edition."""
    content = issue.content
    image = next((story.image for story in stories_of(content) if story.image), None)
    return _article(room, issue, title=content.subject, about=content.preheader, image=image)


def about_story(room: Newsroom, issue: Issue, number: int) -> Meta:
    """The page of one story; KeyError where there is none of that number."""
    item = issue.story(number)
    if item is None:
        raise KeyError(number)
    image = next((one.image for one in stories_of(issue.content) if one.number == number), None)
    return _article(room, issue, title=item.headline, about=item.lead, image=image, below=f"/{number}")


def stories_of(content: EditionContent, archive: str = "") -> tuple[Story, ...]:
    """All stories as templates see them, in the order of their page."""
    printed = page(content, archive)
    return tuple(story for block in (*printed.blocks, *printed.features) for story in block.stories)


def stamps(issue: Issue) -> list[Stamp]:
    """Corrections as they are shown."""
    return [_stamp(issue, one) for one in issue.corrections]


def rfc3339(moment: datetime) -> str:
    """A moment in UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stamp(issue: Issue, one: Correction) -> Stamp:
    item = issue.story(one.story)
    at = one.at.astimezone(UTC)
    headline = clean(item.headline) if item else ""
    return Stamp(at, rfc3339(at), one.story, headline, lines(one.text))


def _article(
    room: Newsroom, issue: Issue, *, title: str, about: str, image: Image | None, below: str = ""
) -> Meta:
    head = room.head
    return Meta(
        url=f"{head.archive_url}/{issue.day}{below}",
        title=clean(title),
        description=_short(about),
        site=head.name,
        locale=_locale(issue.content.language),
        feeds=feeds_of(room),
        kind="article",
        image=image,
        published=rfc3339(issue.published),
        modified=rfc3339(issue.changed),
    )


def _short(text: str) -> str:
    """As much as is shown beside a link: up to 200 characters, whole words."""
    plain = clean(text)
    return plain if len(plain) <= 200 else plain[:199].rpartition(" ")[0] + "…"


def _locale(language: str) -> str:
    """A language as Open Graph spells it: with a territory where one is meant."""
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return language
    return f"{found.language}_{found.territory}" if found.territory else found.language
