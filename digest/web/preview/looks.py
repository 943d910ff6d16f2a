"""Pure: a mail's HTML as one client would show it: light, dark, inverted by force, without its images."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal, Self

from digest.sample.pictures import shown_here

Scheme = Literal["light", "dark", "inverted"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "inverted")
_NO_IMAGES = "-no-images"
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_END = re.compile(r"</head\s*>", re.IGNORECASE)
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style)", re.IGNORECASE | re.DOTALL)
_ASKS = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(\w+)\s*\)", re.IGNORECASE)
_TRUE, _FALSE = "(min-width:0px)", "(max-width:0px)"
# What Gmail's and Outlook's apps do to a mail that has no dark style of its own, roughly: lightness is turned
# around, hues stay; pictures are left as they are.
_INVERTED = (
    "html{background:#ffffff;filter:invert(.93) hue-rotate(180deg)}"
    "img,video{filter:invert(1) hue-rotate(180deg)}"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """One way of showing a mail, and the name of its page."""

    scheme: Scheme
    images: bool = True

    @classmethod
    def named(cls, name: str) -> Self | None:
        """The look of a name such as `dark-no-images`, or None."""
        scheme = name.removesuffix(_NO_IMAGES)
        known = next((one for one in SCHEMES if one == scheme), None)
        return None if known is None else cls(known, images=scheme == name)

    @property
    def name(self) -> str:
        """Its name in an address."""
        return self.scheme + ("" if self.images else _NO_IMAGES)


LOOKS = tuple(Look(scheme, images) for images in (True, False) for scheme in SCHEMES)


def shown(html: str, look: Look) -> str:
    """The mail with its own rules for one colour scheme at work, whatever the machine prefers.

    Browsers do not let a page choose the `prefers-color-scheme` of a frame, so the question is answered in the
    style blocks: the mail's rules are the ones that a client in that scheme would use.
    """
    scheme = "dark" if look.scheme == "dark" else "light"
    html = _STYLE.sub(lambda block: block[1] + _answered(block[2], scheme) + block[3], html)
    extra = f":root{{color-scheme:{scheme} !important}}" + (_INVERTED if look.scheme == "inverted" else "")
    html = _END.sub(lambda end: f"<style>{extra}</style>\n{end[0]}", html, count=1)
    if look.images:
        return html
    return _first_in_head(html, '<meta http-equiv="Content-Security-Policy" content="img-src \'none\'">')


def _answered(css: str, scheme: str) -> str:
    return _ASKS.sub(lambda asked: _TRUE if asked[1].lower() == scheme else _FALSE, css)


def opening_beside(html: str) -> str:
    """The mail for a frame: its links open beside the preview, and the sample's pictures are in it."""
    return shown_here(_first_in_head(html, '<base target="_blank">'))


def inert(html: str, links: Iterable[str]) -> str:
    """The mail with some of its links leading nowhere: a look at a reader's mail must not unsubscribe her."""
    for link in links:
        for spelled in {link, escape(link)}:
            html = html.replace(f'href="{spelled}"', 'href="#" data-inert')
    return html


def _first_in_head(html: str, tag: str) -> str:
    return _HEAD.sub(lambda head: f"{head[0]}\n{tag}", html, count=1)
