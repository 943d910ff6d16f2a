"""Whether a full stop ends a sentence, or an abbreviation, an initial, an ordinal, an item's number."""

import re

from digest.summarize.abbreviations import (
    ABBREVIATIONS,
    COUNTRIES,
    INSTITUTIONS,
    LABELS,
    MONTHS,
    NUMBERED,
    PLAIN_WORDS,
    STARTERS,
    STATES,
    STREETS,
    TITLES,
    UNITS,
    VERBS,
)
from digest.summarize.neighbours import before_word, begins_clearly, next_words, speech_begins, word_before
from digest.summarize.other_languages import (
    BEFORE_ORDINALS,
    INSIDE_ABROAD,
    MAY_BE_LAST_ABROAD,
    MONTHS_ABROAD,
    NUMBERED_ABROAD,
    STARTERS_ABROAD,
    TITLES_ABROAD,
)
from digest.words import lacks_stops

_ITEM = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|(?:XL|X{0,3})(?:IX|IV|V?I{0,3}))\Z")
_ELISION = re.compile(r"(?:[ld]|(?:d|a|da|de|ne|su)ll)[’']", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,2}\.\s?\Z")
_MONTH_AND_YEAR = re.compile(r"\d{1,2}\.\s?\d{4}\b")
_YEAR = re.compile(r"\d{4}\b")
_NOTHING_YET = re.compile(r"[\s\-•⁃*\"“(]*\Z")
_DOTTED = re.compile(r"[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+\Z")
_AFTER_A_TIME = re.compile(
    r"(?:E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|GMT|BST|UTC|CES?T|IST|JST|MSK|AES?T|Eastern|Pacific|Central|Mountain|Greenwich)\b"
    r"|(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d|[A-Z]\w+ (?:[A-Z]\w+ )?[Tt]ime\b"
)
_ONLY_A_TIME = re.compile(r"\W*(?:At|By|Around|About|Before|After|Until|From|Since) (?:\w+ )?[\d:.]+ ?\Z")
_WITHIN = re.compile(r"\b(?:in|to|from|into|across|around|outside|inside|throughout) (?:the )?\Z")
_MEASURED = re.compile(r"(?<!\d)\d{1,3}\s?\Z")
_CONSONANTS = re.compile(r"[BCDFGHJKLMNPQRSTVWXZ][bcdfghjklmnpqrstvwxz]{1,5}\Z")
"""`Mfg.`, `Cllr.`: a capital and no vowel at all is an abbreviation that no table has."""
_NUMBER = re.compile(r"\d|§|[IVXLC]{2,}\b")
_INITIAL = re.compile(r"[A-Z]\.")
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]+|[A-Z])(?:\.|\b)")


