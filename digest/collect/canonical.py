"""Pure: which of two addresses is an article's own, the one it was fetched from or the one that its page names."""

import re
from urllib.parse import SplitResult, parse_qsl, urlsplit

from digest.collect.identity import canonical_url

_EDITIONS = re.compile(r"\A(?:www|m|mobile|amp)\.")
_WAY_OF_SHOWING = re.compile(r"/(?:amp|print|all|index\.\w{1,5}|(?:page/)?\d{1,2})\Z", re.IGNORECASE)
_SHOWING = frozenset(
    ("amp", "outputtype", "output", "print", "view", "mode", "page", "ref", "source", "src", "share", "s")
)


def settled(fetched: str | None, named: str | None) -> str | None:
    """Return the address that a page names for itself (`rel=canonical`), where it can be that of the page that was fetched.

    It has to be of the same site: nobody can give out an article for another's. One that would be the same for many pages (the
    home page, a folder above, a script without its query) is a fault of the publishing system.
    """
    here, there = canonical_url(fetched), canonical_url(named)
    if here is None or there is None:
        return fetched or named
    one, other = urlsplit(here), urlsplit(there)
    if _site(one) != _site(other) or (other.path == "/" and one.path != "/"):
        return fetched
    return named if _is_another_way(one, other) else fetched


def _site(parts: SplitResult) -> str:
    return _EDITIONS.sub("", parts.netloc)


def _is_another_way(one: SplitResult, other: SplitResult) -> bool:
    """Say whether the second does not stand above the first, but for what only says how a page is shown."""
    if one.path.startswith(f"{other.path}/"):
        return bool(_WAY_OF_SHOWING.fullmatch(one.path.removeprefix(other.path)))
    lost = {name.lower() for name, _ in parse_qsl(one.query, True)} - {
        name.lower() for name, _ in parse_qsl(other.query, True)
    }
    return one.path != other.path or lost <= _SHOWING
