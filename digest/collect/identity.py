"""Pure: what makes an article the same article: its canonical address, else a fingerprint of what it says."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from digest.collect.article import Extract

LONGEST_URL = 2048
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs\w+|vero_\w+|ito|cmpid|at_\w+",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str | None) -> str | None:
    """The address without tracking parameters, fragment, default port and final slash; None where it is not http(s)."""
    try:
        parts = urlsplit((url or "").strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    host = parts.hostname.lower().rstrip(".")
    host = host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"
    query = urlencode(
        [(key, value) for key, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(key)]
    )
    made = urlunsplit((parts.scheme, host, parts.path.rstrip("/") or "/", query, ""))
    return made if len(made) <= LONGEST_URL else None


def fingerprint(extract: Extract) -> str:
    """SHA-256 over the words of title and body: case, punctuation and white space do not count."""
    words = re.findall(r"\w+", " ".join((extract.title or "", *extract.paragraphs)).casefold())
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()


def identity(extract: Extract) -> str:
    """`url:` and the address without its scheme, or `text:` and the fingerprint."""
    url = canonical_url(extract.url)
    return f"url:{url.partition('://')[2]}" if url else f"text:{fingerprint(extract)}"
