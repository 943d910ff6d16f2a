"""Pure: what an inbox shows beside the subject before a mail is opened."""

from lxml import etree

LONGEST = 200
_PADDING = " \u00ad\u034f\u200b\u200c\u200d\u2007\ufeff"
_TEXT = "//body//text()[not(ancestor::style or ancestor::script or ancestor::title)]"


def snippet(html: str) -> str:
    """The first words of a mail as its bytes have them, hidden ones and padding too: clients read on into the body.

    Padding that goes on past what an inbox reads is left out: nothing is seen of it.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, AssertionError):
        return ""
    if root is None:
        return ""
    found = root.xpath(_TEXT)
    words = " ".join(str(text) for text in found[:200]) if isinstance(found, list) else ""
    return " ".join(words.split(None))[:LONGEST].rstrip(_PADDING)
