"""The sample on the shelf: articles, three readers and the newsletter that is made for them."""

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from digest.sample.tokens import fill

FORMATS: Final = (".txt", ".html", ".md", ".jsonl", ".eml")


@dataclass(frozen=True, slots=True)
class SampleReader:
    """Someone who gets the sample newsletter; the address lies in a domain reserved by RFC 2606."""

    email: str
    name: str


@dataclass(frozen=True, slots=True)
class SampleNewsletter:
    """What `digest.toml` says about the newsletter of the sample."""

    slug: str
    name: str
    tagline: str
    from_name: str
    from_address: str
    postal_address: str
    recommends: str  # the kicker of its own tips, as the articles carry it


NEWSLETTER: Final = SampleNewsletter(
    slug="early-tram",
    name="The Early Tram",
    tagline="The morning’s news, before your stop",
    from_name="The Early Tram",
    from_address="morning@early-tram.example",
    postal_address="The Early Tram, 14 Lantern Quay, Port Alder 2071",
    recommends="The Early Tram Recommends",
)

SUBSCRIBERS: Final[tuple[SampleReader, ...]] = (
    SampleReader("tunde.marlowe@example.org", "Tunde Marlowe"),
    SampleReader("lucja.orsdal@example.net", "Łucja Ørsdal"),
    SampleReader("beatrix@post.example.org", "Beatrix O’Dell"),
)


def write_articles(folder: Path, moment: datetime) -> list[Path]:
    """Write the sample articles into `folder`, dated back from `moment` (aware), and return their paths by name.

    The folder is made where it is missing; files of the same name are overwritten and others are left alone.
    The same moment gives the same bytes. Raises ValueError when `moment` has no time zone, and OSError when
    the folder cannot be written.
    """
    filled = [(page.name, fill(page.read_text(encoding="utf-8"), moment)) for page in _pages()]
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / name, text) for name, text in filled]


def _pages() -> list[Traversable]:
    shelf = files("digest.sample") / "articles"
    pages = (page for page in shelf.iterdir() if page.name.endswith(FORMATS))
    return sorted(pages, key=lambda page: page.name)


def _write(path: Path, text: str) -> Path:
    # Bytes, since text mode would change the line ends on Windows.
    path.write_bytes(text.encode("utf-8"))
    return path
