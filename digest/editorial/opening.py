"""What is read before the first story: subject, preheader, greeting."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, time

from digest.compose.content import WORDS_A_MINUTE, Item
from digest.compose.wording import reading_time
from digest.editorial.lexicon import AUXILIARIES
from digest.editorial.marks import capital
from digest.editorial.plan import Plan
from digest.editorial.ranking import Ranked
from digest.editorial.terms import stem
from digest.editorial.wordclasses import ASKING

LEAST_PREHEADER, MOST_PREHEADER = 40, 200

_INSIDE = re.compile(r"(?<![\w’'-])[^\W\d_A-Z][\w’'-]*|(?<=[a-z,] )[A-Z][\w’'-]*")
"""Words that do not begin a sentence, and small ones wherever they stand."""
_COUNTS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "dozens",
     "hundreds", "thousands"]
)  # fmt: skip
"""Words for numbers: small, unless a text has them as a name; an article may use one once, at its beginning."""

Say = Callable[..., str]


def subject(items: Sequence[Item], plan: Plan) -> str:
    """The top story's label, and the date where the newsletter wants it."""
    label = items[0].label
    if not plan.newsletter.subject_date:
        return label
    return plan.say("edition.subject", label=label, date=_date(plan.day, plan.newsletter.language))


def running_labels(items: Sequence[Item], stories: Sequence[Ranked]) -> list[str]:
    """The labels as they stand inside a sentence: a small letter first, where the articles write the word small."""
    texts = (
        " ".join(paragraph for one in ranked.tellings for paragraph in one.paragraphs) for ranked in stories
    )
    return [_running(item.label, text) for item, text in zip(items, texts, strict=True)]


def preheader(items: Sequence[Item], labels: Sequence[str], plan: Plan) -> str:
    """The next two stories "and more", in 40 to 200 characters where the stories have that many."""
    if len(items) < 2:
        tagline = plan.newsletter.tagline
        return _fitting([items[0].headline, f"{items[0].headline} · {tagline}", items[0].lead])
    rest, headlines = [items[1].label, *labels[2:]], [item.headline for item in items[1:]]
    drafts = [_and_more(rest[:size], len(rest) > size, plan.say) for size in range(min(2, len(rest)), 6)]
    drafts += [_and_more(headlines[:size], len(headlines) > size, plan.say) for size in (2, 1)]
    return _fitting([*drafts, items[0].headline])


def greeting(labels: Sequence[str], words: int, plan: Plan) -> str:
    """A word for the hour, the top three stories, and how long the edition takes; `words` is the rest of it."""
    stories = capital(_listed([label.rstrip("?.!") for label in labels[:3]], plan.say))
    hello = plan.say(f"edition.{_hour(plan.newsletter.send_at)}")
    minutes = max(1, -(-(words + len(stories.split()) + 12) // WORDS_A_MINUTE))
    return plan.say("edition.greeting", hello=hello, stories=stories, span=reading_time(minutes, plan.say))


def _running(label: str, text: str) -> str:
    """Titles are not asked, since they may write every word large; a word that the text lacks is looked for by its stem.

    `Courts` is small where the text has `a court` more often than the `Court` of a name.
    """
    first = label.partition(" ")[0]
    if not first[:1].isupper() or any(char.isupper() for char in first[1:]):
        return label
    known = Counter(_INSIDE.findall(text))
    if first.casefold() in ASKING - {"who"} or (
        label.endswith("?") and first.casefold() in ASKING | AUXILIARIES
    ):
        return label[:1].lower() + label[1:]
    small, names = known[first[:1].lower() + first[1:]], known[first]
    if not names and first.casefold() in _COUNTS:
        return label[:1].lower() + label[1:]
    if not small and not names:
        alike = [word for word in known if stem(word.lower()) == stem(first.lower())]
        small = sum(known[word] for word in alike if word[0].islower())
        names = sum(known[word] for word in alike if word[0].isupper())
    return label[:1].lower() + label[1:] if small > names else label


def _fitting(drafts: Sequence[str]) -> str:
    """The first draft of a good length; where none is, the longest that is not too long, else the first cut at a word."""
    fitting = [draft for draft in drafts if LEAST_PREHEADER <= len(draft) <= MOST_PREHEADER]
    short = [draft for draft in drafts if len(draft) <= MOST_PREHEADER]
    if fitting or short:
        return fitting[0] if fitting else max(short, key=len)
    return drafts[0][: MOST_PREHEADER - 1].rpartition(" ")[0] + "…"


def _and_more(texts: Sequence[str], more: bool, say: Say) -> str:
    return say("edition.more", stories=say("comma").join(texts)) if more else _listed(texts, say)


def _listed(texts: Sequence[str], say: Say) -> str:
    """`A`, `A and B`, `A, B, and C`."""
    if len(texts) < 3:
        return say("edition.pair", first=texts[0], last=texts[1]) if len(texts) == 2 else texts[0]
    return say("edition.several", first=say("comma").join(texts[:-1]), last=texts[-1])


def _hour(at: time) -> str:
    if 4 <= at.hour < 12:
        return "morning"
    return "afternoon" if 12 <= at.hour < 18 else "evening"


def _date(day: date, language: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    return format_date(day, "medium", locale)
