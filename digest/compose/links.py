"""Which foreign addresses may become links, and in what spelling."""

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>\"\\^`{|}]")
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
    path, query, fragment = (quote(part, safe=_KEEP) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, path, query, fragment))


def secure_link(url: str | None) -> str | None:
    """The address as `web_link` gives it, if it is https: images are fetched without asking the reader."""
    link = web_link(url)
    return link if link and link.startswith("https:") else None


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _ascii_host(netloc: str) -> str | None:
    if _UNSAFE.search(netloc) or " " in netloc:
        return None
    if netloc.isascii():
        return netloc
    try:
        return netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return None
