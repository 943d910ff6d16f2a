"""Quotation marks and brackets: whether they are closed."""

from collections.abc import Sequence

NO_MARKS = str.maketrans("", "", '“”‘„«»"()[]')


def is_whole(text: str) -> bool:
    """Say whether every quotation mark and bracket that is opened is closed."""
    straight = text.count('"') % 2 == 0
    words = [word.rstrip(",.?!:;") for word in text.split()]
    opened = sum(1 for word in words if word.startswith("'"))
    closed = sum(1 for word in words if word.endswith("'"))
    owners = sum(1 for word in words if word.endswith("s'") and not word.startswith("'"))
    single = closed - owners <= opened <= closed  # `drivers'` closes nothing
    torn = _is_torn(words)
    pairs = all(text.count(pair[0]) == text.count(pair[1]) for pair in ("()", "[]", "«»"))
    low, high, end = text.count("„"), text.count("“"), text.count("”")
    double = low == high + end if low else high == end
    curly = pairs and double and text.count("‘") <= text.count("’")
    return straight and single and not torn and curly


def _is_torn(words: Sequence[str]) -> bool:
    """Whether a single mark closes what was not opened: `Hustle,' 'House`."""
    depth = 0
    for word in words:
        depth += word.startswith("'")
        if word.endswith((",'", ".'", "!'", "?'")) and depth <= 0:
            return True
        depth -= word.endswith("'")
    return False


def size_of(text: str) -> int:
    """How many words a label has; a French colon or quotation mark that stands alone is none."""
    return sum(1 for word in text.split() if any(char.isalnum() for char in word))


def is_sentence_case(words: Sequence[str]) -> bool:
    """Say whether most longer words are small, so that a capital tells a name."""
    longer = [word for word in words[1:] if len(word) > 3 and word[0].isalpha()]
    return sum(1 for word in longer if word[0].islower()) * 2 >= len(longer)


def is_name(words: Sequence[str], place: int) -> bool:
    """`replies to | Hate Story`: a capital where verbs are written small."""
    return words[place][:1].isupper() and not words[place].isupper() and is_sentence_case(words)


def capital(text: str) -> str:
    """A capital first, unless the word has one of its own further on (`iPhone`)."""
    word = text.partition(" ")[0]
    return text if any(char.isupper() for char in word) else text[:1].upper() + text[1:]


def without_stop(text: str) -> str:
    """A text without the full stop of its last word; that of `Inc.` or `U.S.` stays."""
    last = text.rpartition(" ")[2]
    return text[:-1] if last.endswith(".") and last[:-1].isalpha() and len(last) > 4 else text
