"""What a template left behind: a brace, a slot that nobody filled, the word None where a value was meant."""

import re
from collections.abc import Iterator

from digest.compose.lint.case import Case, header
from digest.compose.lint.finding import Finding, short
from digest.compose.lint.page import line_of, visible, words_of
from digest.compose.lint.preheader import preheader_of

_TOKEN = re.compile(
    r"\{\{|\{%|%\}|\bslot[0-9a-f]{6,}(?:unsubscribe|preferences|action)url\b|\*\|[A-Z_:]{2,40}\|\*|%\([a-z_]{1,40}\)s"
    r"|\[object Object\]|<(?:function|bound method|built-in method) "
)
_PART = re.compile(r"[·|:\[\]()]")
_ADDRESS_NONE = re.compile(r"(?:^|[/=])None(?=$|[/?&#])")
_NOT_TEXT = frozenset({"style", "class", "id", "width", "height", "content"})


def leftovers(case: Case) -> Iterator[Finding]:
    """Texts and attributes of the HTML, lines of the text part, the subject."""
    yield from _in_texts(case)
    yield from _in_attributes(case)
    for number, line in enumerate((case.text or "").splitlines(), 1):
        yield from _told(line, f"text line {number}", number, _says_none(line))
    if case.message is not None:
        subject = header(case.message, "Subject")
        yield from _told(subject, "header Subject", None, _lists_none(subject))
    peek = preheader_of(case.page)
    if peek is not None and _lists_none(words_of(peek)):
        yield case.page.finding("leftover", "fail", peek, "it says None where a value was meant")


def _in_texts(case: Case) -> Iterator[Finding]:
    for element, text in case.page.texts():
        line = line_of(element)
        where = f"html line {line}: {short(visible(text), 60)}"
        yield from _told(text, where, line, _says_none(text))
    for title in case.page.all("title"):
        text = title.text or ""
        yield from _told(text, f"html line {line_of(title)}: <title>", line_of(title), _lists_none(text))


def _in_attributes(case: Case) -> Iterator[Finding]:
    for element in case.page.elements:
        for name, value in ((str(name), str(value)) for name, value in element.items()):
            if name in _NOT_TEXT:
                continue
            found = _TOKEN.search(value) or _TOKEN.search(_unescaped(value))
            if found:
                message = f"{found[0]!r} was left in {name}"
                yield case.page.finding("leftover", "fail", element, message)
            elif value.strip() == "None" or (name in {"href", "src"} and _ADDRESS_NONE.search(value)):
                yield case.page.finding(
                    "leftover", "fail", element, f"{name} says None where a value was meant"
                )


def _unescaped(value: str) -> str:
    return (
        value.replace("%7B", "{")
        .replace("%7b", "{")
        .replace("%25", "%")
        .replace("%7D", "}")
        .replace("%7d", "}")
    )


def _told(text: str, where: str, line: int | None, says_none: bool) -> Iterator[Finding]:
    found = _TOKEN.search(text)
    if found:
        yield Finding("leftover", "fail", where, f"{found[0]!r} was left in the text", line)
    elif says_none:
        yield Finding("leftover", "fail", where, "it says None where a value was meant", line)


def _says_none(text: str) -> bool:
    """Whether None stands where a value would: alone, or alone between the marks of a line of facts."""
    return "None" in text and any(visible(part).strip(" .,;“”\"'") == "None" for part in _PART.split(text))


def _lists_none(text: str) -> bool:
    """The same for a line that lists labels."""
    return "None" in text and any(visible(part).strip(" .,;") == "None" for part in re.split(r"[,·|:]", text))
