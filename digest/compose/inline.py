"""CSS into style attributes, once per variant: mail clients ignore stylesheets, or parts of them."""

import re
import threading
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml.etree import _ElementTree

_IMPORT = re.compile(r"@import\b[^;{}]*;?", re.IGNORECASE)
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style>)", re.IGNORECASE | re.DOTALL)
_CLASS_NAME = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
_COMMENT_CSS = re.compile(r"/\*.*?\*/", re.DOTALL)
_BREAK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")  # not \s: hard spaces are meant
_CSS_GAP = re.compile(r"\s*([{};,])\s*")
_STYLE_GAP = re.compile(r"; (?=[a-z-]+:)")
_ONE_AT_A_TIME = threading.Lock()  # cssutils keeps its parser's state in globals


def inline(html: str) -> str:
    """The page with its rules as style attributes, small, with \\n line ends; opens no file and no connection.

    `<style data-premailer="ignore">` blocks stay (without the attribute), classes that they do not name go.
    """
    bare = _STYLE.sub(lambda found: found[1] + _tidy_css(found[2]) + found[3], html)
    with _ONE_AT_A_TIME:
        _steady_cssutils()
        tree = _premailed(bare)
    _prune_classes(tree)
    return _serialised(tree)


def _tidy_css(css: str) -> str:
    """No comments, no gaps, and no `@import`: cssutils would fetch it, whatever the network option says."""
    return _CSS_GAP.sub(r"\1", _IMPORT.sub("", _COMMENT_CSS.sub("", css))).strip()


def _steady_cssutils() -> None:
    """Its serialiser is global: colours keep six digits (Outlook reads no three), lists need no blanks."""
    import cssutils

    cssutils.ser.prefs.minimizeColorHash = False
    cssutils.ser.prefs.listItemSpacer = ""


def _premailed(html: str) -> "_ElementTree":
    import logging

    from lxml import etree
    from premailer import Premailer

    page = etree.fromstring(html, etree.HTMLParser())
    premailer = Premailer(
        page,
        allow_network=False,
        disable_leftover_css=True,
        disable_link_rewrites=True,
        disable_validation=True,
        align_floating_images=False,
        disable_basic_attributes=["width", "height", "align", "valign", "bgcolor"],
        cssutils_logging_level=logging.CRITICAL,
    )
    return cast("_ElementTree", premailer.transform())


def _prune_classes(tree: "_ElementTree") -> None:
    """Only classes that a kept style block names are worth their bytes."""
    kept = {name for style in tree.iter("style") for name in _CLASS_NAME.findall(style.text or "")}
    for element in tree.iter():
        names = element.get("class") if isinstance(element.tag, str) else None
        if names is None:
            continue
        left = [name for name in names.split() if name in kept]
        if left:
            element.set("class", " ".join(left))
        else:
            del element.attrib["class"]


def _serialised(tree: "_ElementTree") -> str:
    from lxml import etree

    page = etree.tostring(tree, method="html", encoding="unicode")
    return _STYLE_GAP.sub(";", _BREAK.sub("\n", page)).strip() + "\n"
