"""The kinds of single values in the configuration; each says in its error what is allowed."""

import re
from collections.abc import Callable
from datetime import time
from typing import Annotated
from urllib.parse import quote, urlsplit, urlunsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, SecretStr

_TIME = re.compile(r"\d\d:\d\d(:\d\d)?")


def matching(pattern: str, allowed: str) -> Callable[[str], str]:
    """A check that the whole text, without the space around it, has this form; else its error says what is allowed."""
    form = re.compile(pattern)

    def check(text: str) -> str:
        if not form.fullmatch(text.strip()):
            raise ValueError(f"allowed: {allowed}")
        return text.strip()

    return check


def _not_a_bool(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("allowed: a whole number")  # noqa: TRY004 - pydantic reports ValueErrors
    return value


def _no_bool(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("allowed: a number")  # noqa: TRY004 - pydantic reports ValueErrors
    return value


def _long_enough(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < 16:
        raise ValueError("allowed: at least 16 characters; `digest init` makes up a good one")
    return secret


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("allowed: a name of the IANA database such as Europe/London or UTC") from error
    return name


def _base_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or re.search(r"[\s?#@\x00-\x1f\x7f]", text):
        raise ValueError("allowed: a web address such as https://news.example.org")
    return _ascii(text.rstrip("/"))


def _web_address(text: str) -> str:
    """An address with all that may follow its host; feeds have queries."""
    try:
        parts = urlsplit(text.strip())
        good = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and len(text) <= 2048
    except ValueError:
        good = False
    if not good or re.search(r"[\s\x00-\x1f\x7f]", text.strip()):
        raise ValueError("allowed: a web address such as https://example.org/feed.xml")
    return text.strip()


def _ascii(url: str) -> str:
    """The address as mails carry it: the host in IDNA form, the path percent-encoded (RFC 3987 §3.1)."""
    parts = urlsplit(url)
    if url.isascii():
        return url
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError("allowed: a web address whose host is a domain name") from error
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, host + port, quote(parts.path, safe="/%:"), "", ""))


def _known_language(tag: str) -> str:
    """A language whose dates and numbers are known; its words are English where no file has them."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise ValueError("allowed: a language such as en or pt-BR") from error
    return tag


def _database_url(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("allowed: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
    return url


def _wall_time(value: object) -> time:
    try:
        found = time.fromisoformat(value) if isinstance(value, str) and _TIME.fullmatch(value) else value
    except ValueError:
        found = None
    if not isinstance(found, time) or found.tzinfo is not None:
        raise ValueError('allowed: a local time such as "07:00"; its zone stands in `zone`')
    return found


def _holidays(code: str) -> str:
    """A country, or a part of one, whose public holidays are known (ISO 3166)."""
    import holidays

    country, _, part = code.upper().partition("-")
    known = holidays.list_supported_countries()
    if country not in known or (part and part not in known[country]):
        raise ValueError("allowed: a country such as GB, or a part of it such as GB-SCT or DE-BY")
    return code.upper()


Number = Annotated[int, BeforeValidator(_not_a_bool)]
Weight = Annotated[float, BeforeValidator(_no_bool)]
Secret = Annotated[SecretStr, AfterValidator(_long_enough)]
Slug = Annotated[
    str,
    AfterValidator(
        matching(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", "a-z, 0-9 and inner hyphens, at most 40 in all")
    ),
]
Line = Annotated[
    str, AfterValidator(matching(r"[^\x00-\x1f\x7f\u2028\u2029]{1,200}", "one line of 1 to 200 characters"))
]
Text = Annotated[
    str,
    AfterValidator(matching(r"[^\x00-\x1f\x7f\u2028\u2029]{0,200}", "one line of at most 200 characters")),
]
Host = Annotated[
    str, AfterValidator(matching(r"[A-Za-z0-9_.:%\[\]-]{1,253}", "the name or address of a host"))
]
Language = Annotated[
    str,
    AfterValidator(matching(r"[a-zA-Z]{2,3}([-_][A-Za-z0-9]+)*", "a language such as en or pt-BR")),
    AfterValidator(_known_language),
]
Holidays = Annotated[str, AfterValidator(_holidays)]
Zone = Annotated[str, AfterValidator(_zone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
BaseUrl = Annotated[str, AfterValidator(_base_url)]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]
WallTime = Annotated[time, BeforeValidator(_wall_time)]
