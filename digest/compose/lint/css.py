"""Style sheets and style attributes as values: a small parser that takes anything and raises nothing."""

import re
from bisect import bisect
from dataclasses import dataclass, field
from functools import lru_cache

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_NOT_BREAK = re.compile(r"[^\n]")
_MARK = re.compile(r"[{};\"']")
_DEEPEST = 8  # @ rules around a rule that are remembered
_SEEN = re.compile(r"\S")
_IMPORTANT = re.compile(r"!\s*important\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declaration:
    """`name: value`, the name in small letters, without its `!important`."""

    name: str
    value: str
    important: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector list with its declarations; `inside` holds the @ rules around it, outermost first."""

    selector: str
    declarations: tuple[Declaration, ...]
    inside: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class AtRule:
    """An @ rule: all before its block or semicolon, and the @ rules around it."""

    prelude: str
    inside: tuple[str, ...]
    line: int


@dataclass(slots=True)
class Sheet:
    """A style block: its rules and its @ rules in order."""

    rules: list[Rule] = field(default_factory=list)
    at_rules: list[AtRule] = field(default_factory=list)


@lru_cache(maxsize=2048)
def declarations(block: str) -> tuple[Declaration, ...]:
    """The declarations of a block or a style attribute, in order; what is none is left out."""
    made = []
    for piece in _pieces(block):
        name, colon, value = piece.partition(":")
        if colon and name.strip() and value.strip():
            bare = _IMPORTANT.sub("", value)
            made.append(Declaration(name.strip().lower(), bare.strip(), bare != value))
    return tuple(made)


def _pieces(block: str) -> list[str]:
    """The block cut at its semicolons, but not at those within quotation marks or parentheses."""
    if not any(mark in block for mark in "\"'("):
        return block.split(";")
    pieces, start, depth, quoted = [], 0, 0, ""
    for at, char in enumerate(block):
        if quoted:
            quoted = "" if char == quoted else quoted
        elif char in "\"'":
            quoted = char
        elif char in "()":
            depth = max(0, depth + (1 if char == "(" else -1))
        elif char == ";" and not depth:
            pieces.append(block[start:at])
            start = at + 1
    return [*pieces, block[start:]]


def parse(css: str, first_line: int = 1) -> Sheet:
    """A style block; `first_line` is the line of the source that it starts on."""
    return _Reader(_COMMENT.sub(_blanked, css), first_line).read()


def _blanked(found: re.Match[str]) -> str:
    return _NOT_BREAK.sub("", found[0])


class _Reader:
    """Walks a sheet from mark to mark: blocks open and close, a semicolon ends a statement or a declaration."""

    def __init__(self, css: str, first_line: int) -> None:
        self.css, self.first_line = css, first_line
        self.breaks = [found.start() for found in re.finditer("\n", css)]
        self.open: list[tuple[str, int, int]] = []  # prelude, line, where its block starts
        self.sheet = Sheet()

    def read(self) -> Sheet:
        start, position = 0, 0
        while found := _MARK.search(self.css, position):
            at, mark = found.start(), found[0]
            position = at + 1
            if mark in "\"'":
                closing = self.css.find(mark, position)
                position = len(self.css) if closing < 0 else closing + 1
            elif mark == "{":
                self._enter(self.css[start:at].rpartition(";")[2].strip(), start, position)
                start = position
            elif mark == "}":
                self._leave(self.css[start:at])
                start = position
            elif self._at_statement(start, at):
                start = position
        return self.sheet

    def _line(self, at: int) -> int:
        seen = _SEEN.search(self.css, at)
        return self.first_line + bisect(self.breaks, seen.start() if seen else at)

    def _inside(self) -> tuple[str, ...]:
        outer = (prelude for prelude, _, _ in self.open[:_DEEPEST] if prelude.startswith("@"))
        return tuple(outer)

    def _enter(self, prelude: str, start: int, block: int) -> None:
        line = self._line(start)
        if prelude.startswith("@"):
            self.sheet.at_rules.append(AtRule(prelude, self._inside(), line))
        self.open.append((prelude, line, block))

    def _leave(self, block: str) -> None:
        if not self.open:
            return
        prelude, line, _ = self.open.pop()
        found = declarations(block)
        if not prelude.startswith("@") or prelude.startswith("@font-face"):
            self.sheet.rules.append(Rule(prelude, found, self._inside(), line))

    def _at_statement(self, start: int, at: int) -> bool:
        """Whether the semicolon ends something that stands by itself: an @import, or a piece between rules."""
        prelude = self.css[start:at].strip()
        inside_rule = bool(self.open) and not self.open[-1][0].startswith("@")
        if inside_rule:
            return False
        if prelude.startswith("@"):
            self.sheet.at_rules.append(AtRule(prelude, self._inside(), self._line(start)))
        return True
