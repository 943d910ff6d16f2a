"""Whether a sentence can be understood by someone who has not read what stands before it."""

import re

_CONNECTS = re.compile(
    r"(?:one|if|another|other|founded|launched|born|others|some(?! \d)|more|both|neither|either|such|likewise|similarly|meanwhile|instead|however|moreover|furthermore|overall|also|then|again|"
    r"perhaps|still|yet|so|but|and|or|for example|for instance|in addition|in total|in all|in return|in contrast|by comparison|by contrast|as per|"
    r"as a result|as such|since then|to date|so far|even so|even though|of (?:those|these|them|the)|among (?:those|them)|talk about|fast.forward|"
    r"that(?:'s|’s)? (?:is|was|means|would|includes)|on top of|at the time|at that|the (?:first|fourth|former|latter|same|rest|others?|next|second|third|figures?|numbers?)|"
    r"the (?:proposed|remaining|additional|resulting|\d[\d,.]*)|[A-Z]\w+ and another|außerdem|zudem|dabei|dagegen|en outre|de plus|par ailleurs|además|asimismo|por otra parte)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:he|she|him|her|his|hers|himself|herself|this(?! (?:year|week|month|season|century|country|world|room|life)\b)|these|those|here|the (?:other|latter|former|same|report|remaining|study|survey|poll|move|document|"
    r"statement|incident|case|attack|crash|law|bill|deal|plan|proposal|amendment|scheme|decision|order|company|firm|group|team|film|movie|show|"
    r"game|match|club|school|victims?|suspects?|couple|family|man|woman|boy|girl|child|accused|area|site|building|project|canal|ship|plane|aircraft|"
    r"flight|search|speech|killings|duo|trio|pair|former|organi[sz]ation|foundation|department|ministry|agency|committee|panel|court|consignment))\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"\b(?:they|them|their|theirs|it|its|they(?:'|’)\w+|it(?:'|’)s)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b[a-z]{3,}s\b|\b(?:people|women|men|children|police)\b|[A-ZÀ-Þ][\w’'-]+s\b")
_THING = re.compile(
    r"\b(?:an?|the|every|our|my|your|no)\s|\b[a-z]{4,}s\b|(?<=\w )[A-ZÀ-Þ][a-z]|\A(?!I\b|We\b|You\b|And\b|Well\b)[A-ZÀ-Þ][a-z]+ (?:has|is|was|can|will|have)\b"
)
_DEFINITE = re.compile(r"\bthe ([a-z][\w’'-]*)(?: (?:[a-z][\w’'-]*))?", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sen|Rep|Gov|Gen|Judge|Sir|Lord|Lady)\.? [A-Z][\w’'-]+(?! [A-Z])"
)
_NAME = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ][\w-]*[a-zà-þ][\w-]*")
_GORE = re.compile(
    r"\b(?:ass|arse|fuck\w*|shit\w*|rap(?:ed|ist|ing)|genital\w*|penis|vagina|porn\w*|behead\w*|decapitat\w*|dismember\w*|corpses?|mutilat\w*|"
    r"severed|gouged|disembowel\w*|molest\w*|sodom\w*|blood-soaked|charred|entrails)\b",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"\bmeanwhile\b|\badditional\b|\bof (?:them|those|these)\b|\A(?:\w+ ){1,3}?\w+, (?:it|they)\b|(?<!but we )\balso\b|\b(?:that|those)[.,;]|\b(?:heard|like|about|of|to|into|in|on|for|with|from|by|at) that\b|\bsuch\b(?! as| an? )|\bsince then\b|\s\?\s|\?[\w%]|%\?|\ufffd|\?\?|https?:|\.com\b|www\.|\w\?[a-z]"
)
_KNOWN = frozenset(
    ["world", "economy", "sun", "moon", "earth", "year", "past", "last", "first", "end", "time", "internet", "public", "average", "top",
     "most", "least", "best", "worst", "poverty", "box", "future", "war", "state", "nation", "president", "police", "planet", "sea", "sky", "way", "beginning",
     "house", "right", "wrong", "truth", "news", "people", "poor", "rich", "old", "young", "law", "market", "price", "cost", "number", "global", "united", "only",
     "highest", "lowest", "largest", "biggest", "smallest", "great", "strength", "power", "heart", "mind", "human", "day", "morning", "night", "week", "month", "bell"]
)  # fmt: skip
_GOES_ON = re.compile(
    r"\s+(?:of|in|for|to|that|who|which|from|on|at|between|behind|with|we|you|i|against|by|under)\b|[’']s\b|\s+[A-Z“\"]"
)


_OF = re.compile(
    r"\s+(?:of|in|for|to|who|which|from|on|at|between|behind|with|we|you|I|against|by|under)\b|[’']s\b"
)


def stands_alone(text: str, article: str, *, spoken: bool = False) -> bool:
    """Say whether `text` names all that it speaks of; `article`, where it is from, tells a part of a name from a whole one.

    What is `spoken` may say `the whales` of all of them.
    """
    if (
        _BROKEN.search(text)
        or _CONNECTS.match(text)
        or _POINTING.search(text)
        or _TITLED.search(text)
        or "(" in text
        or "[" in text
    ):
        return False
    return not (
        _has_loose_they(text) or _has_loose_thing(text, spoken=spoken) or _has_part_of_name(text, article)
    )


def is_tasteless(text: str) -> bool:
    """Say whether it speaks of what nobody wants to read in a box over breakfast."""
    return _GORE.search(text) is not None


def _has_loose_they(text: str) -> bool:
    """`they` and `it` need something before them in the same sentence."""
    first = _THEY.search(text)
    if first is None:
        return False
    before = text[: first.start()]
    if first[0].casefold().startswith("it"):
        return _THING.search(before) is None
    return _PLURAL.search(before) is None


def _has_loose_thing(text: str, *, spoken: bool) -> bool:
    """`the speech` is one that was spoken of before, `the speech of ...` need not be, and `the world` there is only one."""
    for match in _DEFINITE.finditer(text):
        word = match[1].casefold()
        if word in _KNOWN or word.endswith(("est", "'s", "’s")) or any(char.isupper() for char in match[1]):
            continue
        if spoken and word.endswith("s") and not word.endswith("ss"):
            continue
        rest = text[match.end(1) :]
        second = re.match(r"\s+[a-z][\w’'-]*", rest)
        further = rest[second.end() :] if second else rest
        if not _GOES_ON.match(rest) and not _OF.match(further):
            return True
    return False


def _has_part_of_name(text: str, article: str) -> bool:
    """`Terry` where the article knows a John Terry: whoever reads only this does not know which."""
    names = list(_NAME.finditer(text))
    for place, match in enumerate(names):
        name = match[0]
        if name.casefold() in _COMMON or _PEOPLE.search(name):
            continue
        before = names[place - 1][0] if place and match.start() - names[place - 1].end() == 1 else ""
        after = (
            names[place + 1][0]
            if place + 1 < len(names) and names[place + 1].start() - match.end() == 1
            else ""
        )
        if _is_surname(name, before, article) or (not after and not before and _is_first_name(name, article)):
            return True
    return False


def _is_surname(name: str, before: str, article: str) -> bool:
    """Whether the article has a first name before this one that the text leaves out."""
    found = {
        one
        for one in re.findall(rf"(?<![\w’'-])([A-ZÀ-Þ][a-zà-þ]+) {re.escape(name)}\b", article)
        if one.casefold() not in _COMMON
    }
    return bool(found) and before not in found and f"in {name}" not in article


def _is_first_name(name: str, article: str) -> bool:
    """Whether the article has a surname behind this name, and never uses it as a place."""
    is_place = re.search(rf"\bin {re.escape(name)}\b", article)
    return (
        is_place is None
        and re.search(rf"(?<![\w’'-]){re.escape(name)} [A-ZÀ-Þ][a-zà-þ]+\b", article) is not None
    )


_PEOPLE = re.compile(r"(?:ans?|ese|ish|is|ers|ics|ists)\Z")
_COMMON = frozenset(
    ["the", "in", "on", "at", "by", "for", "and", "but", "as", "if", "when", "while", "after", "i", "we", "you", "no", "not", "a", "an", "what", "there", "every",
     "nobody", "everyone", "people", "american", "americans", "african", "british", "indian", "chinese", "russian", "european", "monday", "tuesday", "wednesday",
     "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december", "america", "africa", "europe", "asia", "india", "china", "russia", "iraq", "iran", "syria", "state", "states", "states'", "kingdom", "korea", "zealand",
     "islamic", "united", "north", "south", "east", "west", "ocean", "islands", "city", "god", "internet"]
)  # fmt: skip
