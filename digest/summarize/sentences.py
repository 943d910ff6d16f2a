"""Text into sentences, by rules and without data files; joined again, the sentences are the text.

Made for edited news English; other languages come out sanely.
"""

import re

from digest.summarize.abbreviations import DOMAINS, EXCLAIMED_NAMES, HESITANT, SAID, STARTERS, TITLES
from digest.summarize.full_stops import full_stop_ends
from digest.summarize.lines import line_ends, next_item
from digest.summarize.neighbours import begins_clearly, can_begin, word_before
from digest.words import STOPS, is_spaceless, lacks_stops

_SPACES = " \u00a0\u2009\u202f"
_CLOSERS = "\"”’″′')\\]}»›」』）》】"
_CANDIDATE = re.compile(rf"[.!?…‽⁇⁈⁉;—)•⁃\n\r\u2028\u2029{STOPS}]")
_EMOJI = "\u2600-\u2712\u2715\u2716\u2719-\u2793\u200b-\u200d\ufe0f\U0001f1e6-\U0001faff"
_CLOSE = rf"(?:[{_CLOSERS}]|[“‘«»](?=[\s,.;)]|\Z)|[{_SPACES}][»”](?![\w]))*+"
_END = re.compile(
    rf"(?P<mark>[.!?…‽⁇⁈⁉]++(?:[{_SPACES}][.…]++(?!\w))*+|;)(?P<close>{_CLOSE})"
    rf"(?P<note>(?:\[\d{{1,3}}\]|[¹²³⁰-⁹*_†‡])*+)(?P<gap>[\s{_EMOJI}]*+)"
    rf"|(?P<stop>[{STOPS}]++(?:[{_CLOSERS}]++[{STOPS}]++)*+)(?P<closed>[{_CLOSERS}]*+)\s*+"
    rf"|—(?P<broken>[”\"’])\s++|(?P<line>[\n\r\u2028\u2029]\s*+)|(?P<item>[)•⁃])"
)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n|\r[^\S\n\r]*\r|\u2029")
_SPEAKER = re.compile(r"(?:[A-Z][\w.’'-]+\s+){1,3}(\w+)")
_SPEAKER_WITH_ROLE = re.compile(rf"[A-Z][^.!?“”\"\n]{{1,80}},\s(?:{'|'.join(sorted(SAID))})\b")
_ONLY_A_PREPOSITION = re.compile(r"\W*(?:In|On|At|For|With|From|After|To|By)\s[“\"‘'][^“”\"‘]{1,60}\Z")
_SPOKEN = re.compile(
    r"と|って|など|[のをにはがも]|이?라고|하고|이?라며|이?라는|[、，,]|[^。！？、，「“]{0,12}?(?:说|說|称|稱|表示|指出|告诉|告訴|[问問喊答叫笑写寫][道着著])"
)
"""What goes on behind a quotation in Japanese, Korean and Chinese: a particle, or who said it."""
_GLUED_HEAD = re.compile(
    r"[“\"‘(]?(?:(?P<word>[^\W\d_][\w’']*)(?:[\s,:]|(?P<after>\.)\s)|(?P<time>\d{1,2}:\d\d)\b)"
)
_YEAR = re.compile(r"\(\d{4}\)")
_CLOSED = re.compile(r"[)\]]")
_GOES_ON = re.compile(r"\s*[a-z,;:—–-]")
_SOLID = re.compile(r"\S")
_WORDLY = re.compile(r"\w")


def split(text: str) -> list[str]:
    """Return the sentences of `text` with the white space that follows each: `"".join(split(t)) == t`."""
    return [text[start:end] for start, end in spans(text)]


def spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends; together they cover the whole text without gaps."""
    found: list[tuple[int, int]] = []
    start = at = 0
    solid, word = _first(_SOLID, text, 0), _first(_WORDLY, text, 0)
    while candidate := _CANDIDATE.search(text, at):
        match = _END.match(text, candidate.start())
        at = match.end() if match else candidate.end()
        if match is None or match.start() < solid:
            continue
        border = _border(text, start, match, has_words=word < match.start())
        if border > start:
            found.append((start, border))
            start, at = border, max(at, border)
            solid = _first(_SOLID, text, start)
            word = word if word >= start else _first(_WORDLY, text, start)
    if start < len(text):
        found.append((start, len(text)))
    return found


def _first(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.search(text, at)
    return found.start() if found else len(text)


def _border(text: str, start: int, match: re.Match[str], *, has_words: bool) -> int:
    """Return where the next sentence begins, or 0 where the mark found ends none."""
    if (match["item"] or match["mark"]) and (item := next_item(text, start, match.start())):
        return item
    if match["item"]:
        return 0
    if not _ends(text, start, match, has_words=has_words):
        return 0
    return match.start("close") if _opens(text, start, match) else match.end()


def _opens(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the straight quotation mark behind `It ended."Good," he said.` opens what follows."""
    if match["close"] != '"' or match["gap"] or match["note"] or match.end() == len(text):
        return False
    closed = text.find('"', match.end(), match.end() + 600)
    is_closed = closed > 0 and not text[closed - 1].isspace()
    return is_closed and text.count('"', max(start, match.start() - 600), match.start()) % 2 == 0


