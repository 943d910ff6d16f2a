"""Which stories a section's rule names: by kicker, tag, address, source, or words of headline and lead."""

import re
from functools import lru_cache

from digest.config.settings import SectionRule
from digest.editorial.names import same_outlet_key
from digest.editorial.ranking import UNCONFIGURED, Ranked
from digest.editorial.sources import Sources
from digest.editorial.terms import fold
from digest.words import is_spaceless


def matches(story: Ranked, rule: SectionRule, sources: Sources = UNCONFIGURED) -> bool:
    """Say whether a rule names the story: one entry of any of its lists is enough; the leading article is asked."""
    best = story.best
    labels = [fold(label) for label in (best.kicker, best.section) if label]
    return (
        _found(rule.kickers, labels)
        or _found(rule.tags, [fold(tag) for tag in best.tags])
        or any(part.casefold() in _address(best.url) for part in rule.url)
        or same_outlet_key(best.outlet or "") in {sources.key(name) for name in rule.sources}
        or _found(rule.words, [fold(text) for text in (best.headline, story.lead)] if rule.words else [])
    )


def desk(story: Ranked) -> str:
    """The kicker or section that a story comes from, folded; empty where it says none."""
    return " ".join(fold(story.best.kicker or story.best.section or "").split())


def _found(phrases: tuple[str, ...], texts: list[str]) -> bool:
    pattern = whole_words(phrases)
    return pattern is not None and any(pattern.search(text) for text in texts)


@lru_cache(maxsize=256)
def whole_words(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds any of these words or phrases in a folded text, each as whole words; None where there are none.

    In scripts that set no spaces a phrase is found wherever it stands.
    """
    folded = sorted({" ".join(fold(phrase).split()) for phrase in phrases} - {""})
    return re.compile("|".join(map(_whole, folded))) if folded else None


def _whole(phrase: str) -> str:
    spelled = r"\s+".join(map(re.escape, phrase.split()))
    return spelled if is_spaceless(phrase) else rf"(?<!\w){spelled}(?!\w)"


def _address(url: str | None) -> str:
    """The address without its scheme, query and fragment, with a slash at its end, in small letters."""
    plain = re.split(r"[?#]", (url or "").casefold(), maxsplit=1)[0].partition("://")[2]
    return f"{plain.rstrip('/')}/" if plain else ""
