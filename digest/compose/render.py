"""An edition or a notice in, HTML (inlined) and plain text out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from jinja2 import Environment

from digest.compose.content import EditionContent
from digest.compose.inline import inline
from digest.compose.templates import PALETTE, Table, exists, fill, table
from digest.compose.views import clean, lines, page
from digest.compose.wording import Wording, wording
from digest.errors import TemplateFault

_PEEK = 140  # columns of the inbox row that the preheader should fill, lest the mail's first words show there
_PAD = "\u034f\u200c\u00a0"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the content: the newsletter's facts and links; a link that is empty is left out.

    `unsubscribe_url` and `preferences_url` are slot tokens (letters and digits) that are replaced for each recipient.
    `banner` is a line above everything.
    """

    newsletter: str
    name: str
    tagline: str
    postal_address: str
    language: str
    web_url: str
    archive_url: str
    subscribe_url: str
    unsubscribe_url: str
    preferences_url: str
    site_url: str
    sender_why: str
    banner: str = ""


@dataclass(frozen=True, slots=True)
class NoticeContext:
    """What a mail that is no edition knows: the newsletter's facts, and the link behind its button.

    `action_url` may be a slot token; `subject` overrules the language's own; `valid_for` is how long the button works.
    `day` is the edition that it is about; `message` is what the editor says, each line a paragraph.
    """

    newsletter: str
    name: str
    tagline: str
    postal_address: str
    language: str
    site_url: str
    sender_why: str
    action_url: str
    archive_url: str = ""
    unsubscribe_url: str = ""
    preferences_url: str = ""
    subject: str = ""
    valid_for: timedelta | None = None
    web_url: str = ""
    subscribe_url: str = ""
    banner: str = ""
    day: date | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Both parts of a mail, \\n line ends, and its subject."""

    html: str
    text: str
    subject: str


def render_edition(content: EditionContent, frame: Frame, env: Environment) -> Rendered:
    """The briefing. Raises TemplateFault where a template, a phrase or a colour is wrong."""
    words = wording(env, content.language)
    values = {
        **_common(env, words, content.subject, content.preheader),
        "frame": frame,
        "name": clean(content.name),
        "tagline": clean(content.tagline),
        "date": words.day(content.day),
        "issue": words.say("issue", number=words.number(content.number)) if content.number > 0 else "",
        "minutes": words.number(content.minutes),
        "near": words.near,
        "hello": words.hello(content.greeting),
        "page": page(content, frame.archive_url),
    }
    return _rendered(env, ("briefing",), values)


def render_notice(kind: str, context: NoticeContext, env: Environment) -> Rendered:
    """A mail that is no edition (`confirm`, `welcome`, ...) in the words of `context.language`.

    A theme's `email/<kind>.html` or `.txt` is used where it has one, else `email/notice.*`. Raises TemplateFault.
    """
    words = wording(env, context.language)
    facts = {"name": clean(context.name)}
    facts |= {"span": words.span(context.valid_for)} if context.valid_for else {}
    facts |= {"day": words.whole_date(context.day)} if context.day else {}
    keys = ("title", "body", "button", "aside", "preheader", *(("valid",) if context.valid_for else ()))
    parts = {key: words.say(f"{kind}.{key}", **facts) for key in keys}
    subject = context.subject or words.say(f"{kind}.subject", **facts)
    values = {
        **_common(env, words, subject, parts["preheader"]),
        "frame": context,
        "name": facts["name"],
        "tagline": clean(context.tagline),
        "notice": {"valid": "", **parts, "message": lines(context.message)},
    }
    return _rendered(env, (kind, "notice"), values)


def _common(env: Environment, words: Wording, subject: str, preheader: str) -> dict[str, object]:
    rtl = words.direction == "rtl"
    peek = clean(preheader)
    return {
        "language": words.language,
        "direction": words.direction,
        "rtl": rtl,
        "start": "right" if rtl else "left",
        "end": "left" if rtl else "right",
        "say": words.say,
        "palette": _palette(env),
        "subject": clean(subject),
        "preheader": peek,
        "padding": _PAD * max(0, _PEEK - len(peek)),
    }


def _palette(env: Environment) -> Table:
    """Colours and type; mail clients need all six digits of a colour."""
    palette = table(env, PALETTE)
    for scheme in ("light", "dark"):
        colours = palette.get(scheme)
        for key, colour in colours.items() if isinstance(colours, Mapping) else ():
            if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
                raise TemplateFault(
                    f"palette.toml: {scheme}.{key} is {colour!r}. Write it as # and six hexadecimal digits."
                )
    return palette


def _rendered(env: Environment, names: tuple[str, ...], values: Mapping[str, object]) -> Rendered:
    html = inline(fill(env, _first(env, names, ".html"), values))
    text = fill(env, _first(env, names, ".txt"), values)
    return Rendered(html, _spaced(text), str(values["subject"]))


def _first(env: Environment, names: tuple[str, ...], suffix: str) -> str:
    """The first of the templates that some folder has, else the last."""
    paths = [f"email/{name}{suffix}" for name in names]
    return next((path for path in paths if exists(env, path)), paths[-1])


def _spaced(text: str) -> str:
    """Two empty lines at the most, none at the ends."""
    return re.sub(r"\n{4,}", "\n\n\n", text).strip("\n") + "\n"