def full_stop_ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the full stop of `match` ends the sentence of `text` that began at `start`."""
    word, at = word_before(text, start, match.start()), match.end()
    begun = match.start() - len(word)
    if begun - start <= 8 and word and _ITEM.match(word) and _NOTHING_YET.match(text[start:begun]):
        return False  # "1. ", "IV. ", "a. " number what follows
    if lacks_stops(text[max(0, match.start() - 1) : match.start()]):
        return False  # Thai has no full stops but those of abbreviations
    if match["close"][:1] == ")" and text[begun - 1] == "(" and word.islower():
        return False  # "(ret.)"
    if match["close"].strip("'’") or match["note"]:
        return True  # a closed quotation or bracket, a footnote
    before = before_word(text, start, begun)
    if word.isdigit():
        return not _is_ordinal(word, before, text, at)
    return _word_ends(word, before, text, at)


def _is_ordinal(word: str, before: str, text: str, at: int) -> bool:
    """`Am 3. Oktober`, `der 2. Weltkrieg`, `6. 6. 1980`."""
    if len(word) > 2:
        return False
    if _MONTH_AND_YEAR.match(text, at) or (_DAY.search(before) and _YEAR.match(text, at)):
        return True
    last = before.split()[-1:]
    return next_words(text, at)[0].lower() in MONTHS_ABROAD or bool(
        last and last[0].lower() in BEFORE_ORDINALS
    )


def _word_ends(word: str, before: str, text: str, at: int) -> bool:
    """Say whether a sentence ends with this word and its full stop."""
    part = word.rsplit("-", 1)[-1]
    if part[:1].isupper() and part.lower() in ABBREVIATIONS:
        word = part  # "D-Mass.", "Lt.-Gov."
    word = _ELISION.sub("", word, count=1)
    low = word.lower()
    if low in UNITS and _MEASURED.search(before):
        return not text[at].isdigit()
    if _NUMBER.match(text, at) and (low in NUMBERED or low in NUMBERED_ABROAD or low.endswith("str")):
        return False
    if _is_initials(word) and not ("." in word and low in ABBREVIATIONS):
        return _initial_ends(word, before, text, at)
    if low in ABBREVIATIONS:
        return text[at] not in "—–-" and _abbreviation_ends(word, before, text, at)
    return _foreign_ends(word, before, text, at)


def _is_initials(word: str) -> bool:
    return bool(word) and all(len(part) == 1 and part.isupper() for part in word.replace("-", "").split("."))


def _abbreviation_ends(word: str, before: str, text: str, at: int) -> bool:
    """Say whether a sentence ends with this abbreviation, by the words on either side."""
    low = word.lower()
    if low in TITLES:
        return low in STREETS and _is_street(before) and begins_clearly(text, at)
    if low in NUMBERED:
        return _numbered_ends(word, text, at)
    if low in ("a.m", "p.m"):
        return _time_ends(before, text, at)
    if (text[at] == "(" and text[at + 1 : at + 2].isdigit()) or (low == "al" and text[at].isdigit()):
        return False  # "et al. (2004)", "et al. 2004"
    if low in PLAIN_WORDS and word.islower():
        return True  # "the ill", "miss": the word itself, not a state's name
    if text[at] == "(" and not begins_clearly(text, at):
        return False
    return (
        low == "etc"
        or begins_clearly(text, at)
        or speech_begins(text, at)
        or _place_ends(low, before, text, at)
    )


def _is_street(before: str) -> bool:
    """`on Elm St.`, `on 5th St.`"""
    name = before.split()[-1:]
    return bool(name) and (name[0][0].isupper() or name[0][0].isdigit()) and name[0][-1].isalpha()


def _numbered_ends(word: str, text: str, at: int) -> bool:
    """`Jan. 3`, `No. 5`, `Vol. IV` go on; `They said no.` ends, and so does a month before a word."""
    low = word.lower()
    if text[at] in "(#" and not begins_clearly(text, at):
        return False
    if low in PLAIN_WORDS and word.islower():
        return True
    if low in ("no", "nos") or low in MONTHS:
        return True
    return not _ROMAN_OR_LETTER.match(text, at) and begins_clearly(text, at)


def _time_ends(before: str, text: str, at: int) -> bool:
    """`8 p.m. ET` and `8 p.m. Monday` go on, and so does a sentence that has told nothing but the time."""
    if _AFTER_A_TIME.match(text, at) or (text[at] == "(" and not begins_clearly(text, at)):
        return False
    return not _ONLY_A_TIME.match(before) or begins_clearly(text, at)


def _place_ends(low: str, before: str, text: str, at: int) -> bool:
    """`in the U.S. Marta stayed`, `in Duluth, Minn. Police came`: a name that already has its verb."""
    word, after = next_words(text, at)
    if not word[:1].isupper() or not after.islower() or word.lower() in INSTITUTIONS:
        return False
    if low in COUNTRIES:
        return bool(_WITHIN.search(before)) and (after in VERBS or after.endswith("ed"))
    return low in STATES and before.rstrip().endswith(",")


def _initial_ends(word: str, before: str, text: str, at: int) -> bool:
    """`J. Smith` goes on; `Plan B. The rest` ends, and so do `you and I. But` and `5° C. Snow`."""
    last = before.split()[-1:]
    if before.endswith("°") or (last and last[0].lower() in LABELS) or (last and last[0].endswith("°")):
        return True
    if last and re.fullmatch(r"[^\W\d_]\.", last[0]) and last[0].islower():
        return False  # "z. B."
    if speech_begins(text, at):
        return True
    return begins_clearly(text, at) and (word == "I" or next_words(text, at)[0].lower() not in ("a", "i"))


def _foreign_ends(word: str, before: str, text: str, at: int) -> bool:
    """Say whether a sentence ends with a word that is no English abbreviation; `DNA` is not Romanian `Dna`."""
    spellings = {word, word[:1].lower() + word[1:]}
    if spellings & TITLES_ABROAD or spellings & INSIDE_ABROAD:
        return False
    if _CONSONANTS.match(word):
        return begins_clearly(text, at)
    if spellings & MAY_BE_LAST_ABROAD or _is_short(word.lower(), before, text, at):
        return begins_clearly(text, at, STARTERS | STARTERS_ABROAD)
    return True


def _is_short(low: str, before: str, text: str, at: int) -> bool:
    """`z. `, `т. `, `د. ` and dotted letters such as `d.w.z.`; `5 m. ` measures, but `300 a. C.` dates."""
    if _DOTTED.match(low):
        return len(low.replace(".", "")) < 5
    if len(low) != 1 or not (low.islower() or "\u0621" <= low <= "\u064a"):
        return False
    return not before.rstrip()[-1:].isdigit() or bool(_INITIAL.match(text, at))
