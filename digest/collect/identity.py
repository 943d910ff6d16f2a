"""Pure: what makes an article the same article: its canonical address, else a fingerprint of what it says."""

import hashlib
import re
import unicodedata
from urllib.parse import quote, unquote_plus, urlsplit, urlunsplit

from digest.collect.article import Extract

LONGEST_URL = 2048
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs\w+|vero_\w+|ito|cmpid|at_\w+",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
_AS_IT_IS = (
    "%/:=&?~+!$,;'@()*[]"  # what RFC 3986 allows in a path or query, and escapes that are there already
)


def canonical_url(url: str | None) -> str | None:
    """The address in ASCII without user, tracking parameters, fragment, default port and final slash.

    None where it is no http(s) address, or a longer one than LONGEST_URL.
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = _host(parts.hostname or ""), parts.port
        path, query = _quoted(parts.path).rstrip("/") or "/", _quoted(_query(parts.query))
    except ValueError:  # also of half a letter, which no address can hold
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    place = host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"
    made = urlunsplit((parts.scheme, place, path, query, ""))
    return made if len(made) <= LONGEST_URL else None


def _host(name: str) -> str:
    """The host in lower case and in IDNA form, an IPv6 address in brackets; empty where it is none."""
    if ":" in name:
        return f"[{name}]"
    ascii_name = name.rstrip(".").encode("idna").decode("ascii").lower() if name else ""
    return ascii_name if re.fullmatch(r"[a-z0-9_.-]+", ascii_name) else ""


def _quoted(text: str) -> str:
    return quote(text, safe=_AS_IT_IS)


def _query(query: str) -> str:
    """The query as it was written, less what only follows readers about."""
    parts = [part for part in query.split("&") if part]
    return "&".join(part for part in parts if not _TRACKING.fullmatch(unquote_plus(part.partition("=")[0])))


def fingerprint(extract: Extract) -> str:
    """SHA-256 over the words of title and body: case, punctuation and white space do not count."""
    text = unicodedata.normalize("NFKC", " ".join((extract.title or "", *extract.paragraphs)))
    words = re.findall(r"\w+", text.casefold())
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()


def identity(extract: Extract) -> str:
    """`url:` and the address without its scheme, else `guid:` and a hash of source and feed's id, else `text:` and the fingerprint."""
    url = canonical_url(extract.url)
    if url:
        return f"url:{url.partition('://')[2]}"
    if extract.guid:
        told = f"{extract.source}\n{extract.guid}".encode("utf-8", "replace")
        return f"guid:{hashlib.sha256(told).hexdigest()}"
    return f"text:{fingerprint(extract)}"
