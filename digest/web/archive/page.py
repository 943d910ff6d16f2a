"""Pure: a mail's HTML as a public page: nothing that was one reader's own, what search engines and sharing ask for, what was corrected."""

import re
from html import escape

from digest.compose.message import Tokens

RULES = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)  # a mail's styles stand in its tags; nothing of it runs
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)


def impersonal(html: str, tokens: Tokens, elsewhere: str) -> str:
    """A mail's HTML without the links that are one reader's own; one that is not a plain link leads `elsewhere`."""
    for name in ("unsubscribe_url", "preferences_url"):
        link = rf'<a\b[^>]*\shref="{tokens[name]}"[^>]*>.*?</a>(?:[\s·]|&nbsp;|&#160;)*'
        html = re.sub(link, "", html, flags=re.DOTALL | re.IGNORECASE)
    parts = tokens.split(html)
    parts[1::2] = [escape(elsewhere)] * (len(parts) // 2)
    return "".join(parts)


def unaddressed(html: str, own: str, why: str) -> str:
    """The page without what only a mail says: links that lead to the page itself at `own`, and `why` somebody gets it."""
    link = rf'<a\b[^>]*\shref="{re.escape(escape(own))}"[^>]*>[^<]*</a>'
    cell = rf"<tr\b[^>]*>\s*<td\b[^>]*>\s*{link}\s*</td>\s*</tr>"
    html = re.sub(rf"<table\b[^>]*>\s*(?:<tbody>\s*)?{cell}\s*(?:</tbody>\s*)?</table>", "", html)
    html = re.sub(rf"(?:(?:&nbsp;|&#160;|\s)*·(?:&nbsp;|&#160;|\s)*)?{link}", "", html)
    said = r"\s+".join(map(re.escape, escape(why, quote=False).split()))
    return re.sub(rf"{said}(?:\s*<br\s*/?>)?", "", html) if said else html


def with_head(html: str, head: str) -> str:
    """The page with more at the end of its head; a theme's page that has none stays as it is."""
    return _HEAD_END.sub(lambda end: head + end[0], html, count=1)


def stamped(html: str, note: str = "") -> str:
    """The mail as the main part of a page (a mail has no landmarks), below a note."""
    if not (_BODY.search(html) and _BODY_END.search(html)):
        return html
    begun = _BODY.sub(lambda start: f"{start[0]}{note}<main>", html, count=1)
    return _BODY_END.sub(lambda end: f"</main>{end[0]}", begun, count=1)
