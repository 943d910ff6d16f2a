"""Pure: the addresses of the archive for search engines (sitemaps.org), and who is told where they are."""

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from digest.web.archive.issues import Issue
from digest.web.archive.sharing import rfc3339

MOST = 50_000  # addresses in one sitemap, by its rules
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
Place = tuple[str, str]  # an address and when it changed, which may be empty


def sitemap(places: Iterable[Place]) -> bytes:
    """The sitemap; what is past `MOST` is left out."""
    root = etree.Element(f"{{{_SPACE}}}urlset", nsmap={None: _SPACE})  # type: ignore[dict-item]  # the stubs know no default namespace
    for address, changed in islice(places, MOST):
        url = etree.SubElement(root, f"{{{_SPACE}}}url")
        etree.SubElement(url, f"{{{_SPACE}}}loc").text = address
        if changed:
            etree.SubElement(url, f"{{{_SPACE}}}lastmod").text = changed
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def places(archive: str, issues: Iterable[Issue]) -> Iterator[Place]:
    """A newsletter's pages: its list, its editions, their stories."""
    yield archive, ""
    for issue in issues:
        changed = rfc3339(issue.changed)
        yield f"{archive}/{issue.day}", changed
        for item in issue.content.items():
            yield f"{archive}/{issue.day}/{item.number}", changed
