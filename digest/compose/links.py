"""Which foreign addresses may become links, and in what spelling."""

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

_HOST = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%\[\]-]+")  # with user and port, as RFC 3986 §3.2 spells them
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEEP = "%/:=&?~#+!$,;'()*@[]-._"


def web_link(url: str | None) -> str | None:
    """The address in plain ASCII (RFC 3986, hosts by IDNA) if it is http or https with a host; None for anything else.

    The HTML serialiser escapes addresses by itself: spelled out here, both parts of the mail hold the same letters.
    """
    parts = _split((url or "").strip())
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    host = _ascii_host(parts.netloc)
    if host is None:
        return None
    path, query, fragment = map(_escaped, (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, path, query, fragment))


def secure_link(url: str | None) -> str | None:
    """The address as `web_link` gives it, if it is https: images are fetched without asking the reader."""
    link = web_link(url)
    return link if link and link.startswith("https:") else None


def _escaped(part: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe=_KEEP, errors="replace")


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _ascii_host(netloc: str) -> str | None:
    try:
        host = netloc if netloc.isascii() else netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return host if _HOST.fullmatch(host) else None
