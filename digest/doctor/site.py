"""Whether readers reach us at the address that stands in every mail, and leave by one click."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import httpcore2

from digest.doctor.finding import Finding, fail, ok, warn
from digest.doctor.relay import LOOPBACK

SECONDS = 10.0
_TIMES = {"timeout": {"connect": SECONDS, "read": SECONDS, "write": SECONDS, "pool": SECONDS}}


def site(base_url: str) -> Iterator[Finding]:
    """The scheme, the host, and an answer of ours."""
    parts = urlsplit(base_url)
    if parts.hostname in LOOPBACK:
        mend = 'set web.base_url = "https://..." to the address that readers know'
        yield fail("base_url", f"links in mails lead to {base_url}, which is each reader's own machine", mend)
        yield fail("one-click", "nobody can leave by one click", mend)
        return
    yield _reached(base_url)
    if parts.scheme == "https":
        yield ok("one-click", "mail programs can unsubscribe a reader at once (RFC 8058)")
    else:
        mend = "serve it by https (a proxy with a certificate), and say so in web.base_url"
        yield fail("one-click", f"{base_url} is not https, which RFC 8058 §3.1 asks for", mend)


def _reached(base_url: str) -> Finding:
    url = f"{base_url}/healthz"
    mend = "start `digest serve`, and lead the proxy to it"
    try:
        answer = httpcore2.request("GET", url, extensions=_TIMES)
    except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError, OSError) as error:
        return warn("base_url", f"{url} cannot be reached from here: {type(error).__name__}", mend)
    if answer.status != 200 or b'"status"' not in answer.content:
        return fail("base_url", f"{url} answers {answer.status}, and not as we do", mend)
    return ok("base_url", f"{base_url} leads to us")