def _ends(text: str, start: int, match: re.Match[str], *, has_words: bool) -> bool:
    """Say whether the mark found really ends the sentence that began at `start`."""
    if match.end() == len(text) or _PARAGRAPH.search(text, match.start(), match.end()):
        return True
    if match["line"]:
        return line_ends(text, start, match.start(), match.end())
    if not has_words:
        return False
    if (match["closed"] or match["close"]) and _SPOKEN.match(text, match.end()):
        return False
    if match["stop"]:
        return not match["closed"].startswith("》")  # a title
    if match["mark"] and not match["gap"]:
        return _glued(text, start, match)
    return (
        can_begin(text, match.end())
        and not _inside_brackets(text, start, match)
        and _marked(text, start, match)
    )


def _marked(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the mark ends the sentence, when what follows may begin one."""
    mark = match["mark"]
    if mark == ".":
        return full_stop_ends(text, start, match)
    if mark == ";":
        return "\u0370" <= text[match.start() - 1] <= "\u1fff"  # it asks in Greek
    if mark and not mark.strip(f".…{_SPACES}"):
        return _ellipsis_ends(text, start, match)
    return _exclamation_ends(text, start, match)


def _ellipsis_ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Dots that stand free leave words out of a sentence; dots at a word's end trail off and may end it."""
    before, after = text[match.start() - 1 : match.start()], match["close"]
    if before in ("[", "(") and after[:1] in ("]", ")"):
        return False
    if after or not before.isspace() or match["mark"].count(".") + 3 * match["mark"].count("…") >= 4:
        return True
    return (
        begins_clearly(text, match.end())
        and word_before(text, start, match.start() - 1).lower() not in HESITANT
    )


def _exclamation_ends(text: str, start: int, match: re.Match[str]) -> bool:
    """A mark of a name's own ends nothing, nor does one inside a quotation whose speaker follows."""
    if match["mark"]:
        word = word_before(text, start, match.start()) + match["mark"]
        if word.lower() in EXCLAIMED_NAMES:
            return begins_clearly(text, match.end())
        if not match["close"]:
            return text[match.start() - 1] != ","  # ",?" is a quotation mark that an encoding lost
        if text[match.end()].islower() or _YEAR.match(text, match.end()):
            return False  # "al-Rawda said", a film's year
        if _ONLY_A_PREPOSITION.match(text[start : match.start()][:80]):
            return False
    speaker = _SPEAKER.match(text, match.end())
    return not (speaker and speaker[1] in SAID) and not _SPEAKER_WITH_ROLE.match(text, match.end())


def _inside_brackets(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the mark stands inside a bracket after which the sentence goes on."""
    begun = max(start, match.start() - 300)
    opened = max(text.rfind("(", begun, match.start()), text.rfind("[", begun, match.start()))
    if opened < 0 or any(c in text[opened : match.end()] for c in ")]"):
        return False
    closed = _CLOSED.search(text, match.end(), match.end() + 300)
    if closed is None or not text[begun:opened].strip():
        return False
    return bool(_GOES_ON.match(text, closed.end(), closed.end() + 3))


def _glued(text: str, start: int, match: re.Match[str]) -> bool:
    """A scraper ate the space: `touching…There’s`, `media.The union`; names such as `Node.js` stay whole."""
    before, after = text[match.start() - 1], text[match.end()]
    if not before.isascii() and not after.isascii() and is_spaceless(before) and is_spaceless(after):
        return not lacks_stops(before)
    word = word_before(text, start, match.start())
    head = _GLUED_HEAD.match(text, match.end())
    if match["mark"] == ";" or head is None:
        return False
    if head["time"]:
        return word[-3:].isalpha() and word[-3:].islower()
    first = head["word"]
    if head["after"] == "." and first.lower() not in TITLES:
        return False
    return _is_glued_head(word, first) and (match["mark"] != "." or _is_glued_word(word, before, first))


def _is_glued_head(word: str, first: str) -> bool:
    """A word with a capital, or one all in capitals behind one that is not."""
    if len(first) > 1 and first.isupper():
        return word[-3:].isalpha() and word[-3:].islower()
    return first[0].isupper() and (first[1:] or "a").islower()


def _is_glued_word(word: str, before: str, first: str) -> bool:
    """A word of two small letters or a number, and no part of a name with points inside."""
    if before in ")]”’\"'":
        return True
    if "." in word[:-1] or word.lower() in TITLES or first.lower() in DOMAINS:
        return False
    if len(word) > 1 and word.isupper():
        return first.lower() in STARTERS
    return bool(re.search(r"[^\W\d_A-Z]{2}\Z|\d[%s]?\Z", word))
